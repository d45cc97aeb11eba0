import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import type { ExerciseFields } from './exercises.ts'
import { exerciseWords } from './exercises.words.ts'

const words = exerciseWords['en-GB']

export const mostTitle = 200
export const mostQuestion = 500
export const mostText = 2000

/** What a form holds: the input of an exercise with every field as text. */
export type TypedExercise = { [Field in keyof ExerciseFields]: string }

/** What a new exercise's form starts with. */
export function makeTyped(organisation: string): TypedExercise {
  return {
    title: '',
    question: '',
    asked: words.defaults.asked,
    openUntil: '',
    whatHappens: words.defaults.whatHappens,
    whoReads: words.defaults.whoReads(organisation),
    readBy: words.defaults.readBy,
  }
}

export function typedOf(fields: ExerciseFields): TypedExercise {
  return { ...fields, openUntil: fields.openUntil ?? '' }
}

export function readTyped(fields: Fields): TypedExercise {
  return {
    title: oneLine(fields.text('title')),
    question: oneLine(fields.text('question')),
    asked: oneLine(fields.text('asked')),
    openUntil: fields.text('openUntil'),
    whatHappens: fields.text('whatHappens'),
    whoReads: oneLine(fields.text('whoReads')),
    readBy: oneLine(fields.text('readBy')),
  }
}

/**
 * Shapes an exercise. `today` is a day as YYYY-MM-DD that the last day may not lie before; null where an earlier one
 * may stay, as in an exercise that is over.
 */
export function parseExercise(typed: TypedExercise, today: string | null): Parsed<ExerciseFields> {
  const problems: FieldProblem[] = [
    ...checkText('title', typed.title, mostTitle, words.titleMissing),
    ...checkText('question', typed.question, mostQuestion, words.questionMissing),
    ...checkText('asked', typed.asked, mostText, null),
    ...checkText('whatHappens', typed.whatHappens, mostText, words.whatHappensMissing),
    ...checkText('whoReads', typed.whoReads, mostText, words.whoReadsMissing),
    ...checkText('readBy', typed.readBy, mostText, words.readByMissing),
    ...checkDay(typed.openUntil, today),
  ]
  if ((typed.question.match(/\?+/g) ?? []).length > 1) {
    problems.push({ field: 'question', sentence: words.oneQuestion })
  }
  if (problems.length) return { ok: false, problems }
  return { ok: true, input: { ...typed, openUntil: typed.openUntil || null } }
}

function checkText(field: string, text: string, most: number, missing: string | null): FieldProblem[] {
  if (!text) return missing === null ? [] : [{ field, sentence: missing }]
  return text.length > most ? [{ field, sentence: words.tooLong(most) }] : []
}

function checkDay(day: string, today: string | null): FieldProblem[] {
  if (!day) return []
  if (!isDay(day)) return [{ field: 'openUntil', sentence: words.dateWrong }]
  return today !== null && day < today ? [{ field: 'openUntil', sentence: words.datePast }] : []
}

/** A day of the calendar between 2000 and 2199, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^2[01]\d\d-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** What is said when a change was refused. */
export function sayRefusal(refused: 'question-stays' | null): FieldProblem[] {
  return refused ? [{ field: 'question', sentence: words.questionStays }] : []
}
