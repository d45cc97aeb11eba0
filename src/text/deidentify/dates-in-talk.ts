import type { CuedRule } from './cues.ts'
import type { ReasonCode } from './proposal.ts'
import {
  festivals,
  fromEnd,
  festivalWords,
  lifeEvent,
  months,
  monthsShort,
  monthWords,
  numberSaid,
  ordinalSaid,
  ordinalWords,
  seasons,
  unitWords,
  weekdays,
  weekdaysShort,
  weekdayWords,
  who,
  year,
} from './said-calendar.ts'

export type DateRule = CuedRule & {
  reason: ReasonCode
  confidence: number
  accepts?: (date: string, after: string, before: string) => boolean
  isForRecord?: boolean
}

/** "The 2 may be late", "we march 3 miles": a small may or march is one only beside an ending such as 3rd, or a year. */
export const isMonth = (date: string) =>
  !/\b(?:may|mar(?:ch)?|dec|sep|jan|jun)\b/.test(date) ||
  /\d\s?(?:st|nd|rd|th)|\d{4}|\bof\b|\bthe\b|(?:th|rst|ond|ird)\b/.test(date)
/** "In 2000 people's homes": a number of things. */
export const isNoAmount = (_date: string, after: string) =>
  !/^(?:[.,]\d|%|-\d{3}|\s?(?:people|pounds|quid|euros|dollars|homes|houses|words|miles|metres|units|times|hours|calories|degrees|kg|of them)\b)/i.test(
    after,
  )
/** "On Mondays", "every Tuesday", "on a Sunday": what comes round is no day of the calendar. */
export const notUsual = (_date: string, after: string, before = '') =>
  !/^(?:s\b|'s\b)/.test(after) &&
  (/\b(?:was|is|were)\s(?:on\s)?a\s$/i.test(before) ||
    !/\b(?:every|each|most|some|any|other|a|an|per|alternate|first|last|second|third|fourth)\s$/i.test(
      before,
    ))
/** "The 2nd floor", "the 3rd time". */
const isNoOrder = (_date: string, after: string) =>
  !/^[\s-](?:floor|time|one|go|try|page|flat|room|house|door|week|month|year|half|person|child|baby|attempt|visit|night|anniversary|birthday|century|round|stage|class|division|place|party|world|generation|hand|of them|of four|of three|[A-Z])/.test(
    after,
  )
const ofOne =
  'funeral|wedding|christening|baptism|inquest|trial|hearing|sentencing|birthday|operation|accident|stroke|death|graduation|leaving do|wake|cremation|nikah|bar mitzvah|bat mitzvah'
const happening = `(?:${ofOne})`
/** What happens to one person or one place, so that whoever knows of it knows the day. */
const anyEvent = `(?:${ofOne}|fires?|flood(?:s|ing)?|storm|explosion|crash|blaze|collapse|earthquake|riots?|raid|eviction|robbery|burglary|break-?in|attack|assault|rape|stabbing|shooting|murder|killing|bombing|march|strike|lockdown|election|referendum|coronation|jubilee|war|coup|release|birth|scan|op|surgery|transplant|amputation|chemo|divorce|separation|break-?up|diagnosis|arrest|sentence|verdict|court case|overdose|relapse|detox|rehab|miscarriage|adoption|engagement|retirement|redundancy|interview|move|crossing|burial|memorial|anniversary)`
const dayOrTime = `(?:day|night|morning|afternoon|evening|weekend|week|fortnight|month|year|summer|winter|spring|autumn|${weekdays}|${months})`
const ofWhom =
  "(?:(?:the|that|this|my|his|her|our|their|your|an?)|(?:the\\s)?\\p{Lu}[\\p{L}-]{1,20}'s)(?:\\s(?!and\\b|or\\b|but\\b|we\\b|he\\b|she\\b|they\\b|that\\b)[\\p{L}-]{2,20}(?:'s)?){0,2}?"
const aStretch = `(?:\\d{1,3}|${numberSaid}|an?|a few|a couple of|several|some)\\s(?:days?|nights?|weeks?|weekends?|fortnight|months?|years?|summers?|winters?)`
const andThen = '(?:\\s(?:came|was born|arrived|left|died|started|shut|closed|opened|ended|began|finished))?'
const whose =
  "(?:(?:my|his|her|our|their|your)(?:\\s[\\p{L}-]{2,20}'?s?){0,2}|(?:the\\s)?\\p{Lu}[\\p{L}-]{1,20}'s)"
const stretchOfDay = '(?:\\s(?:morning|afternoon|evening|night|dinnertime|teatime))?'

/**
 * What is said of days in talk, messages and letters. A person's "in" belongs to the date here, and words said all day
 * long have so little chance to tell anything that only who asks for them is shown them.
 */
export const talkRules: readonly DateRule[] = [
  {
    first: monthWords,
    pattern: new RegExp(
      `(?<=(?<lead>\\bin\\s(?:(?:early|late|mid|about|around)[\\s-]|the\\s)?))${monthsShort}(?:,?\\s(?:of\\s)?(?:${year}|(?:this|last|next|that)\\syear))?(?![\\p{L}\\d'])`,
      'iuy',
    ),
    reason: 'month',
    confidence: 0.4,
    accepts: (date, after) => isNoAmount(date, after) && !/^in\s(?:dec|mar|sep|jan|jun)$/.test(date),
  },
  {
    first: 'in',
    pattern: new RegExp(`\\bin\\s(?:(?:early|late|mid|about|around)[\\s-])?${year}(?![\\p{L}\\d'])`, 'iuy'),
    reason: 'year',
    confidence: 0.5,
    accepts: (date, after) =>
      isNoAmount(date, after) && !(/[a-z]$/i.test(date) && /^\s?(?:to|minutes?|past)\b/.test(after)),
  },
  {
    first: monthWords,
    pattern: new RegExp(
      `(?<=\\b(?:after|before|until|till|by|from|to|during|around|since|of|this|that)\\s)${months}\\b(?!')`,
      'iy',
    ),
    reason: 'month',
    confidence: 0.25,
    accepts: (date) => !/^(?:may|march|august)$/.test(date),
  },
  {
    first: monthWords,
    pattern: new RegExp(
      `\\b${monthsShort}\\s?(?:to|until|till|through to|-)\\s?(?:${monthsShort}|${festivals}|now)\\b`,
      'iy',
    ),
    reason: 'month',
    confidence: 0.4,
  },
  {
    first: '#',
    pattern: /(?<![\d£$€/.,:#-])(?:19[3-9]\d|20[0-3]\d)(?![\d/%]|[.,:-]\d|-\p{L})/uy,
    reason: 'year',
    confidence: 0.15,
    accepts: (date, after, before) =>
      isNoAmount(date, after) && !/\b(?:room|cell|page|flat|number|no\.?|ref|pc)\s$/i.test(before),
  },
  {
    first: 'back end start beginning middle turn nineteen twenty',
    pattern: new RegExp(
      `(?<=(?<lead>\\bthe\\s(?=back|end|start|beginning|middle|turn))?)\\b(?:(?:back end|end|start|beginning|middle|turn)\\sof\\s(?:${year}|${months}|the\\s${seasons})|nineteen[\\s-](?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\\s-](?:one|two|three|four|five|six|seven|eight|nine))?|twenty[\\s-](?:(?:oh|o)[\\s-](?:one|two|three|four|five|six|seven|eight|nine)|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))\\b`,
      'iy',
    ),
    reason: 'year',
    confidence: 0.25,
    accepts: (_date, after) => !/^\s?(?:to|minutes?|past|people|quid|pounds)\b/.test(after),
  },
  {
    first: '#',
    pattern: /(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])\/(?:0?[1-9]|1[0-2])(?![\d/]|\s?%|\.\d)/y,
    reason: 'day-and-month',
    confidence: 0.3,
    accepts: (date, _after, before) =>
      (Number(date.split('/')[0]) > 12 && date !== '24/7') ||
      /\b(?:on|by|until|till|since|before|after|from|dated?|due|expires?|expired|the)\s$/i.test(before),
  },
  {
    first: weekdayWords,
    pattern: new RegExp(
      `(?<=(?<lead>\\b(?:the|this|that)\\s)?)\\b${weekdaysShort}(?:\\s(?:just gone|coming|coming up))?${stretchOfDay}(?:\\s(?:before|after)\\s(?:${festivals}|last|${who}\\s${lifeEvent}))?(?![\\p{L}\\d-])`,
      'iuy',
    ),
    reason: 'weekday',
    confidence: 0.08,
    accepts: (date, after, before) =>
      notUsual(date, after, before) &&
      !/^(?:(?:the|this|that)\s)?(?:sun|sat|mon|wed|fri|thu|tue)$/.test(date.replace(/\.$/, '')) &&
      !(/^(?:(?:the|this|that)\s)?(?:sat|sun)\b/i.test(date) && /^\s?\p{Ll}/u.test(after)),
  },
  {
    first: 'born',
    pattern: new RegExp(`\\bborn\\s(?:on\\s)?an?\\s(?<date>${weekdays})\\b`, 'iy'),
    reason: 'weekday',
    confidence: 0.3,
  },
  {
    first: `${festivalWords} spring summer autumn winter`,
    pattern: fromEnd(
      `(?:${festivals}|${seasons})(?:s?\\s(?:ago|back))?(?![\\p{L}-])`,
      `(?:(?:the\\s)?(?:${ordinalSaid}|last|\\d{1,2}(?:st|nd|rd|th))\\s(?:day|night|week)\\sof\\s)?(?:this\\s|that\\s)?${festivals}|(?:\\d{1,2}|two|three|four|five|six|a few)\\s(?:${festivals}|${seasons})s?\\s(?:ago|back)|(?:this|that|by the|since the|before the|after the)\\s${seasons}`,
    ),
    reason: 'festival',
    confidence: 0.12,
    accepts: (date, after, before) =>
      !/^(?:lent|holi|advent|christmas|xmas|easter|new year|halloween|bank holiday)$/i.test(date) &&
      !/^\s(?:dinner|cake|eggs?|cards?|presents?|tree|mubarak|jumper)/i.test(after) &&
      !/\b(?:every|each|happy|merry|most)\s$/i.test(before),
  },
  {
    first: 'christmas xmas easter new halloween bank',
    pattern: /\b(?:christmas|xmas|easter|new year|halloween|bank holiday)\b/iy,
    reason: 'festival',
    confidence: 0.04,
  },
  {
    first: ordinalWords,
    pattern: new RegExp(
      `(?<=(?<lead>\\bthe\\s|\\bthat\\s(?=(?:first|second)\\s(?:world\\s)?(?:war|lockdown)\\b))?)\\b(?:${ordinalSaid}\\s(?:day|week|month)\\sof\\s(?:term|school|ramadan|lockdown|the\\smonth|the\\s(?:autumn|spring|summer|winter)\\sterm)|(?<=\\b(?:the|that)\\s)(?:first|second)\\s(?:world\\s)?(?:war|lockdown))\\b`,
      'iy',
    ),
    reason: 'festival',
    confidence: 0.2,
  },
  {
    first: '#',
    pattern:
      /(?<=(?<lead>\bthe\s))(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?=\s?(?:[.,;!?)]|$)|\s(?:and|at|to|or|but|for|in|of\s(?:this|last|next|the\smonth)|I|we|they|he|she|it|yes|no|if|when|please|then|having|with|because|cos|there)\b)/imy,
    reason: 'day-and-month',
    confidence: 0.2,
    accepts: isNoOrder,
  },
  {
    first:
      'eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth',
    pattern:
      /(?<=(?<lead>\bthe\s)?)\b(?<date>(?:eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[\s-]first)(?:,?\sof\s(?:the\smonth(?:\sof\s\p{Lu}\p{Ll}+)?|this month|last month|next month))?)(?![\p{L}-])/iuy,
    reason: 'day-and-month',
    confidence: 0.15,
    accepts: isNoOrder,
  },
  {
    first: `when after before since until ${monthWords} spring summer autumn winter ${weekdayWords} time day week year month night`,
    pattern: new RegExp(
      `\\b(?:when|after|before|since|until|(?<=(?<lead>\\bthe\\s))(?:${months}|${seasons}|${weekdays}|time|day|week|year|month|night)(?:\\sof\\sthe\\syear)?(?:\\s(?:that|when|after|before))?)\\s${who}\\s${lifeEvent}`,
      'iuy',
    ),
    reason: 'life-event',
    confidence: 0.3,
  },
  {
    first: 'day night morning week weekend month year after before since until till at from',
    pattern: new RegExp(
      `(?<=(?<lead>\\bthe\\s))(?:day|night|morning|week|weekend|month|year)\\s(?:of|before|after)\\s${whose}\\s${happening}\\b|\\b(?:after|before|since|until|till|at|from)\\s(?<date>${whose}\\s${happening})\\b`,
      'iuy',
    ),
    reason: 'life-event',
    confidence: 0.3,
  },
  {
    first: `${unitWords} fortnight spring autumn ${weekdayWords} ${monthWords}`,
    pattern: new RegExp(
      `(?<=(?<lead>\\b(?:the|that)\\s(?:very\\s)?))${dayOrTime}\\s(?:(?:right\\s|just\\s)?(?:of|before|after|following)\\s${ofWhom}\\s${anyEvent}|(?:that\\s|when\\s)?the\\s(?:bailiffs|police|polis|cops|fire brigade|ambulance|social workers|social|immigration|home office)\\s(?:came|turned up|arrived|showed up|took|broke))\\b`,
      'iuy',
    ),
    reason: 'life-event',
    confidence: 0.3,
  },
  {
    first: 'before after',
    pattern: new RegExp(
      `(?<=(?<lead>\\b${aStretch}\\s))(?:before|after)\\s(?:${ofWhom}\\s${anyEvent}\\b|${who}\\s${lifeEvent}|(?:the|my|his|her|our|their)\\s[\\p{L}-]{2,20}${andThen})`,
      'iuy',
    ),
    reason: 'relative-date',
    confidence: 0.25,
  },
  {
    first: 'after before since until till during',
    pattern:
      /\b(?:after|before|since|until|till|during)\s(?<date>the\s(?:\p{L}{2,16}\s)?(?:fire|flood|explosion|earthquake|riots?|stabbing|shooting|murder|bombing|inquest|eviction))\b(?!\s(?:brigade|alarm|door|escape|station|service|extinguisher|drill|safety|notice))/iuy,
    reason: 'life-event',
    confidence: 0.15,
  },
  {
    first: 'in by until till from since yr year',
    digitWithin: 12,
    pattern: new RegExp(
      `\\b(?:in|by|until|till|from|since)\\s(?<date>(?:y|yr\\s?|year\\s)(?:[1-9]|1[0-3])(?:\\sand\\s(?:y|yr\\s?|year\\s)?(?:[1-9]|1[0-3]))?)\\b|\\b(?:yr\\s?|year\\s)(?:[7-9]|1[0-3])(?=[,.;!?)])`,
      'iy',
    ),
    reason: 'life-event',
    confidence: 0.25,
  },
  {
    first: 'clean sober dry off',
    pattern: new RegExp(
      `(?<=(?<lead>\\b(?:\\d{1,3}|${numberSaid})\\s(?:yrs?|years?|months?|weeks?|days?)\\s))(?:clean|sober|dry|off it|off the (?:drink|gear|drugs))(?:\\s(?:today|tomorrow|yesterday|now|this week|next week))?\\b`,
      'iy',
    ),
    reason: 'relative-date',
    confidence: 0.35,
  },
  {
    first: 'ago back since later',
    pattern: new RegExp(
      `(?<=(?<lead>\\b(?:\\d{1,2}|${numberSaid}|a few|a couple)\\s(?:of\\s)?(?:days|wks?|weeks|mths?|months|yrs?|years)\\s))(?:ago|back|since|later)\\b`,
      'iy',
    ),
    reason: 'relative-date',
    confidence: 0.35,
  },
  {
    first: 'this that last next other following previous',
    pattern:
      /\b(?:this|that|last|next)\s(?:weekend|week|month|year|summer|winter|spring|autumn)\b|(?<=(?<lead>\bthe\s))(?:other|following|previous)\s(?:day|night|week|month|year)\b|\blast\snight\b/iy,
    reason: 'relative-date',
    confidence: 0.04,
  },
  {
    first: 'today yesterday tomorrow yday tmrw tomoz ystrday tmw',
    pattern: /\b(?:today|yesterday|tomorrow|yday|ystrday|tmrw|tmw|tomoz)\b(?!')/iy,
    reason: 'relative-date',
    confidence: 0.03,
  },
]
