import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { askedWords } from '../consent/asked.words.ts'
import type { Answered } from '../consent/consent.ts'
import { detailOf, isUse, longestDetail, type Use } from '../consent/uses.ts'
import { phraseLength, readPhrase } from '../../access/phrases/phrases.ts'
import { olderPhraseLength } from '../phrases/phrases.ts'
import type { Take } from './own.ts'
import { longestWords } from './web.form.ts'
import { comeBackWords } from './come-back.words.ts'
import { webWords } from './web.words.ts'

export { detailOf, longestDetail } from '../consent/uses.ts'

const words = comeBackWords['en-GB']
const asked = askedWords['en-GB']

export function parsePhrase(fields: Fields): Parsed<string[]> {
  const { words: phrase, unknown } = readPhrase(fields.text('phrase'))
  const isWhole = phrase.length === phraseLength || phrase.length === olderPhraseLength
  if (!isWhole) return wrong('phrase', words.howMany(phrase.length))
  if (unknown[0] !== undefined) return wrong('phrase', words.unknown(unknown[0]))
  return { ok: true, input: phrase }
}

/** The answer a button of the page stands for, with the words of its own beside it; null when no button was pressed. */
export function parseChange(fields: Fields): Parsed<Answered | null> {
  const [, use = '', answer] = /^([a-z]+)-(yes|no)$/.exec(fields.text('change')) ?? []
  if (!isUse(use)) return { ok: true, input: null }
  const text = readText(fields, use)
  const kind = detailOf[use]
  if (answer === 'no' || !kind) return { ok: true, input: { use, answer: answer === 'yes', text: '' } }
  const said = asked[use]
  if (!text && 'missing' in said) return wrong(textField(use), said.missing)
  if (text.length > longestDetail[kind]) return wrong(textField(use), asked.tooLong(longestDetail[kind]))
  return { ok: true, input: { use, answer: true, text } }
}

/** The field of the words that belong to a yes. */
export function textField(use: Use): string {
  return `text-${use}`
}

/** What was typed there, on one line. */
function readText(fields: Fields, use: Use): string {
  return fields.text(textField(use)).replace(/\s+/g, ' ')
}

export function parseHats(fields: Fields): Parsed<string> {
  const hats = fields.text('hats')
  return hats.length > longestDetail.hats
    ? wrong('hats', asked.tooLong(longestDetail.hats))
    : { ok: true, input: hats }
}

/** The passage a form is about: null when it names none, `strange` when what it names is no id. */
export function readPassage(fields: Fields): string | null {
  if (!fields.has('passage')) return null
  const id = fields.text('passage')
  return isId(id) ? id : strange
}

/** An id no passage has. */
const strange = '00000000-0000-0000-0000-000000000000'

export function readTake(fields: Fields): Take {
  return {
    passageId: readPassage(fields),
    elsewhere: fields.text('elsewhere') === 'yes',
    when: fields.text('when') === 'at-rebuild' ? 'at-rebuild' : 'now',
  }
}

/** The number a page of somebody's passages begins after. */
export function readAfter(fields: Fields): number | undefined {
  const after = fields.text('after')
  return /^\d{1,9}$/.test(after) ? Number(after) : undefined
}

/** What was typed anew, to show it again. */
export type TypedOwn = { words: string; sending: string; keepOld: boolean }

export function readOwn(fields: Fields): TypedOwn {
  return { words: fields.raw('words'), sending: fields.text('sending'), keepOld: fields.has('keep') }
}

export function parseOwn(typed: TypedOwn): Parsed<TypedOwn> {
  const count = new Intl.NumberFormat('en-GB')
  if (!typed.words.trim()) return wrong('words', webWords['en-GB'].empty)
  if (typed.words.length > longestWords) {
    const sentence = webWords['en-GB'].tooLong(count.format(typed.words.length), count.format(longestWords))
    return wrong('words', sentence)
  }
  return { ok: true, input: typed }
}

function wrong(field: string, sentence: string): { ok: false; problems: FieldProblem[] } {
  return { ok: false, problems: [{ field, sentence }] }
}
