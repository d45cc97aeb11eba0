import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { toVerbatim, type Reading, type Stretch } from '../../text/edits/reading.ts'
import { sentencesOf, wordsOf } from '../../text/language/sentences.ts'
import { listeningPaths } from '../paths.ts'
import { longestName, problemOfName } from '../themes/names.ts'
import { codingsWords } from './codings.words.ts'

const words = codingsWords['en-GB'].problems

export const longestThemeName = longestName

/** A passage of at most so many words shows them all at once; a longer one asks for a sentence first. */
const fewWords = 70

/** A sentence or a word to choose. `value` is where it stands in the verbatim, so that no later edit moves it. */
export type ToChoose = { value: string; text: string }

/** What is chosen from: `sentence` is null while one is to be chosen. */
export type Choosing = {
  sentences: ToChoose[]
  sentence: number | 'all' | null
  words: ToChoose[]
  /** All of what the words stand in, taken when none is ticked. */
  whole: string
}

/** `sent` is `?sentence=` of the address: a number from 0, `all`, or anything else. */
export function chooseFrom(reading: Reading, sent: string | null): Choosing {
  const all = { start: 0, end: reading.text.length }
  const sentences = sentencesOf(reading.text)
  const listed = sentences.map((sentence, index) => ({
    value: String(index),
    text: reading.text.slice(sentence.start, sentence.end),
  }))
  const isShort = sentences.length <= 1 || wordsOf(reading.text).length <= fewWords
  const index = sent !== null && /^\d{1,6}$/.test(sent) ? Number(sent) : -1
  const sentence = isShort || sent === 'all' ? 'all' : index < sentences.length && index >= 0 ? index : null
  const chosen = sentence === 'all' ? all : sentence === null ? null : sentences[sentence]!
  return {
    sentences: isShort ? [] : listed,
    sentence,
    words: chosen ? wordsToTick(reading, chosen) : [],
    whole: chosen ? valueOf(reading, chosen) : '',
  }
}

/** What was sent, to show again. */
export type TypedCoding = { words: readonly string[]; themeIds: readonly string[]; newTheme: string }

export const emptyCoding: TypedCoding = { words: [], themeIds: [], newTheme: '' }

export function readTypedCoding(fields: Fields): TypedCoding {
  return { words: fields.all('word'), themeIds: fields.all('theme'), newTheme: fields.text('new-theme') }
}

export type SentCoding = Stretch & { themeIds: string[]; newTheme: string | null; isNext: boolean }

/** Ticked words become one stretch from the first to the last; none ticked is all that was shown. */
export function parseCoding(fields: Fields): Parsed<SentCoding> {
  const typed = readTypedCoding(fields)
  const ticked = typed.words.flatMap((value) => readStretch(value) ?? [])
  const whole = readStretch(fields.text('whole'))
  const stretches = ticked.length > 0 ? ticked : whole ? [whole] : []
  const themeIds = typed.themeIds.filter(isId)
  const problems: FieldProblem[] = []
  if (stretches.length === 0) problems.push({ field: null, sentence: words.noWords })
  if (themeIds.length === 0 && !typed.newTheme) problems.push({ field: 'new-theme', sentence: words.noTheme })
  const sentence = typed.newTheme ? problemOfName(typed.newTheme) : null
  if (sentence) problems.push({ field: 'new-theme', sentence })
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    input: {
      start: Math.min(...stretches.map((one) => one.start)),
      end: Math.max(...stretches.map((one) => one.end)),
      themeIds,
      newTheme: typed.newTheme || null,
      isNext: fields.text('then') !== 'stay',
    },
  }
}

/**
 * Where to go when it is saved: to the next passage, or to the next sentence of this one; after the last passage to
 * the themes.
 */
export function pathAfter(
  saved: { passage: { passageId: string; exerciseId: string }; choosing: Choosing; nextId: string | null },
  isNext: boolean,
): { path: string; done: string } {
  const { passage, choosing, nextId } = saved
  if (isNext && nextId) return { path: listeningPaths.codePassage(nextId), done: 'saved' }
  if (isNext) return { path: listeningPaths.themes(passage.exerciseId), done: 'all' }
  const here = listeningPaths.codePassage(passage.passageId)
  const following = typeof choosing.sentence === 'number' ? choosing.sentence + 1 : Infinity
  const path = following < choosing.sentences.length ? `${here}?sentence=${following}` : here
  return { path, done: 'saved' }
}

/** The words of a stretch of the reading, signs beside them included. A stretch of signs only is one word. */
function wordsToTick(reading: Reading, { start, end }: Stretch): ToChoose[] {
  const text = reading.text.slice(start, end)
  const found = wordsOf(text, { bracketsAsOne: true })
  if (found.length === 0) return [{ value: valueOf(reading, { start, end }), text: text.trim() }]
  return found.map((word, index) => ({
    value: valueOf(reading, { start: start + word.start, end: start + word.end }),
    text: text.slice(index === 0 ? 0 : word.start, found[index + 1]?.start ?? text.length).trim(),
  }))
}

function valueOf(reading: Reading, shown: Stretch): string {
  const { start, end } = toVerbatim(reading, shown)
  return `${start}-${end}`
}

function readStretch(value: string): Stretch | null {
  const match = /^(\d{1,7})-(\d{1,7})$/.exec(value)
  if (!match) return null
  const stretch = { start: Number(match[1]), end: Number(match[2]) }
  return stretch.end > stretch.start ? stretch : null
}
