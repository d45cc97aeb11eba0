import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { HeldPage } from './held.page.tsx'
import { letIn, listHeld, throwAway } from './held.ts'

export const heldRoutes: Route[] = [
  staffPage(listeningPaths.held(':exercise'), 'source.check', async ({ visit, frame, within }) => {
    const view = await within((ctx) => listHeld(ctx, visit.id('exercise')))
    return visit.page(<HeldPage frame={frame} view={view} />)
  }),

  staffSend(listeningPaths.heldOne(':contribution'), 'source.check', async ({ visit, within }) => {
    const id = visit.id('contribution')
    const isIn = (await visit.fields()).text('then') === 'in'
    const { exerciseId } = await within((ctx) => (isIn ? letIn(ctx, id) : throwAway(ctx, id)))
    return visit.redirect(listeningPaths.held(exerciseId), isIn ? 'in' : 'away')
  }),
]
