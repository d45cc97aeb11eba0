import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { personPage, personSend } from '../person-route.ts'
import { idOfSending } from '../spaces/spaces.ts'
import { ClashPage } from './clash.page.tsx'
import { StepPage } from './goal.page.tsx'
import { emptySaid, parseSaid, readNumber, readPlace, readSaid, readState } from './goals.form.ts'
import { changeStep, getStep, moveStep, removeStep, setStepState, takeStepWording } from './steps.ts'

export const stepsRoutes: Route[] = [
  personPage(supportPaths.step(':step'), async ({ visit, frame, within }) => {
    const step = await within((ctx) => getStep(ctx, visit.id('step')))
    const typed = { ...emptySaid(), ...step.said, seen: step.said.number }
    return visit.page(<StepPage frame={frame} step={step} typed={typed} />)
  }),

  personSend(supportPaths.step(':step'), async ({ visit, frame, within }) => {
    const id = visit.id('step')
    const step = await within((ctx) => getStep(ctx, id))
    const typed = readSaid(await visit.fields())
    const parsed = parseSaid(typed)
    if (!parsed.ok)
      return visit.page(<StepPage {...{ frame, step, typed }} problems={parsed.problems} />, 422)
    const { sending, ...input } = parsed.input
    const clash = await within((ctx) => changeStep(ctx, id, { id: idOfSending(ctx, sending), ...input }))
    const action = supportPaths.stepEarlier(id)
    if (clash) return visit.page(<ClashPage frame={frame} clash={clash} action={action} />, 409)
    return visit.redirect(supportPaths.goal(step.goalId), 'changed')
  }),

  personSend(supportPaths.stepEarlier(':step'), async ({ visit, within }) => {
    const number = readNumber(await visit.fields())
    const goalId = await within((ctx) => takeStepWording(ctx, visit.id('step'), number))
    return visit.redirect(supportPaths.goal(goalId), 'changed')
  }),

  personSend(supportPaths.stepState(':step'), async ({ visit, within }) => {
    const state = readState(await visit.fields())
    if (!state) return visit.redirect(supportPaths.goals)
    const goalId = await within((ctx) => setStepState(ctx, visit.id('step'), state))
    return visit.redirect(supportPaths.goal(goalId), 'changed')
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
