import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ageRules } from './ages.ts'
import { sumRules } from './amounts.ts'
import { talkRules as backgroundsInTalk } from './backgrounds-in-talk.ts'
import { recordRules as backgroundsInRecords } from './backgrounds.ts'
import { codeRules } from './codes.ts'
import { makeFinder, readCues, type CuedRule } from './cues.ts'
import { talkRules as datesInTalk } from './dates-in-talk.ts'
import { dateRules } from './dates.ts'
import { introductionRules } from './introduced-names.ts'

const corpus = readFileSync('test/corpus/texts.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { text: string }).text)
const made = [
  'on 12/03/84, the 3rd of March 2019, march 3rd, Tuesday 3 May 2011, 2019-03-07, dob 030784, DOB: 3 7 84',
  'since October, in twenty nineteen, in the eighties, the 1990s, last Tuesday, on Monday, next week, yesterday',
  'the second of the fourth eighty-one, late Feb 2001, Eid 2019, New Year’s Eve 1999, the summer before last',
  'Three weeks ago; a couple of years ago; the week before last, this time last year, a week on Tuesday, in two months time',
  'The week my mum died. When I was in year nine. By the 14th. Forty years old, aged 7, I’m 47, my son, 9, turned 18',
  'his 18th birthday, in her forties, at nineteen I left, Sam (34), M14 5RX, A B 1 2 C D, postcode LS6, the M14 area',
  'QQ123456C, qq 12 34 56 c, GB29 NWBK 6016 1331 9268 19, DE89370400440532013000, MORGA657054SM9IJ, AB12 CDE, A123 BCD',
  'her reg was ab12 cde, A1234BC, passport no. 123 456 789, ref: ABC-123/4, 12AB/34567/89, XK7739201, case 7AB12',
  'We live in M14 still, A B 1 2 3 4 5 6 C, password a1b2c3',
  'share code A1B 23C D45, eircode D02 X2Y3, Home Office ref G 4728749, rent account 093443/56, ZX1234567',
  '£347.20, € 19k, 640 quid, six hundred and ten quid, ninety-three pounds eighteen, four thousand two hundred pounds',
  'in Flat B, the day of the crash, the night the police came, two days before the trial, a month after the riots',
  'I have MS and sickle cell, he was a falconer, a trans man who is gay, of Kurdish origin, a Polish citizen, Greek-Cypriots',
  'he was a lorry driver, with severe epilepsy, treated for asthma, loss of the left eye, a severe learning disability',
  'since the flood, before the inquest, during Ramadan, y 9, in year 10, two years clean, born on a Tuesday, 31/12, fourteenth',
  'My name’s Sam, call me Jo, Dear Priya, Mr Okafor, Auntie Bev, my sister Nia, PC Jones, called Dewi, a1a A1 9a9_b2',
]
const texts = [...corpus, ...made].flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()])

test.each([
  ['dates', dateRules],
  ['dates in talk', datesInTalk],
  ['backgrounds in talk', backgroundsInTalk],
  ['backgrounds in records', backgroundsInRecords],
  ['ages', ageRules],
  ['sums', sumRules],
  ['codes', codeRules],
  ['introduced names', introductionRules],
] as [string, readonly CuedRule[]][])('%s: a rule is tried wherever it could match', (_name, rules) => {
  for (const rule of rules) {
    const { source, flags } = rule.pattern
    const everywhere = new RegExp(source, flags.replace('y', 'g'))
    const find = makeFinder([rule])
    let count = 0
    for (const text of texts) {
      // What has no digit is no code: such a rule need not be tried there.
      const counts = ([match]: RegExpExecArray) => rule.digitWithin === undefined || /\d/.test(match)
      const wanted = [...text.matchAll(everywhere)].filter(counts).map((match) => [match.index, match[0]])
      const matches = find(text, readCues(text)).map(({ match }) => match)
      const found = matches.filter(counts).map((match) => [match.index, match[0]])
      expect(found, source).toEqual(wanted)
      count += wanted.length
    }
    expect(count, source).toBeGreaterThan(0)
  }
})

test('cues are words, digits inside words too, and the next digit', () => {
  const { starts, keys, digits, count } = readCues('Éa b1c dot_2 x')
  expect([...starts.subarray(0, count)]).toEqual([1, 3, 4, 7, 11, 13])
  expect([...digits.subarray(0, count - 1)]).toEqual([4, 4, 4, 11, 11])
  expect(digits[count - 1]).toBeGreaterThan(1e9)
  expect(keys[0]).toBe(729)
})

test('texts that are mostly cues, and texts of any length, are read whole', () => {
  for (const length of [1, 2, 3, 40_000, 100_000]) {
    const { count } = readCues('A1 '.repeat(length).slice(0, length))
    expect(count).toBe(Math.ceil((2 * length) / 3))
  }
})

test('a rule without the flag y is refused', () => {
  expect(() => makeFinder([{ pattern: /a/g, first: 'a' }])).toThrow(TypeError)
})
