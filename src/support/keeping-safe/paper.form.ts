import { parts, type Part } from './keeping-safe.ts'
import type { Chosen } from './paper.ts'

/** What most people want with them. */
const atFirst: readonly Part[] = ['helps', 'who']

/** What an address asks for: parts by name, numbers to ring by their place. Before anybody chose: what most want. */
export function readChosen(chosen: string | null, asked: readonly string[]): Chosen {
  if (chosen === null) return { parts: atFirst, lines: null }
  return {
    parts: parts.filter((part) => asked.includes(part)),
    lines: asked.flatMap((one) => (/^ring\d{1,2}$/.test(one) ? [Number(one.slice(4))] : [])),
  }
}

/** The name of a number to ring in an address. */
export function nameLine(place: number): string {
  return `ring${place}`
}
