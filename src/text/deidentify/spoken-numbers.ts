import { makeFinder, type Cues } from './cues.ts'
import { textBefore } from './folding.ts'
import type { Proposal } from './proposal.ts'

/**
 * Numbers said digit by digit: "oh seven seven double oh, nine hundred…", also mixed with typed digits.
 * `text` is folded. Counting ("one two three four…") is not one. `knownPhones` as in `findDigitRuns`.
 */
export function findSpokenNumbers(text: string, cues: Cues, knownPhones: ReadonlySet<string>): Proposal[] {
  const found: Proposal[] = []
  let chain: Said[] = []
  const settle = () => {
    const proposal = describeChain(text, chain, knownPhones)
    if (proposal) found.push(proposal)
    chain = []
  }
  for (const { match } of findSaid(text, cues)) {
    const said = { word: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length }
    const last = chain.at(-1)
    if (last && (chain.length >= 60 || !isJoin(text, last, said))) settle()
    chain.push(said)
  }
  settle()
  return found
}

type Said = { word: string; start: number; end: number }

const values: Record<string, string> = {
  oh: '0',
  o: '0',
  zero: '0',
  nought: '0',
  naught: '0',
  nil: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  thirteen: '13',
  fourteen: '14',
  fifteen: '15',
  sixteen: '16',
  seventeen: '17',
  eighteen: '18',
  nineteen: '19',
  hundred: '00',
  thousand: '000',
}
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
/** Every word a number is read out with. */
export const numberWords: readonly string[] = [
  ...Object.keys(values),
  ...tens,
  'double',
  'treble',
  'triple',
  'plus',
]
const saidPattern = new RegExp(`\\b(?:${numberWords.join('|')}|\\d{1,6})\\b`, 'iy')
const findSaid = makeFinder([{ pattern: saidPattern, first: `# ${numberWords.join(' ')}` }])

function isJoin(text: string, before: Said, after: Said): boolean {
  if (after.start - before.end > 12) return false
  const gap = text.slice(before.end, after.start)
  // "…946 0958. Oh seven…" are two numbers; in a transcript "Oh seven. Seven…" is one.
  if (/[.…]\s/.test(gap) && (/^\d/.test(before.word) || /^\d/.test(after.word))) return false
  return /^[\s,.…-]{1,5}(?:(?:um+|uh|er+m?|and|then)[\s,.…-]{1,4})?$/i.test(gap)
}

function describeChain(
  text: string,
  chain: readonly Said[],
  knownPhones: ReadonlySet<string>,
): Proposal | null {
  const spoken = chain.filter(({ word }) => !/^\d/.test(word)).length
  if (spoken < 2) return null
  const digits = digitsOf(chain)
  const first = chain[0]
  const last = chain.at(-1)
  if (!first || !last) return null
  if (digits.length < 6) return describeShort(text, chain, digits)
  if (spoken < 3) return null
  const isKnown = [...knownPhones].some((phone) => digits.includes(phone))
  const startsLikeNumber = /^(?:oh|o|zero|nought|naught|double|treble|triple|plus|0\d*)$/.test(first.word)
  const hasCue = /\b(?:number|phone|ring|call|text|code|account|card|pin|ref\w*)\b[^.!?]{0,25}$/i.test(
    textBefore(text, first.start),
  )
  const isCounting = '0123456789101112131415'.includes(digits) || '987654321'.includes(digits)
  const isLong =
    digits.length >= 7 &&
    spoken >= 6 &&
    !/\b(?:hundred|thousand)\b/.test(chain.map(({ word }) => word).join(' '))
  if (!isKnown && (isCounting || !(startsLikeNumber || hasCue || isLong))) return null
  const confidence = isKnown ? 1 : digits.length >= 9 ? 0.9 : 0.7
  const reason = isKnown ? 'known-contact' : 'spoken-number'
  return { start: first.start, end: last.end, type: 'CONTACT', confidence, reason, entity: digits }
}

/** "PC four four one two", "room one one six", "five three five four": too short for a telephone, and still somebody's. */
function describeShort(text: string, chain: readonly Said[], digits: string): Proposal | null {
  const [first, last] = [chain[0]!, chain.at(-1)!]
  const isEach = chain.every(
    ({ word }) => /^(?:double|treble|triple)$/.test(word) || digitsSaid(word)?.length === 1,
  )
  const hasCue =
    /\b(?:pc|pcso|officer|room|cell|ward|flat|pad|pin|code|incident|log|ending|ends in|last four)(?:\s(?:number|is|was|in|are)){0,2}[\s,]{1,3}$/i.test(
      textBefore(text, first.start),
    )
  const isCounting =
    '0123456789'.includes(digits) || '9876543210'.includes(digits) || /^(\d)\1*$/.test(digits)
  if (!isEach || !(hasCue || (digits.length >= 4 && !isCounting))) return null
  return {
    start: first.start,
    end: last.end,
    type: 'CODE',
    confidence: hasCue ? 0.7 : 0.4,
    reason: 'reference-number',
    entity: digits,
  }
}

/** The digits of one word in small letters, "40" for forty; null when it is no number. */
export function digitsSaid(word: string): string | null {
  const ten = tens.indexOf(word)
  return ten >= 0 ? `${ten + 2}0` : (values[word] ?? (/^\d/.test(word) ? word : null))
}

function digitsOf(chain: readonly Said[]): string {
  let digits = ''
  let times = 1
  let isAfterTens = false
  for (const { word } of chain) {
    if (word === 'double' || word === 'treble' || word === 'triple') {
      times = word === 'double' ? 2 : 3
      continue
    }
    const ten = tens.indexOf(word)
    const value = digitsSaid(word) ?? ''
    // "forty-two" is 42, not 402.
    digits =
      isAfterTens && value.length === 1 && value !== '0'
        ? digits.slice(0, -1) + value
        : digits + value.repeat(times)
    times = 1
    isAfterTens = ten >= 0
  }
  return digits
}
