import type { Stretch } from '../edits/reading.ts'
import { blameRules } from './blame.ts'
import { companionWords, type Spoken } from './companion.words.ts'
import { doerBefore } from './doers.ts'
import { doubtRules } from './doubt.ts'
import { hardListIn } from './hard-lists.ts'
import { ideaRules } from './ideas.ts'
import { labelRules } from './labels.ts'
import { coverOwnWords } from './own-words.ts'
import { phrasesAt, preparePhrases, type PhraseFound } from './phrases.ts'
import type { CompanionKind, Saying } from './rule.ts'
import { systemRules } from './system-words.ts'
import { unnamedDoerRules } from './unnamed-doers.ts'
import { verdictAndRankingRules } from './verdicts.ts'

export type { CompanionKind } from './rule.ts'

/** A stretch of a coach's own writing (UTF-16 code units) with one thing to think about, in words to be shown as they are. */
export type CompanionSuggestion = Stretch & { kind: CompanionKind; suggestion: string }

export type CompanionOptions = {
  /** At most so many. Default: 3. */
  most?: number
}

/**
 * What a coach may want to say in another way, in a text the coach wrote about a person: the most useful first, never two that
 * say the same, and never on the person's own words in quotation marks. English. Nothing is kept, and most texts get nothing:
 * it would rather miss than nag. The page shows it to whoever writes and to nobody else, and saves whatever they decide.
 */
export function findSuggestions(text: string, { most = 3 }: CompanionOptions = {}): CompanionSuggestion[] {
  const found = [...listFound(text)].toSorted((a, b) => a.rank - b.rank || a.start - b.start || b.end - a.end)
  const chosen: CompanionSuggestion[] = []
  for (const { start, end, kind, saying, what } of found) {
    if (chosen.length >= most) break
    if (chosen.some((other) => start < other.end && end > other.start)) continue
    const suggestion = companionWords['en-GB'][saying](spokenIn(text, start, end, what))
    if (chosen.some((other) => other.suggestion === suggestion)) continue
    chosen.push({ start, end, kind, suggestion })
  }
  return chosen
}

type Found = Stretch & {
  kind: CompanionKind
  saying: Saying
  rank: number
  what?: string | undefined
}

const phrases = preparePhrases([
  ...labelRules,
  ...systemRules,
  ...blameRules,
  ...doubtRules,
  ...verdictAndRankingRules,
  ...unnamedDoerRules,
  ...ideaRules,
])

/** How far a rule looks back and on. */
const near = 240

function* listFound(text: string): Generator<Found> {
  const plain = coverOwnWords(text)
  const small = plain.replace(/[A-Z]+/gu, (letters) => letters.toLowerCase())
  let start = 0
  for (const end of sentenceEnds(plain)) {
    const sentence = small.slice(start, end)
    const list = hardListIn(sentence)
    if (list)
      yield {
        start: start + list.start,
        end: start + list.end,
        kind: 'only-hard-things',
        saying: 'alsoGood',
        rank: 16,
      }
    for (const { 0: word, index } of sentence.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const at = start + index
      for (const one of phrasesAt(phrases, small, at, word)) {
        if (one.end > end || !fits(one, { plain, small, from: start, at, to: end })) continue
        const { kind, saying, rank } = one.rule
        yield {
          start: at,
          end: one.end,
          kind,
          saying,
          rank,
          what: one.what && goingOn(one.what, small.slice(one.end, Math.min(end, one.end + near))),
        }
      }
    }
    start = end
  }
}

/** Where sentences end: after a stop before a space, at a new line. Notes are short of commas and rich in both. */
function* sentenceEnds(text: string): Generator<number> {
  for (const { 0: stop, index } of text.matchAll(/[.!?…]+(?=[\s\uE000]|$)|[\n\r\u2028\u2029]+/gu)) {
    yield index + stop.length
  }
  yield text.length
}

/** What was caught with the few words that finish it, or with dots where it goes on for long. */
function goingOn(what: string, after: string): string {
  const rest =
    /^(?<rest>(?:\s+(?!(?:before|because|when|if|and|or|so|but|until|as|while|again|today|this|by|since|after|at|on|or|then|yesterday|last|next|which|who|every|despite)\b)[\p{L}\p{M}']+){0,5})(?=\s*(?:$|[.,;:!?)(–—-]|\s(?:before|because|when|if|and|or|so|but|until|as|while|again|today|this|by|since|after|at|on|or|then|yesterday|last|next|which|who|every|despite)\b))/u.exec(
      after,
    )?.groups?.['rest']
  return `${what}${rest ?? ' …'}`
}

type Place = { plain: string; small: string; from: number; at: number; to: number }

function fits({ rule, end }: PhraseFound, { plain, small, from, at, to }: Place): boolean {
  const left = Math.max(from, at - near)
  const before = oneSpace(small.slice(left, at))
  const after = oneSpace(small.slice(end, Math.min(to, end + near)))
  if (rule.only?.before && !rule.only.before.test(before)) return false
  if (rule.only?.after && !rule.only.after.test(after)) return false
  if (rule.unless?.before?.test(before) || rule.unless?.after?.test(after)) return false
  if (isSaidBySomebody(before, after)) return false
  if (!rule.by) return true
  const doer = doerBefore(plain.slice(left, at), plain.slice(Math.max(0, from - 160), from))
  return rule.by === 'person' ? doer === 'person' || doer === 'nobody' : doer !== 'coach' && doer !== 'others'
}

const oneSpace = (text: string) => text.replace(/\s+/gu, ' ')

const saying =
  /(?<![\p{L}])(?<who>[\p{L}']+) (?:(?:also|then|just|once|never|always|still|often|has|had|even|the other day) )?(?:says?|said|told|tells?|thinks?|thought|feels?|felt|calls?|called|describes?|described|labels?|labelled|believes?|believed|reckons?|reckoned|jokes?|joked|writes?|wrote|worries|worried|(?:asks?|asked)(?= (?:if|whether|why|how|what|(?:me|us) (?:if|whether|why))(?![\p{L}]))|wonders?|wondered|knows|hates|decided|agreed|agrees|realised|realises|learned|admits|being called)(?![\p{L}])/gu
const sources =
  /(?<![\p{L}])(?:according to|in (?:his|her|their) (?:own )?words|(?:his|her|their) goal|diagnosed|diagnosis|the word|the words|(?:letter|report|form|file|paperwork|leaflet|policy|rules?|website|guidance|poster)s?(?: \p{L}+){0,4} (?:says?|said|calls?|talks?|has|reads?|asks?))(?![\p{L}])/u
const afterwards =
  /^[^.]{0,80}, (?:as )?(?:he|she|they|\p{L}+) (?:says|said|tells?|told|reckons|thinks|calls it|puts it|laughed|joked)(?![\p{L}])|^[^.]{0,80}(?<![\p{L}])(?:his|her|their) (?:own )?words?(?![\p{L}])/u

/** Somebody other than the coach is named as saying so, or as being the one who says it. */
function isSaidBySomebody(before: string, after: string): boolean {
  const said = [...before.matchAll(saying)].some(
    ({ groups }) =>
      !/^(?:i|we|i've|we've|i'd|have|to|and|then|also|just|was|were|when|being|if|as|been|it|that|this|which)$/u.test(
        groups?.['who'] ?? 'i',
      ),
  )
  return said || sources.test(before) || afterwards.test(after)
}

const genders = [
  { pattern: /\b(?:he|him|his|himself)\b/iu, words: ['he', 'him', 'his', 'his'] },
  { pattern: /\b(?:she|her|hers|herself)\b/iu, words: ['she', 'her', 'her', 'hers'] },
] as const

/** He or she where the words around, or else all of a short text, speak of one of them only. */
function spokenIn(text: string, start: number, end: number, what: string | undefined): Spoken {
  const before = text.slice(Math.max(0, start - near), start).split(/[.!?\n]/u)
  const after = text.slice(start, end + near).split(/[.!?\n]/u)
  const around = gendersIn(`${before.at(-1) ?? ''}${after[0] ?? ''}`)
  const known = around.length > 0 ? around : gendersIn(text.slice(0, 4000))
  const one = known.length === 1 ? known[0] : undefined
  const [they, them, their, theirs] = one?.words ?? ['they', 'them', 'their', 'theirs']
  const verbs = one
    ? { do: 'does', are: 'is', have: 'has', were: 'was', s: 's' }
    : { do: 'do', are: 'are', have: 'have', were: 'were', s: '' }
  return { they, them, their, theirs, ...verbs, what: what?.replace(/\s+/gu, ' ').trim() }
}

function gendersIn(words: string) {
  return genders.filter(({ pattern }) => pattern.test(words))
}
