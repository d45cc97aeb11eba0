import type { VNode } from 'preact'
import { findWho, sessionCookie } from '../access/sessions/sessions.ts'
import type { Ctx, Database } from '../platform/db/database.ts'
import { Failure } from '../platform/errors.ts'
import type { Fields } from '../platform/http/fields.ts'
import type { Route } from '../platform/http/routes.ts'
import type { Visit } from '../platform/http/visit.ts'
import { KeyDestroyed } from '../platform/vault/vault.ts'
import { ownerField } from '../ui/form.tsx'
import type { SpaceFrame } from './frame.tsx'
import { supportPaths } from './paths.ts'
import {
  cookieSeconds,
  findHost,
  findPerson,
  spaceCookie,
  type Person,
  type SpaceToken,
} from './spaces/sessions.ts'
import { hasJustGone } from './spaces/guests.ts'
import { personIn } from './spaces/spaces.ts'
import { readBoundSending, type SentForm } from './unsaved/sendings.ts'
import { LateSentPage, OtherPage } from './unsaved/unsaved.page.tsx'

/** A visit of somebody in their own space, and the one door to what is in it. */
export type PersonVisit = {
  visit: Visit
  person: Person
  frame: SpaceFrame
  /** Opens one transaction inside this space, as the person it belongs to. */
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
}

type PersonHandle = (person: PersonVisit) => Promise<Response> | Response
type FormHandle = (person: PersonVisit, form: SentForm) => Promise<Response>
type DoorHandle = (visit: Visit, frame: SpaceFrame) => Promise<Response> | Response
/** The page with what was typed when nobody is in any more; null when nothing was typed. */
type ShowLate = (visit: Visit, frame: SpaceFrame, fields: Fields) => VNode | null

/** A page of a person's own space. Nobody in: the page with the way in. */
export function personPage(path: string, handle: PersonHandle): Route {
  return { method: 'GET', path, asks: 'space.own', handle: (visit) => enter(visit, handle) }
}

/** A change by the person themself. `limit`: how often in a minute from one network. */
export function personSend(path: string, handle: PersonHandle, limit?: number): Route {
  return { method: 'POST', path, asks: 'space.own', limit, handle: (visit) => enter(visit, handle, showSent) }
}

/**
 * The same for a form that is bound to whom it was given. Sent by anybody else it saves nothing; when nobody is in any
 * more, `showLate` keeps what was typed.
 */
export function personForm(path: string, handle: FormHandle, showLate: ShowLate = showSent): Route {
  const take: PersonHandle = async (own) => {
    const { visit, person, frame } = own
    const fields = await visit.fields()
    const sender = {
      actor: personIn(person.spaceId),
      vault: visit.services.db.vault.forTenant(person.spaceId),
    }
    const id = readBoundSending(sender, fields.text('sending'))
    if (!id) return visit.page(OtherPage({ frame }), 409)
    return handle(own, { id, fields })
  }
  return { method: 'POST', path, asks: 'space.own', handle: (visit) => enter(visit, take, showLate) }
}

/** A page before anybody is in: the beginning, and the way in. */
export function doorPage(path: string, handle: DoorHandle): Route {
  return { method: 'GET', path, asks: null, handle: (visit) => stand(visit, handle) }
}

export function doorSend(path: string, handle: DoorHandle, limit?: number): Route {
  return { method: 'POST', path, asks: null, limit, handle: (visit) => stand(visit, handle) }
}

/** Remembers in this browser who is in. */
export function letIn(visit: Visit, session: SpaceToken): void {
  visit.setCookie(spaceCookie, session.token, cookieSeconds(session))
}

async function enter(visit: Visit, handle: PersonHandle, showLate?: ShowLate): Promise<Response> {
  await keepWall(visit)
  const { db } = visit.services
  const person = await findPerson(db, visit.cookie(spaceCookie))
  if (!person) {
    const late = showLate?.(visit, await frameOfDoor(visit), await visit.fields())
    return late ? visit.page(late, 403) : visit.redirect(supportPaths.enter)
  }
  try {
    const owner = nameOwner(db, person)
    const frame: SpaceFrame = {
      stylesheet: visit.services.stylesheet,
      script: visit.useScript('leave'),
      host: person.host,
      isIn: true,
      isShared: person.isShared,
      owner,
      done: visit.query('done'),
    }
    if (showLate && !(await isOf(visit, owner))) return visit.page(OtherPage({ frame }), 409)
    return await handle({
      visit,
      person,
      frame,
      within: (fn) => db.within(person.spaceId, personIn(person.spaceId), fn),
    })
  } catch (error) {
    if (!hasJustGone(error)) throw error
    // From another tab: everything, or one thing.
    const isEverything = error instanceof KeyDestroyed || !(await findPerson(db, visit.cookie(spaceCookie)))
    if (isEverything) return visit.redirect(supportPaths.enter)
    throw new Failure('not-found', '')
  }
}

/** Names a space to a browser, and says nothing of it. */
function nameOwner(db: Database, { spaceId }: Person): string {
  return db.vault.fingerprint('form-owner', spaceId).subarray(0, 12).toString('base64url')
}

/** Whether a form stood in a page of this space: somebody else may have left theirs open in the same browser. */
async function isOf(visit: Visit, owner: string): Promise<boolean> {
  const named = (await visit.fields()).text(ownerField)
  return named === '' || named === owner
}

function showSent(visit: Visit, frame: SpaceFrame, fields: Fields): VNode | null {
  if (!fields.hasWords()) return null
  return LateSentPage({ frame, sent: { fields: fields.pairs(), action: visit.address } })
}

async function stand(visit: Visit, handle: DoorHandle): Promise<Response> {
  await keepWall(visit)
  return handle(visit, await frameOfDoor(visit))
}

async function frameOfDoor(visit: Visit): Promise<SpaceFrame> {
  const host = await findHost(visit.services.db)
  const { stylesheet } = visit.services
  return {
    stylesheet,
    script: visit.useScript('leave'),
    host,
    isIn: false,
    isShared: false,
    owner: null,
    done: visit.query('done'),
  }
}

/** In a browser where somebody who manages housing is signed in, there is no such page. */
async function keepWall(visit: Visit): Promise<void> {
  const token = visit.cookie(sessionCookie)
  const who = token ? await findWho(visit.services.db, token) : null
  if (who?.roles.includes('housing')) throw new Failure('not-found', '')
}
