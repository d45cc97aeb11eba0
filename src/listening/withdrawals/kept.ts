import type { Ctx } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Edit } from '../../text/edits/reading.ts'
import { listPrintableOf, type Beside } from '../beside/beside.ts'
import { accepted, listPassageStates, openPassages } from '../passages/passages.ts'
import { insertKept, selectKept, selectPublishedAmong, type KeptRow } from './kept.queries.ts'

export { selectKeptOfVoice as listKeptOf } from './kept.queries.ts'

/** What stood beside a published quote when its voice went and chose that what is printed stays until the rebuild. */
type KeptBeside = Pick<Beside, 'id' | 'kind' | 'text'>

/** A passage that is kept for a published quote: what the quote is computed from, and nothing else of it. */
export type KeptPassage = { verbatim: string; edits: Edit[]; voiceId: string; beside: KeptBeside[] }

/** As it is sealed: `beside` only where its voice is gone. */
type KeptContent = { verbatim: string; edits: Edit[]; beside?: KeptBeside[] }

/** The first day of the next month, when what waits goes: `YYYY-MM-DD`. */
export function keptWhen(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
}

/**
 * Keeps those of a voice's passages that a published quote stands on, as they are shown now, each sealed under a new
 * key for the builder alone. The passages themselves, and their keys, are the caller's to take away. `isWhole`: so is
 * the voice, and with it what it chose to stand beside its quotes, which is kept with them as long as they are. Gives
 * which.
 */
export async function keepPublished(
  ctx: Ctx,
  input: {
    voice: { id: string; exerciseId: string }
    passageIds: readonly string[]
    why?: KeptRow['why']
    isWhole?: boolean
  },
): Promise<Set<string>> {
  const published = await selectPublishedAmong(ctx, input.passageIds)
  if (published.length === 0) return new Set()
  const states = await listPassageStates(ctx, { passageIds: published, limit: published.length })
  const open = await openPassages(
    ctx,
    states.filter((state) => state.isReviewed && state.mayQuote),
  )
  const beside = input.isWhole ? await listPrintableOf(ctx, input.voice.id) : []
  const rows = open.map((passage) => {
    const content: KeptContent = {
      verbatim: passage.verbatim,
      edits: accepted(passage.edits).map(({ start, end, kind, replacement }) => ({
        start,
        end,
        kind,
        replacement,
      })),
      ...(beside.length > 0 && { beside: beside.map(({ id, kind, text }) => ({ id, kind, text })) }),
    }
    return { id: newBlindId(), passageId: passage.passageId, text: JSON.stringify(content) }
  })
  const sealed = ctx.vault.sealEach('kept_passage.content', rows)
  await insertKept(
    ctx,
    rows.map((row, index) => ({
      id: row.id,
      exerciseId: input.voice.exerciseId,
      voiceId: input.voice.id,
      passageId: row.passageId,
      why: input.why ?? 'withdrawal',
      contentSealed: sealed[index]!,
    })),
  )
  return new Set(rows.map((row) => row.passageId))
}

/** What is kept of these passages and may still be shown, by passage. For the builder: the worker alone sees rows. */
export async function openKept(ctx: Ctx, passageIds: readonly string[]): Promise<Map<string, KeptPassage>> {
  const rows = (await selectKept(ctx, passageIds)).filter((row) => ctx.vault.isKept(row.id))
  return new Map(
    rows.map((row) => {
      const text = ctx.vault.open(row.id, 'kept_passage.content', row.id, row.contentSealed)
      const content = JSON.parse(text) as KeptContent
      return [row.passageId, { ...content, voiceId: row.voiceId, beside: content.beside ?? [] }]
    }),
  )
}

/** Which of these passages are kept and may be shown, without opening any. */
export async function listKeptStanding(ctx: Ctx, passageIds: readonly string[]): Promise<string[]> {
  const rows = (await selectKept(ctx, passageIds)).filter((row) => ctx.vault.isKept(row.id))
  return rows.map((row) => row.passageId).toSorted()
}
