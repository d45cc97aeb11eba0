import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { wishes, type Wish } from './asked.ts'
import { askedWords } from './asked.words.ts'

const words = askedWords['en-GB']

/** One's own words for today are a sentence or two. */
export const mostOwnLetters = 300

export type TypedAsk = { wish: Wish | null; words: string; sending: string }

export function readAsk(fields: Fields): TypedAsk {
  return {
    wish: wishes.find((wish) => wish === fields.text('wish')) ?? null,
    words: fields.text('words'),
    sending: fields.text('sending'),
  }
}

/** One of four says it; whoever says it in their own words needs some. */
export function parseAsk(typed: TypedAsk): Parsed<{ wish: Wish; words: string | null }> {
  const { wish } = typed
  if (wish && wish !== 'own') return { ok: true, input: { wish, words: null } }
  const problems = checkOwn(typed.words)
  if (problems.length) return { ok: false, problems }
  return { ok: true, input: { wish: 'own', words: typed.words } }
}

function checkOwn(text: string): FieldProblem[] {
  if (!text) return [{ field: 'words', sentence: words.missing }]
  if (text.length <= mostOwnLetters) return []
  return [{ field: 'words', sentence: words.tooLong(text.length, mostOwnLetters) }]
}
