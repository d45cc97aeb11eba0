import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { Stretch } from '../../text/edits/reading.ts'
import { sentencesOf } from '../../text/language/sentences.ts'
import type { Ground, Outcome } from './concerns.ts'
import { concernsWords } from './concerns.words.ts'

const words = concernsWords['en-GB']
const mostText = 4000

export const outcomes = ['safe', 'acted', 'passed-on', 'not-so'] as const
export const grounds = ['voice-said-yes', 'serious-harm', 'law'] as const

/** The sentences of a verbatim to choose from: `value` is where each stands. */
export function listSentences(verbatim: string): { value: string; text: string }[] {
  const sentences = sentencesOf(verbatim)
  const listed = sentences.length > 0 ? sentences : [{ start: 0, end: verbatim.length }]
  return listed.map(({ start, end }) => ({ value: `${start}-${end}`, text: verbatim.slice(start, end) }))
}

/** Ticked sentences become one stretch, from the first to the last. */
export function parseMark(fields: Fields): Parsed<Stretch & { note: string }> {
  const note = fields.text('note')
  const ticked = fields.all('word').flatMap((value) => {
    const [, start, end] = /^(\d{1,7})-(\d{1,7})$/.exec(value) ?? []
    return start === undefined ? [] : [{ start: Number(start), end: Number(end) }]
  })
  const problems: FieldProblem[] = []
  if (ticked.length === 0) problems.push({ field: 'word', sentence: words.mark.missing })
  if (note.length > mostText) problems.push({ field: 'note', sentence: words.mark.tooLong(mostText) })
  if (problems.length > 0) return { ok: false, problems }
  const start = Math.min(...ticked.map((one) => one.start))
  return { ok: true, input: { start, end: Math.max(...ticked.map((one) => one.end)), note } }
}

export function parseAnswer(fields: Fields): Parsed<{ outcome: Outcome; answer: string }> {
  const outcome = outcomes.find((one) => one === fields.text('outcome'))
  const answer = fields.text('answer')
  const problems: FieldProblem[] = [
    ...(outcome ? [] : [{ field: 'outcome', sentence: words.view.outcomeMissing }]),
    ...checkText('answer', answer, words.view.answerMissing),
  ]
  return outcome && problems.length === 0 ? { ok: true, input: { outcome, answer } } : { ok: false, problems }
}

export function parseOpening(fields: Fields): Parsed<{ ground: Ground; reason: string }> {
  const ground = grounds.find((one) => one === fields.text('ground'))
  const reason = fields.text('reason')
  const problems: FieldProblem[] = [
    ...(ground ? [] : [{ field: 'ground', sentence: words.view.groundMissing }]),
    ...checkText('reason', reason.length < 10 ? '' : reason, words.view.reasonMissing),
  ]
  return ground && problems.length === 0 ? { ok: true, input: { ground, reason } } : { ok: false, problems }
}

export function parseTelling(fields: Fields): Parsed<string> {
  const text = fields.text('words')
  const problems: FieldProblem[] = [
    ...checkText('words', text, words.view.tellMissing),
    ...(fields.has('safe') ? [] : [{ field: 'safe', sentence: words.view.safeMissing }]),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, input: text }
}

export function parsePerson(fields: Fields): Parsed<string> {
  const id = fields.text('person')
  return isId(id)
    ? { ok: true, input: id }
    : { ok: false, problems: [{ field: 'person', sentence: words.person.missing }] }
}

function checkText(field: string, text: string, missing: string): FieldProblem[] {
  if (!text) return [{ field, sentence: missing }]
  return text.length > mostText ? [{ field, sentence: words.mark.tooLong(mostText) }] : []
}
