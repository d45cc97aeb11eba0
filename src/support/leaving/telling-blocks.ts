import { ours, type Block, type Said } from '../../platform/papers/paper.ts'
import type { OpenedRow, OpenedSpace } from './opened.ts'
import { tellingWords } from './telling.words.ts'

const words = tellingWords['en-GB']

export type Tables = OpenedSpace['tables']

/** How tables of a room are told to people. What no teller tells is told plainly, so that nothing is ever missing. */
export type Teller = { tables: readonly string[]; tell: (tables: Tables) => Block[] }

/** A line of "label: ours", or none when there is nothing to say. */
export function lineOf(label: string, said: string | null): { label: string; said: Said }[] {
  return said === null || said === '' ? [] : [{ label, said: ours(said) }]
}

/** The same in words of the person's, or of somebody they let in. */
export function ownLine(label: string, value: unknown): { label: string; said: Said }[] {
  return textOf(value) === '' ? [] : [{ label, said: own(value) }]
}

export function under(heading: string, blocks: Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, words: heading }, ...blocks]
}

export function own(value: unknown): Said {
  return { whose: 'own', words: textOf(value) }
}

/** Who somebody was, as it was sealed; as it stands when that is no name of ours. */
export function nameIn(value: unknown): { name: string; organisation: string } {
  try {
    return JSON.parse(textOf(value)) as { name: string; organisation: string }
  } catch {
    return { name: textOf(value), organisation: '' }
  }
}

export function dateOf(value: unknown): Block {
  const at = value as Date
  return { kind: 'date', day: at.toISOString().slice(0, 10), words: words.day(at) }
}

export function dayOf(value: unknown): string | null {
  return value instanceof Date ? words.day(value) : null
}

export function momentOf(value: unknown): string {
  return value instanceof Date ? words.moment(value) : ''
}

export function plain(value: unknown): string {
  if (value instanceof Date) return words.moment(value)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value)) return value.map(plain).join(', ')
  return textOf(value)
}

export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function spaced(name: string): string {
  const text = name.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** In the order of a column of numbers, or of times. */
export function inOrderOf(column: string): (a: OpenedRow, b: OpenedRow) => number {
  return (a, b) => Number(a[column]) - Number(b[column])
}
