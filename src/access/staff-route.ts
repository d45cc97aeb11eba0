import type { Ctx } from '../platform/db/database.ts'
import { Failure } from '../platform/errors.ts'
import type { Route } from '../platform/http/routes.ts'
import type { Visit } from '../platform/http/visit.ts'
import type { Frame } from './frame.tsx'
import { accessWords } from './access.words.ts'
import { may, notForLeadsOfWorkplace, type Action } from './matrix.ts'
import { accessPaths } from './paths.ts'
import { findWho, isWorkplaceOf, sessionCookie, type Who } from './sessions/sessions.ts'

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

/** A page for staff who may do `action`. Nobody signed in: the sign-in page, and back here afterwards. */
export function staffPage(path: string, action: Action, handle: Handle): Route {
  return { method: 'GET', path, asks: action, handle: (visit) => enter(visit, action, handle) }
}

/** A change by staff who may do `action`. */
export function staffSend(path: string, action: Action, handle: Handle): Route {
  return { method: 'POST', path, asks: action, handle: (visit) => enter(visit, action, handle) }
}

async function enter(visit: Visit, action: Action, handle: Handle): Promise<Response> {
  const who = await findWho(visit.services.db, visit.cookie(sessionCookie))
  if (!who) return visit.redirect(`${accessPaths.signIn}?back=${encodeURIComponent(visit.pageAddress)}`)
  const opened = who.isHeldBack ? who.roles.filter((role) => role === 'lead') : who.roles
  if (may(who.roles, action) && !may([...opened, ...(action === 'session.own' ? who.roles : [])], action)) {
    return visit.redirect(accessPaths.passkeys)
  }
  if (!may(who.roles, action)) throw new Failure('forbidden', '')
  const isShut = await leadsWorkplace(visit, who)
  const roles = isShut ? opened.filter((role) => role === 'lead') : opened
  if (isShut && (!may(roles, action) || notForLeadsOfWorkplace.includes(action))) {
    throw new Failure('forbidden', accessWords['en-GB'].leadsWorkplace)
  }
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
    can: (asked) => may(roles, asked) && !(isShut && notForLeadsOfWorkplace.includes(asked)),
    within: (fn) => visit.services.db.within(who.tenantId, { id: who.accountId, roles }, fn),
  })
}

/** Whether the page is of an exercise whose voices work for the host, and this person leads. */
async function leadsWorkplace({ ids, services }: Visit, who: Who): Promise<boolean> {
  if (!who.roles.includes('lead') || ids.length === 0) return false
  const actor = { id: who.accountId, roles: who.roles }
  return services.db.within(who.tenantId, actor, (ctx) => isWorkplaceOf(ctx, ids))
}
