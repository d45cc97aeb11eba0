import { makeFinder, type Cues } from './cues.ts'
import { textBefore } from './folding.ts'
import type { Proposal, ReasonCode } from './proposal.ts'
import { digitsSaid, numberWords } from './spoken-numbers.ts'

/**
 * Codes read out letter by letter: "M fourteen, five R T", "S L oh seven nine…", "A B six oh Y B G", also in the
 * alphabet of radios. Found by the shape of a postcode, a National Insurance number or a number plate, or in any
 * shape after a word that announces one. `text` is folded.
 */
export function findSpokenCodes(text: string, cues: Cues): Proposal[] {
  if (findHints(text, cues).length === 0) return []
  const found: Proposal[] = []
  let chain: Said[] = []
  const settle = () => {
    const proposal = chain.length >= 3 ? describe(text, chain) : null
    if (proposal) found.push(proposal)
    chain = []
  }
  for (const { match } of findSaid(text, cues)) {
    const said = { word: match[0], start: match.index, end: match.index + match[0].length }
    const last = chain.at(-1)
    if (last && (chain.length >= 40 || !isJoin(text, last.end, said.start))) settle()
    chain.push(said)
  }
  settle()
  return found
}

type Said = { word: string; start: number; end: number }

const radio =
  'alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu'.split(
    ' ',
  )
const saidPattern = new RegExp(
  `(?<![\\w'])(?:[a-z]|\\d{1,4}|[a-z]\\d{1,2}|dash|slash|stroke|hyphen|${numberWords.join('|')}|${radio.join('|')})(?![\\w'])`,
  'iy',
)
const alphabet = 'a b c d e f g h i j k l m n o p q r s t u v w x y z'
const findSaid = makeFinder([
  {
    pattern: saidPattern,
    first: `# ${alphabet} dash slash stroke hyphen ${numberWords.join(' ')} ${radio.join(' ')}`,
  },
])

/** Two letters side by side, or a word of the radio alphabet: without them there is nothing to find. */
const hint = new RegExp(`(?<![\\w'])[a-z][\\s,.-]{1,3}[a-z](?![\\w'])|\\b(?:${radio.join('|')})\\b`, 'iy')
const findHints = makeFinder([{ pattern: hint, first: `${alphabet} ${radio.join(' ')}` }])

function isJoin(text: string, from: number, to: number): boolean {
  return to - from <= 8 && /^[\s,.-]{1,4}(?:(?:um+|er+m?|and)[\s,.-]{1,3})?$/i.test(text.slice(from, to))
}

const shapes: readonly { reason: ReasonCode; pattern: RegExp; cue: RegExp }[] = [
  {
    reason: 'national-insurance-number',
    pattern: /[A-Z]{2}\d{6}[A-D]/,
    cue: /\b(?:n\.?i\.?|nino|national insurance)\b[^.!?]{0,25}$/i,
  },
  {
    reason: 'vehicle-plate',
    pattern: /[A-Z]{2}\d{2}[A-Z]{3}/,
    cue: /\b(?:reg|registration|number plate|plate)\b[^.!?]{0,25}$/i,
  },
  { reason: 'postcode', pattern: /[A-Z]{1,2}\d{1,2}[A-Z]?\d[A-Z]{2}/, cue: /\bpost\s?code\b[^.!?]{0,25}$/i },
  {
    reason: 'driving-licence-number',
    pattern: /[A-Z]{5}\d{6}[A-Z]{2}\d[A-Z]{2}/,
    cue: /\blicen[cs]e\b[^.!?]{0,25}$/i,
  },
  {
    reason: 'reference-number',
    pattern: /[A-Z]\d{4}[A-Z]{2}/,
    cue: /\b(?:prison|case|reference|ref|claim|passport|crime|tenancy|booking)(?: number)?\b[^.!?]{0,20}$/i,
  },
]

function describe(text: string, chain: readonly Said[]): Proposal | null {
  let code = ''
  const owners: number[] = []
  for (const { at, written } of spell(chain)) {
    code += written
    for (let count = 0; count < written.length; count++) owners.push(at)
  }
  if (!/\d/.test(code) || !/[A-Z]/.test(code)) return null
  const before = textBefore(text, chain[0]?.start ?? 0, 48)
  for (const { reason, pattern, cue } of shapes) {
    const match = pattern.exec(code)
    const hasCue = cue.test(before)
    if (!match && !(hasCue && code.length >= 3)) continue
    const first = chain[hasCue ? 0 : (owners[match?.index ?? 0] ?? 0)]
    const last = hasCue
      ? chain.at(-1)
      : chain[owners[(match?.index ?? 0) + (match?.[0].length ?? 1) - 1] ?? 0]
    if (!first || !last) continue
    const entity = hasCue ? code : (match?.[0] ?? code)
    return {
      start: first.start,
      end: last.end,
      type: 'CODE',
      confidence: hasCue ? 0.9 : 0.7,
      reason,
      entity,
    }
  }
  // "H B dash seven seven oh two": a sign that is said makes it a code of any shape.
  const [start, end] = [chain[0]?.start, chain.at(-1)?.end]
  const isSigned = chain.some(({ word }) => isSign(word)) && code.replace(/\D/g, '').length >= 3
  if (!isSigned || start === undefined || end === undefined) return null
  return { start, end, type: 'CODE', confidence: 0.5, reason: 'reference-number', entity: code }
}

const isSign = (word: string) => /^(?:dash|slash|stroke|hyphen)$/i.test(word)

/** What each said word writes, by its place in the chain: letters as capitals, numbers as digits. */
function spell(chain: readonly Said[]): { at: number; written: string }[] {
  const spelled: { at: number; written: string }[] = []
  let times = 1
  chain.forEach(({ word: said }, at) => {
    const word = said.toLowerCase()
    if (isSign(said)) return
    const repeated = { double: 2, treble: 3, triple: 3 }[word]
    if (repeated) {
      times = repeated
      return
    }
    const last = spelled.at(-1)
    const digits = word === 'plus' ? '' : digitsSaid(word)
    const isAfterTens = last?.at === at - 1 && /^[2-9]0$/.test(last.written) && /^[1-9]$/.test(digits ?? '')
    if (isAfterTens) last.written = last.written.slice(0, 1)
    const letter = radio.includes(word) ? word.slice(0, 1).toUpperCase() : word.toUpperCase()
    spelled.push({ at, written: (digits ?? letter).repeat(times) })
    times = 1
  })
  return spelled
}
