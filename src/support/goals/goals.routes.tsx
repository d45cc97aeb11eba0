import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { OtherNotePage } from '../conversations/conversations.page.tsx'
import { makeBoundSending, readBoundSending } from '../conversations/sendings.ts'
import type { SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { personPage, personSend, type PersonVisit } from '../person-route.ts'
import { ClashPage } from './clash.page.tsx'
import { takeOutGoals } from './fhir-goals.ts'
import { ChangeGoalPage, GoalPage } from './goal.page.tsx'
import {
  emptySaid,
  parseMark,
  parseSaid,
  readNumber,
  readPlace,
  readSaid,
  readState,
  showAgain,
  type TypedSaid,
} from './goals.form.ts'
import { GoalsPage } from './goals.page.tsx'
import {
  addGoal,
  changeGoal,
  getGoal,
  listGoals,
  moveGoal,
  removeGoal,
  setGoalState,
  takeGoalWording,
} from './goals.ts'
import { LateSaidPage } from './late.page.tsx'
import { addMark, removeMark } from './marks.ts'
import { addStep } from './steps.ts'
import { answerSuggestion, listSuggestions } from './suggestions.ts'

export const goalsRoutes: Route[] = [
  personPage(supportPaths.goals, (person) => showAll(person)),

  personPage(supportPaths.goalsFile, async ({ visit, within }) => {
    const bundle = await within(takeOutGoals)
    return visit.file(Buffer.from(JSON.stringify(bundle, null, 2)), 'application/fhir+json; charset=utf-8')
  }),

  personSend(
    supportPaths.addGoal,
    async (person) => {
      const { visit, within } = person
      const typed = readSaid(await visit.fields())
      const id = await within(async (ctx) => readBoundSending(ctx, typed.sending))
      if (!id) return refuse(person)
      const parsed = parseSaid(typed)
      if (!parsed.ok) return showAll(person, typed, parsed.problems)
      await within((ctx) => addGoal(ctx, id, parsed.input.said))
      return visit.redirect(supportPaths.goals, 'added')
    },
    undefined,
    (visit, frame) => showLate(visit, frame, false),
  ),

  personSend(supportPaths.answerSuggestion(':suggestion'), async ({ visit, within }) => {
    const isYes = (await visit.fields()).text('answer') === 'yes'
    await within((ctx) => answerSuggestion(ctx, visit.id('suggestion'), isYes))
    return visit.redirect(supportPaths.goals, isYes ? 'yes' : 'no')
  }),

  personPage(supportPaths.goal(':goal'), (person) => showOne(person)),

  personPage(supportPaths.goalWords(':goal'), (person) => showWords(person)),

  personSend(
    supportPaths.goalWords(':goal'),
    async (person) => {
      const { visit, frame, within } = person
      const goalId = visit.id('goal')
      const typed = readSaid(await visit.fields())
      const id = await within(async (ctx) => readBoundSending(ctx, typed.sending))
      if (!id) return refuse(person)
      const parsed = parseSaid(typed)
      if (!parsed.ok) return showWords(person, typed, parsed.problems)
      const clash = await within((ctx) => changeGoal(ctx, goalId, { id, ...parsed.input }))
      const action = supportPaths.goalEarlier(goalId)
      if (clash) return visit.page(<ClashPage frame={frame} clash={clash} action={action} />, 409)
      return visit.redirect(supportPaths.goal(goalId), 'changed')
    },
    undefined,
    (visit, frame) => showLate(visit, frame, false),
  ),

  personSend(supportPaths.goalEarlier(':goal'), async ({ visit, within }) => {
    const number = readNumber(await visit.fields())
    await within((ctx) => takeGoalWording(ctx, visit.id('goal'), number))
    return visit.redirect(supportPaths.goal(visit.id('goal')), 'changed')
  }),

  personSend(supportPaths.goalState(':goal'), async ({ visit, within }) => {
    const id = visit.id('goal')
    const state = readState(await visit.fields())
    if (!state) return visit.redirect(supportPaths.goal(id))
    await within((ctx) => setGoalState(ctx, id, state))
    return visit.redirect(supportPaths.goal(id), 'changed')
  }),

  personSend(supportPaths.goalPlace(':goal'), async ({ visit, within }) => {
    const to = readPlace(await visit.fields())
    await within((ctx) => moveGoal(ctx, visit.id('goal'), to))
    return visit.redirect(`${supportPaths.goals}?order=open#order`)
  }),

  personSend(supportPaths.goalMarks(':goal'), async (person) => {
    const { visit, within } = person
    const goalId = visit.id('goal')
    const fields = await visit.fields()
    const id = await within(async (ctx) => readBoundSending(ctx, fields.text('sending')))
    if (!id) return refuse(person)
    const parsed = parseMark(fields)
    if (!parsed.ok) return showOne(person, null, parsed.problems)
    await within((ctx) => addMark(ctx, goalId, id, parsed.input))
    return visit.redirect(supportPaths.goal(goalId), 'changed')
  }),

  personSend(supportPaths.removeMark(':goal', ':mark'), async ({ visit, within }) => {
    await within((ctx) => removeMark(ctx, visit.id('goal'), visit.id('mark')))
    return visit.redirect(supportPaths.goal(visit.id('goal')), 'removed')
  }),

  personSend(supportPaths.removeGoal(':goal'), async ({ visit, within }) => {
    await within((ctx) => removeGoal(ctx, visit.id('goal')))
    return visit.redirect(supportPaths.goals, 'removed')
  }),

  personSend(
    supportPaths.addStep(':goal'),
    async (person) => {
      const { visit, within } = person
      const goalId = visit.id('goal')
      const typed = readSaid(await visit.fields())
      const id = await within(async (ctx) => readBoundSending(ctx, typed.sending))
      if (!id) return refuse(person)
      const parsed = parseSaid(typed)
      if (!parsed.ok) return showOne(person, typed, parsed.problems)
      await within((ctx) => addStep(ctx, goalId, id, parsed.input.said))
      return visit.redirect(supportPaths.goal(goalId), 'added')
    },
    undefined,
    (visit, frame) => showLate(visit, frame, true),
  ),
]

async function showAll(
  { visit, frame, within }: PersonVisit,
  typed?: TypedSaid,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => ({
    goals: await listGoals(ctx),
    suggestions: await listSuggestions(ctx),
    typed: typed ?? emptySaid(makeBoundSending(ctx)),
  }))
  const props = { frame, ...shown, isOrdering: visit.query('order') !== null, problems }
  return visit.page(<GoalsPage {...props} />, problems ? 422 : 200)
}

async function showOne(
  { visit, frame, within }: PersonVisit,
  typed?: TypedSaid | null,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => ({
    goal: await getGoal(ctx, visit.id('goal')),
    typed: typed ?? emptySaid(makeBoundSending(ctx)),
    sending: makeBoundSending(ctx),
  }))
  const props = { frame, ...shown, isOrdering: visit.query('order') !== null, problems }
  return visit.page(<GoalPage {...props} />, problems ? 422 : 200)
}

async function showWords(
  { visit, frame, within }: PersonVisit,
  typed?: TypedSaid,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => {
    const goal = await getGoal(ctx, visit.id('goal'))
    return { goal, typed: typed ?? showAgain(goal.said, makeBoundSending(ctx)) }
  })
  return visit.page(<ChangeGoalPage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}

async function showLate(visit: Visit, frame: SpaceFrame, isStep: boolean): Promise<Response | null> {
  const typed = readSaid(await visit.fields())
  if (!typed.words) return null
  return visit.page(<LateSaidPage {...{ frame, typed, isStep }} action={visit.address} />, 403)
}

function refuse({ visit, frame }: PersonVisit): Response {
  return visit.page(<OtherNotePage frame={frame} />, 409)
}
