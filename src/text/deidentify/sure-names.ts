import { readLabel } from './labels.ts'
import type { Dictionary, NamedType, NameToFind } from './name-book.ts'
import { functionWords, ordinaryWords } from './ordinary-words.ts'
import type { Proposal } from './proposal.ts'
import { titles } from './titles.ts'
import type { Tagger } from './tagger/tagger.ts'
import { hashWord } from './tagger/word-list.ts'

/**
 * How sure a proposal must be for its name to be looked for elsewhere in the same text; chosen on texts the tagger had not seen
 * (`bench/deidentify-consistency.ts`).
 */
export const sureFrom = { PERSON: 0.8, PLACE: 0.8, ORGANISATION: 0.9 } as const

/** What a tagger's list says of words. */
export function dictionaryOf({ list }: Tagger): Dictionary {
  const look = (word: string) => list.look(hashWord(word))
  return {
    isOrdinary: (word, type) => {
      const may = look(word)
      if (((may >> 6) & 3) === 0) return false
      return type !== 'PERSON' || ((may & 3) < 2 && ((may >> 2) & 3) < 2)
    },
    isPlace: (word) => ((look(word) >> 4) & 3) > 1,
    isName: (word) => (look(word) & 15) > 0,
  }
}

export type SureName = NameToFind & { confidence: number }

/** The names among proposals for a text that are sure enough to be looked for everywhere in it. `text` is folded. */
export function listSureNames(
  text: string,
  proposals: readonly Proposal[],
  dictionary: Dictionary | null,
): SureName[] {
  const names = new Map<string, SureName>()
  for (const proposal of proposals) {
    const { type, confidence, reason, start, end } = proposal
    const add = (name: string, kind: NamedType) => {
      const key = `${kind} ${name.toLowerCase()}`
      const known = names.get(key)
      if (!known) names.set(key, { name, type: kind, weight: 1, confidence })
      else {
        known.weight += 1
        known.confidence = Math.max(known.confidence, confidence)
      }
    }
    if (type === 'CONTACT') {
      for (const name of namesInAddress(proposal, dictionary)) add(name, 'PERSON')
      continue
    }
    if (type !== 'PERSON' && type !== 'PLACE' && type !== 'ORGANISATION') continue
    if (reason === 'street-address' || reason === 'street-name') continue
    if (confidence < (reason.startsWith('likely-') ? sureFrom[type] : 0.7)) continue
    const name = tidyName(text.slice(start, end), type)
    if (name === null || (type === 'PERSON' && !mayStandAlone(name, dictionary))) continue
    // "Thanks" and "Date" at the beginning of lines look like names to a tagger.
    if (confidence < 0.9 && dictionary?.isOrdinary(name.toLowerCase(), type)) continue
    add(name, type)
  }
  return [...names.values()]
}

const edgeWords = new Set(
  (
    `${titles} di hi hello hiya hey dear auntie aunty uncle nan ` +
    'nana nanny gran granny grandad grandma grandpa mum mam dad mummy daddy i im a an and the but so then when'
  ).split(' '),
)

/** A name without what only hangs on it, or null when nothing is left that could be looked for. */
function tidyName(written: string, type: NamedType): string | null {
  let name = written
    .replace(/[@\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/'s?$/i, '')
    .trim()
  if (name.length > 80 || /[\d\n/]/.test(name)) return null
  if (type === 'PERSON') {
    let words = name.split(' ')
    while (words.length > 0 && edgeWords.has(words[0]!.replace(/\W+$/, '').toLowerCase()))
      words = words.slice(1)
    name = words.join(' ')
    if (words.length > 5) return null
  }
  return /\p{L}.*\p{L}/su.test(name) || /\p{Lo}/u.test(name) ? name : null
}

/** "My name is tired": a word in small letters is a name only when the dictionary has it as one. */
function mayStandAlone(name: string, dictionary: Dictionary | null): boolean {
  if (/[\s.-]/.test(name) || !/^\p{Ll}/u.test(name)) return !functionWords.has(name.toLowerCase())
  if (functionWords.has(name) || ordinaryWords.has(name)) return false
  return dictionary ? dictionary.isName(name) && !dictionary.isOrdinary(name, 'PERSON') : false
}

/** Who an e-mail address or a handle is named after: "sam.okafor@x.org", "@kasia_nowak". */
function namesInAddress({ reason, entity }: Proposal, dictionary: Dictionary | null): string[] {
  if (!dictionary || !/[a-z]/i.test(entity)) return []
  const isMail = reason === 'e-mail-address' || reason === 'spoken-e-mail-address' || entity.includes('@')
  if (!isMail && reason !== 'handle') return []
  const label = isMail ? entity : `${entity.replace(/^@/, '')}@x.org`
  return readLabel(label).names.filter((name) => {
    const words = name.split(' ')
    const known = words.filter((word) => dictionary.isName(word) && !dictionary.isOrdinary(word, 'PERSON'))
    return known.length === words.length && words.some((word) => word.length > 3)
  })
}
