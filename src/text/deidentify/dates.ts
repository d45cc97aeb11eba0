import { makeFinder, type Cues } from './cues.ts'
import { isMonth, isNoAmount, notUsual, talkRules, type DateRule } from './dates-in-talk.ts'
import { textBefore } from './folding.ts'
import type { Proposal } from './proposal.ts'
import {
  dayOfMonth,
  festivals,
  festivalWords,
  fromEnd,
  months,
  monthsShort,
  monthWords,
  numberSaid,
  ordinalSaid,
  ordinalWords,
  relative,
  seasons,
  unit,
  unitWords,
  weekdays,
  weekdaysShort,
  weekdayWords,
  lifeEvent,
  who,
  year,
} from './said-calendar.ts'

/**
 * Days, months and years somebody could be found by: "3rd of March 2019", "12/03/84", "last Tuesday", "three weeks
 * ago", "the week my mum died". `text` is folded. Confidence says how sure it is and how much it tells: a whole date
 * much, a day of the week little. What is said all day long ("Monday", "May", "last week") is looked for in a record only.
 */
export function findDates(text: string, cues: Cues, profile: 'conversation' | 'record'): Proposal[] {
  const found: Proposal[] = []
  for (const { rule, match } of profile === 'record' ? findInRecord(text, cues) : findInTalk(text, cues)) {
    const { reason, confidence, accepts } = rule
    // What belongs to a date and stands before the word it is found by: "the" of "the eighties".
    const date = (match.groups?.['lead'] ?? '') + (match.groups?.['date'] ?? match[0])
    const start = match.index + match[0].length - date.length
    const before = textBefore(text, start)
    if (accepts && !accepts(date, text.slice(start + date.length, start + date.length + 24), before)) continue
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
  return found
}

const birthCue =
  /\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth\s?date|birthday|born)(?:[\s:,-]{1,3}(?:is|was|on|in|it's|the|back|a)\b){0,3}[\s:,-]{1,3}(?:the\s)?$/i
const isRealDay = (date: string) => {
  const [a = 0, b = 0, c = 0] = (date.match(/\d+/g) ?? []).map(Number)
  const [day, month] = a > 31 ? [c, b] : [a, b]
  return day >= 1 && day <= 31 && month >= 1 && month <= 12
}

export const dateRules: readonly DateRule[] = [
  {
    first: '#',
    pattern: /(?<![\d/.-])\d{1,2}\s?([/.-])\s?\d{1,2}\s?\1\s?(?:(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d|\s?%)/y,
    reason: 'full-date',
    confidence: 0.85,
    accepts: isRealDay,
  },
  {
    first: '#',
    pattern: /(?<![\d/.-])(?:19|20)\d\d([/.-])\d{1,2}\1\d{1,2}(?![\d/]|[.-]\d)/y,
    reason: 'full-date',
    confidence: 0.85,
    accepts: isRealDay,
  },
  {
    first: '#',
    pattern: /(?<![\d/.-])\d{1,2} \d{1,2} (?:(?:19|20)\d\d|\d\d)(?!\d)|(?<!\d)\d{6}(?:\d\d)?(?!\d)/y,
    reason: 'birth-date',
    confidence: 0.95,
    accepts: (_date, _after, before) => birthCue.test(before),
  },
  {
    first: `# ${weekdayWords} ${ordinalWords}`,
    pattern: new RegExp(
      `\\b(?:${weekdaysShort},?\\s(?:the\\s)?)?(?:${dayOfMonth}|${ordinalSaid})[\\s-]{1,2}(?:day\\s)?(?:of\\s|o'\\s|ae\\s)?${monthsShort}(?:,?[\\s-]{1,2}${year}|,?\\s(?:last|this|next)\\syear\\b)(?![\\p{L}\\d])`,
      'iuy',
    ),
    reason: 'full-date',
    confidence: 0.9,
  },
  {
    first: `# ${weekdayWords} ${ordinalWords}`,
    pattern: new RegExp(
      `\\b(?:${weekdaysShort},?\\s(?:the\\s)?)?(?:${dayOfMonth}|${ordinalSaid})[\\s-]{1,2}(?:day\\s)?(?:of\\s|o'\\s|ae\\s)?${monthsShort}(?![\\p{L}\\d'])`,
      'iuy',
    ),
    reason: 'day-and-month',
    confidence: 0.6,
    accepts: isMonth,
  },
  {
    first: `${weekdayWords} ${monthWords}`,
    pattern: new RegExp(
      `\\b(?:${weekdays},?\\s)?${monthsShort}\\s(?:the\\s)?(?:${dayOfMonth}|${ordinalSaid})(?:(?:,\\s?|\\s)${year})?(?![\\p{L}\\d.,]*\\d)`,
      'iuy',
    ),
    reason: 'day-and-month',
    confidence: 0.6,
    accepts: (date, after) => isMonth(date) && isNoAmount(date, after) && !/^\s(?:of|or)\b/.test(after),
  },
  {
    first: ordinalWords,
    pattern: new RegExp(
      `\\b${ordinalSaid}\\sof\\sthe\\s${ordinalSaid}(?:,?\\s(?:${year}|${numberSaid}))?\\b`,
      'iy',
    ),
    reason: 'full-date',
    confidence: 0.6,
  },
  {
    first: `early late mid ${monthWords}`,
    pattern: new RegExp(`\\b(?:early\\s|late\\s|mid[\\s-])?${monthsShort},?\\s(?:of\\s|in\\s)?${year}`, 'iy'),
    reason: 'month',
    confidence: 0.7,
  },
  {
    first: monthWords,
    pattern: new RegExp(
      `(?<=\\b(?:in|since|last|next|(?:end|start|beginning|middle) of|early|late|mid)[\\s-])${months}\\b(?!')`,
      'iy',
    ),
    reason: 'month',
    confidence: 0.3,
  },
  {
    first: 'in since from of by until till during around before after early late mid year circa',
    pattern: new RegExp(
      `\\b(?:in|since|from|of|by|until|till|during|around|before|after|early|late|mid|year|circa)[\\s-](?<date>${year})`,
      'iy',
    ),
    reason: 'year',
    confidence: 0.5,
    accepts: (date, after) =>
      isNoAmount(date, after) && !(/^[a-z]/i.test(date) && /^\s?(?:to|minutes?|past)\b/.test(after)),
  },
  {
    first: '# early late mid sixties seventies eighties nineties noughties',
    pattern:
      /(?<=(?<lead>\bthe\s)?)\b(?:(?:19|20)\d0s|(?:early |late |mid[ -])?(?:sixties|seventies|eighties|nineties|noughties))\b/iy,
    reason: 'year',
    confidence: 0.2,
    accepts: (date, _after, before) => /^the/i.test(date) || /\b(?:the|in)\s$/i.test(before),
  },
  {
    first: `last next ${weekdayWords}`,
    pattern: new RegExp(
      `\\b(?:last|next)\\s${weekdays}(?:\\s(?:morning|afternoon|evening|night))?\\b|\\b${weekdays}\\s(?:last|week|before last|gone)\\b`,
      'iy',
    ),
    reason: 'weekday',
    confidence: 0.35,
    accepts: notUsual,
  },
  {
    first: 'on',
    pattern: new RegExp(`\\bon\\s(?<date>${weekdays}(?:\\s(?:morning|afternoon|evening|night))?)\\b`, 'iy'),
    reason: 'weekday',
    confidence: 0.15,
    accepts: notUsual,
  },
  {
    first: `${festivalWords} spring summer autumn winter`,
    pattern: new RegExp(`\\b(?:${festivals}|${seasons})(?:\\s(?:of|in))?,?\\s(?:the year\\s)?${year}`, 'iy'),
    reason: 'festival',
    confidence: 0.55,
  },
  {
    first: 'last next before',
    pattern: new RegExp(
      `\\b(?:last|next)\\s(?:${festivals}|${seasons})\\b|\\bbefore last\\b(?<=(?<date>\\bthe\\s(?:${festivals}|${seasons})\\sbefore last))`,
      'iy',
    ),
    reason: 'festival',
    confidence: 0.3,
  },
  {
    first: `ago earlier back before time ${weekdayWords}`,
    pattern: fromEnd(
      `(?:ago|earlier|back|before (?:last|yesterday)|time(?: last (?:week|month|year))?|${weekdays})\\b`,
      `${relative}\\s(?:ago|earlier|before last)|(?:\\d{1,3}|${numberSaid})\\s(?:day|week|month|year)s\\sback|the\\s(?:day|night|week|weekend|month|year)\\sbefore\\s(?:last|yesterday)|this time last (?:week|month|year)|(?:a (?:week|fortnight)|a month|a year) (?:last|on|past) ${weekdays}|in (?:${relative})\\stime`,
    ),
    reason: 'relative-date',
    confidence: 0.35,
    accepts: (date) => !/hour/i.test(date),
  },
  {
    first: unitWords,
    pattern: new RegExp(
      `(?<=(?<lead>\\bthe\\s(?:very\\s)?))${unit}\\s(?:(?:that|when|after|before)\\s)?${who}\\s${lifeEvent}`,
      'iuy',
    ),
    reason: 'life-event',
    confidence: 0.4,
  },
  {
    first: 'when in',
    pattern: new RegExp(
      `\\b(?:when\\s(?:I|he|she|we|they)\\s(?:was|were)\\s(?:still\\s)?)?in\\s(?:year|grade|primary)\\s(?:\\d{1,2}|${numberSaid})\\b`,
      'iy',
    ),
    reason: 'life-event',
    confidence: 0.3,
  },
  {
    first: 'on by until till before after since from',
    pattern:
      /\b(?:on|by|until|till|before|after|since|from)\s(?<date>the\s(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?=[.,;!?)]|$|\s(?:and|at|to|or|but|I|we|they|he|she)\b)/imy,
    reason: 'day-and-month',
    confidence: 0.15,
  },
  {
    first: `# ${weekdayWords} ${monthWords}`,
    pattern: new RegExp(
      `\\b(?:${weekdays}|(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:1[89]|20)\\d\\d)\\b`,
      'y',
    ),
    reason: 'year',
    confidence: 0.4,
    isForRecord: true,
    accepts: isNoAmount,
  },
  {
    first: `${weekdayWords} yesterday last next`,
    pattern: new RegExp(
      `\\b${weekdays}\\b|\\byesterday\\b|\\b(?:last|next)\\s(?:night|week|month|year)\\b`,
      'iy',
    ),
    reason: 'relative-date',
    confidence: 0.15,
    isForRecord: true,
  },
]

const findInRecord = makeFinder(dateRules)
const findInTalk = makeFinder([...dateRules.filter(({ isForRecord }) => !isForRecord), ...talkRules])
