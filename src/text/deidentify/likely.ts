import type { Proposal } from './proposal.ts'
import { monthsShort, numberSaid, seasons, weekdays } from './said-calendar.ts'
import { flagShifts, foldWord, hashWord, type WordList } from './tagger/word-list.ts'
import { tagText, type Tagged, type Tagger } from './tagger/tagger.ts'
import { isOnlyTitle, startWithTitle } from './titles.ts'
import { keepWholeNames } from './whole-names.ts'

/** What the tagger finds, as proposals. */
export function findLikely(
  text: string,
  tagger: Tagger,
  least: number,
  profile: 'conversation' | 'record',
): Proposal[] {
  if (profile === 'conversation') {
    return tagText(text, tagger, least, least)
      .filter(({ kind, confidence }) => confidence >= leastFor(kind, least))
      .map((one) => propose(text, one))
      .flatMap((one) => (one.type === 'PERSON' ? tidyName(text, one, tagger.list) : one))
  }
  const floor = Math.max(least, leastInRecord)
  const found = tagText(text, tagger, floor, floor).map((one) => propose(text, one))
  return keepWholeNames(
    text,
    found.filter((one) => isShapedSo(one, text)),
  )
}

/**
 * How many, how much and what people are is said all day long: below these chances fewer than four in five proposals were right
 * in conversations of our own that were held back.
 */
const leastSaid: Partial<Record<Tagged['kind'], number>> = { DEMOGRAPHIC: 0.3, QUANTITY: 0.5, OTHER: 0.3 }

/**
 * In a record offices and laws abound that look like names: chosen on court decisions held back in folds, so that three in four
 * words proposed are right and hardly anything more is missed.
 */
const leastInRecord = 0.19

/**
 * In conversation a place or an organisation has to be twice as likely as a person: a name of a person left standing does most
 * harm, and most of what is unlikely is taken for an organisation.
 */
function leastFor(kind: Tagged['kind'], least: number): number {
  if (kind === 'PLACE' || kind === 'ORGANISATION') return Math.max(least, Math.min(2 * least, 0.5))
  return leastSaid[kind] ?? least
}

const reasons = {
  PERSON: 'likely-person',
  PLACE: 'likely-place',
  ORGANISATION: 'likely-organisation',
  DATE: 'likely-date',
  AGE: 'likely-age',
  CODE: 'likely-code',
  DEMOGRAPHIC: 'likely-demographic',
  QUANTITY: 'likely-quantity',
  OTHER: 'likely-other',
} as const

function propose(text: string, { start: first, end: last, kind, confidence }: Tagged): Proposal {
  // A full stop after a whole word ends the sentence, not the name: "Gerald." but "Mrs P." and "St."
  let end = text[last - 1] === '.' && /\p{L}{3}\.$/u.test(text.slice(first, last)) ? last - 1 : last
  // Nor does a dash or a comma beside it belong to it.
  let start = first
  while (end > start + 1 && beside.has(text[end - 1]!)) end -= 1
  while (start < end - 1 && beside.has(text[start]!)) start += 1
  const isName = kind === 'PERSON' || kind === 'PLACE' || kind === 'ORGANISATION'
  const whole = isName ? growOverHyphens(text, start, end) : { start, end }
  const grown = kind === 'PERSON' ? growToInitials(text, whole.start, whole.end) : whole
  const entity = text.slice(whole.start, whole.end).replace(/\s+/g, ' ').toLowerCase()
  return { ...grown, type: kind, confidence, reason: reasons[kind], entity }
}

/** "Mr Bello" is one name, and "Mr" alone is none. "Bev lent" is Bev. */
function tidyName(text: string, proposal: Proposal, list: WordList): Proposal[] {
  if (isOnlyTitle(text.slice(proposal.start, proposal.end))) return []
  const { start, end } = withoutWordsBeside(text, proposal, list)
  return [{ ...proposal, start: startWithTitle(text, start), end }]
}

/** Where a name is written with a capital, words of every day at its edges in small letters are none of it. */
function withoutWordsBeside(
  text: string,
  proposal: Proposal,
  list: WordList,
): { start: number; end: number } {
  let { start, end } = proposal
  const written = text.slice(start, end)
  if (!/\s/.test(written) || !/\p{Lu}/u.test(written)) return { start, end }
  for (let edge = firstSmall.exec(written); edge; edge = firstSmall.exec(text.slice(start, end))) {
    if (!isOfEveryDay(list, edge[1]!)) break
    start += edge[0].length
  }
  for (
    let edge = lastSmall.exec(text.slice(start, end));
    edge;
    edge = lastSmall.exec(text.slice(start, end))
  ) {
    if (!isOfEveryDay(list, edge[1]!)) break
    end -= edge[0].length
  }
  return { start, end }
}

const firstSmall = /^(\p{Ll}[\p{L}\p{M}'’]*)[,.]?\s+/u
const lastSmall = /[,.]?\s+(\p{Ll}[\p{L}\p{M}'’]*)$/u

/** A word of every day that is seldom anybody's name. */
function isOfEveryDay(list: WordList, word: string): boolean {
  const may = list.look(hashWord(foldWord(word)))
  const often = (shift: number) => (may >> shift) & 3
  return often(flagShifts.ordinary) > 0 && often(flagShifts.given) < 3 && often(flagShifts.family) < 3
}

const beside: ReadonlySet<string> = new Set([' ', '-', '–', '—', ',', ';', ':'])

/** "Barrow-in-Furness" and "Bello-Price" are one name each, of which half tells as much as all. */
function growOverHyphens(text: string, start: number, end: number): { start: number; end: number } {
  const before =
    text[start - 1] === '-' ? hyphenedBefore.exec(text.slice(Math.max(0, start - 40), start)) : null
  const after = text[end] === '-' ? hyphenedAfter.exec(text.slice(end, end + 40)) : null
  return { start: start - (before?.[0].length ?? 0), end: end + (after?.[0].length ?? 0) }
}

const between = '(?:in|on|upon|under|by|next|the|le|la|de|y|al|el|super)'
const hyphenedBefore = new RegExp(
  `(?<![\\p{L}\\p{M}'-])(?:\\p{L}{2,}-(?:${between}-){1,2}|(?:\\p{Lu}\\p{Ll}+-)+)$`,
  'u',
)
const hyphenedAfter = new RegExp(
  `^(?:-(?:${between}-){1,2}\\p{L}{2,}|(?:-\\p{Lu}\\p{Ll}+)+)(?![\\p{L}\\p{M}])`,
  'u',
)

/** "S. Bello", "J.K. Bello" and "Sam O." are wider than the word that looks like a name. */
function growToInitials(text: string, start: number, end: number): { start: number; end: number } {
  // Most names stand without any, which one look at the signs beside them tells.
  const mayBefore = text[start - 1] === '.' || text[start - 2] === '.'
  const mayAfter = text[end] === ' ' || text[end] === '\t'
  const before = !mayBefore
    ? null
    : /(?<![\p{L}\p{M}\p{N}'.])(?:\p{Lu}\.[ \t]?){1,3}$/u.exec(text.slice(Math.max(0, start - 10), start))
  const after = !mayAfter
    ? null
    : /^[ \t](?!I)\p{Lu}(?:\.(?![ \t]\p{Lu}\p{Ll})|(?![\p{L}\p{M}\p{N}'.&]))/u.exec(text.slice(end, end + 6))
  return { start: start - (before?.[0].length ?? 0), end: end + (after?.[0].length ?? 0) }
}

const said = `(?:${numberSaid}|hundreds?|thousands?|millions?|dozens?|half|couple)`
const shapes: Partial<Record<Proposal['type'], RegExp>> = {
  DATE: new RegExp(
    `\\d|\\b(?:${weekdays}|${monthsShort}|${seasons}|${numberSaid}|days?|nights?|weeks?|fortnight|months?|years?|decades?|centur(?:y|ies)|hours?|minutes?|noon|midnight|morning|evening|afternoon|yesterday|tomorrow|today|christmas|easter|eid|ramadan|diwali)\\b`,
    'i',
  ),
  AGE: new RegExp(`\\d|\\b${said}\\b|\\b(?:teens|old|age)|ties\\b`, 'i'),
  CODE: /\d|\p{Lu}{2}/u,
  QUANTITY: new RegExp(`\\d|\\b${said}\\b`, 'i'),
}
const withNumber: ReadonlySet<Proposal['type']> = new Set(['DATE', 'AGE', 'CODE', 'QUANTITY'])
const lawBefore =
  /\b(?:articles?|rules?|sections?|paragraphs?|paras?\.|protocols?(?: no\.?)?|chapter|annex|appendix|§§?)[\s\u00a0]?(?:\d[\d\s()a-z,-]*(?:§§?|and|or|to)\s?)*$/i
const lawWithin = /\b(?:article|rule|section|protocol|paragraph)\b|§/i

/** A date has a day in it, a code a digit; the number of a law's article is none of them. */
function isShapedSo({ type, start, end }: Proposal, text: string): boolean {
  const words = text.slice(start, end)
  if (!(shapes[type]?.test(words) ?? true)) return false
  return (
    !withNumber.has(type) ||
    !(lawWithin.test(words) || lawBefore.test(text.slice(Math.max(0, start - 40), start)))
  )
}
