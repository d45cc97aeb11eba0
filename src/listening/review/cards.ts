import { may } from '../../access/matrix.ts'
import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { openVerbatims, rewriteReadings, type OpenEdit } from '../passages/passages.ts'
import { isWorkplace } from '../workplace/workplace.ts'
import { namesLike } from './alike.ts'
import {
  deleteReviews,
  selectCards,
  selectIsOpen,
  selectMentions,
  selectSealedEdits,
  updateDecided,
  type CardRow,
  type MentionRow,
} from './cards.queries.ts'
import { cardWords } from './cards.words.ts'
import { counted } from './counted.ts'
import { newEntityIndex } from './entities.ts'
import { weighCards } from './harm.ts'
import { inSentence } from './marks.ts'
import { takeProposeTurn, updateEntities } from './review.queries.ts'
import { problemOfWords, type Outcome } from './review.ts'

const words = cardWords['en-GB']

/** One mention as its card shows it: in its sentence. */
export type CardMention = {
  editId: string
  passageId: string
  number: number
  before: string
  words: string
  after: string
  state: OpenEdit['state']
  /** What stands there instead, or is proposed to. */
  replacement: string
}

/** A person, a place or a thing with all its mentions. A card whose mentions are all decided can be decided again. */
export type Card = {
  entity: string
  stamp: string
  isOpen: boolean
  /** As it is written in the words, the most frequent writing first. */
  writings: string[]
  types: string[]
  reasons: string[]
  /** The sentences somebody wrote when they left it. */
  notes: string[]
  /** What is put at most mentions. `others`: what else is put where the words around ask for it. */
  suggestion: string
  others: string[]
  /** What was put at mentions of it that were decided before. */
  earlier: string | null
  count: number
  passages: number
  mentions: CardMention[]
  /** Where the list goes on, and where it came from, by the count of mentions before; null at its ends. */
  nextFrom: number | null
  previousFrom: number | null
}

/** The cards of an exercise at one of them. `card` is null when none waits. */
export type CardsView = {
  card: Card | null
  /** Counted no further than one more than `counted`. */
  total: number
  /** Of the card, from 1; null when it is decided, or comes after those that are counted. */
  place: number | null
  previous: string | null
  next: string | null
  /** Other open cards it could be one with, what is written alike first. */
  alike: { entity: string; words: string }[]
  isTheirWork: boolean
}

export type CardPlace = { entity: string | null; sourceId: string | null; from: number }

export type CardAnswer = { entity: string; stamp: string; sourceId: string | null; next: string | null } & (
  | { answer: 'accept'; replacement: string; suggested: string; ticked: readonly string[] }
  | { answer: 'leave'; note: string }
  | { answer: 'part'; ticked: readonly string[] }
  | { answer: 'same'; other: string }
)

/** Mentions shown on one page of a card; words of so many are looked at to say how it is written. */
const shown = 20
const looked = 200

/** How many cards wait for somebody who may read first, counted no further than one more than `counted`; none for anybody else. */
export async function countCards(ctx: Ctx, exerciseId: string): Promise<number> {
  if (!may(ctx.actor.roles, 'review.first')) return 0
  return (await selectCards(ctx, exerciseId, { sourceId: null, limit: counted + 1 })).length
}

/** A card and its neighbours; the first when none is named, or nothing is left of it. */
export async function openCards(ctx: Ctx, exerciseId: string, place: CardPlace): Promise<CardsView> {
  const { sourceId } = place
  const cards = await selectCards(ctx, exerciseId, { sourceId, limit: counted + 1 })
  const open = (entity: string | null) =>
    entity === null ? null : openCard(ctx, exerciseId, { ...place, entity })
  const card = (await open(place.entity)) ?? (await open(cards[0]?.entity ?? null))
  const at = cards.findIndex((one) => one.entity === card?.entity)
  const neighbour = async (towards: 'next' | 'previous') => {
    const from = { entity: card!.entity, towards }
    return (await selectCards(ctx, exerciseId, { sourceId, limit: 1, from }))[0]?.entity ?? null
  }
  return {
    card,
    total: cards.length,
    place: at < 0 || at >= counted ? null : at + 1,
    previous: card?.isOpen ? await neighbour('previous') : null,
    next: card?.isOpen ? await neighbour('next') : (cards[0]?.entity ?? null),
    alike: card?.isOpen ? await listAlike(ctx, card, cards) : [],
    isTheirWork: await isWorkplace(ctx, exerciseId),
  }
}

/**
 * Decides all mentions of a card in one go; or gives some of them a card of their own, or makes two cards one. Gives the
 * card to show next. `stale`: its mentions are others by now, or somebody answered for them.
 */
export async function decideCard(
  ctx: Ctx,
  exerciseId: string,
  input: CardAnswer,
): Promise<Outcome<CardDone> & { next?: string | null }> {
  // Proposals and whoever decides about one passage wait: one card may stand in all passages of an exercise.
  await takeProposeTurn(ctx, exerciseId)
  const rows = toDecide(await selectMentions(ctx, exerciseId, input))
  if (rows.length === 0 || stampOf(ctx, rows) !== input.stamp) {
    if (await standsAsAsked(ctx, rows, input)) return done(ctx, exerciseId, input, 'was-decided')
    return {
      ok: false,
      isStale: true,
      problems: [{ field: null, href: '#card', sentence: words.problems.stale }],
    }
  }
  if (input.answer === 'same') return makeOne(ctx, exerciseId, rows, input)
  const ticked = 'ticked' in input ? rows.filter((row) => input.ticked.includes(row.id)) : []
  const others = rows.filter((row) => !ticked.includes(row))
  if (input.answer === 'part' && ticked.length === 0) return wrong('mention', words.problems.noneTicked)
  if (ticked.length > 0 && others.length === 0) return wrong('mention', words.problems.allTicked)
  if (input.answer === 'accept') {
    // What each mention keeps was proposed for it: some tell of all.
    const written = input.replacement === input.suggested ? others.slice(0, looked) : others
    const sentence = await problemOfPut(ctx, written, input.replacement)
    if (sentence) return wrong('put', sentence)
  }
  if (ticked.length > 0) await partFrom(ctx, exerciseId, input.entity, ticked)
  if (input.answer === 'part') return { ok: true, done: 'parted', next: input.entity }
  await write(ctx, others, input)
  await voidReviews(ctx, others)
  await recordAct(ctx, `card.${input.answer === 'accept' ? 'accepted' : 'left'}`, 'exercise', exerciseId)
  return done(ctx, exerciseId, input, input.answer === 'accept' ? 'accepted' : 'left')
}

export type CardDone = 'accepted' | 'left' | 'parted' | 'made-one' | 'was-decided'

async function openCard(
  ctx: Ctx,
  exerciseId: string,
  place: { entity: string; sourceId: string | null; from: number },
): Promise<Card | null> {
  const all = await selectMentions(ctx, exerciseId, place)
  const rows = toDecide(all)
  if (rows.length === 0) return null
  const from = place.from < rows.length ? place.from : 0
  const opened = await openMentions(ctx, rows.slice(0, looked))
  const mentions =
    from + shown <= looked
      ? opened.slice(from, from + shown)
      : await openMentions(ctx, rows.slice(from, from + shown))
  const [suggestion = '', ...others] = mostFrequent(opened.map((mention) => mention.replacement))
  const before = all.findLast((row) => row.state === 'accepted')
  const isOpen = rows[0]!.state === 'proposed'
  return {
    entity: place.entity,
    stamp: stampOf(ctx, rows),
    isOpen,
    writings: mostFrequent(opened.map((mention) => mention.words)),
    types: mostFrequent(rows.map((row) => row.type)),
    reasons: mostFrequent(rows.map((row) => row.reason)),
    notes: mostFrequent(opened.flatMap((mention) => mention.note ?? [])),
    suggestion,
    others,
    earlier: isOpen && before ? ((await openMentions(ctx, [before]))[0]?.replacement ?? null) : null,
    count: rows.length,
    passages: new Set(rows.map((row) => row.passageId)).size,
    mentions,
    nextFrom: from + shown < rows.length ? from + shown : null,
    previousFrom: from > 0 ? Math.max(0, from - shown) : null,
  }
}

/** What a card decides: its open mentions; where none is open, all that were decided. */
function toDecide(rows: readonly MentionRow[]): MentionRow[] {
  const open = rows.filter((row) => row.state === 'proposed')
  return open.length > 0 ? open : [...rows]
}

/** With their words: `selectMentions` has seen to it that this account may read them. */
async function openMentions(
  ctx: Ctx,
  rows: readonly MentionRow[],
): Promise<(CardMention & { note: string | null })[]> {
  const verbatims = await openVerbatims(ctx, [...new Set(rows.map((row) => row.passageId))])
  const sealed = await selectSealedEdits(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.flatMap((row) => {
    const verbatim = verbatims.get(row.passageId)
    const edit = sealed.get(row.id)
    if (verbatim === undefined || !edit) return []
    const { replacementSealed: put, reasonSealed: reason } = edit
    return [
      {
        editId: row.id,
        passageId: row.passageId,
        number: row.number,
        ...inSentence(verbatim, row),
        state: row.state,
        replacement: ctx.vault.open(row.passageId, 'edit.replacement', row.id, put),
        note: reason ? ctx.vault.open(row.passageId, 'edit.reason', row.id, reason) : null,
      },
    ]
  })
}

/** Open cards this one could be one with: a few, of those that come first. */
async function listAlike(ctx: Ctx, card: Card, cards: readonly CardRow[]): Promise<CardsView['alike']> {
  const others = cards.filter((one) => one.entity !== card.entity && isNamed(one.entity)).slice(0, looked)
  // They stand in words that this account may read: the list of cards has seen to that.
  const verbatims = await openVerbatims(ctx, [...new Set(others.map((one) => one.passageId))])
  const named = others.flatMap(({ entity, passageId, start, end }) => {
    const said = verbatims.get(passageId)?.slice(start, end)
    return said ? [{ entity, words: said }] : []
  })
  return namesLike(card.writings, named)
}

/** Whether it is known what a card is about: not of a proposal that has its own id for that. */
function isNamed(entity: string): boolean {
  return entity.length > 32
}

async function makeOne(
  ctx: Ctx,
  exerciseId: string,
  rows: readonly MentionRow[],
  input: CardAnswer & { answer: 'same' },
): Promise<Outcome<CardDone> & { next?: string | null }> {
  const { other, sourceId } = input
  const isThere = isNamed(other) && (await selectIsOpen(ctx, exerciseId, { entity: other, sourceId }))
  if (!isThere || other === input.entity) return wrong('other', words.problems.noOther)
  const entityIndex = Buffer.from(other, 'hex')
  await updateEntities(
    ctx,
    rows.map(({ id }) => ({ id, entityIndex })),
  )
  await weighCards(ctx, exerciseId, [entityIndex])
  await recordAct(ctx, 'card.made-one', 'exercise', exerciseId)
  return { ok: true, done: 'made-one', next: other }
}

async function partFrom(
  ctx: Ctx,
  exerciseId: string,
  entity: string,
  rows: readonly MentionRow[],
): Promise<void> {
  const entityIndex = newEntityIndex(ctx)
  await updateEntities(
    ctx,
    rows.map(({ id }) => ({ id, entityIndex })),
  )
  await weighCards(ctx, exerciseId, [entityIndex, Buffer.from(entity, 'hex')])
}

/** Where the words were not touched, each mention keeps what the engine proposed for it. */
async function write(
  ctx: Ctx,
  rows: readonly MentionRow[],
  input: CardAnswer & { answer: 'accept' | 'leave' },
): Promise<void> {
  if (input.answer === 'leave') {
    const reasonOf = ({ id, passageId }: MentionRow) =>
      input.note ? ctx.vault.sealUnder(passageId, 'edit.reason', id, input.note) : null
    const decided = rows.map((row) => ({ id: row.id, replacementSealed: null, reasonSealed: reasonOf(row) }))
    return updateDecided(ctx, 'rejected', decided)
  }
  const isChanged = input.replacement !== input.suggested
  const putOf = ({ id, passageId }: MentionRow) =>
    isChanged ? ctx.vault.sealUnder(passageId, 'edit.replacement', id, input.replacement) : null
  const decided = rows.map((row) => ({ id: row.id, replacementSealed: putOf(row), reasonSealed: null }))
  return updateDecided(ctx, 'accepted', decided)
}

/** Any change after a pass takes the signatures away, as it does on the page of one passage. */
async function voidReviews(ctx: Ctx, rows: readonly MentionRow[]): Promise<void> {
  const passageIds = [...new Set(rows.map((row) => row.passageId))]
  await rewriteReadings(ctx, await deleteReviews(ctx, passageIds))
}

async function problemOfPut(
  ctx: Ctx,
  rows: readonly MentionRow[],
  replacement: string,
): Promise<string | null> {
  const verbatims = await openVerbatims(ctx, [...new Set(rows.map((row) => row.passageId))])
  for (const { passageId, start, end } of rows) {
    const sentence = problemOfWords(verbatims.get(passageId)!.slice(start, end), 'generalise', replacement)
    if (sentence) return sentence
  }
  return null
}

/** Whether what is asked stands already: the same form, sent twice. */
async function standsAsAsked(ctx: Ctx, rows: readonly MentionRow[], input: CardAnswer): Promise<boolean> {
  if (rows.length === 0 || (input.answer !== 'accept' && input.answer !== 'leave')) return false
  const wanted = input.answer === 'accept' ? 'accepted' : 'rejected'
  if (rows.some((row) => row.state !== wanted || row.decidedAt === null)) return false
  if (input.answer === 'leave') {
    return (await openMentions(ctx, rows.slice(0, 1)))[0]?.note === (input.note || null)
  }
  const opened = await openMentions(ctx, rows.slice(0, looked))
  return opened.every(
    ({ replacement }) => replacement === input.replacement || input.replacement === input.suggested,
  )
}

async function done(
  ctx: Ctx,
  exerciseId: string,
  input: CardAnswer,
  what: CardDone,
): Promise<Outcome<CardDone> & { next: string | null }> {
  const { next, sourceId } = input
  if (next && (await selectIsOpen(ctx, exerciseId, { entity: next, sourceId }))) {
    return { ok: true, done: what, next }
  }
  const [first] = await selectCards(ctx, exerciseId, { sourceId, limit: 1 })
  return { ok: true, done: what, next: first?.entity ?? null }
}

function wrong(field: string, sentence: string): Outcome<never> {
  return { ok: false, isStale: false, problems: [{ field, sentence }] }
}

function stampOf(ctx: Ctx, rows: readonly MentionRow[]): string {
  const standing = rows.map((row) => [
    row.id,
    row.start,
    row.end,
    row.state,
    row.decidedAt?.getTime() ?? null,
  ])
  return ctx.vault.fingerprint('card-stamp', JSON.stringify(standing)).toString('hex')
}

function mostFrequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value)
}
