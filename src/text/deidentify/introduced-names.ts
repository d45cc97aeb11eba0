import { makeFinder, type CuedRule, type Cues } from './cues.ts'
import { textBefore } from './folding.ts'
import type { Proposal } from './proposal.ts'

/**
 * Names that the words around them give away: "my name is …", "I'm …", "called …", "Mr …", "Auntie …",
 * "my sister …", and names a messenger marks after an @. `text` is folded.
 */
export function findIntroducedNames(text: string, cues: Cues): Proposal[] {
  const found: Proposal[] = []
  for (const { rule, match } of find(text, cues)) {
    const { reason, confidence, anyCase } = rule
    const start = match.index + match[0].length
    const rest = text.slice(start, start + 90)
    const name = readCapitalised(rest, anyCase) ?? (anyCase ? readPlain(rest) : null)
    if (!name) continue
    const isShouted = name.length > 3 && name === name.toUpperCase()
    if (isShouted && !anyCase) continue
    found.push({
      start,
      end: start + name.length,
      type: 'PERSON',
      confidence,
      reason,
      entity: name.toLowerCase(),
    })
  }
  for (const match of text.matchAll(/@\u2068([^\u2069\n]{2,60})\u2069/gu)) {
    const end = match.index + match[0].length
    const entity = (match[1] ?? '').toLowerCase()
    found.push({
      start: match.index,
      end,
      type: 'PERSON',
      confidence: 0.97,
      reason: 'mentioned-name',
      entity,
    })
  }
  for (const match of speltHint.test(text) ? text.matchAll(spelt) : []) {
    const [name] = match
    if (/^(?:a\Wb\Wc|x\Wy\Wz)/i.test(name)) continue
    found.push({
      start: match.index,
      end: match.index + name.length,
      type: 'PERSON',
      confidence: 0.4,
      reason: 'spelt-name',
      entity: name.replace(/[^\p{L}]/gu, '').toLowerCase(),
    })
  }
  return found
}

/** "N-G-O-Z-I", "p u g h". */
const spelt =
  /(?<![\p{L}\p{N}'.&-])\p{L}(?:-\p{L}){2,}(?![\p{L}\p{N}'-])|(?<![\p{L}\p{N}'.&-])\p{L}(?: \p{L}){2,}(?![\p{L}\p{N}'-])/gu

/** Whether there may be one at all: a cheap first look. */
const speltHint = /\b\w[- ]\w[- ]\w\b/

type NameRule = CuedRule & {
  reason: 'introduced-name' | 'titled-name'
  confidence: number
  anyCase: boolean
}

const kin =
  'son|daughter|brother|sister|mum|mam|mother|dad|father|friend|mate|partner|husband|wife|ex|boyfriend|girlfriend|fianc[eé]e?|cousin|uncle|aunt|auntie|nan|gran|grandad|niece|nephew|neighbour|landlord|landlady|boss|manager|coach|keyworker|key worker|support worker|social worker|worker|probation officer|solicitor|doctor|nurse|teacher|baby|boy|girl|little one|eldest|youngest|dog'

export const introductionRules: readonly NameRule[] = [
  {
    first: 'name call calls calling goes',
    pattern:
      /\b(?:name(?:'s|s| is| was)|call me|calls me|calling me|call him|call her|goes by)(?: just)?[ \t]{1,2}/iy,
    reason: 'introduced-name',
    confidence: 0.9,
    anyCase: true,
  },
  {
    first: 'I this it here called named known nicknamed signed dear hi hello hiya thanks cheers regards',
    pattern:
      /\b(?:I'm|I am|[Tt]his is|[Ii]t's|[Hh]ere's|called|named|known as|nicknamed|signed|[Dd]ear|[Hh]i|[Hh]ello|[Hh]iya|[Tt]hanks|[Cc]heers|[Rr]egards),?[ \t\n]{1,2}/y,
    reason: 'introduced-name',
    confidence: 0.7,
    anyCase: false,
  },
  {
    first: kin.replaceAll('|', ' '),
    pattern: new RegExp(
      `(?<=\\b(?:my|his|her|our|their|your)(?: (?:old|new|best|older|younger|big|little|late|eldest|youngest|oldest|dear))? )(?:${kin}),?[ \\t]{1,2}`,
      'iy',
    ),
    reason: 'introduced-name',
    confidence: 0.8,
    anyCase: false,
  },
  {
    first: 'mr mrs ms mx dr',
    pattern: /\b(?:mr|mrs|ms|mx|dr)\b\.?[ \t]{1,2}/iy,
    reason: 'titled-name',
    confidence: 0.95,
    anyCase: true,
  },
  {
    first:
      'miss prof rev sir dame lady lord father sister brother aunt uncle nan gran cllr councillor pc dc ds di wpc sgt sergeant constable inspector judge officer nurse imam pastor rabbi captain doctor coach',
    pattern:
      /\b(?:[Mm]iss|[Pp]rof(?:essor)?\.?|[Rr]ev(?:d|erend)?\.?|[Ss]ir|[Dd]ame|[Ll]ady|[Ll]ord|[Ff]ather|[Ss]ister|[Bb]rother|[Aa]unt(?:ie|y)?|[Uu]ncle|[Nn]an(?:a|ny)?|[Gg]ran(?:ny|ma|dma|dad|pa|dpa)?|[Cc]llr\.?|[Cc]ouncillor|PC|DC|DS|DI|WPC|[Ss]gt\.?|[Ss]ergeant|[Cc]onstable|[Ii]nspector|[Jj]udge|[Oo]fficer|[Nn]urse|[Ii]mam|[Pp]astor|[Rr]abbi|[Cc]aptain|[Dd]octor|[Cc]oach)[ \t]{1,2}/y,
    reason: 'titled-name',
    confidence: 0.85,
    anyCase: false,
  },
]

const find = makeFinder(introductionRules)

function readCapitalised(rest: string, isCertain: boolean): string | null {
  const name =
    /^\p{Lu}[\p{L}\p{M}'-]*\p{L}(?:[ \t](?:(?:de|van|der|den|bin|bint|al|el|von|da|la|ap|ferch|ab)[ \t])?\p{Lu}[\p{L}\p{M}'-]*[\p{L}\p{M}]|[ \t]\p{Lu}\b(?!'))*/u.exec(
      rest,
    )?.[0]
  if (!name) return null
  const words = name.replace(/'s$/u, '').split(/[ \t]/)
  const stop = words.findIndex((word) => isNoName(word, isCertain) || /'(?:m|ve|ll|d|re)$/u.test(word))
  const kept = (stop < 0 ? words : words.slice(0, stop)).slice(0, 4)
  return kept.length > 0 ? kept.join(' ') : null
}

function isNoName(word: string, isCertain: boolean): boolean {
  return (
    notNames.has(word.toLowerCase()) &&
    !(isCertain && /^(?:May|Will|April|June|August|Christian|Black|White)$/.test(word))
  )
}

function readPlain(rest: string): string | null {
  const name = /^\p{L}[\p{L}\p{M}'-]{1,24}(?=$|[^\p{L}\p{M}])/u.exec(rest)?.[0].replace(/'s$/u, '')
  return name && name.length > 1 && !notNames.has(name.toLowerCase()) ? name : null
}

/** Whether words before a place say whose name stands there. */
export function ownerOfName(text: string, start: number): 'my' | 'his' | 'her' | 'their' | null {
  const before = textBefore(text, start, 30).toLowerCase().replace(/[’]/g, "'")
  if (/\b(?:i'm|i am|call me|calls me|my name(?:'s|s| is| was)) $/.test(before)) return 'my'
  const owner = /\b(his|her|their) name(?:'s|s| is| was) $/.exec(before)?.[1]
  return owner === 'his' || owner === 'her' || owner === 'their' ? owner : null
}

const notNames = new Set(
  (
    'i the a an which whose whom and but so then or if when what who why how where this that these those it he she we they you me ' +
    'him us them my your his our their not no yes ok okay yeah oh um er well now just here there all everyone ' +
    'everybody anyone someone nobody guys folks team again is was are were be been being am do did does done have ' +
    'has had can could will would shall should may might must to of in on at by for with from as like about into ' +
    'out up down off over very really too also only still even going gonna trying sorry sure good bad fine great ' +
    'more most some any every each one two three four five six seven eight nine ten monday tuesday wednesday ' +
    'thursday friday saturday sunday january february march june july august september october november december ' +
    'christmas easter eid ramadan british english welsh scottish irish northern polish romanian french german ' +
    'spanish italian portuguese indian pakistani bangladeshi chinese african caribbean american european asian ' +
    'black white muslim christian jewish hindu sikh buddhist catholic god jesus allah lord police nhs uk usa eu ' +
    'wales england scotland ireland london because after before since until while ever never always said says ' +
    'names name things stuff something nothing anything back home dead alive gone left right her hers mine yours'
  ).split(' '),
)
