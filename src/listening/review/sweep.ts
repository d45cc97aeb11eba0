import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import {
  deidentify,
  faintest,
  placesOfWords,
  wordsToGlance,
  type Tagger,
  type WordToGlance,
} from '../../text/deidentify/deidentify.ts'
import { readingOf, type Stretch } from '../../text/edits/reading.ts'
import { accepted, listEditRows, openEdits, openVerbatims } from '../passages/passages.ts'
import { isWorkplace } from '../workplace/workplace.ts'
import { indexOfEntity } from './entities.ts'
import { inSentence, overlaps, type Said } from './marks.ts'
import { listKnownNames, proposeFor } from './proposals.ts'
import { insertEdits, takeProposeTurn, type NewEdit } from './review.queries.ts'
import { sealOf, type Outcome } from './review.ts'
import { shippedTagger } from './shipped-tagger.ts'
import { counted } from './counted.ts'
import { weighCards } from './harm.ts'
import { insertReviews, selectTicked, upsertSwept } from './sweep.queries.ts'
import { sweepWords } from './sweep.words.ts'
import { selectWaitingCount, selectWaiting, type Stage } from './waiting.queries.ts'

const words = sweepWords['en-GB']

/** How far the first reading of an exercise has come, in passages that wait for it; none counted further than one more than `counted`. */
export type Progress = {
  /** The words nobody proposed were not looked at yet. */
  toSweep: number
  /** Every card is answered and the other words were looked at. */
  ready: number
  /** A second reader sent them back: they are read whole. */
  forWhole: number
}

/** One word nobody proposed: as it is written most often, how often, and where it stands for one. */
export type SweptWord = {
  key: string
  writings: string[]
  count: number
  example: Said & { number: number }
}

/**
 * The words of as many passages as one list takes. `stamp` stands for exactly those passages; `ticked` are words that were ticked in a
 * list before, and not left since.
 */
export type SweepView = {
  words: SweptWord[]
  ticked: string[]
  passages: number
  /** Passages after these, for the next list. */
  later: number
  stamp: string
  isTheirWork: boolean
}

/** Passages one list is made of, and passages passed on in one go. */
const listed = 500
const passedOn = 250

/** How far the first reading has come. */
export async function getProgress(ctx: Ctx, exerciseId: string): Promise<Progress> {
  const count = (stage: Stage) => selectWaitingCount(ctx, exerciseId, { stages: [stage], limit: counted + 1 })
  return { toSweep: await count('look'), ready: await count('ready'), forWhole: await count('whole') }
}

/** Every word that could tell and that nobody proposed or decided about, once. */
export async function openSweep(ctx: Ctx, exerciseId: string): Promise<SweepView> {
  const { waiting, stamp } = await listNext(ctx, exerciseId)
  const passages = await openListed(ctx, waiting)
  const most = passages.length + counted + 1
  const toSweep = await selectWaitingCount(ctx, exerciseId, { stages: ['look'], limit: most })
  const tagger = await shippedTagger()
  const found = new Map<string, { writings: Map<string, number>; at: WordToGlance; in: Listed }>()
  for (const passage of passages) {
    for (const word of freeWords(passage, wordsToGlance(passage.verbatim, tagger.list))) {
      const said = passage.verbatim.slice(word.start, word.end)
      const entry = found.get(word.key) ?? { writings: new Map<string, number>(), at: word, in: passage }
      entry.writings.set(said, (entry.writings.get(said) ?? 0) + 1)
      found.set(word.key, entry)
    }
  }
  return {
    ticked: await listTicked(
      ctx,
      exerciseId,
      [...found.values()].map((entry) => entry.at),
    ),
    words: [...found].sort(([a], [b]) => byWord.compare(a, b)).map(([key, entry]) => describe(key, entry)),
    passages: passages.length,
    later: toSweep - passages.length,
    stamp,
    isTheirWork: await isWorkplace(ctx, exerciseId),
  }
}

/**
 * Remembers that the words of these passages were looked at. What was ticked becomes a proposal wherever it stands in
 * them, and so a card. `stale`: the list is about other passages by now.
 */
export async function keepSweep(
  ctx: Ctx,
  exerciseId: string,
  input: { stamp: string; ticked: readonly string[] },
): Promise<Outcome<'swept' | 'swept-with-cards'>> {
  await takeProposeTurn(ctx, exerciseId)
  const { waiting, stamp } = await listNext(ctx, exerciseId)
  if (stamp !== input.stamp) {
    return {
      ok: false,
      isStale: true,
      problems: [{ field: null, href: '#words', sentence: words.problems.stale }],
    }
  }
  const tagger = await shippedTagger()
  const keys = new Set(input.ticked)
  const passages = keys.size === 0 ? [] : await openListed(ctx, waiting)
  const rows = passages.flatMap((one) => proposalsIn(ctx, exerciseId, one, { tagger, keys }))
  await insertEdits(ctx, rows)
  await weighCards(
    ctx,
    exerciseId,
    rows.flatMap((row) => row.entityIndex ?? []),
  )
  await upsertSwept(
    ctx,
    waiting.map((passage) => passage.passageId),
  )
  await recordAct(ctx, 'words.swept', 'exercise', exerciseId)
  return { ok: true, done: rows.length > 0 ? 'swept-with-cards' : 'swept' }
}

/**
 * Passes all passages on whose cards are answered and whose other words were looked at, as their first reader. The engine
 * reads them once more with every name known by now: what it finds comes as cards. So many at a time; `more` when some
 * are left.
 */
export async function passAllOn(
  ctx: Ctx,
  exerciseId: string,
): Promise<'passed-on' | 'more' | 'found-more' | 'nothing'> {
  await takeProposeTurn(ctx, exerciseId)
  const ready = await listAt(ctx, exerciseId, 'ready', passedOn + 1)
  const ids = ready.slice(0, passedOn).map((passage) => passage.passageId)
  if (ids.length === 0) return 'nothing'
  const known = await listKnownNames(ctx, exerciseId)
  const found = await proposeFor(ctx, exerciseId, ids, known, { weighsLater: true })
  const still = found > 0 ? await listAt(ctx, exerciseId, 'ready', passedOn) : ready
  const stillIds = new Set(still.map((passage) => passage.passageId))
  await signAll(
    ctx,
    ids.filter((id) => stillIds.has(id)),
  )
  await recordAct(ctx, 'passages.passed-first', 'exercise', exerciseId)
  if (found > 0) return 'found-more'
  return ready.length > passedOn ? 'more' : 'passed-on'
}

/** Which of these words somebody ticked before. They are told by what their cards are about, without opening any words. */
async function listTicked(ctx: Ctx, exerciseId: string, found: readonly WordToGlance[]): Promise<string[]> {
  const cards = new Map(
    found.map(({ type, key }) => [
      indexOfEntity(ctx, exerciseId, { type, entity: key }).toString('hex'),
      key,
    ]),
  )
  const ticked = await selectTicked(ctx, exerciseId, [...cards.keys()])
  return ticked.map((card) => cards.get(card)!)
}

/** A passage of the list, with what stands on its words. */
type Listed = { passageId: string; number: number; verbatim: string; edits: readonly Stretch[] }
type Waits = { passageId: string; number: number }

const byWord = new Intl.Collator('en-GB', { numeric: true })

async function listNext(ctx: Ctx, exerciseId: string): Promise<{ waiting: Waits[]; stamp: string }> {
  const waiting = await listAt(ctx, exerciseId, 'look', listed)
  const ids = waiting.map((passage) => passage.passageId)
  return { waiting, stamp: ctx.vault.fingerprint('sweep-stamp', JSON.stringify(ids)).toString('hex') }
}

/** The words of passages that wait: the list of what waits has seen to it that this account may read them. */
async function openListed(ctx: Ctx, waiting: readonly Waits[]): Promise<Listed[]> {
  const ids = waiting.map((passage) => passage.passageId)
  const verbatims = await openVerbatims(ctx, ids)
  const edits = Map.groupBy(await listEditRows(ctx, ids), (edit) => edit.passageId)
  return waiting.flatMap(({ passageId, number }) => {
    const verbatim = verbatims.get(passageId)
    return verbatim === undefined ? [] : [{ passageId, number, verbatim, edits: edits.get(passageId) ?? [] }]
  })
}

async function listAt(ctx: Ctx, exerciseId: string, stage: Stage, limit: number): Promise<Waits[]> {
  return selectWaiting(ctx, exerciseId, { stages: [stage], afterNumber: -1, limit })
}

/** First signatures, each on the reading as it stands: the list of what is ready has seen to it that this account may read these. */
async function signAll(ctx: Ctx, passageIds: readonly string[]): Promise<void> {
  const edits = await openEdits(ctx, passageIds)
  const verbatims = await openVerbatims(ctx, passageIds)
  await insertReviews(
    ctx,
    [...verbatims].map(([passageId, verbatim]) => {
      const reading = readingOf(verbatim, accepted(edits.get(passageId) ?? []))
      return { passageId, readingIndex: sealOf(ctx, { reading }) }
    }),
  )
}

/** Words on which nothing stands, whether proposed, changed or left. */
function freeWords(passage: Listed, found: readonly WordToGlance[]): WordToGlance[] {
  return found.filter((word) => !passage.edits.some((edit) => overlaps(edit, word)))
}

function proposalsIn(
  ctx: Ctx,
  exerciseId: string,
  passage: Listed,
  { tagger, keys }: { tagger: Tagger; keys: ReadonlySet<string> },
): NewEdit[] {
  const { passageId, verbatim } = passage
  const places = freeWords(passage, placesOfWords(verbatim, tagger.list, keys))
  // How sure the engine was of what it did not propose tells later from where on it should.
  const faint = places.length > 0 ? deidentify(verbatim, { tagger, least: faintest }) : []
  return places.map(({ start, end, key, type }) => {
    const id = newBlindId()
    const put = words.put[type === 'PLACE' ? 'place' : type === 'CODE' ? 'number' : 'person']
    return {
      id,
      passageId,
      start,
      end,
      kind: 'generalise',
      type,
      confidence: faint.find((one) => overlaps(one, { start, end }))?.confidence ?? 0,
      reason: 'swept',
      replacementSealed: ctx.vault.sealUnder(passageId, 'edit.replacement', id, put),
      reasonSealed: null,
      state: 'proposed',
      proposedBy: ctx.actor.id,
      decidedBy: null,
      entityIndex: indexOfEntity(ctx, exerciseId, { type, entity: key }),
    }
  })
}

function describe(
  key: string,
  entry: { writings: ReadonlyMap<string, number>; at: WordToGlance; in: Listed },
): SweptWord {
  const writings = [...entry.writings].sort((a, b) => b[1] - a[1])
  return {
    key,
    writings: writings.map(([said]) => said),
    count: writings.reduce((sum, [, times]) => sum + times, 0),
    example: { number: entry.in.number, ...inSentence(entry.in.verbatim, entry.at) },
  }
}
