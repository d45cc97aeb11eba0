import type { Ctx } from '../../platform/db/database.ts'
import { londonDay } from '../days.ts'
import { recordLook } from '../looks/looks.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { fhirGoalsWords } from './fhir-goals.words.ts'
import { listWholeGoals, type WholeGoal } from './goals.ts'
import { goalsWords } from './goals.words.ts'
import type { State } from './states.ts'
import type { Said, Wording } from './wordings.ts'

// FHIR R4 (4.0.1), https://hl7.org/fhir/R4/goal.html. What is left out is left out on purpose: no achievementStatus (its
// values say that somebody failed), no statusReason (nobody is asked for one), no category, no priority, and no target: a
// target is what a goal is measured by, and a step is not. Steps, older words and numbers are notes.

const words = fhirGoalsWords['en-GB']
const shown = goalsWords['en-GB']

/** `Goal.lifecycleStatus`, of the value set `goal-status`. Put down is "no longer being sought"; it may be again. */
const lifecycleStatuses = { open: 'active', done: 'completed', 'put-down': 'cancelled' } as const

type Reference = { reference: string }
type Annotation = { authorReference?: Reference; time?: string; text: string }

export type FhirGoal = {
  resourceType: 'Goal'
  id: string
  lifecycleStatus: (typeof lifecycleStatuses)[State]
  description: { text: string }
  subject: Reference
  statusDate: string
  expressedBy: Reference
  note?: Annotation[]
}

export type FhirPatient = { resourceType: 'Patient'; id: string; name: { use: 'usual'; text: string }[] }

export type FhirBundle = {
  resourceType: 'Bundle'
  type: 'collection'
  timestamp: string
  entry: { fullUrl: string; resource: FhirPatient | FhirGoal }[]
}

/** Everything the person wants, for them to take away; it is listed among the looks. What a coach only suggests is not in it. */
export async function takeOutGoals(ctx: Ctx): Promise<FhirBundle> {
  await recordLook(ctx, { who: null, room: 'goals', why: 'taken-out', aboutId: null })
  const goals = await listWholeGoals(ctx)
  return makeBundle({ personId: ctx.tenantId, name: await getSpaceName(ctx), goals, at: ctx.now })
}

export function makeBundle(input: {
  personId: string
  name: string
  goals: readonly WholeGoal[]
  at: Date
}): FhirBundle {
  const { personId: id, name, goals, at } = input
  const person: FhirPatient = { resourceType: 'Patient', id, name: [{ use: 'usual', text: name }] }
  const resources = [person, ...goals.map((goal) => makeGoal(goal, { reference: urlOf(id) }))]
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: at.toISOString(),
    entry: resources.map((resource) => ({ fullUrl: urlOf(resource.id), resource })),
  }
}

function makeGoal(goal: WholeGoal, person: Reference): FhirGoal {
  const note = makeNotes(goal, person)
  return {
    resourceType: 'Goal',
    id: goal.id,
    lifecycleStatus: lifecycleStatuses[goal.state],
    description: { text: goal.said.words },
    subject: person,
    statusDate: londonDay(goal.changedAt),
    expressedBy: person,
    ...(note.length > 0 ? { note } : {}),
  }
}

/** In the person's own name; of words that a coach suggested no author is named. */
function makeNotes(goal: WholeGoal, person: Reference): Annotation[] {
  const { said } = goal
  const note = (hand: Wording['hand'], text: string, time?: Date): Annotation => ({
    ...(hand === 'suggested' ? {} : { authorReference: person }),
    ...(time ? { time: time.toISOString() } : {}),
    text,
  })
  return [
    ...sayBeside(said).map((text) => note('mine', text)),
    ...(said.hand === 'suggested' ? [note('mine', words.suggested)] : []),
    ...goal.steps.map((step) =>
      note(
        step.said.hand,
        [words.step(words.states[step.state], step.said.words), ...sayBeside(step.said)].join('\n'),
        step.said.writtenAt,
      ),
    ),
    ...goal.wordings
      .filter((one) => one.number !== said.number)
      .map((one) => note(one.hand, words.earlier(one.words), one.writtenAt)),
    ...goal.marks.map(({ mark, saidAt }) => note('mine', words.mark(mark), saidAt)),
  ]
}

function sayBeside(said: Said): string[] {
  return [
    ...(said.who ? [shown.doing[said.who]] : []),
    ...(said.withWhom ? [`${shown.with} ${said.withWhom}`] : []),
    ...(said.idea ? [shown.ideas[said.idea]] : []),
    ...(said.ideaWords ? [`${shown.ideaSaid} ${said.ideaWords}`] : []),
  ]
}

/** A reference inside the bundle: it leads to no server. */
function urlOf(id: string): string {
  return `urn:uuid:${id}`
}
