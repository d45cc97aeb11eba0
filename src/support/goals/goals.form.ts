import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { goalsWords } from './goals.words.ts'
import { states, type State } from './states.ts'
import type { Said, Wording } from './wordings.ts'

const words = goalsWords['en-GB']

/** How much fits: a page of writing, and a line or two. */
export const mostLetters = 2000
export const mostLettersBeside = 300

/** What a coach named is not there for them: it never was, or the person put it down meanwhile. */
export const goalGone: readonly FieldProblem[] = [{ field: 'goal', sentence: words.goalGone }]

/** What was typed of a goal or a step, and which form it was. */
export type TypedSaid = Said & { sending: string; seen: number }

/** What a coach typed: a goal, or a step of the one that is named. */
export type TypedBrought = TypedSaid & { goalId: string | null }

export function emptySaid(sending: string): TypedSaid {
  const nothing = { words: '', idea: null, ideaWords: '', who: null, withWhom: '' }
  return { ...nothing, sending, seen: 0 }
}

/** What stands, to be said anew. */
export function showAgain(said: Wording, sending: string): TypedSaid {
  const { words: text, idea, ideaWords, who, withWhom, number } = said
  return { words: text, idea, ideaWords, who, withWhom, sending, seen: number }
}

export function emptyBrought(sending: string): TypedBrought {
  return { ...emptySaid(sending), goalId: null }
}

export function readSaid(fields: Fields): TypedSaid {
  return {
    words: fields.text('words'),
    idea: pick(['mine', 'theirs', 'ours'], fields.text('idea')),
    ideaWords: fields.text('idea-words'),
    who: pick(['me', 'together', 'somebody'], fields.text('who')),
    withWhom: fields.text('with'),
    sending: fields.text('sending'),
    seen: Number(/^\d{1,6}$/.exec(fields.text('seen'))?.[0] ?? 0),
  }
}

export function parseSaid(typed: TypedSaid): Parsed<{ seen: number; said: Said }> {
  const { sending: _, seen, ...said } = typed
  const problems = [
    ...(typed.words ? [] : [{ field: 'words', sentence: words.wordsMissing }]),
    ...checkLength('words', typed.words, mostLetters),
    ...checkLength('with', typed.withWhom, mostLettersBeside),
    ...checkLength('idea-words', typed.ideaWords, mostLettersBeside),
  ]
  return problems.length ? { ok: false, problems } : { ok: true, input: { seen, said } }
}

export function readBrought(fields: Fields): TypedBrought {
  const goalId = fields.text('goal')
  return { ...readSaid(fields), goalId: goalId || null }
}

/** The same, for a goal that is named by an id: anything else is a goal that is not there. */
export function parseBrought(typed: TypedBrought): Parsed<{ goalId: string | null; said: Said }> {
  const { goalId, ...rest } = typed
  const parsed = parseSaid(rest)
  if (!parsed.ok) return parsed
  const { said } = parsed.input
  if (goalId !== null && !isId(goalId)) return { ok: false, problems: [...goalGone] }
  // Only a step is done by somebody.
  const whole = goalId === null ? { ...said, who: null, withWhom: '' } : said
  return { ok: true, input: { goalId, said: whole } }
}

/** A number from 0 to 10, as the person says it. */
export function parseMark(fields: Fields): Parsed<number> {
  const typed = fields.text('mark')
  if (/^(?:\d|10)$/.test(typed)) return { ok: true, input: Number(typed) }
  return { ok: false, problems: [{ field: 'mark', sentence: words.markMissing }] }
}

/** Which button was pressed; null for none of ours. */
export function readState(fields: Fields): State | null {
  return pick(states, fields.text('state'))
}

/** A place in an order, counted from 0. */
export function readPlace(fields: Fields): number {
  return Number(/^\d{1,4}$/.exec(fields.text('to'))?.[0] ?? 0)
}

/** The number of a wording; 0 for none. */
export function readNumber(fields: Fields): number {
  return Number(/^\d{1,6}$/.exec(fields.text('number'))?.[0] ?? 0)
}

function checkLength(field: string, text: string, most: number): FieldProblem[] {
  return text.length > most ? [{ field, sentence: words.tooLong(text.length, most) }] : []
}

function pick<One extends string>(all: readonly One[], text: string): One | null {
  return all.find((one) => one === text) ?? null
}
