import { textBefore } from './folding.ts'

/** What is said before a name and goes with it: it tells who is meant, and is nobody's name alone. */
export const titles =
  'mr mrs ms miss mx dr sir dame lord lady prof professor rev revd reverend cllr councillor imam rabbi canon sgt pc dc ds wpc'

const titleWords = new Set(titles.split(' '))
const titleAtEnd = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}'])(?:${titles.replaceAll(' ', '|')})\\.?[ \\t]$`, 'iu')

/** Where a name with its title begins: at the title's first letter, or where the name does. */
export function startWithTitle(text: string, start: number): number {
  const sign = text[start - 1]
  if (sign !== ' ' && sign !== '\t') return start
  return start - (titleAtEnd.exec(textBefore(text, start, 12))?.[0].length ?? 0)
}

/** Where the name itself begins, after the title that stands before it. */
export function startAfterTitle(text: string, start: number, end: number): number {
  const [title] = /^\p{L}+\.?[ \t]/u.exec(text.slice(start, end)) ?? ['']
  return isOnlyTitle(title.trim()) ? start + title.length : start
}

export function isOnlyTitle(written: string): boolean {
  return titleWords.has(written.replace(/\.$/, '').toLowerCase())
}

/** Folded words of a name without the titles before it; of a title alone, the title. */
export function withoutTitles(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !titleWords.has(word))
  return first > 0 ? words.slice(first) : words
}
