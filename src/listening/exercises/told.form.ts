import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { readFurtherUses } from '../consent/uses.ts'
import { isDay, mostText } from './exercises.form.ts'
import type { ToldFields } from './exercises.ts'
import { bases } from './told.ts'
import { toldFormWords } from './told-form.words.ts'

export { bases } from './told.ts'
export { furtherUsesOf } from '../consent/uses.ts'

const words = toldFormWords['en-GB']

/** What the form holds: every field as text, and the further uses that are asked. */
export type TypedTold = {
  mightAct: string
  basis: string
  basisText: string
  removeUntil: string
  rawUntil: string
  payment: string
  asks: readonly string[]
}

export function typedToldOf(told: ToldFields): TypedTold {
  return {
    ...told,
    removeUntil: told.removeUntil ?? '',
    rawUntil: told.rawUntil ?? '',
    asks: told.asks.split(' '),
  }
}

export function readTold(fields: Fields): TypedTold {
  const line = (name: string) => fields.text(name).replace(/\s+/g, ' ')
  return {
    mightAct: line('mightAct'),
    basis: fields.text('basis'),
    basisText: line('basisText'),
    removeUntil: fields.text('removeUntil'),
    rawUntil: fields.text('rawUntil'),
    payment: line('payment'),
    asks: fields.all('asks'),
  }
}

export function parseTold(typed: TypedTold): Parsed<ToldFields> {
  const problems: FieldProblem[] = []
  for (const field of ['mightAct', 'basisText', 'payment'] as const) {
    if (typed[field].length > mostText) problems.push({ field, sentence: words.tooLong(mostText) })
  }
  for (const field of ['removeUntil', 'rawUntil'] as const) {
    if (typed[field] && !isDay(typed[field])) problems.push({ field, sentence: words.dateWrong })
  }
  const basis = bases.find((one) => one === typed.basis) ?? 'consent'
  if (basis === 'other' && !typed.basisText) {
    problems.push({ field: 'basisText', sentence: words.basisTextMissing })
  }
  if (typed.rawUntil && typed.removeUntil && typed.rawUntil < typed.removeUntil) {
    problems.push({ field: 'rawUntil', sentence: words.rawFirst })
  }
  if (problems.length > 0) return { ok: false, problems }
  const input = {
    ...typed,
    basis,
    removeUntil: typed.removeUntil || null,
    rawUntil: typed.rawUntil || null,
    asks: readFurtherUses(typed.asks.join(' ')).join(' '),
  }
  return { ok: true, input }
}

/** What is said when a change was refused. */
export function sayToldRefusal(refused: 'remove-sooner' | 'raw-later' | null): FieldProblem[] {
  if (refused === null) return []
  return refused === 'remove-sooner'
    ? [{ field: 'removeUntil', sentence: words.removeSooner }]
    : [{ field: 'rawUntil', sentence: words.rawLater }]
}
