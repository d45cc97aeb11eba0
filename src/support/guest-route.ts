import type { VNode } from 'preact'
import type { Frame } from '../access/frame.tsx'
import { staffPage, staffSend, type StaffVisit } from '../access/staff-route.ts'
import { keepToOpenRooms, recordLook, type Room } from './looks/looks.ts'
import { ownerField } from '../ui/form.tsx'
import type { Watch } from '../ui/staff-layout.tsx'
import type { Ctx } from '../platform/db/database.ts'
import { Failure } from '../platform/errors.ts'
import type { Fields } from '../platform/http/fields.ts'
import type { Route } from '../platform/http/routes.ts'
import type { Visit } from '../platform/http/visit.ts'
import { findTimeLeft } from './emergency/emergency.ts'
import { watchModules } from './offline/modules.ts'
import { offlineWords } from './offline/offline.words.ts'
import { supportPaths } from './paths.ts'
import { guestIn, mustBeInvited } from './spaces/guests.ts'
import { readBoundSending, type SentForm } from './unsaved/sendings.ts'
import { LateGuestSentPage, OtherGuestSentPage } from './unsaved/unsaved.page.tsx'

/** A coach in a space that is open to them: only the room that was asked for, and only with a look written down. */
export type GuestVisit = StaffVisit & {
  spaceId: string
  /** Opens one transaction inside the space as its guest, in one room; the person sees that somebody looked. */
  look: <T>(room: Room, fn: (ctx: Ctx) => Promise<T>, aboutId?: string) => Promise<T>
  /** The same without opening anything: what is brought in. */
  bring: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
}

type CoachHandle = (staff: StaffVisit) => Promise<Response> | Response
type GuestHandle = (guest: GuestVisit) => Promise<Response> | Response
type FormHandle = (guest: GuestVisit, form: SentForm) => Promise<Response>

/** The pages with what was typed and is not saved. */
type Unsaved = {
  /** Nobody is signed in any more; null when nothing was typed. */
  late: (visit: Visit, fields: Fields) => VNode | null
  /** It was typed for somebody else's page, or by somebody else. */
  other: (frame: Frame, fields: Fields) => VNode
}

/** A page of a coach's own side. For anybody else who works here there is no such page. */
export function coachPage(path: string, handle: CoachHandle): Route {
  return walled(staffPage(path, 'invitation.offer', owned(handle)))
}

export function coachSend(path: string, handle: CoachHandle): Route {
  return walled(staffSend(path, 'invitation.offer', ownedSend(handle), showSent))
}

/** A page of somebody's space, for the coach they let in. `path` names the space as `:space`. */
export function guestPage(path: string, handle: GuestHandle): Route {
  return walled(
    staffPage(
      path,
      'space.open',
      owned((staff) => handle(makeGuest(staff, 'reads'))),
    ),
  )
}

/** A change by that coach. */
export function guestSend(path: string, handle: GuestHandle): Route {
  return walled(
    staffSend(
      path,
      'space.open',
      ownedSend((staff) => handle(makeGuest(staff, 'changes'))),
      showSent,
    ),
  )
}

/** The same for a form of words about a room, bound to whom it was given: no words are lost, and none land elsewhere. */
export function guestForm(path: string, room: Room, handle: FormHandle, unsaved: Unsaved): Route {
  const take = async (staff: StaffVisit) => {
    const { visit, who, frame } = staff
    const fields = await visit.fields()
    const id = await guestIn(visit.services.db, visit.id('space'), who, async (ctx) => {
      await mustBeInvited(ctx, room)
      return readBoundSending(ctx, fields.text('sending'))
    })
    if (!id) return visit.page(unsaved.other(frame, fields), 409)
    return handle(makeGuest(staff, 'changes'), { id, fields })
  }
  const showLate = async (visit: Visit) => {
    const late = unsaved.late(visit, await visit.fields())
    return late && visit.page(late, 403)
  }
  return walled(staffSend(path, 'space.open', owned(take), showLate))
}

/** A page of those who keep people safe, and of coaches: each sees what the database lets them see there. */
export function dutyPage(path: string, handle: CoachHandle): Route {
  return walled(staffPage(path, 'safeguarding.open', owned(handle)))
}

export function dutySend(path: string, handle: CoachHandle): Route {
  return walled(staffSend(path, 'safeguarding.open', ownedSend(handle), showSent))
}

/** Every form of the page names whoever it was given to. */
function owned(handle: CoachHandle): CoachHandle {
  return (staff) => handle({ ...staff, frame: { ...staff.frame, owner: ownerOf(staff) } })
}

/** The same for a change: a form that somebody else left open in this browser changes nothing. */
function ownedSend(handle: CoachHandle): CoachHandle {
  return async (staff) => {
    const { visit, frame } = staff
    const fields = await visit.fields()
    if (![ownerOf(staff), ''].includes(fields.text(ownerField))) {
      return visit.page(OtherGuestSentPage({ frame, fields: fields.pairs() }), 409)
    }
    return owned(handle)(staff)
  }
}

/** Names an account to a browser, and says nothing of it. */
function ownerOf({ visit, who }: StaffVisit): string {
  const { vault } = visit.services.db
  return vault.fingerprint('form-owner', who.accountId).subarray(0, 12).toString('base64url')
}

/** What was typed when nobody is signed in any more, as it was sent. */
async function showSent(visit: Visit): Promise<Response | null> {
  const typed = await visit.typed()
  if (!typed) return null
  const { stylesheet } = visit.services
  const sent = { fields: typed.pairs(), action: visit.address }
  return visit.page(LateGuestSentPage({ stylesheet, sent }), 403)
}

/** An emergency lets a coach read. Whoever changes something is invited. */
function makeGuest(staff: StaffVisit, does: 'reads' | 'changes'): GuestVisit {
  const { visit, who } = staff
  const { db } = visit.services
  const spaceId = visit.id('space')
  const watch: Watch = {
    script: watchModules().href,
    asks: supportPaths.guestOpen(spaceId),
    left: null,
    over: offlineWords['en-GB'].ended,
  }
  visit.allow('asking')
  const enter = <T>(fn: (ctx: Ctx) => Promise<T>) =>
    guestIn(db, spaceId, who, async (ctx) => {
      watch.left = await findTimeLeft(ctx)
      return fn(ctx)
    })
  return {
    ...staff,
    frame: { ...staff.frame, watch },
    spaceId,
    look: (room, fn, aboutId) =>
      enter(async (ctx) => {
        await recordLook(ctx, { who, room, why: 'invited', aboutId: aboutId ?? null })
        await keepToOpenRooms(ctx, room)
        if (does === 'changes') await mustBeInvited(ctx, room)
        return fn(ctx)
      }),
    bring: (fn) =>
      enter(async (ctx) => {
        await mustBeInvited(ctx, 'space')
        return fn(ctx)
      }),
  }
}

/** Who is not a coach learns nothing: not even that there is something they may not open. */
function walled(route: Route): Route {
  return {
    ...route,
    handle: async (visit) => {
      try {
        return await route.handle(visit)
      } catch (error) {
        if (error instanceof Failure && error.kind === 'forbidden') throw new Failure('not-found', '')
        throw error
      }
    },
  }
}
