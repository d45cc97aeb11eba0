import { phraseLength, readPhrase } from '../../access/phrases/phrases.ts'
import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { makeSending, normaliseName } from './spaces.ts'
import { spacesWords } from './spaces.words.ts'

const words = spacesWords['en-GB']
export const mostLetters = 60

/** What was typed, to show again beside what to put right. */
export type TypedBeginning = { name: string; isOwn: boolean; sending: string }
export type TypedEntry = { name: string; phrase: string; isOwn: boolean }

export function emptyBeginning(): TypedBeginning {
  return { name: '', isOwn: false, sending: makeSending() }
}

export function readBeginning(fields: Fields): TypedBeginning {
  return { name: readName(fields), isOwn: fields.has('own'), sending: readSending(fields) }
}

/** What names a form that was sent; of one that has no name, a new one. */
export function readSending(fields: Fields): string {
  const sending = fields.text('sending')
  return /^[\w-]{32}$/.test(sending) ? sending : makeSending()
}

export function parseBeginning(
  typed: TypedBeginning,
): Parsed<{ name: string; sending: string; isShared: boolean }> {
  const problems = checkName(typed.name)
  if (problems.length) return { ok: false, problems }
  return { ok: true, input: { name: typed.name, sending: typed.sending, isShared: !typed.isOwn } }
}

export function readEntry(fields: Fields): TypedEntry {
  return { name: readName(fields), phrase: fields.text('phrase'), isOwn: fields.has('own') }
}

export function parseEntry(typed: TypedEntry): Parsed<{ name: string; phrase: string[]; isShared: boolean }> {
  const { words: phrase, unknown } = readPhrase(typed.phrase)
  const problems = [...checkName(typed.name), ...checkPhrase(phrase, unknown)]
  if (problems.length) return { ok: false, problems }
  return { ok: true, input: { name: typed.name, phrase, isShared: !typed.isOwn } }
}

export function readName(fields: Fields): string {
  return fields.text('name').replaceAll(/\s+/g, ' ')
}

export function checkName(name: string): FieldProblem[] {
  if (!name) return [{ field: 'name', sentence: words.nameMissing }]
  if (name.length > mostLetters) return [{ field: 'name', sentence: words.nameTooLong(mostLetters) }]
  return normaliseName(name) ? [] : [{ field: 'name', sentence: words.nameEmpty }]
}

function checkPhrase(phrase: readonly string[], unknown: readonly string[]): FieldProblem[] {
  if (phrase.length === 0) return [{ field: 'phrase', sentence: words.phraseMissing }]
  if (unknown.length > 0) return [{ field: 'phrase', sentence: words.phraseUnknown(unknown[0]!) }]
  if (phrase.length === phraseLength) return []
  return [{ field: 'phrase', sentence: words.phraseLength(phrase.length) }]
}
