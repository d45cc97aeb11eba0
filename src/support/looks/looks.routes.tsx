import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { personPage } from '../person-route.ts'
import { readBefore } from './looks.form.ts'
import { LooksPage } from './looks.page.tsx'
import { listLooks } from './looks.ts'

export const looksRoutes: Route[] = [
  personPage(supportPaths.looks, async ({ visit, frame, within }) => {
    const before = readBefore(visit.query('before'))
    const { looks, next } = await within((ctx) => listLooks(ctx, before))
    return visit.page(<LooksPage frame={frame} looks={looks} next={next} />)
  }),
]
