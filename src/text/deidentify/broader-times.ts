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
  if (reason === 'year') return words.year
  if (reason === 'weekday') return words.someDay
  if (reason === 'life-event') return /^the/i.test(date) ? words.hardTime : words.atSchool
  if (reason === 'month') return season ? words.season(season) : words.someTime
  if (reason === 'festival') return season ? words.season(season) : words.holiday
  if (reason !== 'relative-date') return season ? words.day(season) : words.someDay
  if (/year|decade/i.test(date)) return words.yearsAgo
  return /^in\b/i.test(date) ? words.soon : words.recently
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
  const years = numberIn(age) ?? ordinalYears(age)
  if (/^\d+(?:st|nd|rd|th)$|[a-z](?:st|nd|rd|th)$/i.test(age)) return words.birthday
  if (years === null) return words.someAge
  const verb = /^(?!a(?:t|ged?)\b)(?<said>[\p{L}']+,?\s)\d$/iu.exec(age)?.groups?.['said'] ?? ''
  const said = verb.replace(/^(?:turn|reach|hit)\p{L}*/iu, words.was)
  if (years < 13) return isBefore ? words.youngOne : `${said}${words.child}`
  if (isBefore) return words.something(years < 20 ? 10 : Math.floor(years / 10) * 10)
  return words.inBand(whose, years < 20 ? words.teens : bandOf(Math.floor(years / 10) * 10))
}

function bandOf(start: number): string {
  return words.bands[Math.min(Math.max(start, 20), 90) / 10 - 2] ?? words.teens
}

function decadeStart(decade: string): number {
  const digits = /\d+/.exec(decade)?.[0]
  if (digits) return Number(digits)
  return numberIn(decade.replace(/ies$/i, 'y')) ?? 20
}

function ordinalYears(age: string): number | null {
  return numberIn(age.replace(/th$/i, ''))
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
