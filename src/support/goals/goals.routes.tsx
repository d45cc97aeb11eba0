import type { FieldProblem, Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { idOfSent, makeBoundSending } from '../unsaved/sendings.ts'
import type { SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { personForm, personPage, personSend, type PersonVisit } from '../person-route.ts'
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
  letGoalWordingGo,
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

  personForm(
    supportPaths.addGoal,
    async (person, { id, fields }) => {
      const { visit, within } = person
      const typed = readSaid(fields)
      const parsed = parseSaid(typed)
      if (!parsed.ok) return showAll(person, typed, parsed.problems)
      await within((ctx) => addGoal(ctx, idOfSent(ctx, id, parsed.input.said), parsed.input.said))
      return visit.redirect(supportPaths.goals, 'added')
    },
    showLate(false),
  ),

  personSend(supportPaths.answerSuggestion(':suggestion'), async ({ visit, within }) => {
    const isYes = (await visit.fields()).text('answer') === 'yes'
    const isTheirs = await within((ctx) => answerSuggestion(ctx, visit.id('suggestion'), isYes))
    return visit.redirect(supportPaths.goals, isTheirs ? 'yes' : 'no')
  }),

  personPage(supportPaths.goal(':goal'), (person) => showOne(person)),

  personPage(supportPaths.goalWords(':goal'), (person) => showWords(person)),

  personForm(
    supportPaths.goalWords(':goal'),
    async (person, { id, fields }) => {
      const { visit, frame, within } = person
      const goalId = visit.id('goal')
      const typed = readSaid(fields)
      const parsed = parseSaid(typed)
      if (!parsed.ok) return showWords(person, typed, parsed.problems)
      const clash = await within((ctx) => {
        const sent = { id: idOfSent(ctx, id, parsed.input.said), ...parsed.input }
        return changeGoal(ctx, goalId, sent)
      })
      const action = supportPaths.goalEarlier(goalId)
      if (clash) return visit.page(<ClashPage frame={frame} clash={clash} action={action} />, 409)
      return visit.redirect(supportPaths.goal(goalId), 'changed')
    },
    showLate(false),
  ),

  personSend(supportPaths.goalEarlier(':goal'), async ({ visit, within }) => {
    const number = readNumber(await visit.fields())
    await within((ctx) => takeGoalWording(ctx, visit.id('goal'), number))
    return visit.redirect(supportPaths.goal(visit.id('goal')), 'changed')
  }),

  personSend(supportPaths.letGoalWordsGo(':goal', ':wording'), async ({ visit, within }) => {
    await within((ctx) => letGoalWordingGo(ctx, visit.id('goal'), visit.id('wording')))
    return visit.redirect(supportPaths.goal(visit.id('goal')), 'gone')
  }),

  personSend(supportPaths.goalState(':goal'), async ({ visit, within }) => {
    const id = visit.id('goal')
    const state = readState(await visit.fields())
    if (!state) return visit.redirect(supportPaths.goal(id))
    await within((ctx) => setGoalState(ctx, id, state))
    return visit.redirect(supportPaths.goal(id), state)
  }),

  personSend(supportPaths.goalPlace(':goal'), async ({ visit, within }) => {
    const to = readPlace(await visit.fields())
    await within((ctx) => moveGoal(ctx, visit.id('goal'), to))
    return visit.redirect(`${supportPaths.goals}?order=open#order`)
  }),

  personForm(supportPaths.goalMarks(':goal'), async (person, { id, fields }) => {
    const { visit, within } = person
    const goalId = visit.id('goal')
    const parsed = parseMark(fields)
    if (!parsed.ok) return showOne(person, null, parsed.problems)
    await within((ctx) => addMark(ctx, goalId, idOfSent(ctx, id, parsed.input), parsed.input))
    return visit.redirect(supportPaths.goal(goalId), 'number')
  }),

  personSend(supportPaths.removeMark(':goal', ':mark'), async ({ visit, within }) => {
    await within((ctx) => removeMark(ctx, visit.id('goal'), visit.id('mark')))
    return visit.redirect(supportPaths.goal(visit.id('goal')), 'removed')
  }),

  personSend(supportPaths.removeGoal(':goal'), async ({ visit, within }) => {
    await within((ctx) => removeGoal(ctx, visit.id('goal')))
    return visit.redirect(supportPaths.goals, 'removed')
  }),

  personForm(
    supportPaths.addStep(':goal'),
    async (person, { id, fields }) => {
      const { visit, within } = person
      const goalId = visit.id('goal')
      const typed = readSaid(fields)
      const parsed = parseSaid(typed)
      if (!parsed.ok) return showOne(person, typed, parsed.problems)
      await within((ctx) => addStep(ctx, goalId, idOfSent(ctx, id, parsed.input.said), parsed.input.said))
      return visit.redirect(supportPaths.goal(goalId), 'added')
    },
    showLate(true),
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

function showLate(isStep: boolean) {
  return (visit: Visit, frame: SpaceFrame, fields: Fields) => {
    const typed = readSaid(fields)
    return typed.words ? <LateSaidPage {...{ frame, typed, isStep }} action={visit.address} /> : null
  }
}
