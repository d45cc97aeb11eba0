import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { personPage } from '../person-route.ts'
import { ToldPage } from './told.page.tsx'
import { listTold } from './told.ts'

export const toldRoutes: Route[] = [
  personPage(supportPaths.written, async ({ visit, frame, within }) => {
    const told = await within((ctx) => listTold(ctx, visit.services.db.vault))
    return visit.page(<ToldPage frame={frame} told={told} />)
  }),
]
