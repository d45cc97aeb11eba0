import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { isDay } from '../exercises/exercises.form.ts'
import { sittingsWords } from './sittings.words.ts'

const words = sittingsWords['en-GB']

/** The longest sitting, in UTF-16 code units: an hour of talk is about fifty thousand. */
export const longestSitting = 200_000

/** One turn of a sitting; `label` is null for the one person nobody named. */
export type Turn = { label: string | null; text: string; isMine: boolean }

export type Sitting = {
  door: 'conversation' | 'paper'
  turns: Turn[]
  /** Several people spoke, and heard each other. */
  isMany: boolean
  /** The day as YYYY-MM-DD. */
  on: string
  mayQuote: boolean
  /** Tells the same form sent twice from two forms. */
  sending: string
}

/** What was typed, to show again. */
export type TypedSitting = {
  door: string
  words: string
  isMany: boolean
  mine: string
  label: string
  on: string
  read: boolean
  quote: boolean
  sending: string
}

export function readTypedSitting(fields: Fields): TypedSitting {
  return {
    door: fields.text('door'),
    words: fields.raw('words'),
    isMany: fields.has('many'),
    mine: fields.text('mine'),
    label: fields.text('label'),
    on: fields.text('on'),
    read: fields.has('read'),
    quote: fields.has('quote'),
    sending: fields.text('sending'),
  }
}

/** Shapes a sitting. `today` is YYYY-MM-DD. */
export function parseSitting(typed: TypedSitting, today: string): Parsed<Sitting> {
  const problems: FieldProblem[] = []
  const text = typed.words.replace(/\r\n?/g, '\n').trim()
  if (!text) problems.push({ field: 'words', sentence: words.missing })
  if (text.length > longestSitting) {
    problems.push({ field: 'words', sentence: words.tooLong(longestSitting.toLocaleString('en-GB')) })
  }
  if (!typed.read) problems.push({ field: 'read', sentence: words.readMissing })
  if (typed.label.length > 100) problems.push({ field: 'label', sentence: words.labelLong })
  if (!isDay(typed.on) || typed.on > today) problems.push({ field: 'on', sentence: words.dayWrong })
  const turns =
    problems.length > 0 ? [] : typed.isMany ? readMany(text, typed.mine) : readOne(text, typed.label)
  if (typeof turns === 'string') problems.push({ field: 'words', sentence: turns })
  if (problems.length > 0 || typeof turns === 'string') return { ok: false, problems }
  return {
    ok: true,
    input: {
      door: typed.door === 'paper' ? 'paper' : 'conversation',
      turns,
      isMany: typed.isMany,
      on: typed.on,
      mayQuote: typed.quote,
      sending: isId(typed.sending) ? typed.sending : '',
    },
  }
}

/** Paragraphs of one person, empty lines between them. */
function readOne(text: string, label: string): Turn[] {
  return text
    .split(/\n[^\S\n]*\n+/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ label: label || null, text: part, isMine: false }))
}

/**
 * Turns of several people, or the sentence that says what is missing. A line that begins with one or two words and a
 * colon begins a turn; what follows without one belongs to it.
 */
function readMany(text: string, mine: string): Turn[] | string {
  const turns: Turn[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const [, label, said] = /^\s*([^\s:]{1,30}(?: [^\s:]{1,30})?):(?:\s+(.*))?$/.exec(line) ?? []
    const open = turns.at(-1)
    if (label !== undefined) turns.push({ label, text: said ?? '', isMine: fold(label) === fold(mine) })
    else if (open) open.text += `\n${line}`
    else if (line.trim()) return words.noLabel(index + 1)
  }
  const spoken = turns.map((turn) => ({ ...turn, text: turn.text.trim() })).filter((turn) => turn.text)
  if (spoken.every((turn) => turn.isMine)) return words.onlyMine
  if (new Set(spoken.map((turn) => fold(turn.label!))).size < 2) return words.oneOnly
  return spoken
}

function fold(label: string): string {
  return label.normalize('NFKC').toLowerCase().trim()
}
