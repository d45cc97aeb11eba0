import type { Proposal, ReasonCode } from './proposal.ts'
import { numberSaid } from './said-calendar.ts'

/**
 * Sums of money, measures, numbers of people and lengths of time, as records hold them: "EUR 4,684.40", "26 km/h", "sixteen other
 * persons", "two years and one month". Folded text. In conversation they are said all day long and are not looked for.
 */
export function findAmounts(text: string): Proposal[] {
  const found: Proposal[] = []
  for (const { pattern, reason, confidence, notAfter } of rules) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const amount = match[0].trimEnd()
      if (notAfter?.test(text.slice(Math.max(0, start - 30), start))) continue
      const entity = amount.replace(/\s+/g, ' ').toLowerCase()
      found.push({ start, end: start + amount.length, type: 'QUANTITY', confidence, reason, entity })
    }
  }
  return found
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
