import type { Who } from '../../access/sessions/sessions.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { listInvitations, type Invitation } from '../invitations/invitations.ts'
import { rooms as allRooms, type OpenRoom } from '../looks/looks.ts'
import {
  emergencyMinutes,
  fileRecord,
  listRecords,
  type Filed,
  type Ground,
} from '../safeguarding/safeguarding.ts'
import { couldOpen, insertEmergency, selectLive, shutOpened, wasShut } from './emergency.queries.ts'

export type NewEmergency = Pick<Filed, 'about' | 'implicated' | 'said' | 'sending'> & {
  ground: Ground
  why: string
  rooms: readonly OpenRoom[]
}

/**
 * - `not-open`: there is nothing more that this coach could open: all of it is, or its person stopped, or it has ended.
 * - `was-shut`: a second person shut what this coach opened of it, a day ago at most.
 * - `nobody-else`: nobody else here would see it, so it cannot be.
 */
export type Refused = 'not-open' | 'was-shut' | 'nobody-else'

/**
 * Opens chosen rooms for minutes, to a coach who was let into others, or is paused. In one transaction: the ground, why,
 * whether its person is told now, a letter to a second person, and the opening. Gives why it cannot be; null when done.
 */
export async function openEmergency(
  ctx: Ctx,
  who: Pick<Who, 'name'>,
  input: NewEmergency,
): Promise<Refused | null> {
  const { ground, why, rooms, ...rest } = input
  const { spaceId } = input.about
  if (!(await couldOpen(ctx, spaceId))) return (await wasShut(ctx, spaceId)) ? 'was-shut' : 'not-open'
  const filed = await fileRecord(ctx, who.name, {
    ...rest,
    kind: 'emergency',
    duty: ground,
    words: { why, account: null, thirdParties: null },
    rooms,
  })
  if (!filed) return 'nobody-else'
  // Its person stopped meanwhile: nothing of it stays.
  if (filed.isNew && !(await insertEmergency(ctx, filed.id, rooms))) throw new Failure('not-found', '')
  return null
}

/** Somebody who keeps people safe shuts it for its coach, at once and for a day. Throws not-found when it is not open. */
export async function shutEmergency(ctx: Ctx, recordId: string): Promise<void> {
  if (!(await shutOpened(ctx, recordId))) throw new Failure('not-found', '')
}

/** What a coach has open by an emergency of theirs, in all spaces. */
export type LiveEmergency = { spaceId: string; about: string; until: Date }

export async function listLive(ctx: Ctx): Promise<LiveEmergency[]> {
  return (await listRecords(ctx))
    .filter((record) => record.kind === 'emergency' && record.writtenBy === ctx.actor.id && !record.shutAt)
    .map(({ spaceId, about, writtenAt }) => ({
      spaceId,
      about,
      until: new Date(writtenAt.getTime() + emergencyMinutes * 60_000),
    }))
    .filter(({ until }) => until > ctx.now)
}

/** What stands open to the coach who acts, and why: their invitation, and an emergency beside it. */
export type Door = {
  invitation: Invitation
  /** Until when; null for none. */
  emergencyUntil: Date | null
}

/** How long it still stands open, in milliseconds: until the first of what opens it ends. Null: no end is known. */
export async function findTimeLeft(ctx: Ctx): Promise<number | null> {
  const { invitation, emergencyUntil } = await getDoor(ctx)
  const ends = [invitation.until, emergencyUntil].filter((end) => end !== null)
  const left = ends.map((end) => end.getTime() - ctx.now.getTime()).filter((time) => time > 0)
  return left.length > 0 ? Math.min(...left) : null
}

/** Throws not-found when nothing does. */
export async function getDoor(ctx: Ctx): Promise<Door> {
  const own = await listInvitations(ctx)
  const isOpen = own.find((one) => one.state === 'open')
  const live = await selectLive(ctx)
  const invitation = isOpen ?? (live.length > 0 ? own.find((one) => one.state === 'paused') : undefined)
  if (!invitation) throw new Failure('not-found', '')
  if (live.length === 0) return { invitation, emergencyUntil: null }
  const opened = live.flatMap((one) => one.rooms)
  const rooms = allRooms.filter(
    (room) => opened.includes(room) || (isOpen && (isOpen.rooms === null || isOpen.rooms.includes(room))),
  )
  return { invitation: { ...invitation, rooms }, emergencyUntil: live.at(-1)!.until }
}
