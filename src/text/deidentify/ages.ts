import { makeFinder, type CuedRule, type Cues } from './cues.ts'
import type { Proposal } from './proposal.ts'
import { numberSaid, numberSaidWords, ordinalWords } from './said-calendar.ts'

/** How old somebody is or was: "aged 7", "a 6 year old", "I'm 47", "turned eighteen", "in my forties". Folded text. */
export function findAges(text: string, cues: Cues): Proposal[] {
  const found: Proposal[] = []
  for (const { rule, match } of find(text, cues)) {
    const age = (match.groups?.['lead'] ?? '') + (match.groups?.['age'] ?? match[0])
    const end = match.index + match[0].length
    // One character alone is no stretch: "is 6" is.
    const verb = age.length === 1 ? (/[\p{L}']+,?\s$/u.exec(match[0].slice(0, -1))?.[0].length ?? 0) : 0
    const start = end - age.length - verb
    const years = /\d+/.exec(age)?.[0]
    if (years && Number(years) > 115) continue
    const entity = age.replace(/\s+/g, ' ').toLowerCase()
    found.push({ start, end, type: 'AGE', confidence: rule.confidence, reason: 'age', entity })
  }
  return found
}

const number = `(?:\\d{1,3}|${numberSaid})`
/** "And a bit", "and four days", "ish": what people add to an age. */
const tail = `(?:\\s?-?ish|\\sodd|\\sand\\s(?:a\\s(?:bit|half)|\\d{1,2}\\s(?:months|days|weeks)|${numberSaid}\\s(?:months|days|weeks)))?`
/** What may follow an age and not a number of things: "I was 20 and", not "I was 20 minutes". */
const ends =
  '(?=(?:\\syears?)?\\s?[;!?)\\]…\\n]|\\syears?[.,]|[.,](?!\\d)|-\\s|\\s-|$|\\s(?:and|when|now|then|but|so|today|next|this|last|in|at|years?[\\s-]old|years?\\s(?:of age|and|he|she|I|we)|love|pal|mate|hen|duck|man|bro|son|or so|ish|I|he|she|we|they|my|because|by|with|before|after|already|yesterday)\\b)(?!\\s(?:in|of) (?:the|a) (?:row|queue)|\\sand a half (?:hours?|miles?|days?|weeks?|months?))'
const nearly =
  '(?:(?:only|just|about|nearly|almost|over|around|turning|now|still|like|maybe|barely|even|at least|gonna be|going to be)\\s){0,2}'
const kin =
  'son|daughter|brother|sister|mum|mam|mother|dad|father|nan|gran|grandad|husband|wife|partner|boyfriend|girlfriend|cousin|niece|nephew|kid|boy|girl|lad|lass|baby|eldest|youngest|oldest|twins|little one'
const ordinalOfAge =
  '(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie|thirtie|fortie|fiftie|sixtie|seventie|eightie|ninetie|hundred)th)'
const decades = "(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|'?[2-9]0'?s)"

export const ageRules: readonly (CuedRule & { confidence: number })[] = [
  {
    first: `# ${numberSaidWords}`,
    pattern: new RegExp(
      `(?<![\\w.,])${number}(?:\\s(?:and a half|or ${number}))?[\\s-]?(?:(?:years?|yrs?|months?|weeks?)[\\s-]olds?|y[/.]?o|years of age)\\b`,
      'iy',
    ),
    confidence: 0.65,
  },
  {
    first: 'aged age',
    pattern: new RegExp(
      `\\b(?:aged|(?<=(?<lead>(?:\\b(?:at|from|by|until|since|under|before)\\s)?(?:\\bthe\\s)?))age(?:\\sof|:|\\sis|\\swas)?)\\s(?:about\\s|only\\s|just\\s)?${number}(?![\\w.]*\\d|\\s(?:people|pages|of)\\b)`,
      'iy',
    ),
    confidence: 0.6,
  },
  {
    first: 'I he she you who im hes shes',
    pattern: new RegExp(
      `\\b(?:I'm|I am|I was|I'll be|I'd be|I'd been|(?:he|she)(?:'s|'ll be| is| was| were| will be| would be)|you're|you were|who(?:'s|\\sis|\\swas)|im|hes|shes)\\s${nearly}(?<age>(?:1\\d|[2-9]\\d|[3-9]|10\\d|(?!(?:one|two)\\b(?!-))${numberSaid})${tail})${ends}`,
      'iy',
    ),
    confidence: 0.5,
  },
  {
    first: kin.replaceAll('|', ' '),
    pattern: new RegExp(
      `(?<=\\b(?:my|our|his|her|their|the)\\s(?:(?:older|younger|little|big|eldest|youngest)\\s)?)(?:${kin})(?:'s|\\sis|\\swas|\\sare|\\swere|\\sturned|,\\swho's|,\\swho\\s(?:is|was)|,)\\s${nearly}(?<age>${number}${tail})${ends}`,
      'iy',
    ),
    confidence: 0.55,
  },
  {
    first: 'turn reach hit',
    pattern: new RegExp(`\\b(?:turn(?:ed|ing|s)?|reach(?:ed)?|hit)\\s(?<age>${number}${tail})${ends}`, 'iy'),
    confidence: 0.5,
  },
  {
    first: `# ${ordinalWords} twentieth thirtieth hundredth`,
    pattern: new RegExp(
      `(?:\\d{1,2}(?:st|nd|rd|th)|${ordinalOfAge})(?:\\sbirthday\\b|(?<=th)(?=\\s?[,.;!?)]|\\sand\\s))(?<=(?<age>\\b(?:my|his|her|our|their|your)\\s(?:\\d{1,2}(?:st|nd|rd|th)|(?:[a-z]{4,7}[\\s-])?${ordinalOfAge})(?:\\sbirthday)?))`,
      'iy',
    ),
    confidence: 0.6,
  },
  {
    first: 'in',
    pattern: new RegExp(
      `\\bin\\s(?:my|his|her|their|our)\\s(?:(?:early|mid|late|middle)[\\s-])?${decades}(?!\\w)`,
      'iy',
    ),
    confidence: 0.4,
  },
  {
    first: 'at',
    pattern: new RegExp(
      `\\bat\\s(?:just\\s|only\\s)?(?:1[3-9]|[2-9]\\d|(?:${numberSaid}(?<=teen|ty|ty.(?:one|two|three|four|five|six|seven|eight|nine))))(?=,?\\s(?:I|he|she|we|they|you|my|your|his|her|with|wiv|and|from|so|out of|then)\\s|[.!?](?:\\s|$)|,\\s(?:and|but|when|because)\\s|\\n|$)`,
      'iy',
    ),
    confidence: 0.3,
  },
  {
    first: '#',
    pattern:
      /(?<=(?:\b\p{Lu}[\p{Ll}'-]{1,20}|\b(?:man|woman|lady|gentleman|boy|girl|lad|lass|mum|dad|single|new)|[-–—]\s?\p{Ll}{3,20})(?:,\s|\s\())(?:[1-9]\d(?:ish)?|\d{1,2}(?:(?:,|\sand|,\sand)\s\d{1,2}){1,3})(?=,\s?\p{Ll}|,\s(?:I|he|she)\b|\)|\s?(?:$|\n)|\snow\b)/muy,
    confidence: 0.35,
  },
  {
    first: 'man woman lady gentleman boy girl lad lass child kid person bloke fella guy',
    pattern: new RegExp(
      `\\b(?:man|woman|lady|gentleman|boy|girl|lad|lass|child|kid|person|bloke|fella|guy)\\sof\\s(?:about\\s|only\\s|just\\s)?(?<age>${number})(?!\\s(?:words|them|us|my|the|his|her)\\b)\\b`,
      'iy',
    ),
    confidence: 0.5,
  },
  {
    first: 'nearly almost just pushing coming going rising',
    pattern: new RegExp(
      `\\b(?:nearly|almost|just (?:turned|gone)|pushing|coming up(?: to)?|going on|rising)\\s(?:1[3-9]|[2-9]\\d|(?!(?:${'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'})\\b(?!-))${numberSaid})(?=\\s?[.;!?)…\\n]|,\\s|$|\\s(?:and|when|now|then|but|so|I|he|she|they)\\b)`,
      'iy',
    ),
    confidence: 0.2,
  },
  {
    first: 'early mid late',
    pattern: new RegExp(
      `(?<!\\bthe\\s)\\b(?:early|mid|late)(?:(?:\\sto\\s|\\/|-)(?:mid|late))?[\\s-]${decades}(?!\\w)`,
      'iy',
    ),
    confidence: 0.4,
  },
  {
    first: 'wee little young small kid child teenager',
    pattern: new RegExp(
      `\\b(?:wee|little|young|small|kids|(?<=\\ba )(?:kid|child|teenager)),?\\s(?:about\\s|like\\s|maybe\\s|only\\s)?(?<age>${number}(?:\\s(?:or|to|maybe)\\s${number})?)(?=\\s?[,.;!?)\\n]|$)`,
      'iy',
    ),
    confidence: 0.35,
  },
]

const find = makeFinder(ageRules)
