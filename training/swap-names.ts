import type { Document, Marked } from './documents.ts'
import type { NamesToSwap } from './words.ts'

const wordOfName = /\p{L}[\p{L}\p{M}'’]*/gu
const noName = /^(mr|mrs|ms|miss|dr|sir|van|von|de|der|the|of|and|al|bin|ibn|abu|st)$/i

/**
 * The same document with other people in it: each name of a person is another, the same one wherever it stands. Some places and
 * organisations are others too.
 */
export function swapNames(document: Document, names: NamesToSwap, random: () => number): Document {
  const swapped = new Map<string, string>()
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!
  const swap = (word: string, isLast: boolean): string => {
    const list = isLast && random() < 0.75 ? names.family : names.given
    const known = swapped.get(word.toLowerCase()) ?? rename(pick(list), isLast)
    swapped.set(word.toLowerCase(), known)
    return writeLike(word, known)
  }
  // Now and then a letter, or a word that is a name for one's friends only: what stands around it has to tell.
  const rename = (name: string, isLast: boolean): string => {
    const dice = random()
    if (isLast || dice > 0.07) return name
    if (dice < 0.02) return name[0]!
    if (dice < 0.04) return `${name[0]!}.`
    const word = pick(names.words)
    return word[0]!.toUpperCase() + word.slice(1)
  }
  const swapWhole = (name: string, list: readonly string[], share: number): string => {
    const known = swapped.get(name.toLowerCase()) ?? (random() < share ? pick(list) : name)
    swapped.set(name.toLowerCase(), known)
    return known === name ? name : writeLike(name, known)
  }
  let text = ''
  let at = 0
  const marked: Marked[] = []
  for (const one of document.marked.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.start < at) continue
    text += document.text.slice(at, one.start)
    const start = text.length
    const inner = document.text.slice(one.start, one.end)
    if (one.kind === 'PERSON') text += swapWords(inner, swap)
    else if (one.kind === 'PLACE') text += swapWhole(inner, names.places, 0.6)
    else if (one.kind === 'ORGANISATION') text += swapWhole(inner, names.organisations, 0.4)
    else text += inner
    marked.push({ ...one, start, end: text.length })
    at = one.end
  }
  return { ...document, text: text + document.text.slice(at), marked }
}

/** In capitals, small letters or as it is: as the other was written. */
function writeLike(other: string, name: string): string {
  if (other.length > 2 && other === other.toUpperCase()) return name.toUpperCase()
  return other === other.toLowerCase() ? name.toLowerCase() : name
}

function swapWords(name: string, swap: (word: string, isLast: boolean) => string): string {
  const count = name.match(wordOfName)?.length ?? 0
  let place = 0
  return name.replace(wordOfName, (word) => {
    place += 1
    return word.length < 3 || noName.test(word) ? word : swap(word, place > 1 && place === count)
  })
}
