import { broaderTimeWords } from './deidentify.words.ts'
import { fitPhrase, followsDeterminer, precedesNoun } from './fit-words.ts'
import { textBefore } from './folding.ts'
import type { Proposal } from './proposal.ts'
import { festivals, numberIn, seasonIn, weekdays } from './said-calendar.ts'

const words = broaderTimeWords['en-GB']

const weekday = new RegExp(`\\b(?:${weekdays}|mon|tues?|weds?|thurs?|fri|sat|sun)\\b`, 'i')
const festival = new RegExp(`\\b${festivals}`, 'i')
const weekend = /\b(?:sat(?:urday)?|sun(?:day)?)\b/i
const month = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
/** A word that wants a thing after it, not "recently": "since", "before". */
const wantsThing =
  /\b(?:since|from|until|till|by|before|after|of|to|for|on|at|in|around|about|during|over|between)\s$/i

type Place = Pick<Proposal, 'start' | 'end'>

/** What could stand for a date, without brackets: a season, "recently", or that it was some time ago. */
export function broadenDate({ reason, start, end }: Proposal, text: string): string {
  const date = text.slice(start, end)
  // "in 2004" of a tagger has its preposition inside; what stands for it keeps it.
  const lead =
    /^(?:back in|in|on|at|since|by|from|until|till|during|before|after|around|over)\s(?=\S)/i.exec(
      date,
    )?.[0] ?? ''
  const inner = { start: start + lead.length, end }
  const broader = broadenTime(reason, text, inner)
  return lead === '' || leadsItself.has(broader) ? broader : `${lead}${broader}`
}

const leadsItself = new Set<string>([
  words.recently,
  words.soon,
  words.yearsAgo,
  words.hardTime,
  words.atSchool,
  words.thatDay,
])

function broadenTime(reason: Proposal['reason'], text: string, { start, end }: Place): string {
  const date = text.slice(start, end)
  const before = textBefore(text, start, 20)
  const isThing = wantsThing.test(before)
  const season = seasonIn(date)
  if (reason === 'birth-date' || /\b(?:dob|d\.o\.b\.?|date of birth)\W*$/i.test(before)) {
    return /\b(?:born|birthday)\b.{0,12}$/i.test(before) ? words.certainDay : words.birth
  }
  if (/\b(?:clean|sober|dry|off)\b/i.test(date)) return words.clean
  if (/\btoday\b/i.test(date)) return words.thatDay
  if (reason === 'life-event' || /^(?:the|when)\s.*\b(?:I|my|he|she|we|they|our|his|her)\b/i.test(date)) {
    return broadenEvent(date, isThing)
  }
  if (
    /\b(?:ago|back|yesterday|earlier|before last|this time last|last (?:night|week|weekend|month)|recent)/i.test(
      date,
    )
  ) {
    if (/year|yrs?\b|decade/i.test(date)) return words.yearsAgo
    return isThing ? words.recentTime : words.recently
  }
  if (
    /\b(?:tomorrow|tomoz|tmrw|tm|time)$|\bnext (?:week|month|year)|^in\b/i.test(date) &&
    !month.test(date)
  ) {
    return isThing ? words.soonTime : words.soon
  }
  if (/\blast year\b/i.test(date)) return isThing ? words.year : words.recently
  if (/\d0'?s\b|\b(?:fif|six|seven|eigh|nine)ties|noughties/i.test(date)) {
    return followsDeterminer(text, start) ? words.bareDecade : words.decade
  }
  if (weekday.test(date) && !month.test(date.replace(weekday, ''))) return broadenWeekday(date, before)
  if (festival.test(date)) return broadenFestival(date, season, before, isThing)
  return broadenCalendar(reason, text, { start, end }, season, isThing)
}

function broadenEvent(date: string, isThing: boolean): string {
  if (/^(?:when\s\w+\s\w+\s)?(?:still\s)?(?:in\s)?(?:y\d|yr|year|grade|primary|school)/i.test(date)) {
    const who = /^when\s(\w+\s(?:was|were))\b/i.exec(date)?.[1]
    return who ? words.whenAtSchool(who) : words.atSchool
  }
  return isThing || /\b(?:is|was)\s$/i.test(date) ? words.bareHardTime : words.hardTime
}

function broadenWeekday(date: string, before: string): string {
  // "He moves in Friday" has no preposition for it.
  const isThing = wantsThing.test(before) && !/\bin\s$/i.test(before)
  if (/\b(?:last|past|gone|before)\b/i.test(date)) return isThing ? words.recentTime : words.recently
  if (/\bnext\b/i.test(date) || /\bnext\s$/i.test(before)) return isThing ? words.soonTime : words.soon
  if (/\b(?:last|this|that|every|one|an?|the|each)\s$/i.test(before))
    return weekend.test(date) ? words.bareWeekend : words.bareWeekday
  if (isThing) return weekend.test(date) ? words.weekend : words.weekday
  return words.someDay
}

function broadenFestival(
  date: string,
  season: ReturnType<typeof seasonIn>,
  before: string,
  isThing: boolean,
): string {
  if (/\b(?:the|last|next|this|that|every)\s$/i.test(before))
    return season ? words.bareSeason(season) : words.bareHoliday
  if (isThing)
    return /^(?:the )?(?:spring|summer|autumn|winter)/i.test(date) && season
      ? words.season(season)
      : words.holiday
  if (/^the\b/i.test(date)) return season ? words.season(season) : words.holiday
  return season ? words.oneSeason(season) : words.oneHoliday
}

function broadenCalendar(
  reason: Proposal['reason'],
  text: string,
  { start, end }: Place,
  season: ReturnType<typeof seasonIn>,
  isThing: boolean,
): string {
  const date = text.slice(start, end)
  const isDetermined =
    followsDeterminer(text, start) || /\b(?:last|next)\s$/i.test(textBefore(text, start, 6))
  const hasDay = /^\D{0,12}\d{1,2}(?:st|nd|rd|th)?\b(?!\d)|\d[/.-]\d|(?:st|nd|rd|th)\b/i.test(
    date.replace(/\b(?:19|20)\d\d\b/, ''),
  )
  if (season) {
    if (hasDay && reason !== 'month') return fitPhrase(words.day(season), text, start)
    return isDetermined ? words.bareSeason(season) : words.season(season)
  }
  if (hasDay && !/^'?\d\d$/.test(date))
    return fitPhrase(isThing || isDetermined ? words.certainDay : words.someDay, text, start)
  if (/\d|nineteen|twenty|thousand/i.test(date)) return fitPhrase(words.year, text, start)
  return fitPhrase(isThing || isDetermined ? words.certainTime : words.someTime, text, start)
}

/** The band of ten years an age lies in, as its sentence says it: "in my forties", "a child", "forty-something". */
export function broadenAge({ start, end }: Place, text: string): string {
  const age = text.slice(start, end)
  const before = textBefore(text, start, 32)
  const isBefore =
    /(?:old|y[/.]?o)$/i.test(age) && /\b(?:an?|the|this|that|my|his|her|their|our)\s$/i.test(before)
  const whose = ownerOf(before, age)
  const birthday = broadenBirthday(age, text, end, whose)
  if (birthday) return birthday
  const decade = /(teens|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|\d0'?s)$/i.exec(age)?.[1]
  if (decade) return words.inBand(whose, /teen/i.test(decade) ? words.teens : bandOf(decadeStart(decade)))
  const noun = isBefore && precedesNoun(text, end)
  if (/(?:month|week|day)/i.test(age)) return noun ? words.small : isBefore ? words.youngOne : words.baby
  const years = /\d/.test(age) ? numberIn(age) : (ordinalYears(age) ?? numberIn(age))
  if (years === null) return words.someAge
  if (/\b(?:about|around|nearly|almost|over|like|roughly|maybe|approx\.?|probably)\s$/i.test(before)) {
    return years < 13 ? words.schoolAge : words.something(decadeOf(years))
  }
  const verb = /^(?!a(?:t|ged?)\b)(?<said>[\p{L}']+,?\s)\S+$/iu.exec(age)?.groups?.['said'] ?? ''
  const isVerb = /^(?:turn|reach|hit|is|was|are|were|am|be)/i.test(verb)
  const said = isVerb ? verb.replace(/^(?:turn|reach|hit)\p{L}*/iu, words.was) : ''
  if (years < 13) return broadenChild(age, before, said, { isBefore, noun })
  if (isBefore) return words.something(decadeOf(years))
  return `${said}${words.inBand(whose, years < 20 ? words.teens : bandOf(decadeOf(years)))}`
}

function bandAt(age: string, whose: string): string {
  const years = /\d/.test(age) ? numberIn(age) : (ordinalYears(age) ?? numberIn(age))
  if (years === null) return ''
  return years < 13 ? words.asChild : words.inBand(whose, years < 20 ? words.teens : bandOf(decadeOf(years)))
}

function broadenBirthday(age: string, text: string, end: number, whose: string): string | null {
  const isOrdinal = /(?:\d(?:st|nd|rd|th)|[a-z](?:st|nd|rd|th))(?:\s+birthday)?$/i.test(age)
  const isBirthday = /birthday$/i.test(age)
  if (isOrdinal && /^(?:my|his|her|our|their|your)\s/i.test(age)) return words.birthday(bandAt(age, whose))
  if (!isOrdinal || (!isBirthday && !/^\s+birthday/i.test(text.slice(end, end + 10)))) return null
  const years = (/\d/.test(age) ? numberIn(age) : ordinalYears(age)) ?? 30
  const { child, teenager, grown, later } = words.birthdays
  const kind = years < 13 ? child : years < 20 ? teenager : years < 60 ? grown : later
  return isBirthday ? `${kind} ${words.birthdayWord}` : kind
}

function broadenChild(
  age: string,
  before: string,
  said: string,
  { isBefore, noun }: { isBefore: boolean; noun: boolean },
): string {
  if (noun) return words.young
  if (isBefore) return words.youngOne
  if (/^(?:since|from)\b/i.test(age)) return words.sinceChild
  if (/^(?:at|aged?|by|until|before|under)\b/i.test(age)) return words.asChild
  if (/\b(?:are|were|kids|children|boys|girls|twins|and|,)\s$/i.test(before)) return words.young
  return `${said}${words.child}`
}

function decadeOf(years: number): number {
  return years < 20 ? 10 : Math.floor(years / 10) * 10
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
