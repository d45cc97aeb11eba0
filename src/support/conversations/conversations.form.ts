import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { isDay } from '../days.ts'
import { earliestDay, type Note } from './conversations.ts'
import { conversationsWords } from './conversations.words.ts'

const words = conversationsWords['en-GB']

/** As many letters as one note has at most. */
export const mostLetters = 20_000

/** What was typed, to show again as it was. */
export type TypedNote = {
  words: string
  day: string
  /** It was about hard days. */
  isHard: boolean
  sending: string
}

/** What stands in a form before anything is typed. */
export function emptyNote(sending: string, isHard = false): TypedNote {
  return { words: '', day: '', isHard, sending }
}

export function readNote(fields: Fields): TypedNote {
  return {
    words: fields.raw('words'),
    day: fields.text('day'),
    isHard: fields.has('hard'),
    sending: fields.text('sending'),
  }
}

/** Nothing but words is asked for; a day may be, up to `today` where the form asks for one. */
export function parseNote(
  typed: TypedNote,
  today: string | null = null,
): Parsed<Pick<Note, 'words' | 'happenedOn' | 'isHard'>> {
  const problems = [...checkWords(typed.words), ...checkDay(typed.day, today)]
  if (problems.length) return { ok: false, problems }
  return {
    ok: true,
    input: { words: typed.words.trim(), happenedOn: typed.day || null, isHard: typed.isHard },
  }
}

/** The conversation after which a list goes on; null for none, or for anything else. */
export function readBefore(text: string | null): string | null {
  return isId(text) ? text : null
}

function checkWords(text: string): FieldProblem[] {
  const letters = text.trim().length
  if (letters === 0) return [{ field: 'words', sentence: words.missing }]
  return letters > mostLetters ? [{ field: 'words', sentence: words.tooLong(letters, mostLetters) }] : []
}

function checkDay(day: string, today: string | null): FieldProblem[] {
  if (!day) return []
  if (!isDay(day) || day < earliestDay) return [{ field: 'day', sentence: words.dayWrong }]
  return today !== null && day > today ? [{ field: 'day', sentence: words.dayToCome }] : []
}
