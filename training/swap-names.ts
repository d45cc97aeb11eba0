import type { Document, Marked } from './documents.ts'
import type { NamesToSwap } from './words.ts'

const wordOfName = /\p{L}[\p{L}\p{M}'’]*/gu
const noName = /^(mr|mrs|ms|miss|dr|sir|van|von|de|der|the|of|and|al|bin|ibn|abu|st)$/i

/** The same document with other people in it: each name of a person is another, the same one wherever it stands. */
export function swapNames(document: Document, names: NamesToSwap, random: () => number): Document {
  const swapped = new Map<string, string>()
  const swap = (word: string, isLast: boolean): string => {
    const list = isLast && random() < 0.75 ? names.family : names.given
    const known = swapped.get(word.toLowerCase()) ?? list[Math.floor(random() * list.length)]!
    swapped.set(word.toLowerCase(), known)
    if (word.length > 2 && word === word.toUpperCase()) return known.toUpperCase()
    return word[0] === word[0]!.toLowerCase() ? known.toLowerCase() : known
  }
  let text = ''
  let at = 0
  const marked: Marked[] = []
  for (const one of document.marked.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.start < at) continue
    text += document.text.slice(at, one.start)
    const start = text.length
    const inner = document.text.slice(one.start, one.end)
    text += one.kind === 'PERSON' ? swapWords(inner, swap) : inner
    marked.push({ ...one, start, end: text.length })
    at = one.end
  }
  return { ...document, text: text + document.text.slice(at), marked }
}

function swapWords(name: string, swap: (word: string, isLast: boolean) => string): string {
  const count = name.match(wordOfName)?.length ?? 0
  let place = 0
  return name.replace(wordOfName, (word) => {
    place += 1
    return word.length < 3 || noName.test(word) ? word : swap(word, place > 1 && place === count)
  })
}
