import { phraseFrom } from '../../access/phrases/phrases.ts'
import type { Who } from '../../access/sessions/sessions.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { idFrom } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { rooms as allRooms, type OpenRoom } from '../looks/looks.ts'
import {
  findAsked,
  findOffer,
  insertAsked,
  insertOpen,
  open,
  openAsked,
  pauseOpen,
  selectInvitations,
  selectLeft,
  shut,
  takeOffer,
  unpause,
  updateRooms,
  updateSpoken,
  type InvitationRow,
} from './invitations.queries.ts'

/** A first invitation is a try-out: after four weeks it is over unless the person says to go on. */
export const tryoutDays = 28

/** How many words are on a card, or said to a coach: they work once, for two weeks. */
export const codeLength = 3

/** Who was let in, or asked, as the person sees them. */
export type Coach = { name: string; organisation: string }

/** An invitation as its person sees it. `over`: the try-out has ended and nothing was said. */
export type Invitation = {
  id: string
  organisationId: string | null
  coach: Coach | null
  state: 'asked' | 'open' | 'over' | 'paused' | 'stopped' | 'left'
  /** Null: all rooms. */
  rooms: OpenRoom[] | null
  until: Date | null
  isTryout: boolean
  /** When the coach wrote down that the person said aloud to go on. */
  spokenAt: Date | null
}

/** What a card says before anybody is let in. */
export type Offer = Coach & {
  /** The organisation manages homes as well: said before anything is opened. */
  isHousing: boolean
}

/** One of the things a person can do with an invitation, each in one tap. */
export type Change = 'pause' | 'stop' | 'go-on' | 'come-back'

/** Everybody who was ever let in or asked, the newest first. */
export async function listInvitations(ctx: Ctx): Promise<Invitation[]> {
  return (await selectInvitations(ctx)).map((row) => openRow(ctx, row))
}

/** The names of the coaches to whom a room is open now. */
export async function listReaders(ctx: Ctx, room: OpenRoom): Promise<string[]> {
  return namesOfReaders(await listInvitations(ctx), room)
}

/** The same among invitations that are known. */
export function namesOfReaders(invitations: readonly Invitation[], room: OpenRoom): string[] {
  return invitations
    .filter(({ state, rooms }) => state === 'open' && (rooms === null || rooms.includes(room)))
    .map(({ coach }) => coach!.name)
}

/** Throws not-found. */
export async function getInvitation(ctx: Ctx, id: string): Promise<Invitation> {
  const [row] = await selectInvitations(ctx, id)
  if (!row) throw new Failure('not-found', '')
  return openRow(ctx, row)
}

/** The invitation of the coach who acts: what it opens, and until when. Throws not-found when it is not open. */
export async function getOwnInvitation(ctx: Ctx): Promise<Invitation> {
  const row = (await selectInvitations(ctx)).find((one) => one.state === 'open' && !one.isOver)
  if (!row) throw new Failure('not-found', '')
  return openRow(ctx, row)
}

/** Whose card these words are on; null when they are on none (any more). */
export async function readOffer(db: Database, code: readonly string[]): Promise<Offer | null> {
  return (await openCard(db, await indexCode(db.vault, 'offer', code)))?.offer ?? null
}

/**
 * Lets in the coach whose card this is, for a try-out. Sent twice, it lets in once. False when the card is not good (any
 * more), or what it opened has been shut since.
 */
export async function acceptOffer(
  db: Database,
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>,
  input: { code: readonly string[]; rooms: readonly OpenRoom[] | null },
): Promise<boolean> {
  const codeIndex = await indexCode(db.vault, 'offer', input.code)
  const card = await openCard(db, codeIndex)
  return within(async (ctx) => {
    const id = idFrom(ctx.vault.fingerprint('invitation-of-card', codeIndex.toString('hex')))
    if (!card || !(await takeOffer(ctx, codeIndex))) return isOpenNow(ctx, id)
    await insertOpen(ctx, {
      id,
      organisationId: card.organisationId,
      accountId: card.accountId,
      coachSealed: sealCoach(ctx, id, card.offer),
      rooms: input.rooms,
      tryoutDays,
    })
    return true
  })
}

/**
 * Makes words to say to a coach, who can then say yes. They are shown once. `sending` names the form: sent twice, it gives
 * the same words.
 */
export async function askCoach(ctx: Ctx, vault: Vault, sending: string): Promise<string[]> {
  const sent = `${ctx.tenantId}\n${sending}`
  const code = phraseFrom(await vault.lastingFingerprint('asked-words', sent), codeLength)
  const id = idFrom(ctx.vault.fingerprint('invitation-of-asking', sending))
  await insertAsked(ctx, { id, codeIndex: await indexCode(vault, 'asked', code) })
  return code
}

/** A coach says yes to somebody who gave them words. Gives the space; null when the words are not good (any more). */
export async function acceptAsked(
  db: Database,
  who: Pick<Who, 'accountId' | 'tenantId' | 'name' | 'organisation'>,
  code: readonly string[],
): Promise<string | null> {
  const codeIndex = await indexCode(db.vault, 'asked', code)
  const asked = await db.outside((tx) => findAsked(tx, codeIndex))
  if (!asked) return null
  const { spaceId, invitationId: id } = asked
  const isOpen = await db.within(spaceId, { id: who.accountId, roles: ['worker'] }, async (ctx) =>
    openAsked(ctx, {
      id,
      organisationId: who.tenantId,
      accountId: who.accountId,
      coachSealed: sealCoach(ctx, id, who),
      tryoutDays,
    }),
  )
  return isOpen ? spaceId : null
}

/** One tap of the person's. What cannot be done any more changes nothing. Throws not-found for no invitation of theirs. */
export async function changeInvitation(ctx: Ctx, id: string, change: Change): Promise<void> {
  const { isTryout } = await getInvitation(ctx, id)
  if (change === 'pause') await shut(ctx, id, 'paused', ['open'])
  if (change === 'stop') await shut(ctx, id, 'stopped', ['asked', 'open', 'paused'])
  // A tab from before somebody was shown out lets nobody in again: only coming back does.
  if (change === 'go-on') await open(ctx, id, null, ['open'])
  if (change === 'come-back') await open(ctx, id, isTryout ? tryoutDays : null, ['paused', 'stopped'])
}

/** Everybody who is let in waits: gives which invitations that were. */
export async function pauseAll(ctx: Ctx): Promise<string[]> {
  return pauseOpen(ctx)
}

/** Lets those in again who waited, as they were let in before; what was stopped meanwhile stays so. */
export async function reopenPaused(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await unpause(ctx, ids)
}

/** Chooses what an invitation opens. Throws not-found. */
export async function chooseRooms(ctx: Ctx, id: string, rooms: readonly OpenRoom[] | null): Promise<void> {
  if (!(await updateRooms(ctx, id, rooms))) throw new Failure('not-found', '')
}

/** The coach who acts writes down that the person said aloud to go on; the person sees it. */
export async function noteSpokenYes(ctx: Ctx): Promise<void> {
  const own = await getOwnInvitation(ctx)
  if (own.isTryout) await updateSpoken(ctx, own.id)
}

/** The coach who acts comes no more. */
export async function goAway(ctx: Ctx): Promise<void> {
  const own = await getOwnInvitation(ctx)
  await shut(ctx, own.id, 'left', ['open'])
}

/** Ends the invitations of coaches who do not work any more where they were invited from: nobody inherits. */
export async function endLeft(db: Database): Promise<void> {
  for (const { spaceId, invitationId } of await db.outside((tx) => selectLeft(tx, 500))) {
    await db.within(spaceId, { id: 'worker', roles: ['worker'] }, (ctx) =>
      shut(ctx, invitationId, 'left', ['open', 'paused']),
    )
  }
}

/** What words of a card, or said to a coach, are found by. */
export function indexCode(vault: Vault, kind: 'offer' | 'asked', code: readonly string[]): Promise<Buffer> {
  return vault.lastingFingerprint(`code-${kind}`, code.join(' '))
}

async function isOpenNow(ctx: Ctx, id: string): Promise<boolean> {
  const [row] = await selectInvitations(ctx, id)
  return row?.state === 'open' && !row.isOver
}

/** A card nobody has used, by what its words are found by: whose it is, and what it says. */
async function openCard(db: Database, codeIndex: Buffer) {
  const row = await db.outside((tx) => findOffer(tx, codeIndex))
  if (!row) return null
  const { organisationId, accountId, nameSealed, organisation, isHousing } = row
  const name = db.vault.forTenant(organisationId).openTeam('membership.name', accountId, nameSealed)
  const offer: Offer = { name, organisation, isHousing }
  return { organisationId, accountId, offer }
}

function sealCoach(ctx: Ctx, id: string, coach: Coach): Buffer {
  const { name, organisation } = coach
  return ctx.vault.sealTeam('invitation.coach', id, JSON.stringify({ name, organisation }))
}

function openRow(ctx: Ctx, row: InvitationRow): Invitation {
  return {
    id: row.id,
    organisationId: row.organisationId,
    coach: row.coachSealed
      ? (JSON.parse(ctx.vault.openTeam('invitation.coach', row.id, row.coachSealed)) as Coach)
      : null,
    state: row.state === 'open' && row.isOver ? 'over' : row.state,
    rooms: row.rooms && allRooms.filter((room) => row.rooms!.includes(room)),
    until: row.until,
    isTryout: row.isTryout,
    spokenAt: row.spokenAt,
  }
}
