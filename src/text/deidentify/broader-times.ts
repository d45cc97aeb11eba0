import { broaderTimeWords } from './deidentify.words.ts'
import { textBefore } from './folding.ts'
import type { Proposal } from './proposal.ts'
import { numberIn, seasonIn } from './said-calendar.ts'

const words = broaderTimeWords['en-GB']

/** What could stand for a date, without brackets: a season, "recently", or that it was some time ago. */
export function broadenDate({ reason, start, end }: Proposal, text: string): string {
  const date = text.slice(start, end)
  const season = seasonIn(date)
  if (reason === 'birth-date') return words.birth
  if (reason === 'weekday') return words.someDay
  if (reason === 'life-event') return broadenEvent(date)
  if (reason === 'month' || reason === 'year') {
    const broader = reason === 'year' ? words.year : season ? words.season(season) : words.someTime
    return /^in\b/i.test(date) ? words.within(broader) : broader
  }
  if (reason === 'festival') return season ? words.season(season) : words.holiday
  if (reason !== 'relative-date') return season ? words.day(season) : words.someDay
  if (/\b(?:clean|sober|dry|off)\b/i.test(date)) return words.clean
  if (/\btoday\b/i.test(date)) return words.thatDay
  if (/^(?:in|next)\b|tomorrow|tm|tomoz/i.test(date)) return words.soon
  return /year|yrs?\b|decade/i.test(date) ? words.yearsAgo : words.recently
}

function broadenEvent(date: string): string {
  if (/^(?:when\s\w+\s\w+\s)?(?:still\s)?(?:in\s)?(?:y\d|yr|year|grade|primary)/i.test(date))
    return words.atSchool
  return /^(?:the|when|before|after|since|until)\b/i.test(date) ? words.hardTime : words.changedTime
}

/** The band of ten years an age lies in, as its sentence says it: "in my forties", "a child", "forty-something". */
export function broadenAge({ start, end }: Proposal, text: string): string {
  const age = text.slice(start, end)
  const before = textBefore(text, start, 32)
  const isBefore =
    /(?:old|y[/.]?o)$/i.test(age) && /\b(?:an?|the|this|that|my|his|her|their)\s$/i.test(before)
  const whose = ownerOf(before, age)
  const decade = /(teens|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|\d0'?s)$/i.exec(age)?.[1]
  if (decade) return words.inBand(whose, /teen/i.test(decade) ? words.teens : bandOf(decadeStart(decade)))
  if (/(?:month|week)/i.test(age)) return isBefore ? words.youngOne : words.baby
  const years = /\d/.test(age) ? numberIn(age) : (ordinalYears(age) ?? numberIn(age))
  if (/\bbirthday$|(?:st|nd|rd|th)$/i.test(age)) return words.birthday(bandAt(years, whose))
  if (years === null) return words.someAge
  const verb = /^(?!a(?:t|ged?)\b)(?<said>[\p{L}']+,?\s)\d$/iu.exec(age)?.groups?.['said'] ?? ''
  const said = verb.replace(/^(?:turn|reach|hit)\p{L}*/iu, words.was)
  if (years < 13) return isBefore ? words.youngOne : `${said}${words.child}`
  if (isBefore) return words.something(years < 20 ? 10 : Math.floor(years / 10) * 10)
  return words.inBand(whose, bandFor(years))
}

function bandAt(years: number | null, whose: string): string {
  if (years === null) return ''
  return years < 13 ? words.asChild : words.inBand(whose, bandFor(years))
}

function bandFor(years: number): string {
  return years < 20 ? words.teens : bandOf(Math.floor(years / 10) * 10)
}

function bandOf(start: number): string {
  return words.bands[Math.min(Math.max(start, 20), 90) / 10 - 2] ?? words.teens
}

function decadeStart(decade: string): number {
  const digits = /\d+/.exec(decade)?.[0]
  if (digits) return Number(digits)
  return numberIn(decade.replace(/ies$/i, 'y')) ?? 20
}

/** 18 for "eighteenth", 60 for "sixtieth", 42 for "forty-second". */
function ordinalYears(age: string): number | null {
  const plain = age
    .replace(/\bbirthday$/i, '')
    .replace(/tieth\b/i, 'ty')
    .replace(/twelfth\b/i, 'twelve')
    .replace(/fifth\b/i, 'five')
    .replace(/eighth\b/i, 'eight')
    .replace(/ninth\b/i, 'nine')
    .replace(/first\b/i, 'one')
    .replace(/second\b/i, 'two')
    .replace(/third\b/i, 'three')
    .replace(/th\b/i, '')
  return numberIn(plain)
}

function ownerOf(before: string, age: string): 'my' | 'his' | 'her' | 'their' | 'your' {
  const written = `${before}${age}`.toLowerCase()
  const cues = written.match(
    /\b(?:i'?m|i|my|our|he'?s|he|his|she'?s|she|her|son|brother|dad|father|grandad|husband|boyfriend|nephew|lad|boy|daughter|sister|mum|mam|mother|nan|gran|wife|girlfriend|niece|lass|girl|they|their|you)\b/g,
  )
  const last = cues?.at(-1) ?? ''
  if (/^(?:she|her|daughter|sister|mum|mam|mother|nan|gran$|wife|girl|niece|lass)/.test(last)) return 'her'
  if (/^(?:he|his|son|brother|dad|father|grandad|husband|boy|nephew|lad)/.test(last)) return 'his'
  if (last === 'you') return 'your'
  return /^(?:i|my|our)/.test(last) ? 'my' : 'their'
}
