import { themesWords } from './themes.words.ts'

const words = themesWords['en-GB'].problems

/** Letters a theme's name may have. */
export const longestName = 80

/** What is wrong with a theme's name, as a sentence, or null. */
export function problemOfName(name: string): string | null {
  if (name.trim() === '') return words.noName
  return name.length > longestName ? words.longName : null
}

/** The name as it is kept: single spaces, none at its ends. */
export function tidyName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Names that differ in capitals or spaces only are one name. */
export function isSameName(one: string, other: string): boolean {
  return fold(one) === fold(other)
}

function fold(name: string): string {
  return tidyName(name.normalize('NFKC')).toLowerCase()
}
