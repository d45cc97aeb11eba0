import { makeFinder, type CuedRule, type Cues } from './cues.ts'
import { textBefore } from './folding.ts'
import type { Proposal, ReasonCode } from './proposal.ts'

type CodeRule = CuedRule & {
  reason: ReasonCode
  confidence: number
  /** Answers false for a match that is more likely ordinary words. `before` is in small letters. */
  accepts?: (match: string, before: string) => boolean
}

/**
 * Codes of letters and digits: postcodes, National Insurance numbers, IBANs, plates, driving licences,
 * prison numbers, and references that a word announces. `text` is folded.
 * Patterns are bounded, so that no text makes them walk more than a few characters twice.
 */
export function findCodes(text: string, cues: Cues): Proposal[] {
  const found: Proposal[] = []
  for (const { rule, match } of find(text, cues)) {
    const { reason, confidence, accepts } = rule
    const code = match.groups?.['code'] ?? match[0]
    const start = match.index + match[0].length - code.length
    if (accepts && !accepts(code, textBefore(text, start, 48).toLowerCase())) continue
    const entity = code.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
    found.push({ start, end: start + code.length, type: 'CODE', reason, confidence, entity })
  }
  return found
}

const isShouted = (code: string) => code === code.toUpperCase()
const countDigits = (code: string) => code.replace(/\D/g, '').length
const carCue = /\b(?:reg|registration|plate|car|van|bike|truck|vehicle|motor|lorry)\b[^.!?]{0,30}$/
const niCue = /\b(?:n\.?i\.?|nino|national insurance)\b[^.!?]{0,30}$/
const shortWords =
  /\b(?:THE|AND|FOR|BUT|NOT|YOU|ALL|CAN|HER|WAS|ONE|OUR|OUT|HAD|HAS|HIS|HOW|ITS|MAY|NEW|NOW|OLD|SEE|TWO|WAY|WHO|DID|GET|LET|SAY|SHE|TOO|USE|MAN|DAY|ARE)\b/

const wholeNi = /^[a-z]{2}[\s.-]{1,2}\d\d[\s.-]{0,2}\d\d[\s.-]{0,2}\d\d[\s.-]{0,2}[a-d]$/
/** What stands before or behind numbers in small letters without belonging to them: "at10 the", "in 12 30 45 a". */
const shortWordsSaid = new Set(
  (
    'am an as at be by do go he if in is it me my no of oh ok on or pm so to up us we ' +
    'ace act add ads age ago aid aim air ale all and ant any ape app apr apt arc are arm art ash ask ate aug awe axe bad bag ' +
    'ban bar bat bay bed bee beg bet bid big bin bit boo bow box boy bra bud bug bum bun bus but buy bye cab can cap car cat ' +
    'cos cow cry cub cup cut dad dam day dec den did die dig dim dip dog dot dry due dug dwp dye ear eat egg ego elf end era ' +
    'esa etc eve ewe eye fab fan far fat fax feb fed fee few fib fig fin fit fix flu fly foe fog for fox fri fry fun fur gag ' +
    'gap gas gay gel gem get gin god got gum gun gut guy gym had ham has hat hay hen her hey hid him hip his hit hmp hob hog ' +
    'hop hot how hrs hub hug hum hut ice ill imo ink inn its jab jam jan jar jaw jet job jog joy jug jul jun keg key kid kin ' +
    'kit lad lap law lay lbs led leg let lid lie lip lit log lol lot low mad man map mar mat max may men met mid min mix mob ' +
    'mon mop mph mrs mud mug mum nah nan nap net new nhs nil nod nor not nov now nun nut oak oar oct odd off oil old omg one ' +
    'opt our out owe owl own pad pan par pat paw pay pea pen per pet pie pig pin pip pit pls plz pop pot pub put ran rap rat ' +
    'raw ray red rib rid rip rob rod rot row rub rug run sad sat saw say sea see sep set sew she shy sin sip sir sit six ski ' +
    'sky sly sob son soy spa sum sun tag tan tap tar tax tea ten thu the thx tie tin tip toe ton too top toy try tub tue tug ' +
    'two urn use van vet via vie vow wax way web wed wee wet who why wig win wit wow yes yet you yrs zip zoo'
  ).split(' '),
)
const isShortWord = (said: string) => shortWordsSaid.has(said.toLowerCase())

const areas =
  'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G ' +
  'GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW ' +
  'OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD ' +
  'WF WN WR WS WV YO ZE'
const postcodeAreas = new Set(areas.split(' '))

function isOutward(code: string): boolean {
  return postcodeAreas.has(code.replace(/\d.*$/, '').toUpperCase())
}

export const codeRules: readonly CodeRule[] = [
  {
    first: '*',
    digitWithin: 2,
    reason: 'postcode',
    confidence: 0.95,
    pattern: /\b[A-Z]{1,2}\d[A-Z\d]?[\s.-]{0,4}\d[A-Z]{2}\b/iy,
    accepts: (code, before) => {
      if (/post\s?code|address/.test(before)) return true
      if (isShouted(code)) return true
      // In small letters "a1 2pm" and "m4 1st" are likelier than a postcode; C, I, K, M, O and V end none.
      return !/[cikmov]/i.test(code.slice(-2)) && !/[\s.-](?:1st|2nd|3rd|\dth)$/i.test(code)
    },
  },
  {
    first: '*',
    digitWithin: 4,
    reason: 'postcode',
    confidence: 0.8,
    pattern: /\b[A-Z](?: [A-Z])? \d(?: [A-Z\d])?[ ,]{1,2}\d[ ,]{1,2}[A-Z] [A-Z]\b/y,
  },
  {
    first: 'post',
    reason: 'postcode',
    confidence: 0.85,
    pattern:
      /\bpost\s?code(?:\s{0,2}(?:is|was|of|area|starts|starting|begins|with|:|=)){0,3}\s{1,3}(?<code>[A-Z]{1,2}\d{1,2}[A-Z]?)\b/iy,
  },
  {
    first: '*',
    digitWithin: 2,
    reason: 'postcode',
    confidence: 0.6,
    pattern: /\b[A-Z]{1,2}\d{1,2}(?=\s(?:post\s?code|area|district|estate)\b)/iy,
    accepts: isOutward,
  },
  {
    first: 'in from near to around of',
    digitWithin: 9,
    reason: 'postcode',
    confidence: 0.45,
    pattern: /\b(?:in|from|near|to|around|of)\s(?<code>[A-Z]{1,2}\d{1,2})\b(?!\s?[-/.]\s?\d)/y,
    // "Low in B12" is a vitamin, "from E10" a fuel.
    accepts: (code, before) => isOutward(code) && !/vitamin|\blow\b|petrol|jab/.test(before),
  },
  {
    first: '*',
    digitWithin: 6,
    reason: 'national-insurance-number',
    confidence: 0.95,
    pattern: /\b[A-Z]{2}[\s.-]{0,4}\d\d[\s.-]{0,4}\d\d[\s.-]{0,4}\d\d(?:[\s.-]{0,4}[A-D]\b|[A-Z]\b|\b)/iy,
    accepts: (code, before) =>
      /^[A-Z]{2}/.test(code) ||
      /^[a-z]{2}\d/i.test(code) ||
      (wholeNi.test(code) && !isShortWord(code.slice(0, 2))) ||
      niCue.test(before),
  },
  {
    first: '*',
    digitWithin: 4,
    reason: 'national-insurance-number',
    confidence: 0.9,
    pattern: /\b[A-Z] [A-Z](?: \d){6} [A-Z]\b/y,
  },
  {
    first: 'gb',
    digitWithin: 2,
    reason: 'iban',
    confidence: 0.97,
    pattern: /\bGB\d\d[\s-]{0,4}[A-Z]{4}(?:[\s-]{0,4}\d){14}\b/iy,
  },
  {
    first: '*',
    digitWithin: 2,
    reason: 'iban',
    confidence: 0.9,
    pattern:
      /\b[A-Z]{2}\d\d(?:\s{0,2}(?=[A-Z]{0,3}\d)[A-Z0-9]{4}|\s{0,2}[A-Z]{4}(?=\s{0,2}\d)){2,7}(?:\s{0,2}[A-Z0-9]{0,2}\d[A-Z0-9]{0,2})?\b/y,
    accepts: (code) => code.replace(/\s/g, '').length >= 15,
  },
  {
    first: '*',
    digitWithin: 2,
    reason: 'iban',
    confidence: 0.85,
    pattern: /\b[a-z]{2}\d\d[a-z0-9]{11,30}\b/iy,
    accepts: (code) => countDigits(code) >= 10,
  },
  {
    first: '*',
    digitWithin: 9,
    reason: 'driving-licence-number',
    confidence: 0.95,
    pattern: /\b[A-Z][A-Z9]{4}[\s-]{0,4}\d{6}[\s-]{0,4}[A-Z9]{2}[\s-]{0,4}[A-Z0-9]{3}\b/iy,
    accepts: (code, before) => isShouted(code) || /^\S+$/.test(code) || /\blicen[cs]e\b/.test(before),
  },
  {
    first: '*',
    digitWithin: 2,
    reason: 'vehicle-plate',
    confidence: 0.85,
    pattern: /\b[A-Z]{2}\d\d[\s-]{0,3}[A-Z]{3}\b/iy,
    accepts: (code, before) =>
      isShouted(code) ||
      !/\s/.test(code) ||
      carCue.test(before) ||
      !(isShortWord(code.slice(0, 2)) || isShortWord(code.slice(-3))),
  },
  {
    first: '*',
    digitWithin: 5,
    reason: 'vehicle-plate',
    confidence: 0.6,
    pattern: /\b(?:[a-z]\d{1,3}[\s-]?[a-z]{3}|[a-z]{3}[\s-]?\d{1,3}[a-z])\b/y,
    accepts: (code, before) => !isShortWord(/[a-z]{3}/.exec(code)![0]) && carCue.test(before),
  },
  {
    first: '*',
    digitWithin: 5,
    reason: 'vehicle-plate',
    confidence: 0.75,
    pattern: /\b(?:[A-Z]\d{1,3}[\s-]{0,2}[A-Z]{3}|[A-Z]{3}[\s-]{0,2}\d{1,3}[A-Z]|[A-Z]{3} \d{4})\b/y,
    accepts: (code, before) =>
      (!shortWords.test(code) && !/^\S+ (?:19|20)\d\d$/.test(code)) || carCue.test(before),
  },
  {
    first: 'reg plate',
    reason: 'vehicle-plate',
    confidence: 0.75,
    pattern:
      /\b(?:reg(?:istration)?|plate)(?:\s(?:number|plate|no\.?)){0,2}(?:\s?(?:is|was|:|,)){0,2}\s(?<code>(?=[a-z\d ]{0,6}\d)[a-z\d]{1,4}\s?[a-z\d]{1,4})\b/iy,
    accepts: (code) => /\d/.test(code) && /[a-z]/i.test(code),
  },
  {
    first: '*',
    digitWithin: 1,
    reason: 'reference-number',
    confidence: 0.9,
    pattern: /\b[A-Z]\d{4}[A-Z]{2}\b/iy,
  },
  {
    first: 'passport',
    reason: 'passport-number',
    confidence: 0.9,
    pattern:
      /\bpassport(?:\s{0,2}(?:number|no\.?|is|was|it's|:|#|=)){0,4}\s{0,3}(?<code>[A-Z]{0,2}[\s-]{0,2}\d(?:[\s-]{0,3}\d){5,8})\b/iy,
  },
  {
    first:
      'reference case claim account customer crime policy tenancy booking application license licence membership prison custody warrant crn utr pnc urn id password passcode hospital patient',
    reason: 'reference-number',
    confidence: 0.8,
    pattern:
      /\b(?:ref(?:erence)?|case|claim|account|customer|crime|policy|tenancy|booking|application|licen[cs]e|membership|prison(?:er)?|custody|warrant|CRN|UTR|PNC|URN|ID|password|passcode|hospital|patient)(?:\s{0,2}(?:number|no\.?|num|ref(?:erence)?|code|id|is|was|:|#|=|-)){0,4}\s{0,3}(?<code>(?=[A-Z/-]{0,12}\d)[A-Z0-9]{1,16}(?:[-/][A-Z0-9]{1,12}){0,4})\b/iy,
    accepts: (code) =>
      countDigits(code) >= 3 && /[A-Z]/i.test(code) && !/^\d+(?:st|nd|rd|th|am|pm|ish|s)$/i.test(code),
  },
  {
    first: '*',
    digitWithin: 24,
    reason: 'reference-number',
    confidence: 0.6,
    pattern: /\b[A-Z0-9]{7,24}\b/y,
    accepts: (code) => countDigits(code) >= 4 && /[A-Z]/.test(code),
  },
  {
    first: '*',
    digitWithin: 80,
    reason: 'reference-number',
    confidence: 0.6,
    pattern: /\b[A-Z0-9]{1,12}(?:[-/][A-Z0-9]{1,12}){1,5}\b/y,
    accepts: (code) => countDigits(code) >= 5 && /[A-Z]/.test(code),
  },
  {
    first: 'room rm cell ward wing pad bay houseblock landing hut flat apartment apt bedsit',
    digitWithin: 24,
    pattern:
      /\b(?:room|rm|cell|ward|wing|pad|bay|houseblock|landing|hut|flat|apartment|apt|bedsit)(?:\s(?:number|no\.?)|\s?:)?[\s-]?(?:[A-Z]{0,2}\d{1,4}(?:[-/]\d{1,3})?[A-Z]?|[A-Z][-/]\d{1,2}[-/]\d{1,2})\b(?!\s?(?:%|hours?|days?|weeks?|months?|years?|minutes?|people|of them|pounds|quid|pence|rate|fee))/iy,
    reason: 'room-number',
    confidence: 0.6,
  },
  {
    first: 'flat',
    reason: 'room-number',
    confidence: 0.5,
    pattern: /\b[Ff]lat\s[A-HJ-Z](?![\w'])/y,
  },
  {
    first: 'wing',
    pattern:
      /[Ww]ing\b(?<=(?<code>\b[A-H][\s-][Ww]ing|(?<=\b(?:on|in|from|to|of)\s)[a-h][\s-]wing(?!\s(?:and|of) (?:a|the) prayer)))/y,
    reason: 'room-number',
    confidence: 0.6,
    accepts: (code, before) => !/^a\swing/.test(code) || /\b(?:jail|prison|nick|landing)\b/.test(before),
  },
  {
    first: 'pc pcso dc ds wpc sc officer collar',
    digitWithin: 20,
    pattern: /\b(?:PC|PCSO|DC|DS|WPC|SC|officer|collar number)\s(?<code>\d{2,5})\b/iy,
    reason: 'reference-number',
    confidence: 0.75,
  },
  {
    first: 'end ends ending last incident log cad',
    digitWithin: 28,
    pattern:
      /\b(?:(?:ends?|ending)(?:\s(?:in|with))?|last four(?:\s(?:digits|numbers))?(?:\s(?:are|is|were))?|incident|log|cad)(?:\s(?:number|no\.?|ref))?\s(?<code>\d{4})\b/iy,
    reason: 'reference-number',
    confidence: 0.6,
    accepts: (code, before) =>
      !/^(?:19|20)\d\d$/.test(code) ||
      /card|account|number|phone|visa|debit|digits|incident|log|cad/.test(before),
  },
  {
    first: 'number no nr',
    digitWithin: 40,
    pattern:
      /\b(?:number|no\.|nr\.?)(?:\s\(\p{L}{1,14}\))?(?:\s(?:is|was)|:)?\s(?<code>[A-Z]{1,3}[-/]?\d{3,7}[A-Z]{0,2})\b/iuy,
    reason: 'reference-number',
    confidence: 0.7,
  },
  {
    first: '*',
    digitWithin: 6,
    pattern: /\b[A-Z]{2,4}[\s-]\d{5,8}(?:\s[A-Z])?\b(?!\s(?:people|men|women|staff|homes))/y,
    reason: 'reference-number',
    confidence: 0.4,
    accepts: (code) =>
      !code.endsWith('000') && !/^(?:THE|AND|FOR|WAS|WERE|GBP|EUR|USD|TO|OF|IS|IN|ON|AT|DOB)\b/.test(code),
  },
  {
    first: 'reference account case claim tenancy rent application number no home ho',
    digitWithin: 40,
    pattern:
      /\b(?:ref(?:erence)?|account|case|claim|tenancy|rent|application|number|no\.|home office|ho)(?:\s{0,2}(?:number|no\.?|ref(?:erence)?|account|is|was|:|#)){0,4}\s{0,3}(?<code>\d{2,9}(?:[/-]\d{1,7}){1,3}|[A-Z]\s\d{5,8})\b/iy,
    reason: 'reference-number',
    confidence: 0.75,
  },
  {
    first: '*',
    digitWithin: 4,
    pattern: /\b[A-Z]{2}(?:\s?[A-Z])?\s?\d{7}\b|\b[A-Z]\s?\d{7}\b|\b[a-z]{2}\d{7}\b/y,
    reason: 'reference-number',
    confidence: 0.6,
    accepts: (code) => !/^(?:AT|BY|IN|IS|OF|ON|TO)\b/.test(code),
  },
  {
    first: 'share evisa code',
    digitWithin: 40,
    pattern:
      /\b(?:share|evisa)(?:\scode)?(?:\s{0,2}(?:number|is|was|:)){0,3}\s{1,3}(?<code>(?=[A-Z\d\s-]{0,8}\d)[A-Z\d]{3}[\s-]?[A-Z\d]{3}[\s-]?[A-Z\d]{3})\b/iy,
    reason: 'reference-number',
    confidence: 0.85,
  },
  {
    first: '*',
    digitWithin: 1,
    pattern: /\b(?:[AC-FHKNPRTV-Y]\d\d|D6W)\s?(?=[A-Z]{0,3}\d)(?=\d{0,3}[A-Z])[\dAC-FHKNPRTV-Y]{4}\b/y,
    reason: 'postcode',
    confidence: 0.9,
  },
]

const find = makeFinder(codeRules)
