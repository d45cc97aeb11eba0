import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { Stretch } from '../../text/edits/reading.ts'
import type { Addition } from './additions.ts'
import { hasBrackets, longestReplacement, tidyReplacement } from './replacement.ts'
import type { Answer, Turn } from './review.ts'
import { reviewWords } from './review.words.ts'

const words = reviewWords['en-GB'].problems
export const longestNote = 500

/** Which list and where in it: `?for=second&after=40`, as sent. */
export function parsePlace(turn: string | null, after: string | null): { turn: Turn; afterNumber: number } {
  const afterNumber = after !== null && /^\d{1,9}$/.test(after) ? Number(after) : -1
  return { turn: turn === 'second' ? 'second' : 'first', afterNumber }
}

/** The first reader's form: `edit-<id>` is accept or leave, `put-<id>` the replacement, `note-<id>` why it can stay. */
export function parseDecisions(fields: Fields): Parsed<{ stamp: string; answers: Answer[]; pass: boolean }> {
  const answers = readAnswers(fields)
  const problems = answers.flatMap((answer): FieldProblem[] => {
    const { editId, replacement, note } = answer
    // A cut has no field for a replacement.
    const isNeeded = answer.answer === 'accept' && fields.has(`put-${editId}`)
    const sentence = isNeeded ? problemOfReplacement(replacement) : null
    return [
      ...(sentence ? [{ field: `put-${editId}`, sentence }] : []),
      ...(note.length > longestNote ? [{ field: `note-${editId}`, sentence: words.longNote }] : []),
    ]
  })
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, input: { stamp: fields.text('stamp'), answers, pass: fields.text('next') === 'pass' } }
}

/** Every answer that was sent. Anything but a clear "leave" changes the words: the careful way. */
export function readAnswers(fields: Fields): Answer[] {
  const ids = fields.namesFrom('edit-').map((name) => name.slice('edit-'.length))
  return ids.filter(isId).map((editId) => ({
    editId,
    answer: fields.text(`edit-${editId}`) === 'leave' ? 'leave' : 'accept',
    replacement: tidyReplacement(fields.text(`put-${editId}`)),
    note: fields.text(`note-${editId}`),
  }))
}

/** What was sent from the page that adds a change, kept to be shown again. */
export type AddFields = {
  words: readonly string[]
  kind: string
  replacement: string
  note: string
  hasReadAll: boolean
}

export const emptyAddFields: AddFields = { words: [], kind: '', replacement: '', note: '', hasReadAll: false }

export function readAddFields(fields: Fields): AddFields {
  return {
    words: fields.all('word'),
    kind: fields.text('kind'),
    replacement: fields.text('replacement'),
    note: fields.text('note'),
    hasReadAll: fields.text('read-all') === 'yes',
  }
}

/** Ticked words (`start-end` of each) become one stretch, from the first to the last. */
export function parseAddition(fields: AddFields): Parsed<Addition> {
  const problems: FieldProblem[] = []
  const stretches = fields.words.flatMap((value) => readStretch(value) ?? [])
  if (stretches.length === 0) problems.push({ field: 'word', sentence: words.noWords })
  const kind = kinds.find((one) => one === fields.kind)
  if (!kind) problems.push({ field: 'kind', sentence: words.noKind })
  const replacement = kind === 'cut' ? '' : tidyReplacement(fields.replacement)
  const wrong = kind && kind !== 'cut' ? problemOfReplacement(replacement) : null
  if (wrong) problems.push({ field: 'replacement', sentence: wrong })
  if (fields.note.length > longestNote) problems.push({ field: 'note', sentence: words.longNote })
  if (problems.length > 0 || !kind) return { ok: false, problems }
  return {
    ok: true,
    input: {
      start: Math.min(...stretches.map((one) => one.start)),
      end: Math.max(...stretches.map((one) => one.end)),
      kind,
      replacement,
      note: fields.note,
      hasReadAll: fields.hasReadAll,
    },
  }
}

const kinds = ['generalise', 'cut', 'correct'] as const

/** What is wrong with words to put instead, or null. */
export function problemOfReplacement(replacement: string): string | null {
  if (replacement === '') return words.emptyReplacement
  if (hasBrackets(replacement)) return words.brackets
  return replacement.length > longestReplacement ? words.longReplacement : null
}

function readStretch(value: string): Stretch | null {
  const match = /^(\d{1,7})-(\d{1,7})$/.exec(value)
  return match ? { start: Number(match[1]), end: Number(match[2]) } : null
}
