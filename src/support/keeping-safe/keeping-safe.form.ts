import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { ChanceTyped } from './chances.ts'
import { parts, type Part } from './keeping-safe.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'

const words = keepingSafeWords['en-GB']

/** How long the words of one part can be: with all parts full, a page is still light. */
export const mostLetters = 2000

/** A part that holds the words of several pages can be saved as they stand together. */
const mostTogether = 5 * mostLetters

/** What was typed; `sending` names the form, `from` the version that was shown in it. */
export type Sending = {
  from: string | null
  sending: string
  /** The form showed words of several pages together. */
  isBoth: boolean
}
export type TypedPart = Sending & { text: string }
export type TypedChance = Sending & ChanceTyped

/** The part an address names; null for none of ours. */
export function readPart(name: string): Part | null {
  return parts.find((part) => part === name) ?? null
}

/** A number in an address: what stands after it is older. Null for none, or for anything else. */
export function readBefore(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

export function readTypedPart(fields: Fields): TypedPart {
  return { text: fields.text('text'), ...readSending(fields) }
}

export function parsePart(typed: TypedPart): Parsed<{ from: string | null; typed: string }> {
  const problems = checkLength('text', typed.text, typed.isBoth)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, input: { from: typed.from, typed: typed.text } }
}

export function readTypedChance(fields: Fields): TypedChance {
  return { choice: fields.text('choice'), wanted: fields.text('wanted'), ...readSending(fields) }
}

export function parseChance(typed: TypedChance): Parsed<{ from: string | null; typed: ChanceTyped }> {
  const { choice, wanted, from, isBoth } = typed
  const problems = [...checkLength('choice', choice, isBoth), ...checkLength('wanted', wanted, isBoth)]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, input: { from, typed: { choice, wanted } } }
}

/** A coach's line about a chance, as it was typed. */
export type TypedLine = { said: string; sending: string }

export function readLine(fields: Fields): TypedLine {
  return { said: fields.text('said'), sending: fields.text('sending') }
}

/** Problems lead to the line's own field, as one page has several. */
export function parseLine(said: string, chanceId: string): Parsed<null> {
  const problems = said === '' ? [{ field: 'said', sentence: words.lineMissing }] : checkLength('said', said)
  if (problems.length > 0) {
    return { ok: false, problems: problems.map((one) => ({ ...one, href: `#said-${chanceId}` })) }
  }
  return { ok: true, input: null }
}

function readSending(fields: Fields): Sending {
  const from = fields.text('from')
  const sending = fields.text('sending')
  return {
    from: isId(from) ? from : null,
    sending,
    isBoth: fields.has('both'),
  }
}

function checkLength(field: string, text: string, isBoth = false): FieldProblem[] {
  const over = text.length - (isBoth ? mostTogether : mostLetters)
  return over > 0 ? [{ field, sentence: words.tooLong(over) }] : []
}
