import { send, type Route } from '../../platform/http/routes.ts'
import { accessPaths } from '../paths.ts'
import { staffPage, staffSend } from '../staff-route.ts'
import { SessionsPage } from './sessions.page.tsx'
import {
  moveToOrganisation,
  endOtherSessions,
  endSession,
  endSessionOfToken,
  listSittings,
  sessionCookie,
} from './sessions.ts'

export const sessionRoutes: Route[] = [
  staffPage(accessPaths.sessions, 'session.own', async ({ visit, who, frame }) => {
    const sittings = await listSittings(visit.services.db, who)
    return visit.page(<SessionsPage frame={frame} who={who} sittings={sittings} />)
  }),

  staffSend(accessPaths.endOtherSessions, 'session.own', async ({ visit, who }) => {
    await endOtherSessions(visit.services.db, who)
    return visit.redirect(accessPaths.sessions, 'others-ended')
  }),

  staffSend(accessPaths.endSession(':session'), 'session.own', async ({ visit, who }) => {
    await endSession(visit.services.db, who, visit.id('session'))
    return visit.redirect(accessPaths.sessions, 'ended')
  }),

  staffSend(accessPaths.changeOrganisation, 'session.own', async ({ visit, who }) => {
    const fields = await visit.fields()
    await moveToOrganisation(visit.services.db, who, fields.text('organisation'))
    return visit.redirect(accessPaths.sessions, 'changed')
  }),

  // Open to anybody: a session that has ended, or whose person works nowhere now, can be left as well.
  send(accessPaths.signOut, async (visit) => {
    await endSessionOfToken(visit.services.db, visit.cookie(sessionCookie))
    visit.clearCookie(sessionCookie)
    return visit.redirect(accessPaths.home, 'signed-out')
  }),
]
