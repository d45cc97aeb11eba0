import type { Ctx } from '../platform/db/database.ts'
import { Failure } from '../platform/errors.ts'
import type { Route } from '../platform/http/routes.ts'
import type { Visit } from '../platform/http/visit.ts'
import type { Frame } from './frame.tsx'
import { HeldBackPage } from './held-back.page.tsx'
import { narrow } from './leads-workplace.ts'
import { may, type Action } from './matrix.ts'
import { accessPaths } from './paths.ts'
import { findWho, sessionCookie, type Who } from './sessions/sessions.ts'

/** A visit of somebody who works here: who, in which organisation, and the one door to its data. */
export type StaffVisit = {
  visit: Visit
  who: Who
  frame: Frame
  can: (action: Action) => boolean
  /** Opens one transaction inside this organisation, as this person. */
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
}

type Handle = (staff: StaffVisit) => Promise<Response> | Response
export type LateHandle = (visit: Visit) => Promise<Response | null>

/** A page for staff who may do `action`. Nobody signed in: the sign-in page, and back here afterwards. */
export function staffPage(path: string, action: Action, handle: Handle): Route {
  return { method: 'GET', path, asks: action, handle: (visit) => enter(visit, action, handle) }
}

/** A change by staff who may do `action`. `late` answers when nobody is signed in any more, and words were typed. */
export function staffSend(path: string, action: Action, handle: Handle, late?: LateHandle): Route {
  return { method: 'POST', path, asks: action, handle: (visit) => enter(visit, action, handle, late) }
}

async function enter(visit: Visit, action: Action, handle: Handle, late?: LateHandle): Promise<Response> {
  const who = await findWho(visit.services.db, visit.cookie(sessionCookie))
  if (!who) {
    const answer = late && (await late(visit))
    return answer ?? visit.redirect(`${accessPaths.signIn}?back=${encodeURIComponent(visit.pageAddress)}`)
  }
  const opened = who.isHeldBack
    ? who.roles.filter((role) => role === 'lead' || role === 'housing')
    : who.roles
  if (may(who.roles, action) && !may([...opened, ...(action === 'session.own' ? who.roles : [])], action)) {
    return (await keepHeldBack(visit)) ?? visit.redirect(accessPaths.passkeys)
  }
  if (!may(who.roles, action)) throw new Failure('forbidden', '')
  const { db } = visit.services
  const { roles, can } = await narrow(db, { ...who, roles: opened }, visit.ids, action)
  return handle({
    visit,
    who,
    frame: {
      organisation: who.organisation,
      person: who.name,
      roles,
      stylesheet: visit.services.stylesheet,
      address: visit.address,
      done: visit.query('done'),
    },
    can,
    within: (fn) => db.within(who.tenantId, { id: who.accountId, roles }, fn),
  })
}

/** What was typed before a passkey was asked for stays on the page that asks for it; null when nothing was. */
async function keepHeldBack(visit: Visit): Promise<Response | null> {
  const typed = await visit.typed()
  if (!typed) return null
  const { stylesheet } = visit.services
  return visit.page(HeldBackPage({ stylesheet, fields: typed.pairs(), action: visit.address }), 403)
}
