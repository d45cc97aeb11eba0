/**
 * Pieces of patterns for what is said of days and ages; each stands in a group and needs the flag i. What is called
 * …Words lists what such a piece can begin with.
 */

const units = 'one|two|three|four|five|six|seven|eight|nine'
const teens = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
const tens = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety'
export const numberSaid = `(?:(?:${tens})(?:[\\s-](?:${units}))?|${teens}|${units})`
export const numberSaidWords = `${units}|${teens}|${tens}`.replaceAll('|', ' ')

const ordinals =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[\\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[\\s-]first'
/** The others begin as one of these do. */
export const ordinalWords =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth'
export const ordinalSaid = `(?:${ordinals})`
export const months =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december)'
export const monthWords = 'jan feb mar apr may jun jul aug sep oct nov dec'
export const monthsShort = `(?:${months}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?)`
export const dayOfMonth = '(?:(?:0?[1-9]|[12]\\d|3[01])(?:\\s?(?:st|nd|rd|th))?)(?![\\d:])'
const yearSaid = `(?:nineteen[\\s-](?:hundred(?:\\sand\\s(?:${units}))?|(?:oh|o)[\\s-](?:${units})|${numberSaid})|twenty[\\s-](?:(?:oh|o)[\\s-](?:${units})|${teens}|(?:twenty|thirty)(?:[\\s-](?:${units}))?)|two\\sthousand(?:(?:\\sand)?\\s${numberSaid})?)`
export const year = `(?:(?:(?:1[89]|20)\\d\\d|'\\d\\d)(?!\\d)|${yearSaid}\\b)`
export const weekdays = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
export const weekdaysShort = `(?:${weekdays}|(?:mon|tues?|weds?|thur?s?|fri|sat|sun)\\b\\.?)`
/** Also for the short ones: three letters count. */
export const weekdayWords = 'monday tuesday wednesday thursday friday saturday sunday'
export const festivalWords =
  'christmas xmas boxing chinese lunar new hogmanay easter good pancake eid ramadan diwali holi vaisakhi baisakhi navratri gurpurab hanukkah hanukah chanukah passover pesach purim sukkot rosh yom muharram ashura mawlid nowruz norooz lent advent epiphany michaelmas candlemas whitsun pentecost palm maundy ash shrove mothering remembrance armistice midsummer burns halloween bonfire guy valentine mother father st bank'
export const festivals =
  "(?:christmas(?:\\s(?:eve|day))?|xmas(?:\\s(?:eve|day))?|boxing day|(?:chinese |lunar )?new year(?:'?s(?:\\s(?:eve|day))?)?|hogmanay|easter(?:\\s(?:sunday|monday))?|good friday|pancake day|eid(?:\\s(?:al|ul)[\\s-]\\w{3,5})?|ramadan|diwali|holi|[vb]aisakhi|navratri|gurpurab|hanukk?ah|chanukk?ah|passover|pesach|purim|sukkot|rosh hashanah|yom kippur|muharram|ashura|mawlid|nowruz|norooz|lent|advent|epiphany|michaelmas|candlemas|whitsun|pentecost|(?:palm|mothering|remembrance) sunday|maundy thursday|ash wednesday|shrove tuesday|armistice day|midsummer|burns night|halloween|bonfire night|guy fawkes(?: night)?|valentine'?s(?: day)?|(?:mother|father)'?s'? day|st\\.? \\w{3,9}'?s day|bank holiday(?: monday)?)"
export const seasons = '(?:spring|summer|autumn|winter)'

export const relative = `(?:\\d{1,3}|${numberSaid}|a few|a couple of|several|some|half an?|an?|many)\\s(?:(?:good|long|short|whole|or so|and a half)\\s)?(?:hour|day|night|week|weekend|fortnight|month|year|decade|summer|winter|christmas)(?:e?s)?'?`
/**
 * A pattern that is looked for from its last words, where they are rarer than its first: all of it is the group `date`.
 */
export const fromEnd = (ends: string, whole: string): RegExp =>
  new RegExp(`\\b(?:${ends})(?<=(?<date>\\b(?:${whole})))`, 'iuy')
export const unit =
  '(?:day|night|morning|afternoon|evening|week|weekend|month|year|summer|winter|christmas|easter)'
export const unitWords = 'day night morning afternoon evening week month year summer winter christmas easter'
export const lifeEvent =
  '(?:died|pass(?:ed)?(?: away| on)?|(?:was|were|is|got|gets|get) (?:born|married|divorced|killed|murdered|arrested|sentenced|evicted|sectioned|diagnosed|released|stabbed|shot|raped|attacked|taken(?: away)?|deported|sacked|found out|locked up|made homeless|taken into care)|married|divorced|split(?: up)?|broke up|came out|got out|moved (?:in|out|here|away)|went (?:to prison|inside|into care|into labour|to court|missing|away)|left (?:home|us|me|him|her|care|prison)|burnt? down|burned down|overdosed|shut(?: down)?|closed(?: down)?|started|relapsed|drowned|gave birth|had (?:my|his|her|our|the|a) (?:baby|stroke|accident|operation|fall)|walked out|lost (?:my|his|her|our|the) (?:baby|job|house|home|flat|kids|children)|(?:evicted|arrested|sectioned|deported|sacked|released|raided|sentenced|stabbed|attacked|buried|cremated) (?:me|us|him|her|them)|(?:threw|kicked|chucked|booted|moved|locked) (?:me|us|him|her|them) (?:out|in|up|away)|took (?:me|us|him|her|them|(?:my|our|his|her|their|the) (?:kids|children|baby|daughters?|sons?|boys?|girls?)) (?:away|off (?:me|us|him|her|them)|into (?:care|custody|hospital)))'
export const who =
  "(?:I|we|he|she|they|(?:my|our|his|her|their|the) [\\p{L}'-]{2,20}(?: [\\p{L}'-]{2,20}){0,2}?)"

const numbers = new Map<string, number>()
units.split('|').forEach((word, at) => numbers.set(word, at + 1))
teens.split('|').forEach((word, at) => numbers.set(word, at + 10))
tens.split('|').forEach((word, at) => numbers.set(word, (at + 2) * 10))

/** 47 for "47", "forty-seven" or "Forty seven"; null when there is no number in it. */
export function numberIn(words: string): number | null {
  const digits = /\d+/.exec(words)?.[0]
  if (digits) return Number(digits)
  const said = words.toLowerCase().match(new RegExp(`\\b(?:${tens}|${teens}|${units})\\b`, 'g')) ?? []
  return said.length === 0 ? null : said.reduce((sum, word) => sum + (numbers.get(word) ?? 0), 0)
}

/** The season of the first month or season named in these words, or null. */
export function seasonIn(words: string): 'spring' | 'summer' | 'autumn' | 'winter' | null {
  const written = words.toLowerCase()
  if (/spring|\bmar|\bapr|\bmay/.test(written)) return 'spring'
  if (/summer|\bjun|\bjul|\baug/.test(written)) return 'summer'
  if (/autumn|\bsep|\boct|\bnov/.test(written)) return 'autumn'
  if (/winter|\bdec|\bjan|\bfeb|christmas|xmas/.test(written)) return 'winter'
  const numeric = /^\d{1,2}\s?[/.-]\s?(?<month>\d{1,2})\s?[/.-]|^\d{4}-(?<iso>\d\d)-/.exec(written)?.groups
  const month = Number(numeric?.['month'] ?? numeric?.['iso'] ?? 0)
  if (month < 1 || month > 12) return null
  return (['winter', 'spring', 'summer', 'autumn'] as const)[Math.floor((month % 12) / 3)] ?? null
}
