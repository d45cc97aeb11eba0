import type { Ctx } from '../../platform/db/database.ts'
import { foldName } from '../../text/labels/folding.ts'
import { selectLabelsOfExercise, selectVoicesByBlind } from './label-index.queries.ts'
import { ensureLabels, fingerprintsOf, openLabel } from './label-index.ts'
import { findNumber } from './splits.ts'
import { listVoices, type Voice } from './voices.ts'

/** Voices on one page of an answer. */
const mostFound = 10

/** Labels that are opened to look for the beginning of a word. */
const mostOpened = 10_000

/**
 * Voices of an exercise by what a listener types: a voice's number, a name, its beginning, a telephone number in any
 * writing, an address. Those that match as a whole come first; `isMore`: there are others. The voice itself is left
 * out.
 */
export async function findVoices(
  ctx: Ctx,
  voice: Pick<Voice, 'id' | 'exerciseId'>,
  typed: string,
): Promise<{ voices: Voice[]; isMore: boolean }> {
  const number = /^(?:voice\s*)?(\d{1,6})$/i.exec(typed.trim())?.[1]
  const byNumber = number === undefined ? null : await findNumber(ctx, voice, Number(number))
  const found = new Set([
    ...(byNumber === null ? [] : [byNumber]),
    ...(await findWhole(ctx, voice.exerciseId, typed)),
    ...(await findBeginning(ctx, voice.exerciseId, typed)),
  ])
  found.delete(voice.id)
  const ids = [...found].slice(0, mostFound)
  const voices = new Map((await listVoices(ctx, { ids })).map((one) => [one.id, one]))
  return { voices: ids.flatMap((id) => voices.get(id) ?? []), isMore: found.size > mostFound }
}

async function findWhole(ctx: Ctx, exerciseId: string, typed: string): Promise<string[]> {
  await ensureLabels(ctx)
  const blinds = fingerprintsOf(ctx, typed).map((fingerprint) => fingerprint.blind)
  const rows = await selectVoicesByBlind(ctx, exerciseId, blinds)
  return rows.map((row) => row.voiceId)
}

async function findBeginning(ctx: Ctx, exerciseId: string, typed: string): Promise<string[]> {
  const wanted = foldName(typed).replace(/\s+/g, ' ').trim()
  if (wanted.length < 2) return []
  const rows = await selectLabelsOfExercise(ctx, exerciseId, mostOpened)
  return rows
    .filter((row) => ctx.vault.isKept(row.id))
    .filter((row) => beginsAWord(foldName(openLabel(ctx, row)), wanted))
    .map((row) => row.voiceId)
}

function beginsAWord(label: string, wanted: string): boolean {
  for (let at = label.indexOf(wanted); at >= 0; at = label.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(label[at - 1]!)) return true
  }
  return false
}
