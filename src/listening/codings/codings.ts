import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import {
  EditOutOfRange,
  toReading,
  toVerbatim,
  type Reading,
  type Stretch,
} from '../../text/edits/reading.ts'
import {
  getPassageState,
  listPassageStates,
  openPassage,
  openPassages,
  type OpenPassage,
  type PassageState,
} from '../passages/passages.ts'
import { findOrMakeTheme, holdThemesOf, listThemes } from '../themes/themes.ts'
import {
  deleteCoding,
  insertCodings,
  selectCodedPassageIds,
  selectCodings,
  selectUncodedPassageIds,
  type CodingRow,
} from './codings.queries.ts'
import { codingsWords } from './codings.words.ts'

const words = codingsWords['en-GB'].failures

/** Words as they are shown: the reading piece by piece. `isEdited` marks what the team put there. */
export type ShownPiece = { text: string; isEdited: boolean }

/**
 * A theme on a stretch, by one listener. `start` and `end` are in the verbatim and never move; `pieces` is what the
 * reading shows there now.
 */
export type Coding = Stretch & {
  id: string
  passageId: string
  passageNumber: number
  voiceNumber: number
  themeId: string
  themeName: string
  codedBy: string
  pieces: ShownPiece[]
}

export type CodingFilter = {
  exerciseId?: string
  themeId?: string
  passageId?: string
  /** Only passages after this number, at most `limit` of them (50). */
  afterNumber?: number
  limit?: number
}

/**
 * A passage to code, with nothing but its reading. Throws not-found, and invalid-state while two people have not
 * passed it.
 */
export async function openToCode(ctx: Ctx, passageId: string): Promise<OpenPassage> {
  const state = await getPassageState(ctx, passageId)
  if (!state.isReviewed) throw new Failure('invalid-state', words.notReviewed)
  return openPassage(ctx, passageId)
}

/**
 * Puts themes on a stretch of a passage, for the listener who asks. `start` and `end` are in the verbatim; they grow
 * outward over replaced words, and white space at both ends is left out. `newTheme` names one more theme, found again
 * when it is there already. Sending the same twice stores once. Throws as `openToCode`, and not-found for a theme of
 * another exercise.
 */
export async function codeStretch(
  ctx: Ctx,
  input: Stretch & { passageId: string; themeIds: readonly string[]; newTheme: string | null },
): Promise<Stretch> {
  const passage = await openToCode(ctx, input.passageId)
  const stretch = wholeStretch(passage, input)
  const themes = await holdThemesOf(ctx, passage.exerciseId, input.themeIds)
  if (input.newTheme) themes.push(await findOrMakeTheme(ctx, passage.exerciseId, input.newTheme))
  if (themes.length === 0) throw new Failure('invalid-state', words.noTheme)
  const themeIds = [...new Set(themes.map((theme) => theme.id))]
  const made = await insertCodings(
    ctx,
    themeIds.map((themeId) => ({ id: newId(), passageId: passage.passageId, themeId, ...stretch })),
  )
  for (const id of made) await recordAct(ctx, 'coding.added', 'coding', id)
  return stretch
}

/** Takes a theme off a stretch, whoever put it there. Gives the passage. Throws not-found. */
export async function removeCoding(ctx: Ctx, codingId: string): Promise<string> {
  const passageId = await deleteCoding(ctx, codingId)
  if (!passageId) throw new Failure('not-found', '')
  await recordAct(ctx, 'coding.removed', 'coding', codingId)
  return passageId
}

/** Codings in passages that are reviewed now, by passage and place. The others keep theirs, and wait. */
export async function listCodings(ctx: Ctx, filter: CodingFilter): Promise<Coding[]> {
  const { exerciseId, themeId, afterNumber = 0, limit = 50 } = filter
  const ids = filter.passageId
    ? [filter.passageId]
    : await selectCodedPassageIds(ctx, { exerciseId, themeId, afterNumber, limit })
  if (ids.length === 0) return []
  const states = await listPassageStates(ctx, { passageIds: ids, isReviewed: true, limit: ids.length })
  return listCodingsOf(ctx, await openPassages(ctx, states), themeId)
}

/** Codings of passages that are open already. */
export async function listCodingsOf(
  ctx: Ctx,
  passages: readonly OpenPassage[],
  themeId?: string,
): Promise<Coding[]> {
  const reviewed = passages.filter((passage) => passage.isReviewed)
  const passageIds = reviewed.map((passage) => passage.passageId)
  const names = new Map<string, string>()
  for (const exerciseId of new Set(reviewed.map((passage) => passage.exerciseId))) {
    for (const theme of await listThemes(ctx, exerciseId)) names.set(theme.id, theme.name)
  }
  const byPassage = new Map<string, CodingRow[]>(passageIds.map((id) => [id, []]))
  for (const row of await selectCodings(ctx, { passageIds, themeId })) byPassage.get(row.passageId)!.push(row)
  return reviewed.flatMap((passage) =>
    byPassage
      .get(passage.passageId)!
      .map((row) => ({
        ...row,
        passageNumber: passage.number,
        voiceNumber: passage.voiceNumber,
        themeName: names.get(row.themeId) ?? '',
        pieces: piecesOf(passage.reading, row),
      }))
      .sort((a, b) => a.start - b.start || a.end - b.end || a.themeName.localeCompare(b.themeName, 'en-GB')),
  )
}

/** A passage as the list of what to code shows it: its reading, and the codings on it. */
export type PassageToCode = {
  passageId: string
  number: number
  voiceNumber: number
  pieces: ShownPiece[]
  codings: Coding[]
}

/** `open`: passages nobody has put a theme on yet. */
export type WhichToCode = 'open' | 'all'

/** Reviewed passages of an exercise, by number, after a number; `next` is where the list goes on, or null. */
export async function listToCode(
  ctx: Ctx,
  exerciseId: string,
  which: WhichToCode,
  afterNumber: number,
  limit: number,
): Promise<{ passages: PassageToCode[]; next: number | null }> {
  const found = await listReviewed(ctx, exerciseId, which, afterNumber, limit + 1)
  const shown = found.slice(0, limit)
  const open = await openPassages(ctx, shown)
  const codings = await listCodingsOf(ctx, open)
  const passages = open.map((passage) => ({
    passageId: passage.passageId,
    number: passage.number,
    voiceNumber: passage.voiceNumber,
    pieces: piecesOf(passage.reading),
    codings: codings.filter((coding) => coding.passageId === passage.passageId),
  }))
  return { passages, next: found.length > limit ? shown.at(-1)!.number : null }
}

async function listReviewed(
  ctx: Ctx,
  exerciseId: string,
  which: WhichToCode,
  afterNumber: number,
  limit: number,
): Promise<PassageState[]> {
  const place = { exerciseId, afterNumber, limit }
  if (which === 'all') return listPassageStates(ctx, { ...place, isReviewed: true })
  const passageIds = await selectUncodedPassageIds(ctx, place)
  return passageIds.length === 0 ? [] : listPassageStates(ctx, { passageIds, isReviewed: true, limit })
}

/** Where a theme stands: each stretch once, by passage, after a number; at most `limit` passages. */
export async function listStretchesOf(
  ctx: Ctx,
  themeId: string,
  afterNumber: number,
  limit: number,
): Promise<{ stretches: Coding[]; next: number | null }> {
  const codings = await listCodings(ctx, { themeId, afterNumber, limit: limit + 1 })
  const numbers = [...new Set(codings.map((coding) => coding.passageNumber))]
  const last = numbers[limit - 1] ?? Infinity
  const seen = new Set<string>()
  const stretches = codings.filter((coding) => {
    const key = `${coding.passageId}/${coding.start}/${coding.end}`
    const isNew = coding.passageNumber <= last && !seen.has(key)
    seen.add(key)
    return isNew
  })
  return { stretches, next: numbers.length > limit ? last : null }
}

/** The passage to code after this one; null after the last. */
export async function findNextToCode(
  ctx: Ctx,
  exerciseId: string,
  afterNumber: number,
): Promise<string | null> {
  const [next] = await listPassageStates(ctx, { exerciseId, isReviewed: true, afterNumber, limit: 1 })
  return next?.passageId ?? null
}

/** What the reading shows, all of it or where a stretch of verbatim stands. */
function piecesOf(reading: Reading, stretch?: Stretch): ShownPiece[] {
  const shown = stretch ? toReading(reading, stretch) : { start: 0, end: reading.text.length }
  let at = 0
  return reading.segments.flatMap((segment) => {
    const from = Math.max(shown.start - at, 0)
    const to = shown.end - at
    at += segment.text.length
    const text = to > from ? segment.text.slice(from, to) : ''
    return text ? [{ text, isEdited: segment.edit !== null }] : []
  })
}

function wholeStretch({ reading }: OpenPassage, { start, end }: Stretch): Stretch {
  try {
    const shown = toReading(reading, { start, end })
    const text = reading.text.slice(shown.start, shown.end)
    const from = shown.start + text.length - text.trimStart().length
    const to = shown.end - (text.length - text.trimEnd().length)
    const isWhole = to > from && !splitsPair(reading.text, from) && !splitsPair(reading.text, to)
    if (isWhole) return toVerbatim(reading, { start: from, end: to })
  } catch (error) {
    if (!(error instanceof EditOutOfRange)) throw error
  }
  throw new Failure('invalid-state', words.notThere)
}

function splitsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1))
}
