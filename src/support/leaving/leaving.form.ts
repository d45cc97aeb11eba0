import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { makeSending } from '../spaces/spaces.ts'
import { longestLetter } from './moving-on.ts'
import { leavingWords } from './leaving.words.ts'

const words = leavingWords['en-GB']

/** A letter as it was typed, to show again beside what to put right. */
export type TypedLetter = { words: string; sending: string }

export function emptyLetter(): TypedLetter {
  return { words: '', sending: makeSending() }
}

export function readLetter(fields: Fields): TypedLetter {
  const sending = fields.text('sending')
  return {
    words: fields.raw('words'),
    sending: /^[\w-]{32}$/.test(sending) ? sending : makeSending(),
  }
}

export function parseLetter(typed: TypedLetter): Parsed<TypedLetter> {
  const wrong = (sentence: string) => ({
    ok: false as const,
    problems: [{ field: 'words', sentence }],
  })
  if (typed.words.trim() === '') return wrong(words.letterMissing)
  if (typed.words.length > longestLetter) return wrong(words.letterLong(longestLetter))
  return { ok: true, input: typed }
}
