import { parts, type Part } from './keeping-safe.ts'

/** What most people want with them. */
const atFirst: readonly Part[] = ['helps', 'who']

/** Which parts an address asks for; what most want when nobody has chosen so far. */
export function readChosen(chosen: string | null, asked: readonly string[]): Part[] {
  return parts.filter((part) => (chosen === null ? atFirst.includes(part) : asked.includes(part)))
}

/** The same as the end of an address. */
export function writeChosen(chosen: readonly Part[]): string {
  return new URLSearchParams([['chosen', 'yes'], ...chosen.map((part) => ['with', part])]).toString()
}
