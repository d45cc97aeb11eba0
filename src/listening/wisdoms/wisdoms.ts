import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { deleteQuotes } from '../quotes/quotes.ts'
import { getSeries, takeSeriesTurn } from '../series/series.ts'
import {
  deleteWisdom,
  insertWisdom,
  selectParts,
  selectWisdomOfQuote,
  selectWisdoms,
  takeWisdomTurn,
  updateNarration,
  updateWisdom,
  type PartRow,
  type WisdomRow,
} from './wisdoms.queries.ts'

/**
 * The quote right beside it that a narration goes with: when that quote is taken back, so is the narration, because it
 * may tell what the quote said.
 */
const bindings = ['next', 'previous', 'nothing'] as const
export type GoesWith = (typeof bindings)[number]

/** A piece of a Wisdom: the team's narration, or a quote, which has no text of its own. */
export type Part =
  | { id: string; kind: 'narration'; text: string; goesWith: GoesWith }
  | { id: string; kind: 'quote'; quoteId: string }

export type Wisdom = {
  id: string
  seriesId: string
  number: number
  title: string
  reflection: string
  pictureId: string | null
  pictureAlt: string
  leadQuoteId: string | null
  /** Whether the names its voices chose stand beside their quotes. */
  isSigned: boolean
  parts: Part[]
}

/** Begins the next Wisdom of a series; gives its id. Throws not-found. */
export async function makeWisdom(ctx: Ctx, input: { seriesId: string; title: string }): Promise<string> {
  await getSeries(ctx, input.seriesId)
  await takeSeriesTurn(ctx, input.seriesId)
  const last = (await selectWisdoms(ctx, { seriesId: input.seriesId })).at(-1)
  const id = newId()
  await insertWisdom(ctx, {
    id,
    seriesId: input.seriesId,
    number: (last?.number ?? 0) + 1,
    titleSealed: sealTitle(ctx, id, input.title),
    reflectionSealed: sealReflection(ctx, id, ''),
    pictureId: null,
    pictureAltSealed: ctx.vault.sealTeam('wisdom.picture_alt', id, ''),
    leadQuoteId: null,
  })
  await recordAct(ctx, 'wisdom.made', 'wisdom', id)
  return id
}

/** Throws not-found, also for somebody else's. */
export async function getWisdom(ctx: Ctx, id: string): Promise<Wisdom> {
  const rows = await selectWisdoms(ctx, { id })
  const [wisdom] = await openRows(ctx, rows)
  if (!wisdom) throw new Failure('not-found', '')
  return wisdom
}

/** The Wisdoms of a series in their order. Throws not-found. */
export async function listWisdoms(ctx: Ctx, seriesId: string): Promise<Wisdom[]> {
  await getSeries(ctx, seriesId)
  return openRows(ctx, await selectWisdoms(ctx, { seriesId }))
}

/** The Wisdom a quote stands in. Throws not-found, also when it stands in none. */
export async function getWisdomOfQuote(ctx: Ctx, quoteId: string): Promise<Wisdom> {
  const id = await selectWisdomOfQuote(ctx, quoteId)
  if (!id) throw new Failure('not-found', '')
  return getWisdom(ctx, id)
}

/** A text of a form: what was typed, and the stamp (see `stampText`) of the text the form was made from. */
export type TypedText = { typed: string; madeFrom: string }

/** The texts of a Wisdom's form; narrations by the id of their part. */
export type WisdomTexts = {
  title: TypedText
  reflection: TypedText
  narrations: ReadonlyMap<string, TypedText>
}

/**
 * A text that somebody else changed after the form was made, and that was changed here too. `field` is 'title',
 * 'reflection' or the id of a part; `standing` is null when the part was removed.
 */
export type Clash = { field: string; typed: string; standing: string | null }

/**
 * Saves the texts of a Wisdom, whatever the gates would say: a draft may be incomplete. Each text is taken for itself.
 * One that was not changed in the form leaves what somebody else wrote meanwhile; one changed by both is not saved and
 * comes back as a clash, so that both texts can be shown.
 */
export async function saveWisdom(
  ctx: Ctx,
  id: string,
  texts: WisdomTexts,
): Promise<{ wisdom: Wisdom; clashes: Clash[] }> {
  await takeWisdomTurn(ctx, id)
  const standing = await getWisdom(ctx, id)
  const clashes: Clash[] = []
  let isChanged = false
  const weigh = async (
    field: string,
    text: TypedText,
    now: string | null,
    write: (typed: string) => Promise<void>,
  ) => {
    if (text.typed === now || stampText(ctx, text.typed) === text.madeFrom) return
    if (now === null || stampText(ctx, now) !== text.madeFrom) {
      clashes.push({ field, typed: text.typed, standing: now })
      return
    }
    isChanged = true
    await write(text.typed)
  }
  await weigh('title', texts.title, standing.title, (typed) =>
    updateWisdom(ctx, id, { titleSealed: sealTitle(ctx, id, typed) }),
  )
  await weigh('reflection', texts.reflection, standing.reflection, (typed) =>
    updateWisdom(ctx, id, { reflectionSealed: sealReflection(ctx, id, typed) }),
  )
  for (const [partId, text] of texts.narrations) {
    const part = standing.parts.find((other) => other.id === partId)
    await weigh(partId, text, part?.kind === 'narration' ? part.text : null, (typed) =>
      updateNarration(ctx, partId, sealNarration(ctx, partId, typed)),
    )
  }
  if (isChanged) await recordAct(ctx, 'wisdom.changed', 'wisdom', id)
  return { wisdom: await getWisdom(ctx, id), clashes }
}

/** Stands for a text in a form, so that it can be told whether somebody changed it since. */
export function stampText(ctx: Ctx, text: string): string {
  return ctx.vault.fingerprint('wisdom-text', text).toString('hex').slice(0, 32)
}

/** Removes a Wisdom with its quotes and moves the numbers of those after it up. Gives the series it stood in. */
export async function removeWisdom(ctx: Ctx, id: string): Promise<string> {
  const { seriesId } = await getWisdom(ctx, id)
  await takeSeriesTurn(ctx, seriesId)
  await takeWisdomTurn(ctx, id)
  const wisdom = await getWisdom(ctx, id)
  await deleteWisdom(ctx, id)
  await deleteQuotes(ctx, quoteIdsOf(wisdom))
  await renumber(ctx, await selectWisdoms(ctx, { seriesId }))
  await recordAct(ctx, 'wisdom.removed', 'wisdom', id)
  return seriesId
}

/** Moves a Wisdom one place up (-1) or down (1) in its series. At either end nothing happens. */
export async function moveWisdom(
  ctx: Ctx,
  input: { seriesId: string; wisdomId: string; by: -1 | 1 },
): Promise<void> {
  await takeSeriesTurn(ctx, input.seriesId)
  const rows = await selectWisdoms(ctx, { seriesId: input.seriesId })
  const at = rows.findIndex((row) => row.id === input.wisdomId)
  if (at < 0) throw new Failure('not-found', '')
  await renumber(ctx, swapped(rows, at, at + input.by))
  await recordAct(ctx, 'wisdom.moved', 'wisdom', input.wisdomId)
}

/** The quotes of a series, each with the number of the Wisdom it stands in, and whether that is signed. */
export async function listQuotesOf(
  ctx: Ctx,
  seriesId: string,
): Promise<{ quoteId: string; wisdomNumber: number; isSigned: boolean }[]> {
  return (await listWisdoms(ctx, seriesId)).flatMap((wisdom) =>
    quoteIdsOf(wisdom).map((quoteId) => ({
      quoteId,
      wisdomNumber: wisdom.number,
      isSigned: wisdom.isSigned,
    })),
  )
}

export function quoteIdsOf(wisdom: Wisdom): string[] {
  const own = wisdom.parts.flatMap((part) => (part.kind === 'quote' ? [part.quoteId] : []))
  return wisdom.leadQuoteId ? [wisdom.leadQuoteId, ...own] : own
}

/** The list with two neighbours changed over; as it was when one of them does not exist. */
export function swapped<T>(list: readonly T[], a: number, b: number): T[] {
  const copy = [...list]
  if (a in copy && b in copy) [copy[a], copy[b]] = [copy[b]!, copy[a]!]
  return copy
}

export function sealNarration(ctx: Ctx, partId: string, text: string): Buffer {
  return ctx.vault.sealTeam('wisdom_part.narration', partId, text)
}

async function renumber(ctx: Ctx, rows: readonly WisdomRow[]): Promise<void> {
  for (const [index, row] of rows.entries()) {
    if (row.number !== index + 1) await updateWisdom(ctx, row.id, { number: index + 1 })
  }
}

async function openRows(ctx: Ctx, rows: readonly WisdomRow[]): Promise<Wisdom[]> {
  const ids = rows.map((row) => row.id)
  const parts = Map.groupBy(await selectParts(ctx, ids), (part) => part.wisdomId)
  return rows.map((row) => ({
    id: row.id,
    seriesId: row.seriesId,
    number: row.number,
    title: ctx.vault.openTeam('wisdom.title', row.id, row.titleSealed),
    reflection: ctx.vault.openTeam('wisdom.reflection', row.id, row.reflectionSealed),
    pictureId: row.pictureId,
    pictureAlt: ctx.vault.openTeam('wisdom.picture_alt', row.id, row.pictureAltSealed),
    leadQuoteId: row.leadQuoteId,
    isSigned: row.isSigned,
    parts: (parts.get(row.id) ?? []).map((part) => openPart(ctx, part)),
  }))
}

function openPart(ctx: Ctx, row: PartRow): Part {
  if (row.quoteId) return { id: row.id, kind: 'quote', quoteId: row.quoteId }
  const text = ctx.vault.openTeam('wisdom_part.narration', row.id, row.narrationSealed!)
  return { id: row.id, kind: 'narration', text, goesWith: row.goesWith }
}

function sealTitle(ctx: Ctx, id: string, text: string): Buffer {
  return ctx.vault.sealTeam('wisdom.title', id, text)
}

function sealReflection(ctx: Ctx, id: string, text: string): Buffer {
  return ctx.vault.sealTeam('wisdom.reflection', id, text)
}
