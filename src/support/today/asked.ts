import type { Ctx } from '../../platform/db/database.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'
import { findCoach, writeConversation } from '../conversations/conversations.ts'
import { londonDay } from '../days.ts'
import { deleteAsked, insertAsked, selectAsked } from './today.queries.ts'

/** What a person can want from the coach today; `own` says it in their own words. */
export const wishes = ['listen', 'think', 'together', 'for-me', 'own'] as const
export type Wish = (typeof wishes)[number]

export type Asked = {
  wish: Wish
  /** The person's own words; null for the others. */
  words: string | null
  saidBy: 'person' | 'coach'
}

/** As it stands in a space: with the coach who wrote it down. */
export type AskedHere = Asked & { coach: { name: string; organisation: string } | null }

/**
 * What is wanted today, said by the person or aloud to the coach who acts. The person's own word takes the place of all
 * that was said before; a coach's stands beside what the person said themself. Throws not-found when conversations are not
 * open to the coach.
 */
export async function sayToday(ctx: Ctx, asked: { wish: Wish; words: string | null }): Promise<void> {
  const coach = await findCoach(ctx)
  await deleteAsked(ctx)
  await insertAsked(ctx, {
    wish: asked.wish,
    wordsSealed:
      asked.wish === 'own' ? ctx.vault.sealTeam('today.words', ctx.tenantId, asked.words ?? '') : null,
    coachSealed: coach && ctx.vault.sealTeam('today.coach', ctx.tenantId, JSON.stringify(coach)),
  })
}

/** What is wanted today: nothing, what the person said, what they said aloud to a coach, or both. */
export async function listAsked(ctx: Ctx): Promise<AskedHere[]> {
  return (await selectAsked(ctx)).map((row) => ({
    ...openAsked(ctx.vault, ctx.tenantId, row),
    coach: row.coachSealed
      ? (JSON.parse(ctx.vault.openTeam('today.coach', ctx.tenantId, row.coachSealed)) as AskedHere['coach'])
      : null,
  }))
}

/** The person wants nothing of this today any more. */
export async function clearToday(ctx: Ctx): Promise<void> {
  await deleteAsked(ctx)
}

/** The person keeps what they want today as a conversation of theirs; twice keeps it once. `say` puts it in a sentence. */
export async function keepToday(ctx: Ctx, say: (asked: Asked) => string): Promise<void> {
  const lines = (await listAsked(ctx)).map(say)
  if (lines.length === 0) return
  const words = [...new Set(lines)].join('\n')
  await writeConversation(ctx, {
    id: `today/${londonDay(ctx.now)}`,
    words,
    happenedOn: null,
    writtenAt: null,
  })
}

export function openAsked(
  vault: TenantVault,
  spaceId: string,
  row: { saidBy: string; wish: string; wordsSealed: Buffer | null },
): Asked {
  return {
    wish: row.wish as Wish,
    words: row.wordsSealed && vault.openTeam('today.words', spaceId, row.wordsSealed),
    saidBy: row.saidBy as Asked['saidBy'],
  }
}
