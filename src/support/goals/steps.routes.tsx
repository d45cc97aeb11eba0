import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { idOfSent, makeBoundSending } from '../unsaved/sendings.ts'
import { supportPaths } from '../paths.ts'
import { personForm, personPage, personSend, type PersonVisit } from '../person-route.ts'
import { ClashPage } from './clash.page.tsx'
import { StepPage } from './goal.page.tsx'
import {
  parseSaid,
  readNumber,
  readPlace,
  readSaid,
  readState,
  showAgain,
  type TypedSaid,
} from './goals.form.ts'
import { LateSaidPage } from './late.page.tsx'
import {
  changeStep,
  getStep,
  letStepWordingGo,
  moveStep,
  removeStep,
  setStepState,
  takeStepWording,
} from './steps.ts'

export const stepsRoutes: Route[] = [
  personPage(supportPaths.step(':step'), (person) => showStep(person)),

  personForm(
    supportPaths.step(':step'),
    async (person, { id, fields }) => {
      const { visit, frame, within } = person
      const stepId = visit.id('step')
      const typed = readSaid(fields)
      const parsed = parseSaid(typed)
      if (!parsed.ok) return showStep(person, typed, parsed.problems)
      const { goalId, clash } = await within((ctx) => {
        const sent = { id: idOfSent(ctx, id, parsed.input.said), ...parsed.input }
        return changeStep(ctx, stepId, sent)
      })
      const action = supportPaths.stepEarlier(stepId)
      if (clash) return visit.page(<ClashPage frame={frame} clash={clash} action={action} />, 409)
      return visit.redirect(supportPaths.goal(goalId), 'changed')
    },
    (visit, frame, fields) => {
      const typed = readSaid(fields)
      return typed.words ? <LateSaidPage {...{ frame, typed }} action={visit.address} isStep /> : null
    },
  ),

  personSend(supportPaths.stepEarlier(':step'), async ({ visit, within }) => {
    const number = readNumber(await visit.fields())
    const goalId = await within((ctx) => takeStepWording(ctx, visit.id('step'), number))
    return visit.redirect(supportPaths.goal(goalId), 'changed')
  }),

  personSend(supportPaths.letStepWordsGo(':step', ':wording'), async ({ visit, within }) => {
    await within((ctx) => letStepWordingGo(ctx, visit.id('step'), visit.id('wording')))
    return visit.redirect(supportPaths.step(visit.id('step')), 'gone')
  }),

  personSend(supportPaths.stepState(':step'), async ({ visit, within }) => {
    const state = readState(await visit.fields())
    if (!state) return visit.redirect(supportPaths.goals)
    const goalId = await within((ctx) => setStepState(ctx, visit.id('step'), state))
    return visit.redirect(supportPaths.goal(goalId), state)
  }),

  personSend(supportPaths.stepPlace(':step'), async ({ visit, within }) => {
    const to = readPlace(await visit.fields())
    const goalId = await within((ctx) => moveStep(ctx, visit.id('step'), to))
    return visit.redirect(`${supportPaths.goal(goalId)}?order=open#order`)
  }),

  personSend(supportPaths.removeStep(':step'), async ({ visit, within }) => {
    const goalId = await within((ctx) => removeStep(ctx, visit.id('step')))
    if (!goalId) return visit.redirect(supportPaths.goals, 'removed')
    return visit.redirect(supportPaths.goal(goalId), 'removed')
  }),
]

async function showStep(
  { visit, frame, within }: PersonVisit,
  typed?: TypedSaid,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => {
    const step = await getStep(ctx, visit.id('step'))
    return { step, typed: typed ?? showAgain(step.said, makeBoundSending(ctx)) }
  })
  return visit.page(<StepPage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}
