import { phraseLength, readPhrase } from '../../access/phrases/phrases.ts'
import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { namedLength, type Pair } from './named.ts'
import { namedWords } from './named.words.ts'
import { recoveryWords } from './recovery.words.ts'
import { vouchWords } from './vouch.words.ts'

const words = recoveryWords['en-GB']
const mostLetters = 60

/** What was typed, to show again beside what to put right. */
export type TypedPair = { first: string; second: string; sending: string }

export function readTypedPair(fields: Fields): TypedPair {
  return {
    first: fields.text('first'),
    second: fields.text('second'),
    sending: fields.text('sending').slice(0, 100),
  }
}

export function parsePair(typed: TypedPair): Parsed<{ pair: string[][]; sending: string }> {
  const [first, second] = [readPhrase(typed.first), readPhrase(typed.second)]
  const problems = [
    ...checkWords('first', first, namedLength, words.missing),
    ...checkWords('second', second, namedLength, words.missing),
  ]
  if (problems.length) return { ok: false, problems }
  return { ok: true, input: { pair: [first.words, second.words], sending: typed.sending } }
}

export function parseKept(typed: string): Parsed<string[]> {
  const read = readPhrase(typed)
  const problems = checkWords('words', read, phraseLength, words.wordsMissing)
  return problems.length ? { ok: false, problems } : { ok: true, input: read.words }
}

export type TypedNames = { one: string; other: string }

export function readTypedNames(fields: Fields): TypedNames {
  return { one: fields.text('one'), other: fields.text('other') }
}

export function parseNames({ one, other }: TypedNames): Parsed<{ named: Pair }> {
  const problems = [...checkName('one', one), ...checkName('other', other)]
  return problems.length ? { ok: false, problems } : { ok: true, input: { named: [one, other] } }
}

export function parseSpoken(fields: Fields): Parsed<null> {
  if (fields.has('spoken')) return { ok: true, input: null }
  return { ok: false, problems: [{ field: 'spoken', sentence: vouchWords['en-GB'].spokenMissing }] }
}

export function parseVouch(fields: Fields): Parsed<{ code: string[] }> {
  const read = readPhrase(fields.text('words'))
  const spoken = parseSpoken(fields)
  const problems = [
    ...checkWords('words', read, namedLength, words.missing),
    ...(spoken.ok ? [] : spoken.problems),
  ]
  return problems.length ? { ok: false, problems } : { ok: true, input: { code: read.words } }
}

function checkWords(
  field: string,
  read: { words: readonly string[]; unknown: readonly string[] },
  length: number,
  missing: string,
): FieldProblem[] {
  if (read.unknown.length > 0) return [{ field, sentence: words.unknown(read.unknown[0]!) }]
  return read.words.length === length ? [] : [{ field, sentence: missing }]
}

function checkName(field: string, name: string): FieldProblem[] {
  const { missing, tooLong } = namedWords['en-GB']
  if (!name) return [{ field, sentence: missing }]
  return name.length > mostLetters ? [{ field, sentence: tooLong(mostLetters) }] : []
}
