import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { findClues, type Clue } from '../../text/clues/clues.ts'
import { makeSayingFinder } from '../../text/clues/sayings.ts'
import { eachReading, listPassageStates } from '../passages/passages.ts'
import { openQuotes, type OpenQuote } from '../quotes/quotes.ts'
import { shippedTagger } from '../review/shipped-tagger.ts'
import { getSeries } from '../series/series.ts'
import { listQuotesOf } from '../wisdoms/wisdoms.ts'
import { replaceAnswers, selectAnswers, type AnswerRow, type IntruderAnswer } from './intruder.queries.ts'
import { intruderWords } from './intruder.words.ts'

export type { IntruderAnswer } from './intruder.queries.ts'

const words = intruderWords['en-GB']

/**
 * How a voice stands: `open` until somebody who did not read all of it first says no; `told` while anybody says yes or
 * maybe; else `safe`.
 */
export type Standing = 'open' | 'told' | 'safe'

/** What somebody of the team says of a voice, of all that is quoted of it as it reads now. */
export type Answered = { by: string; answer: IntruderAnswer; at: Date }

/** A voice of a series with everything quoted of it. `stamp` stands for these words. */
export type VoiceQuoted = {
  voiceId: string
  number: number
  quotes: OpenQuote[]
  answers: Answered[]
  standing: Standing
  /** Whether a no of whoever acts counts. */
  mayClear: boolean
  stamp: string
}

/**
 * The voices of these quotes, by number, with what the team says of each. A quote counts once, wherever it stands. A no
 * was given to all that is quoted of a voice: a new quote, or one that reads otherwise, opens the question again.
 */
export async function listVoicesQuoted(ctx: Ctx, quotes: Iterable<OpenQuote>): Promise<VoiceQuoted[]> {
  const all = [...new Map([...quotes].map((quote) => [quote.id, quote])).values()]
  if (all.length === 0) return []
  const passageIds = [...new Set(all.map((quote) => quote.passageId))]
  const states = await listPassageStates(ctx, { passageIds, limit: passageIds.length })
  const firstBy = new Map(states.map((state) => [state.passageId, state.firstBy]))
  const rows = Map.groupBy(
    await selectAnswers(
      ctx,
      all.map((quote) => quote.id),
    ),
    (row) => row.quoteId,
  )
  return [...Map.groupBy(all, (quote) => quote.voiceId)]
    .map(([voiceId, own]) => {
      const readFirst = (account: string) => own.every((quote) => firstBy.get(quote.passageId) === account)
      const answers = answersOf(ctx, own, rows)
      return {
        voiceId,
        number: own[0]!.voiceNumber,
        quotes: own,
        answers,
        standing: standingOf(answers, readFirst),
        mayClear: !readFirst(ctx.actor.id),
        stamp: stampAll(ctx, own),
      }
    })
    .toSorted((a, b) => a.number - b.number)
}

/** What one voice of a series gives away: clues by quote, what it says again and again, and how often it is quoted. */
export type VoiceShown = Omit<VoiceQuoted, 'quotes'> & {
  quotes: { quoteId: string; text: string; wisdom: number; clues: Clue[] }[]
  sayings: string[]
  isOften: boolean
}

/** Everything the page of a series shows, the voices first about whom nobody is sure yet. Throws not-found. */
export async function openIntruder(ctx: Ctx, seriesId: string): Promise<VoiceShown[]> {
  const { exerciseId } = await getSeries(ctx, seriesId)
  const { voices, wisdomOf, total } = await loadVoices(ctx, seriesId)
  const tagger = await shippedTagger()
  const sayings = await findSayings(ctx, exerciseId, voices)
  const order: Record<Standing, number> = { told: 0, open: 1, safe: 2 }
  return voices
    .map((voice) => ({
      ...voice,
      quotes: voice.quotes.map(({ id, text }) => ({
        quoteId: id,
        text,
        wisdom: wisdomOf.get(id)!,
        clues: findClues(text, { tagger }),
      })),
      sayings: sayings.get(voice.voiceId) ?? [],
      isOften: isOften(voice.quotes.length, total, voices.length),
    }))
    .toSorted((a, b) => order[a.standing] - order[b.standing] || a.number - b.number)
}

/**
 * Keeps what somebody says of a voice after they saw all that is quoted of it (`stamp`); null takes it back. Throws
 * not-found for a voice this series does not quote, invalid-state when it reads otherwise by now or when a no would come
 * from whoever read all of it first.
 */
export async function answerIntruder(
  ctx: Ctx,
  seriesId: string,
  input: { voiceId: string; stamp: string; answer: IntruderAnswer | null },
): Promise<void> {
  const { voices } = await loadVoices(ctx, seriesId)
  const voice = voices.find((one) => one.voiceId === input.voiceId)
  if (!voice) throw new Failure('not-found', words.changed)
  if (voice.stamp !== input.stamp) throw new Failure('invalid-state', words.changed)
  if (input.answer === 'no' && !voice.mayClear) throw new Failure('invalid-state', words.readFirst)
  const quotes = voice.quotes.map((quote) => ({ quoteId: quote.id, seenIndex: stampOf(ctx, quote) }))
  await replaceAnswers(ctx, quotes, input.answer)
  await recordAct(ctx, 'intruder.answered', 'voice', voice.voiceId)
}

async function loadVoices(ctx: Ctx, seriesId: string) {
  await getSeries(ctx, seriesId)
  const placed = await listQuotesOf(ctx, seriesId)
  const wisdomOf = new Map(placed.map(({ quoteId, wisdomNumber }) => [quoteId, wisdomNumber]))
  const open = await openQuotes(ctx, [...wisdomOf.keys()])
  return { voices: await listVoicesQuoted(ctx, open.values()), wisdomOf, total: open.size }
}

/** The words as they read, under the key of their passage: worth nothing once that is destroyed. */
function stampOf(ctx: Ctx, quote: OpenQuote): Buffer {
  return ctx.vault.fingerprintUnder(quote.passageId, 'intruder', quote.text)
}

/** Stands for all of them, in any order. */
function stampAll(ctx: Ctx, quotes: readonly OpenQuote[]): string {
  const stamps = quotes.map((quote) => stampOf(ctx, quote).toString('base64url'))
  return stamps.toSorted().join('.')
}

/** Of each person: no only when it was said of every quote as it reads now; yes or maybe when of any. */
function answersOf(
  ctx: Ctx,
  quotes: readonly OpenQuote[],
  rows: ReadonlyMap<string, readonly AnswerRow[]>,
): Answered[] {
  const current = quotes.flatMap((quote) =>
    (rows.get(quote.id) ?? []).filter((row) => row.seenIndex.equals(stampOf(ctx, quote))),
  )
  return [...Map.groupBy(current, (row) => row.answeredBy)].flatMap(([by, own]): Answered[] => {
    const worst = (['yes', 'maybe', 'no'] as const).find((one) => own.some((row) => row.answer === one))!
    if (worst === 'no' && own.length < quotes.length) return []
    return [{ by, answer: worst, at: own.at(-1)!.answeredAt }]
  })
}

function standingOf(answers: readonly Answered[], readFirst: (account: string) => boolean): Standing {
  if (answers.some(({ answer }) => answer !== 'no')) return 'told'
  return answers.some(({ by }) => !readFirst(by)) ? 'safe' : 'open'
}

/** Three quotes or more, and more than twice as many as an even share. */
function isOften(own: number, all: number, voices: number): boolean {
  return own >= 3 && own > (2 * all) / voices
}

async function findSayings(
  ctx: Ctx,
  exerciseId: string,
  voices: readonly VoiceQuoted[],
): Promise<Map<string, string[]>> {
  const finder = makeSayingFinder(
    new Map(voices.map((voice) => [voice.voiceId, voice.quotes.map((quote) => quote.text)])),
  )
  const ownerOf = new Map<string, string>()
  for (const { voiceId } of voices) {
    for (const state of await listPassageStates(ctx, { exerciseId, voiceId, limit: 100_000 })) {
      ownerOf.set(state.passageId, voiceId)
    }
  }
  for await (const { passageId, text } of eachReading(ctx, exerciseId)) {
    finder.see(text, ownerOf.get(passageId) ?? null)
  }
  return finder.list()
}
