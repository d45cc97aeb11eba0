import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'
import { insertLook, isLetIn, selectLooks } from './looks.queries.ts'

/**
 * What can be opened by itself. `space` is the first page: the name a person likes, and which rooms are open. `record`
 * is a safeguarding record, which lies elsewhere and is about this person.
 */
export const rooms = ['goals', 'conversations', 'keeping-safe'] as const
export type OpenRoom = (typeof rooms)[number]
export type Room = OpenRoom | 'space' | 'record'

/** Why somebody opened something: let in by the person; taken out by the person; in danger; by duty; so that they get back in. */
export type Why = 'invited' | 'taken-out' | 'emergency' | 'safeguarding' | 'way-back'

/** Somebody who looked, as the person reads it. */
export type Looker = { accountId: string; name: string; organisation: string }

export type Look = { at: Date; name: string; organisation: string; room: Room; why: Why }

/** How many looks one page shows. */
const pageSize = 50

/**
 * Writes down that somebody opens something, in the transaction that opens it: the database shows a guest nothing
 * without it.
 */
export async function recordLook(
  ctx: Ctx,
  // Null: somebody who was in the space itself.
  look: { who: Looker | null; room: Room; why: Why; aboutId: string | null },
): Promise<void> {
  const id = newId()
  await insertLook(ctx, {
    id,
    accountId: look.who?.accountId ?? null,
    whoSealed: sealLooker(ctx.vault, id, look.who ?? { name: '', organisation: '' }),
    room: look.room,
    why: look.why,
    aboutId: look.aboutId,
  })
}

/** Who looked, sealed in the space they looked at. */
export function sealLooker(
  space: TenantVault,
  lookId: string,
  { name, organisation }: Pick<Looker, 'name' | 'organisation'>,
): Buffer {
  return space.sealTeam('look.who', lookId, JSON.stringify({ name, organisation }))
}

/** A room that is not open to the guest who acts is not there. Throws not-found; after their look is written down. */
export async function keepToOpenRooms(ctx: Ctx, room: Room): Promise<void> {
  if (!(await isLetIn(ctx, room))) throw new Failure('not-found', '')
}

/**
 * Who looked, newest first: one line for what one person opened in one minute. `before` is the last look of the page
 * before, `next` that of this one; null when nothing comes after it.
 */
export async function listLooks(
  ctx: Ctx,
  before: string | null,
): Promise<{ looks: Look[]; next: string | null }> {
  const rows = await selectLooks(ctx, before, pageSize + 1)
  const page = rows.slice(0, pageSize)
  const looks = page.map((row): Look => {
    const who = JSON.parse(ctx.vault.openTeam('look.who', row.id, row.whoSealed)) as {
      name: string
      organisation: string
    }
    return { at: row.at, ...who, room: row.room as Room, why: row.why as Why }
  })
  return { looks: joinSameMinute(looks), next: rows.length > pageSize ? page.at(-1)!.id : null }
}

function joinSameMinute(looks: readonly Look[]): Look[] {
  const minute = (look: Look) =>
    `${Math.floor(look.at.getTime() / 60_000)} ${look.name} ${look.room} ${look.why}`
  return looks.filter((look, index) => index === 0 || minute(looks[index - 1]!) !== minute(look))
}
