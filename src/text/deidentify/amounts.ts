import { makeFinder, type CuedRule, type Cues } from './cues.ts'
import type { Proposal, ReasonCode } from './proposal.ts'
import { numberSaid } from './said-calendar.ts'

/**
 * Sums of money, measures, numbers of people and lengths of time, as records hold them: "EUR 4,684.40", "26 km/h", "sixteen other
 * persons", "two years and one month". In conversation they are said all day long, and only sums that are large or exact are looked
 * for, which one person's letter or bank may know: "£347.20", "six hundred and ten quid". Folded text.
 */
export function findAmounts(text: string, cues: Cues, profile: 'conversation' | 'record'): Proposal[] {
  if (profile === 'conversation') {
    return findSums(text, cues).flatMap(({ rule, match }) => {
      const { lead = '', sum = match[0] } = match.groups ?? {}
      const end = match.index + match[0].length
      const told = lead + sum
      return rule.accepts(told) ? [amount(told, end - told.length, 'sum-of-money', rule.confidence)] : []
    })
  }
  const found: Proposal[] = []
  for (const { pattern, reason, confidence, notAfter } of rules) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      if (notAfter?.test(text.slice(Math.max(0, start - 30), start))) continue
      found.push(amount(match[0].trimEnd(), start, reason, confidence))
    }
  }
  return found
}

function amount(said: string, start: number, reason: ReasonCode, confidence: number): Proposal {
  const entity = said.replace(/\s+/g, ' ').toLowerCase()
  return { start, end: start + said.length, type: 'QUANTITY', confidence, reason, entity }
}

type Rule = { pattern: RegExp; reason: ReasonCode; confidence: number; notAfter?: RegExp }

const figure = '\\d{1,3}(?:[.,\\s]\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d{1,2})?(?!\\d)'
const many = '(?:\\s?(?:k|m|bn|thousand|million|billion)\\b)?'
const codes =
  'GBP|EUR|USD|CHF|DEM|ATS|FRF|ITL|ESP|BEF|NLG|IEP|PLN|PLZ|TRL|TRY|YTL|SEK|NOK|DKK|FIM|CZK|SKK|HUF|RON|ROL|BGN|HRK|RSD|UAH|RUB|RUR|CYP|GRD|CAD|AUD|NGN|PKR|INR|BDT|GHS|KES|ZAR|JPY|CNY'
const coins =
  '(?:pounds?(?:\\ssterling)?|euros?|dollars?|pence|quid|francs?|marks?|schillings?|zlotys?|lir[ae]s?|kron(?:or|er|a|ur)|crowns?|roubles?|rubles?|rupees?|naira|forints?|pesetas?|guilders?|drachmas?|dinars?|leva?)'
const spelt = `(?:${numberSaid}(?:\\s(?:hundred|thousand|million)(?:\\sand\\s${numberSaid})?)?|(?:a|one|several)\\s(?:hundred|thousand|million))`
const measures =
  '(?:km/h|mph|km|kms|kilomet(?:re|er)s?|met(?:re|er)s?|miles?|sq(?:uare)?\\.?\\s?(?:m|met(?:re|er)s|feet|ft|miles|kilomet(?:re|er)s)|m[²2]|hectares?|acres?|kg|kilos?|kilograms?|grams?|tonnes?|stone|lbs?|lit(?:re|er)s?|pages?|tablets?)'
const folk =
  '(?:persons?|people|children|sons|daughters|brothers|sisters|siblings|grandchildren|defendants|suspects|accused|co-defendants|witnesses|victims|employees|workers|members|residents|tenants|prisoners|detainees|inmates|families|hearings|occasions|letters|envelopes|decisions|convictions|offences|appointments|plots|houses|flats|shops|apartments)'
const span = `(?:\\d{1,3}|${numberSaid})(?:\\sand\\sa\\shalf)?\\s(?:days?|weeks?|months?|years?)`

const rules: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?:[£$€¥₺]\\s?(?:${figure})${many}|\\b(?:${codes})\\s?(?:${figure})${many}|(?<![\\d.,/])(?:${figure}|${spelt})${many}(?:\\s\\p{Lu}\\p{Ll}{2,12})?\\s(?:${coins}|${codes})\\b(?:\\s\\((?:${codes})\\))?)`,
      'giu',
    ),
    reason: 'sum-of-money',
    confidence: 0.6,
  },
  {
    pattern: new RegExp(`(?<![\\d.,/])(?:${figure})\\s?(?:%|per\\s?cent\\b)`, 'gi'),
    reason: 'amount',
    confidence: 0.3,
  },
  {
    pattern: new RegExp(`(?<![\\d.,/])(?:${figure}|${numberSaid})\\s?${measures}(?![\\p{L}\\d])`, 'giu'),
    reason: 'amount',
    confidence: 0.3,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.,/-])\\b(?:\\d{1,4}|${numberSaid}(?:[\\s-]${numberSaid})?)\\s(?:(?:other|further|more|young|small|minor|adult)\\s)?${folk}\\b`,
      'gi',
    ),
    reason: 'amount',
    confidence: 0.25,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.,/-])\\b${span}(?:,?\\s(?:and\\s)?${span})*(?!\\s(?:ago|old|earlier|later))`,
      'gi',
    ),
    reason: 'length-of-time',
    confidence: 0.25,
    // What a law gives everybody says nothing about one person.
    notAfter:
      /\b(?:within|every|each|per|at least|less than|more than|up to|minimum of|maximum of|than|aged?|period of|the age of)\s(?:a\s|the\s)?$/i,
  },
]

/** A rent or a fine in hundreds is anybody's; to the pound, with its pence, or in thousands it is somebody's. */
function isTelling(sum: string): boolean {
  const value = Number(/\d[\d,]*(?:\.\d+)?/.exec(sum)?.[0].replaceAll(',', '') ?? 0)
  if (/k\b|grand|thousand|million/i.test(sum)) return true
  const pence = Math.round(value * 100) % 100
  return value >= 1000 || (value >= 20 && pence % 50 !== 0) || (value >= 100 && value % 50 !== 0)
}

const coin = '(?:pounds?|quid|euros?|dollars?|grand)'
const endsWithCoin = new RegExp(`${coin}$`, 'i')
const hundreds = `(?:${numberSaid}|an?)\\shundred\\sand\\s${numberSaid}`
const thousands = `(?:(?:${numberSaid}|an?)\\shundred(?:\\sand\\s${numberSaid})?|${numberSaid}|a)\\s(?:thousand|million)(?:,?\\s(?:and\\s)?(?:${hundreds}|(?:${numberSaid}|an?)\\shundred|${numberSaid}))?`

export const sumRules: readonly (CuedRule & { confidence: number; accepts: (sum: string) => boolean })[] = [
  {
    first: '#',
    pattern:
      /(?<=(?<lead>[£€$]\s?))\d+(?:,\d{3})*(?:\.\d{1,2}(?!\d))?(?:\s?(?:k|grand|thousand|million)\b)?/iy,
    confidence: 0.25,
    accepts: isTelling,
  },
  {
    first: '#',
    pattern: new RegExp(`(?<![£€$.,\\d]\\s?)\\d+(?:,\\d{3})*(?:\\.\\d{1,2}(?!\\d))?k?\\s?${coin}\\b`, 'iy'),
    confidence: 0.25,
    accepts: isTelling,
  },
  {
    first: 'pound pounds quid euros dollars grand',
    pattern: new RegExp(
      `${coin}\\b(?:\\s(?:and\\s)?${numberSaid}(?=\\s?(?:p|pence)\\b|[,.;!?]))?(?<=(?<sum>\\b(?:${hundreds}|${thousands}|${numberSaid})\\s${coin}(?:\\s(?:and\\s)?${numberSaid})?))`,
      'iy',
    ),
    confidence: 0.25,
    accepts: (sum) => /hundred|thousand|million/i.test(sum) || !endsWithCoin.test(sum),
  },
]
const findSums = makeFinder(sumRules)
