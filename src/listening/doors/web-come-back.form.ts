import type { Fields, Parsed } from '../../platform/http/fields.ts'
import type { Use } from '../consent/consent.ts'
import { comeBackWords } from './web-come-back.words.ts'
import { phraseLength, readPhrase } from './web-phrase.ts'

const words = comeBackWords['en-GB']

export function parsePhrase(fields: Fields): Parsed<string[]> {
  const { words: phrase, unknown } = readPhrase(fields.text('phrase'))
  if (phrase.length !== phraseLength) return wrong(words.howMany(phrase.length))
  if (unknown[0] !== undefined) return wrong(words.unknown(unknown[0]))
  return { ok: true, input: phrase }
}

/** The answer a button of the page stands for, or null. */
export function readChange(fields: Fields): { use: Use; answer: boolean } | null {
  const [, use, answer] = /^(read|quote)-(yes|no)$/.exec(fields.text('change')) ?? []
  return use === 'read' || use === 'quote' ? { use, answer: answer === 'yes' } : null
}

function wrong(sentence: string): Parsed<string[]> {
  return { ok: false, problems: [{ field: 'phrase', sentence }] }
}
