import type { Ctx } from '../../platform/db/database.ts'
import { prepareSharedRun } from '../../text/language/same-words.ts'
import { findTypedQuotation } from '../../text/language/typed-quotes.ts'
import { eachReading } from '../passages/passages.ts'
import { listeningPaths } from '../paths.ts'
import { findHits, fold, type Hit } from '../review/giveaways.ts'
import { listKnownNames } from '../review/proposals.ts'
import type { Wisdom } from '../wisdoms/wisdoms.ts'
import { findEnding } from '../withdrawals/retention.ts'
import { checkBeside } from './beside-gates.ts'
import { checkIntruder } from './intruder-gates.ts'
import { checkShownFirst } from './shown-first.ts'
import { listClearances } from './clearances.ts'
import { loadDraft, type Draft } from './draft.ts'
import { gatesWords } from './gates.words.ts'
import { selectMending } from './mending.queries.ts'

export type GateKind =
  | 'nothing-to-publish'
  | 'numbering'
  | 'address'
  | 'to-mend'
  | 'raw-gone'
  | 'missing'
  | 'not-reviewed'
  | 'not-quotable'
  | 'not-shown'
  | 'beside'
  | 'not-signed'
  | 'intruder'
  | 'typed-quote'
  | 'same-words'
  | 'label'
  | 'contact'
  | 'code'

/**
 * One thing that stops publication: what to do, and the page where it is done. Words of the team's own texts are named
 * as they stand there. Of a quote only an ordinary word that can be cleared is named; everything else is seen on the
 * page of its passage. `clearHref` is there when two people may clear it instead.
 */
export type GateProblem = { kind: GateKind; sentence: string; href: string; clearHref?: string | undefined }

const words = gatesWords['en-GB']
const sharedWords = 8

/**
 * Everything that stops this series from being published, in the order of its pages; empty when nothing does. Needs
 * somebody who may see labels (a listener, a lead or the worker). Throws not-found.
 */
export async function checkGates(ctx: Ctx, seriesId: string): Promise<GateProblem[]> {
  return checkDraft(ctx, await loadDraft(ctx, seriesId))
}

/** The same for a draft that is loaded already, so that what is published is what was checked. */
export async function checkDraft(ctx: Ctx, draft: Draft): Promise<GateProblem[]> {
  const texts = listTexts(draft)
  const found = texts.map((text) => ({ text, hits: [] as Hit[] }))
  const known = await listKnownNames(ctx, draft.exercise.id)
  for (const { text, hits } of found) {
    if (text.kind !== 'run') hits.push(...findHits(text.text, known))
  }

  const candidates = new Set(found.flatMap((entry) => entry.hits.flatMap((hit) => hit.clearAs ?? [])))
  const swept = await sweepReadings(ctx, draft.exercise.id, texts, candidates)
  const cleared = new Set(
    (await listClearances(ctx, draft.series.id))
      .filter((clearance) => clearance.secondAt)
      .map((clearance) => fold(clearance.word)),
  )
  const clearHref = listeningPaths.clearances(draft.series.id)
  const perText = new Map<PublicText, GateProblem[]>()
  for (const { text, hits } of found) {
    const problems: GateProblem[] = []
    for (const hit of hits) {
      const isOrdinary =
        hit.clearAs !== null && (hit.isOrdinary || (swept.ordinary.get(hit.clearAs) ?? 0) >= 2)
      if (isOrdinary && cleared.has(hit.clearAs!)) continue
      problems.push(describeHit(text, hit, isOrdinary, clearHref))
    }
    problems.push(...checkOwnWords(text, swept.shared.get(text)))
    perText.set(text, problems)
  }
  return [
    ...checkSeries(draft),
    ...(await checkRawWords(ctx, draft.exercise.id)),
    ...(await listToMend(ctx, draft.series.id)),
    ...(await checkShownFirst(ctx, draft)),
    ...(await checkBeside(ctx, draft)),
    ...(await checkIntruder(ctx, draft)),
    ...texts.filter((text) => text.wisdomId === null).flatMap((text) => perText.get(text) ?? []),
    ...draft.wisdoms.flatMap((wisdom) => [
      ...checkWisdom(draft, wisdom),
      ...texts.filter((text) => text.wisdomId === wisdom.id).flatMap((text) => perText.get(text) ?? []),
    ]),
  ]
}

/**
 * A text that will stand in public. `kind`: the team's words, the question that was asked (its words may well come
 * back in answers, so it is not compared with readings), a quote, or a run of narrations that follow each other (a
 * reader reads on from one to the next, so eight words may not be parted between them either).
 */
type PublicText = {
  text: string
  kind: 'team' | 'question' | 'quote' | 'run'
  place: string
  href: string
  wisdomId: string | null
}

function listTexts(draft: Draft): PublicText[] {
  const { series, exercise } = draft
  const change = listeningPaths.changeSeries(series.id)
  const around = (place: string, text: string, field: string): PublicText => ({
    text,
    kind: 'team',
    place,
    href: `${change}#field-${field}`,
    wisdomId: null,
  })
  return [
    {
      text: exercise.question,
      kind: 'question',
      place: words.places.question,
      href: listeningPaths.changeExercise(exercise.id),
      wisdomId: null,
    },
    around(words.places.title, series.title, 'title'),
    around(words.places.address, series.address.replaceAll('-', ' '), 'address'),
    around(words.places.introduction, series.introduction, 'introduction'),
    around(words.places.howHeard, series.howHeard, 'howHeard'),
    ...draft.wisdoms.flatMap((wisdom) => textsOf(draft, wisdom)),
  ]
}

function textsOf(draft: Draft, wisdom: Wisdom): PublicText[] {
  const page = listeningPaths.wisdom(wisdom.id)
  const own = (place: string, text: string, href: string): PublicText => ({
    text,
    kind: 'team',
    place,
    href,
    wisdomId: wisdom.id,
  })
  const quoted = (quoteId: string, place: string): PublicText[] => {
    const quote = draft.quotes.get(quoteId)
    if (!quote) return []
    const href = listeningPaths.reviewPassage(quote.passageId)
    return [{ text: quote.text, kind: 'quote', place, href, wisdomId: wisdom.id }]
  }
  const { number } = wisdom
  return [
    own(words.places.wisdomTitle(number), wisdom.title, `${page}#field-title`),
    ...(wisdom.leadQuoteId ? quoted(wisdom.leadQuoteId, words.places.lead(number)) : []),
    own(words.places.alt(number), wisdom.pictureAlt, `${listeningPaths.wisdomPicture(wisdom.id)}#field-alt`),
    ...wisdom.parts.flatMap((part, index) =>
      part.kind === 'narration'
        ? [own(words.places.narration(number, index + 1), part.text, `${page}#field-narration-${part.id}`)]
        : quoted(part.quoteId, words.places.quote(number, index + 1)),
    ),
    ...runsOf(wisdom).map(({ text, part }) => ({
      ...own(words.places.narration(number, part), text, `${page}#body`),
      kind: 'run' as const,
    })),
    own(words.places.reflection(number), wisdom.reflection, `${page}#field-reflection`),
  ]
}

/** Narrations that follow each other, as one text; `part` is the number of the first. */
function runsOf(wisdom: Wisdom): { text: string; part: number }[] {
  const runs: { texts: string[]; part: number }[] = []
  wisdom.parts.forEach((part, index) => {
    if (part.kind !== 'narration') return
    const isNext = index > 0 && wisdom.parts[index - 1]!.kind === 'narration'
    if (isNext) runs.at(-1)!.texts.push(part.text)
    else runs.push({ texts: [part.text], part: index + 1 })
  })
  return runs
    .filter((run) => run.texts.length > 1)
    .map((run) => ({ text: run.texts.join('\n'), part: run.part }))
}

function describeHit(text: PublicText, hit: Hit, isOrdinary: boolean, clearHref: string): GateProblem {
  const named = text.kind !== 'quote' || isOrdinary ? hit.words : null
  const sentence =
    hit.kind === 'label'
      ? isOrdinary
        ? words.ordinaryLabel(text.place, hit.words)
        : words.label(text.place, named)
      : words[hit.kind](text.place, named)
  return {
    kind: hit.kind,
    sentence,
    href: text.href,
    clearHref: hit.kind === 'label' && isOrdinary ? clearHref : undefined,
  }
}

function checkOwnWords(text: PublicText, shared: string | undefined): GateProblem[] {
  if (text.kind === 'quote') return []
  const problems: GateProblem[] = []
  const typed = findTypedQuotation(text.text)
  if (typed && text.kind !== 'run') {
    const said = text.text.slice(typed.start, typed.end)
    problems.push({
      kind: 'typed-quote',
      sentence: words.typedQuote(text.place, shorten(said)),
      href: text.href,
    })
  }
  if (shared) {
    problems.push({
      kind: 'same-words',
      sentence: words.sameWords(text.place, shorten(shared)),
      href: text.href,
    })
  }
  return problems
}

/**
 * Walks all readings of the exercise once: which of the team's texts share eight words in a row with one, and in how
 * many readings each candidate stands in small letters, as an ordinary word does.
 */
async function sweepReadings(
  ctx: Ctx,
  exerciseId: string,
  texts: readonly PublicText[],
  candidates: ReadonlySet<string>,
): Promise<{ shared: Map<PublicText, string>; ordinary: Map<string, number> }> {
  const own = texts.filter((text) => (text.kind === 'team' || text.kind === 'run') && text.text.trim() !== '')
  // One look for all texts first; a wall that stands in no reading keeps words of two texts from joining.
  const wall = `\n${'zq'.repeat(20)}\n`
  const findAny = prepareSharedRun(own.map((text) => text.text).join(wall), sharedWords)
  const each = own.map((text) => ({ text, find: prepareSharedRun(text.text, sharedWords) }))
  const shared = new Map<PublicText, string>()
  const ordinary = new Map<string, number>()
  for await (const { passageId, text } of eachReading(ctx, exerciseId)) {
    const reading = { id: passageId, text }
    if (findAny(reading)) {
      let isTold = false
      for (const one of each) {
        // What a single narration repeats was told there; its run adds what is parted between two.
        if (shared.has(one.text) || (one.text.kind === 'run' && isTold)) continue
        const run = one.find(reading)
        if (run) shared.set(one.text, run.words)
        if (run) isTold = true
      }
    }
    if (candidates.size > 0) {
      for (const word of new Set(text.match(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*/gu) ?? [])) {
        if (candidates.has(word)) ordinary.set(word, (ordinary.get(word) ?? 0) + 1)
      }
    }
  }
  return { shared, ordinary }
}

/** After the day on which raw words went a series stays as it was published: nothing can be computed anew. */
async function checkRawWords(ctx: Ctx, exerciseId: string): Promise<GateProblem[]> {
  const ending = await findEnding(ctx, exerciseId)
  if (!ending?.goneAt) return []
  return [{ kind: 'raw-gone', sentence: words.rawGone, href: listeningPaths.exercise(exerciseId) }]
}

/** Wisdoms that lost a quote and that nobody has said are well again. */
async function listToMend(ctx: Ctx, seriesId: string): Promise<GateProblem[]> {
  return (await selectMending(ctx, seriesId)).map(({ number }) => ({
    kind: 'to-mend',
    sentence: words.toMend(number),
    href: `${listeningPaths.series(seriesId)}#to-mend`,
  }))
}

function checkSeries({ series, wisdoms }: Draft): GateProblem[] {
  const change = listeningPaths.changeSeries(series.id)
  const missing = (field: string, text: string, sentence: string): GateProblem[] =>
    text.trim() ? [] : [{ kind: 'missing', sentence, href: `${change}#field-${field}` }]
  const page = listeningPaths.series(series.id)
  const isInOrder = wisdoms.every((wisdom, index) => wisdom.number === index + 1)
  return [
    ...missing('title', series.title, words.missing.title),
    ...missing('introduction', series.introduction, words.missing.introduction),
    ...missing('howHeard', series.howHeard, words.missing.howHeard),
    ...(wisdoms.length === 0
      ? [{ kind: 'nothing-to-publish' as const, sentence: words.noWisdom, href: page }]
      : []),
    ...(isInOrder ? [] : [{ kind: 'numbering' as const, sentence: words.numbering, href: page }]),
  ]
}

function checkWisdom(draft: Draft, wisdom: Wisdom): GateProblem[] {
  const page = listeningPaths.wisdom(wisdom.id)
  const picture = listeningPaths.wisdomPicture(wisdom.id)
  const { number } = wisdom
  const problems: GateProblem[] = []
  const miss = (isThere: boolean, sentence: string, href: string) => {
    if (!isThere) problems.push({ kind: 'missing', sentence, href })
  }
  miss(wisdom.title.trim() !== '', words.missing.wisdomTitle(number), `${page}#field-title`)
  miss(wisdom.leadQuoteId !== null, words.missing.lead(number), `${page}#lead`)
  miss(wisdom.pictureId !== null, words.missing.picture(number), picture)
  miss(
    wisdom.pictureId === null || wisdom.pictureAlt.trim() !== '',
    words.missing.alt(number),
    `${picture}#field-alt`,
  )
  miss(
    wisdom.parts.some((part) => part.kind === 'quote'),
    words.missing.quote(number),
    `${page}#body`,
  )
  miss(wisdom.reflection.trim() !== '', words.missing.reflection(number), `${page}#field-reflection`)
  const check = (quoteId: string, place: string, anchor: string) => {
    const quote = draft.quotes.get(quoteId)
    if (!quote || !quote.mayQuote) {
      problems.push({ kind: 'not-quotable', sentence: words.notQuotable(place), href: `${page}#${anchor}` })
    } else if (!quote.isReviewed) {
      const href = listeningPaths.reviewPassage(quote.passageId)
      problems.push({ kind: 'not-reviewed', sentence: words.notReviewed(place), href })
    } else if (!/[\p{L}\p{N}]/u.test(quote.text)) {
      problems.push({ kind: 'not-quotable', sentence: words.nothingLeft(place), href: `${page}#${anchor}` })
    }
  }
  if (wisdom.leadQuoteId) check(wisdom.leadQuoteId, words.places.lead(number), 'lead')
  wisdom.parts.forEach((part, index) => {
    if (part.kind === 'quote') check(part.quoteId, words.places.quote(number, index + 1), `part-${part.id}`)
  })
  return problems
}

function shorten(text: string): string {
  const plain = text.replace(/\s+/g, ' ')
  return plain.length > 90 ? `${plain.slice(0, 88)}…` : plain
}
