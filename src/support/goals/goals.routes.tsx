import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { personPage, personSend, type PersonVisit } from '../person-route.ts'
import { idOfSending, makeSending } from '../spaces/spaces.ts'
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
import { addMark, removeMark } from './marks.ts'
import { addStep } from './steps.ts'
import { answerSuggestion, listSuggestions } from './suggestions.ts'

export const goalsRoutes: Route[] = [
  personPage(supportPaths.goals, (person) => showAll(person, emptySaid())),

  personPage(supportPaths.goalsFile, async ({ visit, within }) => {
    const bundle = await within(takeOutGoals)
    return visit.file(Buffer.from(JSON.stringify(bundle, null, 2)), 'application/fhir+json; charset=utf-8')
  }),

  personSend(supportPaths.addGoal, async (person) => {
    const { visit, within } = person
    const typed = readSaid(await visit.fields())
    const parsed = parseSaid(typed)
    if (!parsed.ok) return showAll(person, typed, parsed.problems)
    const { sending, said } = parsed.input
    await within((ctx) => addGoal(ctx, idOfSending(ctx, sending), said))
    return visit.redirect(supportPaths.goals, 'added')
  }),

  personSend(supportPaths.answerSuggestion(':suggestion'), async ({ visit, within }) => {
    const isYes = (await visit.fields()).text('answer') === 'yes'
    await within((ctx) => answerSuggestion(ctx, visit.id('suggestion'), isYes))
    return visit.redirect(supportPaths.goals, isYes ? 'yes' : 'no')
  }),

  personPage(supportPaths.goal(':goal'), (person) => showOne(person, emptySaid())),

  personPage(supportPaths.goalWords(':goal'), async ({ visit, frame, within }) => {
    const goal = await within((ctx) => getGoal(ctx, visit.id('goal')))
    const typed = { ...emptySaid(), ...goal.said, seen: goal.said.number }
    return visit.page(<ChangeGoalPage frame={frame} goal={goal} typed={typed} />)
  }),

  personSend(supportPaths.goalWords(':goal'), async ({ visit, frame, within }) => {
    const id = visit.id('goal')
    const goal = await within((ctx) => getGoal(ctx, id))
    const typed = readSaid(await visit.fields())
    const parsed = parseSaid(typed)
    if (!parsed.ok)
      return visit.page(<ChangeGoalPage {...{ frame, goal, typed }} problems={parsed.problems} />, 422)
    const { sending, ...input } = parsed.input
    const clash = await within((ctx) => changeGoal(ctx, id, { id: idOfSending(ctx, sending), ...input }))
    const action = supportPaths.goalEarlier(id)
    if (clash) return visit.page(<ClashPage frame={frame} clash={clash} action={action} />, 409)
    return visit.redirect(supportPaths.goal(id), 'changed')
  }),

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
    const id = visit.id('goal')
    const parsed = parseMark(await visit.fields())
    if (!parsed.ok) return showOne(person, emptySaid(), parsed.problems)
    const { sending, mark } = parsed.input
    await within((ctx) => addMark(ctx, id, idOfSending(ctx, sending), mark))
    return visit.redirect(supportPaths.goal(id), 'changed')
  }),

  personSend(supportPaths.removeMark(':goal', ':mark'), async ({ visit, within }) => {
    await within((ctx) => removeMark(ctx, visit.id('goal'), visit.id('mark')))
    return visit.redirect(supportPaths.goal(visit.id('goal')), 'removed')
  }),

  personSend(supportPaths.removeGoal(':goal'), async ({ visit, within }) => {
    await within((ctx) => removeGoal(ctx, visit.id('goal')))
    return visit.redirect(supportPaths.goals, 'removed')
  }),

  personSend(supportPaths.addStep(':goal'), async (person) => {
    const { visit, within } = person
    const id = visit.id('goal')
    const typed = readSaid(await visit.fields())
    const parsed = parseSaid(typed)
    if (!parsed.ok) return showOne(person, typed, parsed.problems)
    const { sending, said } = parsed.input
    await within((ctx) => addStep(ctx, id, idOfSending(ctx, sending), said))
    return visit.redirect(supportPaths.goal(id), 'added')
  }),
]

async function showAll(
  { visit, frame, within }: PersonVisit,
  typed: TypedSaid,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => ({
    goals: await listGoals(ctx),
    suggestions: await listSuggestions(ctx),
  }))
  const props = { frame, ...shown, typed, isOrdering: visit.query('order') !== null, problems }
  return visit.page(<GoalsPage {...props} />, problems ? 422 : 200)
}

async function showOne(
  { visit, frame, within }: PersonVisit,
  typed: TypedSaid,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const goal = await within((ctx) => getGoal(ctx, visit.id('goal')))
  const props = {
    frame,
    goal,
    typed,
    sending: makeSending(),
    isOrdering: visit.query('order') !== null,
    problems,
  }
  return visit.page(<GoalPage {...props} />, problems ? 422 : 200)
}
