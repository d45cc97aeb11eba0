import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import type { Sent } from './web.ts'
import { webWords } from './web.words.ts'

const words = webWords['en-GB']

/** The longest contribution, in UTF-16 code units. */
export const longestWords = 20_000

/** What was typed, to show it again. */
export type Typed = { words: string; mayQuote: boolean; sending: string; shown?: string; more: string }

export function readTyped(fields: Fields): Typed {
  return {
    words: fields.raw('words'),
    mayQuote: fields.has('quote'),
    sending: fields.text('sending'),
    shown: fields.text('shown'),
    more: fields.raw('more'),
  }
}

/** The box nobody sees (`more`) refuses, and never loses, what comes with it. */
export function parseSent(typed: Typed): Parsed<Sent> {
  const problems: FieldProblem[] = []
  const count = new Intl.NumberFormat('en-GB')
  if (!typed.words.trim()) problems.push({ field: 'words', sentence: words.empty })
  if (typed.words.length > longestWords) {
    problems.push({
      field: 'words',
      sentence: words.tooLong(count.format(typed.words.length), count.format(longestWords)),
    })
  }
  if (typed.more) problems.push({ field: 'more', sentence: words.moreFilled })
  const { more: _, ...sent } = typed
  return problems.length ? { ok: false, problems } : { ok: true, input: sent }
}
