import { page, type Route } from '../../platform/http/routes.ts'
import { hasOrganisation } from '../organisation/organisation.ts'
import { accessPaths } from '../paths.ts'
import { findWho, sessionCookie } from '../sessions/sessions.ts'
import { HomePage } from './home.page.tsx'

export const homeRoutes: Route[] = [
  page(accessPaths.home, async (visit) => {
    const { db, stylesheet } = visit.services
    if (await findWho(db, visit.cookie(sessionCookie))) return visit.redirect(accessPaths.work)
    const isSetUp = await hasOrganisation(db)
    return visit.page(<HomePage stylesheet={stylesheet} isSetUp={isSetUp} done={visit.query('done')} />)
  }),
]
