import { page, type Route } from '../../platform/http/routes.ts'
import { hasOrganisation } from '../organisation/organisation.ts'
import { may } from '../matrix.ts'
import { accessPaths } from '../paths.ts'
import { findWho, sessionCookie } from '../sessions/sessions.ts'
import { staffPage } from '../staff-route.ts'
import { HomePage } from './home.page.tsx'

export const homeRoutes: Route[] = [
  page(accessPaths.home, async (visit) => {
    const { db, stylesheet } = visit.services
    if (await findWho(db, visit.cookie(sessionCookie))) return visit.redirect(accessPaths.work)
    const isSetUp = await hasOrganisation(db)
    return visit.page(<HomePage stylesheet={stylesheet} isSetUp={isSetUp} done={visit.query('done')} />)
  }),

  staffPage(accessPaths.work, 'session.own', ({ visit, who }) => visit.redirect(chooseFirst(who.roles))),
]

/** The first page of work for somebody of these roles. */
function chooseFirst(roles: readonly string[]): string {
  if (may(roles, 'exercise.list')) return accessPaths.exercises
  if (may(roles, 'space.open')) return accessPaths.today
  return may(roles, 'safeguarding.open') ? accessPaths.safeguarding : accessPaths.staff
}
