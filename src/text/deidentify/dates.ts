import { textBefore } from './folding.ts'
import type { Proposal, ReasonCode } from './proposal.ts'
import {
  dayOfMonth,
  festivals,
  months,
  monthsShort,
  numberSaid,
  ordinalSaid,
  seasons,
  weekdays,
  year,
} from './said-calendar.ts'

/**
 * Days, months and years somebody could be found by: "3rd of March 2019", "12/03/84", "last Tuesday", "three weeks
 * ago", "the week my mum died". `text` is folded. Confidence says how sure it is and how much it tells: a whole date
 * much, a day of the week little. What is said all day long ("Monday", "May", "last week") is looked for in a record only.
 */
export function findDates(text: string, profile: 'conversation' | 'record'): Proposal[] {
  const found: Proposal[] = []
  for (const { pattern, hint, reason, confidence, accepts, isForRecord } of rules) {
    if (isForRecord && profile !== 'record') continue
    if (hint && !hint.test(text)) continue
    for (const match of text.matchAll(pattern)) {
      const date = match.groups?.['date'] ?? match[0]
      const start = match.index + match[0].length - date.length
      const before = textBefore(text, start)
      if (accepts && !accepts(date, text.slice(start + date.length, start + date.length + 24), before))
        continue
      const isBirth = reason !== 'relative-date' && birthCue.test(before)
      found.push({
        start,
        end: start + date.length,
        type: 'DATE',
        confidence: isBirth ? 0.95 : confidence,
        reason: isBirth ? 'birth-date' : reason,
        entity: date.replace(/\s+/g, ' ').toLowerCase(),
      })
    }
  }
  return found
}

type DateRule = {
  pattern: RegExp
  /** A text without it has none of these: a cheap first look. */
  hint?: RegExp
  reason: ReasonCode
  confidence: number
  accepts?: (date: string, after: string, before: string) => boolean
  isForRecord?: boolean
}

const birthCue =
  /\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth\s?date|birthday|born)(?:[\s:,-]{1,3}(?:is|was|on|in|it's|the|back|a)\b){0,3}[\s:,-]{1,3}(?:the\s)?$/i
const monthHint =
  /january|february|march|april|may|june?|july?|august|\b(?:jan|feb|mar|apr|aug|sep|oct|nov|dec)/i
const agoHint = /\b(?:ago|back|last|earlier|later|time|next|previous)\b/i
const relative = String.raw`(?:\d{1,3}|${numberSaid}|a few|a couple of|several|some|an?|half an?|many)\s(?:(?:good|long|short|whole|or so|and a half)\s)?(?:hour|day|night|week|weekend|fortnight|month|year|decade|summer|winter|christmas)(?:e?s)?'?`
const unit = '(?:day|night|morning|afternoon|evening|week|weekend|month|year|summer|winter|christmas|easter)'
const happened =
  '(?:died|passed(?: away)?|(?:was|were|got) (?:born|married|divorced|killed|murdered|arrested|sentenced|evicted|sectioned|diagnosed|released|stabbed|shot|raped|attacked|taken(?: away)?|deported|sacked|made homeless)|married|divorced|split(?: up)?|broke up|came out|got out|moved (?:in|out|here|away)|went (?:to prison|inside|into care|into labour|to court|missing|away)|left (?:home|us|me|him|her|care|prison)|burnt? down|burned down|overdosed|relapsed|drowned|gave birth|had (?:my|his|her|our|the|a) (?:baby|stroke|accident|operation|fall)|walked out|lost (?:my|his|her|our|the) (?:baby|job|house|home|flat|kids|children))'
const who = "(?:I|we|he|she|they|(?:my|our|his|her|their|the) [\\p{L}'-]{2,20}(?: [\\p{L}'-]{2,20}){0,2}?)"

const isRealDay = (date: string) => {
  const [a = 0, b = 0, c = 0] = (date.match(/\d+/g) ?? []).map(Number)
  const [day, month] = a > 31 ? [c, b] : [a, b]
  return day >= 1 && day <= 31 && month >= 1 && month <= 12
}
/** "The 2 may be late", "we march 3 miles": a small may or march is one only beside an ending such as 3rd, or a year. */
const isMonth = (date: string) =>
  !/\b(?:may|mar(?:ch)?|dec|sep|jan|jun)\b/.test(date) ||
  /\d\s?(?:st|nd|rd|th)|\d{4}|\bof\b|\bthe\b|(?:th|rst|ond|ird)\b/.test(date)
/** "In 2000 people's homes": a number of things. */
const isNoAmount = (_date: string, after: string) =>
  !/^(?:[.,]\d|%|-\d{3}|\s?(?:people|pounds|quid|euros|dollars|homes|houses|words|miles|metres|units|times|hours|calories|degrees|kg|of them)\b)/i.test(
    after,
  )
const notUsual = (_date: string, after: string) => !/^(?:s\b|'s\b)/.test(after)

const rules: readonly DateRule[] = [
  {
    pattern: /(?<![\d/.-])\d{1,2}\s?([/.-])\s?\d{1,2}\s?\1\s?(?:(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d|\s?%)/g,
    reason: 'full-date',
    confidence: 0.85,
    accepts: isRealDay,
  },
  {
    pattern: /(?<![\d/.-])(?:19|20)\d\d([/.-])\d{1,2}\1\d{1,2}(?![\d/]|[.-]\d)/g,
    reason: 'full-date',
    confidence: 0.85,
    accepts: isRealDay,
  },
  {
    pattern: /(?<![\d/.-])\d{1,2} \d{1,2} (?:(?:19|20)\d\d|\d\d)(?!\d)|(?<!\d)\d{6}(?:\d\d)?(?!\d)/g,
    hint: /birth|born|\bd\.?o\.?b\b/i,
    reason: 'birth-date',
    confidence: 0.95,
    accepts: (_date, _after, before) => birthCue.test(before),
  },
  {
    pattern: new RegExp(
      `\\b(?:${weekdays},?\\s(?:the\\s)?)?(?:${dayOfMonth}|${ordinalSaid})[\\s-]{1,2}(?:day\\s)?(?:of\\s)?${monthsShort}(?:,?[\\s-]{1,2}${year})(?![\\p{L}\\d])`,
      'giu',
    ),
    hint: monthHint,
    reason: 'full-date',
    confidence: 0.9,
  },
  {
    pattern: new RegExp(
      `\\b(?:${weekdays},?\\s(?:the\\s)?)?(?:${dayOfMonth}|${ordinalSaid})[\\s-]{1,2}(?:day\\s)?(?:of\\s)?${monthsShort}(?![\\p{L}\\d'])`,
      'giu',
    ),
    hint: monthHint,
    reason: 'day-and-month',
    confidence: 0.6,
    accepts: isMonth,
  },
  {
    pattern: new RegExp(
      `\\b(?:${weekdays},?\\s)?${monthsShort}\\s(?:the\\s)?(?:${dayOfMonth}|${ordinalSaid})(?:(?:,\\s?|\\s)${year})?(?![\\p{L}\\d.,]*\\d)`,
      'giu',
    ),
    hint: monthHint,
    reason: 'day-and-month',
    confidence: 0.6,
    accepts: (date, after) => isMonth(date) && isNoAmount(date, after) && !/^\s(?:of|or)\b/.test(after),
  },
  {
    pattern: new RegExp(
      `\\b${ordinalSaid}\\sof\\sthe\\s${ordinalSaid}(?:,?\\s(?:${year}|${numberSaid}))?\\b`,
      'gi',
    ),
    hint: /\sof\sthe\s/i,
    reason: 'full-date',
    confidence: 0.6,
  },
  {
    pattern: new RegExp(`\\b(?:early\\s|late\\s|mid[\\s-])?${monthsShort},?\\s(?:of\\s|in\\s)?${year}`, 'gi'),
    hint: monthHint,
    reason: 'month',
    confidence: 0.7,
  },
  {
    pattern: new RegExp(
      `\\b(?:in|since|last|next|(?:end|start|beginning|middle) of|early|late|mid)[\\s-](?<date>${months})\\b(?!')`,
      'gi',
    ),
    hint: monthHint,
    reason: 'month',
    confidence: 0.3,
  },
  {
    pattern: new RegExp(
      `\\b(?:in|since|from|of|by|until|till|during|around|before|after|early|late|mid|year|circa)[\\s-](?<date>${year})`,
      'gi',
    ),
    hint: /\b(?:1[89]|20)\d\d|'\d\d|\b(?:nineteen|twenty|thousand)\b/i,
    reason: 'year',
    confidence: 0.5,
    accepts: (date, after) =>
      isNoAmount(date, after) && !(/^[a-z]/i.test(date) && /^\s?(?:to|minutes?|past)\b/.test(after)),
  },
  {
    pattern:
      /\b(?:the\s)?(?:(?:19|20)\d0s|(?:early |late |mid[ -])?(?:sixties|seventies|eighties|nineties|noughties))\b/gi,
    hint: /\d0s|ties\b/i,
    reason: 'year',
    confidence: 0.2,
    accepts: (date, _after, before) => /^the/i.test(date) || /\b(?:the|in)\s$/i.test(before),
  },
  {
    pattern: new RegExp(
      `\\b(?:last|next)\\s${weekdays}(?:\\s(?:morning|afternoon|evening|night))?\\b|\\b${weekdays}\\s(?:last|week|before last|gone)\\b`,
      'gi',
    ),
    hint: /day\b/i,
    reason: 'weekday',
    confidence: 0.35,
    accepts: notUsual,
  },
  {
    pattern: new RegExp(`\\bon\\s(?<date>${weekdays}(?:\\s(?:morning|afternoon|evening|night))?)\\b`, 'gi'),
    hint: /day\b/i,
    reason: 'weekday',
    confidence: 0.15,
    accepts: notUsual,
  },
  {
    pattern: new RegExp(`\\b(?:${festivals}|${seasons})(?:\\s(?:of|in))?,?\\s(?:the year\\s)?${year}`, 'gi'),
    reason: 'festival',
    confidence: 0.55,
    hint: /\d\d|thousand|nineteen|twenty/i,
  },
  {
    pattern: new RegExp(
      `\\b(?:last|next)\\s(?:${festivals}|${seasons})\\b|\\bthe\\s(?:${festivals}|${seasons})\\sbefore last\\b`,
      'gi',
    ),
    hint: agoHint,
    reason: 'festival',
    confidence: 0.3,
  },
  {
    pattern: new RegExp(
      `\\b(?:${relative}\\s(?:ago|earlier|before last)|(?:\\d{1,3}|${numberSaid})\\s(?:day|week|month|year)s\\sback|the\\s(?:day|night|week|weekend|month|year)\\sbefore\\s(?:last|yesterday)|this time last (?:week|month|year)|(?:a (?:week|fortnight)|a month|a year) (?:last|on|past) ${weekdays}|in (?:${relative})\\stime)\\b`,
      'gi',
    ),
    hint: agoHint,
    reason: 'relative-date',
    confidence: 0.35,
    accepts: (date) => !/hour/i.test(date),
  },
  {
    pattern: new RegExp(
      `\\bthe\\s(?:very\\s)?${unit}\\s(?:(?:that|when|after|before)\\s)?${who}\\s${happened}`,
      'giu',
    ),
    hint: /\bthe\s(?:very\s)?(?:day|night|morning|afternoon|evening|week|month|year|summer|winter|christmas|easter)/i,
    reason: 'life-event',
    confidence: 0.4,
  },
  {
    pattern: new RegExp(
      `\\b(?:when\\s(?:I|he|she|we|they)\\s(?:was|were)\\s(?:still\\s)?)?in\\s(?:year|grade|primary)\\s(?:\\d{1,2}|${numberSaid})\\b`,
      'gi',
    ),
    hint: /\bin\s(?:year|grade|primary)\s/i,
    reason: 'life-event',
    confidence: 0.3,
  },
  {
    pattern:
      /\b(?:on|by|until|till|before|after|since|from)\s(?<date>the\s(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?=[.,;!?)]|$|\s(?:and|at|to|or|but|I|we|they|he|she)\b)/gim,
    hint: /\dth|\dst|\dnd|\drd/i,
    reason: 'day-and-month',
    confidence: 0.15,
  },
  {
    pattern: new RegExp(
      `\\b(?:${weekdays}|(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:1[89]|20)\\d\\d)\\b`,
      'g',
    ),
    reason: 'year',
    confidence: 0.4,
    isForRecord: true,
    accepts: isNoAmount,
  },
  {
    pattern: new RegExp(
      `\\b${weekdays}\\b|\\byesterday\\b|\\b(?:last|next)\\s(?:night|week|month|year)\\b`,
      'gi',
    ),
    reason: 'relative-date',
    confidence: 0.15,
    isForRecord: true,
  },
]
