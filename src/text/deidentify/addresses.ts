import { makeFinder, type Cues } from './cues.ts'
import { textBefore } from './folding.ts'
import type { Proposal } from './proposal.ts'
import { numberSaid } from './said-calendar.ts'

/** Street addresses: a number, a name and a word like Road; and named streets without a number. Folded text. */
export function findAddresses(text: string, cues: Cues): Proposal[] {
  const found: Proposal[] = []
  for (const { match } of findNumbered(text, cues)) {
    const name = match.groups?.['name'] ?? ''
    const type = match.groups?.['type'] ?? ''
    const isNamed = /^\p{Lu}/u.test(name) && /^\p{Lu}/u.test(type)
    if (
      !isNamed &&
      name
        .toLowerCase()
        .split(/\s+/)
        .some((word) => notInNames.has(word))
    )
      continue
    if (!isNamed && sometimesStreet.test(type) && !/^\p{Lu}/u.test(name)) continue
    found.push(
      place(text, match.index, match.index + match[0].length, 'street-address', isNamed ? 0.95 : 0.75),
    )
  }
  for (const { match } of findFlats(text, cues)) {
    found.push(place(text, match.index, match.index + match[0].length, 'street-address', 0.9))
  }
  for (const { match } of findThreeWords(text, cues)) {
    const words = match.groups?.['words'] ?? match[0]
    const end = match.index + match[0].length
    found.push(place(text, end - words.length, end, 'street-address', 0.85))
  }
  if (text.includes('///')) {
    for (const { 0: words, index } of text.matchAll(threeWords))
      found.push(place(text, index, index + words.length, 'street-address', 0.85))
  }
  for (const { match } of findHoused(text, cues)) {
    found.push(place(text, match.index, match.index + match[0].length, 'street-address', 0.4))
  }
  for (const { match } of findSaid(text, cues)) {
    const end = match.index + match[0].length
    found.push(place(text, end - (match.groups?.['whole'] ?? '').length, end, 'street-address', 0.8))
  }
  for (const { match } of findUnnumbered(text, cues)) {
    const name = match.groups?.['name'] ?? ''
    if (ordinaryStreets.has(name)) continue
    const start = match.index - name.length - 1
    const number = saidNumber.exec(textBefore(text, start))?.[0].length ?? 0
    const isHome = number > 0
    const end = match.index + match[0].length
    found.push(
      place(text, start - number, end, isHome ? 'street-address' : 'street-name', isHome ? 0.8 : 0.7),
    )
  }
  return found
}

function place(
  text: string,
  start: number,
  end: number,
  reason: 'street-address' | 'street-name',
  confidence: number,
): Proposal {
  // An envelope goes on over lines: the town, and the postcode last.
  const to = end + (restOfEnvelope.exec(text.slice(end, end + 110))?.[0].length ?? 0)
  const entity = text.slice(start, to).replace(/\s+/g, ' ').toLowerCase()
  return { start, end: to, type: 'PLACE', confidence, reason, entity }
}

const types =
  'street|str|st|road|rd|avenue|ave|lane|ln|drive|dr|close|cl|crescent|cres|terrace|place|pl|square|sq|row|grove|gardens|gdns|court|ct|way|walk|hill|park|mews|rise|green|view|parade|house|lodge|tower|towers|mansions|buildings|wharf|quay|embankment|gate|mount|fold|croft|garth|brae|wynd|yard|circus|chase|approach|cottages|villas|meadows?|orchard|heol|stryd|ffordd'
const name = "[\\p{L}\\p{M}'.-]{2,24}"
const numbered = new RegExp(
  `\\b(?:(?:flat|room|unit|apartment|apt|bedsit)\\s\\w{1,4},?\\s{1,2})?\\d{1,4}[a-z]?(?:\\s?[-/]\\s?\\d{1,4}[a-z]?)?,?\\s{1,3}(?<name>${name}(?:\\s{1,3}${name}){0,3}?)\\s{1,3}(?<type>${types})\\b`,
  'iuy',
)
const flat =
  /\b(?:[Ff]lat|[Rr]oom|[Uu]nit|[Aa]partment|[Aa]pt|[Bb]edsit)\s\w{1,4},?\s{1,3}(?:(?:at|in)\s)?(?:\p{Lu}[\p{L}'-]{1,24}\s){1,3}(?:House|Court|Lodge|Tower|Towers|Mansions|Heights|Point|Buildings|Hostel|Hotel)\b/uy
/** From its last word backward: few words are a Street, and many have a capital. */
const unnumbered =
  /(?<=\b(?<name>(?:\p{Lu}[\p{L}'-]{1,24}\s(?:Cottage|Farm|Lodge|Barn|Villa|Hall|Grange|Bungalow|Vicarage|House),\s)?(?:St\.?\s)?\p{Lu}[\p{L}'-]{2,24}(?:\s\p{Lu}[\p{L}'-]{1,24}){0,2})\s)(?:Street|Road|Rd|Avenue|Ave|Lane|Crescent|Terrace|Grove|Gardens|Mews)\b/uy
/** "Sam at number 14", "Plot 31, Meanwood allotments". */
const housed =
  /\b(?:(?:at|from|to|in|of|outside|opposite|by)\s(?:number|no\.?|nr)\s\d{1,3}[a-z]?|(?:plot|pitch|caravan|berth|mooring)\s\d{1,3}[a-z]?(?:,\s\p{L}[\p{L}'-]{1,24}(?:\s\p{L}[\p{L}'-]{1,24}){0,2}){0,2})\b(?!\s(?:on\s(?:the|my|our)\slist|one|%))/iuy
/** Three words of what3words are a square of three metres. */
const threeWords = /\/\/\/\p{L}{2,20}\.\p{L}{2,20}\.\p{L}{2,20}/gu
const findThreeWords = makeFinder([
  {
    pattern:
      /\b(?:what\s?(?:3|three)\s?words|w3w)(?:\s(?:is|was|address|location)){0,2}[\s:]{1,3}(?<words>\p{L}{2,20}\.\s?\p{L}{2,20}\.\s?\p{L}{2,20})/iuy,
    first: 'what w',
  },
])
const laterWords =
  'Place|Way|Walk|Hill|Park|Rise|Green|View|Gate|Drive|Close|Court|Row|Square|Wharf|Quay|Parade|Mount|Fold|Croft|Garth|Brae|Wynd|Yard|Circus|Chase|Approach|Cottages|Villas|Buildings|Meadows?|Orchard|Heol|Stryd|Ffordd'
const anyFirst = numberSaid.replace(/(?<![\\a-z])[a-z](?=[a-z]{2})/g, (one) => `[${one.toUpperCase()}${one}]`)
/** "forty-two Nowell Mount", from its last word backward: few words end a street. */
const said = new RegExp(
  `\\b(?:${laterWords})\\b(?<=(?<whole>\\b(?:(?:one|two|three|a)\\shundred(?:\\sand)?\\s)?${anyFirst}[a-c]?,?\\s{1,2}(?:\\p{Lu}[\\p{L}'-]{1,24}\\s){1,3}(?:${laterWords})))`,
  'uy',
)
const findSaid = makeFinder([
  { pattern: said, first: laterWords.toLowerCase().replace(/\?/g, '').replaceAll('|', ' ') },
])
const findHoused = makeFinder([
  {
    pattern: housed,
    first: 'at from to in of outside opposite by plot pitch caravan berth mooring',
    digitWithin: 16,
  },
])
const findNumbered = makeFinder([{ pattern: numbered, first: '# flat room unit apartment apt bedsit' }])
const findFlats = makeFinder([{ pattern: flat, first: 'flat room unit apartment apt bedsit' }])
const findUnnumbered = makeFinder([
  {
    pattern: unnumbered,
    first: 'street road rd avenue ave lane crescent terrace grove gardens mews',
  },
])
const saidNumber =
  /\b(?:(?:one|two|three|a)\shundred(?:\sand)?\s)?(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-])?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[a-c]?\s{1,2}$/i
const restOfEnvelope =
  /^(?:[ \t]{0,2}[,\n][ \t]{0,2}\p{Lu}[\p{L}'-]{1,24}(?:[ -]\p{L}{1,24}){0,2}){0,3}[\s,]{1,3}[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b/u
const sometimesStreet =
  /^(?:place|way|walk|hill|park|rise|green|view|house|gate|drive|close|court|row|st|dr|ct|pl|cl|mount|fold|croft|garth|brae|wynd|yard|circus|chase|approach|cottages|villas|meadows?|orchard)$/i

const ordinaryStreets = new Set(
  'High Main Sesame The This That Our Your My Every Each No Any Some A An'.split(' '),
)
const notInNames = new Set(
  (
    'a an the of in on at by to for with from into onto over under up down along across off out about around near ' +
    'my your his her our their this that these those some any every each other another one two three four five ' +
    'is was are were be been am had has have and or but so then if when than as not no it he she we they you me ' +
    'minutes minute hours hour days day weeks week months month years year miles mile metres yards people men ' +
    'women kids children times time pounds quid percent cars houses doors more different just went go going came ' +
    'first second third last next same'
  ).split(' '),
)
