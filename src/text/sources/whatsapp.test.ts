import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../test/processor-time.ts'
import { read, survey } from '../../../test/whatsapp-export.ts'
import { SourceTooLong } from './source.ts'
import { parseWhatsapp } from './whatsapp.ts'
import type { WhatsappDialect } from './whatsapp.ts'

describe('date and time at the start of a line', () => {
  const variants: [what: string, line: string, at: string][] = [
    ['Android, Britain', '12/11/2024, 09:15 - Jo: hello', '2024-11-12T09:15:00'],
    ['Android, two-digit year', '12/11/24, 09:15 - Jo: hello', '2024-11-12T09:15:00'],
    ['Android, United States', '11/30/24, 9:15 PM - Jo: hello', '2024-11-30T21:15:00'],
    ['Android, U+202F before PM', '11/30/24, 9:15\u202fPM - Jo: hello', '2024-11-30T21:15:00'],
    ['Android, Spain', '28/3/2025, 9:29\u202fp.\u00a0m. - Jo: hello', '2025-03-28T21:29:00'],
    ['Android, Mexico without comma', '28/3/2025 9:29 a. m. - Jo: hello', '2025-03-28T09:29:00'],
    ['Android, Germany', '12.11.24, 09:15 - Jo: hello', '2024-11-12T09:15:00'],
    ['Android, Germany, 12 h', '12.11.24, 9:15 nachm. - Jo: hello', '2024-11-12T21:15:00'],
    ['Android, France', '12/11/2024 à 09:15 - Jo: hello', '2024-11-12T09:15:00'],
    ['Android, French Canada', '2024-11-12 09 h 15 - Jo: hello', '2024-11-12T09:15:00'],
    ['Android, Canada', '2024-11-12, 5:46 p.m. - Jo: hello', '2024-11-12T17:46:00'],
    ['Android, South Africa', '2024/11/12, 5:46 pm - Jo: hello', '2024-11-12T17:46:00'],
    ['Android, Netherlands', '12-11-2024 09:15 - Jo: hello', '2024-11-12T09:15:00'],
    ['Android, Finland', '12.11.2024 klo 9.15 - Jo: hello', '2024-11-12T09:15:00'],
    ['Android, Italy with dots in the time', '12/11/24, 09.15 - Jo: hello', '2024-11-12T09:15:00'],
    ['Android, midnight', '12/11/2024, 12:05 am - Jo: hello', '2024-11-12T00:05:00'],
    ['Android, noon', '12/11/2024, 12:05 pm - Jo: hello', '2024-11-12T12:05:00'],
    ['Android, Arabic', '١٢\u200f/١١\u200f/٢٠٢٤، ٩:١٥ م - Jo: hello', '2024-11-12T21:15:00'],
    [
      'Android, Arabic, words for the half of the day',
      '١٢/١١/٢٠٢٤، ٩:١٥ مساءً - Jo: hello',
      '2024-11-12T21:15:00',
    ],
    ['Android, Arabic, European digits', '12/11/2024، 9:15\u202fص - Jo: hello', '2024-11-12T09:15:00'],
    ['Android, Wales, 12 h', '12/11/2024, 9:15 yh - Jo: hello', '2024-11-12T21:15:00'],
    ['Android, Persian digits', '۱۲/۱۱/۲۰۲۴, ۰۹:۱۵ - Jo: hello', '2024-11-12T09:15:00'],
    ['iOS, Britain', '[12/11/2024, 09:15:01] Jo: hello', '2024-11-12T09:15:01'],
    ['iOS, mark before the bracket', '\u200e[12/11/2024, 09:15:01] Jo: hello', '2024-11-12T09:15:01'],
    ['iOS, Germany', '[12.11.24, 09:15:01] Jo: hello', '2024-11-12T09:15:01'],
    ['iOS, Germany in English', '[05.08.23, 5:52:02\u202fPM] Jo: hello', '2023-08-05T17:52:02'],
    ['iOS, Spain', '[28/3/25, 9:05:01] Jo: hello', '2025-03-28T09:05:01'],
    ['iOS, France', '[12/11/2024 09:15:01] Jo: hello', '2024-11-12T09:15:01'],
    ['iOS, United States', '[11/30/24, 9:15:01\u202fPM] Jo: hello', '2024-11-30T21:15:01'],
    ['iOS, Wales', '[12/11/2024, 9:15:01 yb] Jo: hello', '2024-11-12T09:15:01'],
    ['iOS, Arabic', '\u200f[١٥/٠٩/٢٠٢٤، ٨:٤٦:٠٠ ص] Jo: hello', '2024-09-15T08:46:00'],
    ['iOS, before 2016', '12/11/2024, 09:15:01: Jo: hello', '2024-11-12T09:15:01'],
  ]
  test.each(variants)('%s', (_, line, at) => {
    expect(read(line)).toEqual([{ kind: 'passage', label: 'Jo', text: 'hello', at, line: 1 }])
  })

  const words = [
    '12/11/2024 was when it all changed - honestly: yes',
    '12/11/2024',
    '[12/11, 09:15] Sam: pasted from another chat',
    '[12/11/2024, 09:16:01] Sam: pasted from an iPhone',
    '12.11.2024, 09:16 - Sam: pasted from a German phone',
    '45/45/2024, 09:16 - Sam: no such day',
    '12/11/2024, 25:16 - Sam: no such hour',
    '12/11/2024, 09:16 we met',
  ]
  test.each(words)('stays part of the message: %s', (line) => {
    const found = read(`12/11/2024, 09:15 - Jo: first\n${line}\n12/11/2024, 09:17 - Jo: last`)
    expect(found.map((item) => item.text)).toEqual([`first\n${line}`, 'last'])
  })
})

describe('which number is the day', () => {
  const day = (date: string): string => `${date}, 09:15 - Jo: hello`
  test.each<[string[], WhatsappDialect['dayMonth'], WhatsappDialect['dayMonthEvidence']]>([
    [['13/11/2024', '01/12/2024'], 'day-month', 'seen'],
    [['11/13/2024', '12/01/2024'], 'month-day', 'seen'],
    [['2024/11/12'], 'year-month', 'seen'],
    [['01/11/2024', '02/11/2024', '01/12/2024'], 'day-month', 'order'],
    [['11/01/2024', '11/02/2024', '12/01/2024'], 'month-day', 'order'],
    [['12/11/2024'], 'day-month', 'assumed'],
    [['01/01/2024', '02/02/2024'], 'day-month', 'assumed'],
    [[], 'day-month', 'assumed'],
    [['07.03.26'], 'day-month', 'seen'],
    [['24/11/12', '24/11/30', '24/12/01', '25/01/02'], 'year-month', 'order'],
    [['24-11-30', '24-12-01'], 'year-month', 'order'],
    [['30/11/24', '01/12/24', '02/01/25'], 'day-month', 'seen'],
    [['11/30/24', '12/01/24', '01/02/25'], 'month-day', 'seen'],
  ])('%j is %s, %s', (dates, dayMonth, dayMonthEvidence) => {
    expect(survey(dates.map(day).join('\n'))).toMatchObject({ dayMonth, dayMonthEvidence })
  })

  test.each([
    ['[11/12/2024, 09:15:40] Jo: \u200e<attached: 00000012-AUDIO-2024-11-12-09-15-40.opus>', 'month-day'],
    ['[12/11/2024, 09:15:40] Jo: \u200e<attached: 00000012-AUDIO-2024-11-12-09-15-40.opus>', 'day-month'],
    ['11/12/24, 9:15 AM - Jo: IMG-20241112-WA0001.jpg (file attached)', 'month-day'],
    ['12/11/24, 09:15 - Jo: IMG-20241112-WA0001.jpg (file attached)', 'day-month'],
  ])('the name of a file tells: %s', (line, dayMonth) => {
    expect(survey(line)).toMatchObject({ dayMonth, dayMonthEvidence: 'seen' })
  })

  test('12 or 24 hours, style and count are told', () => {
    expect(survey('[1/2/24, 9:15:00 PM] Jo: a\n[1/2/24, 9:16:00 PM] Jo: b')).toMatchObject({
      style: 'bracket',
      clock: '12h',
      messages: 2,
    })
  })
})

describe('labels', () => {
  test.each([
    ['~\u202fSam', 'Sam'],
    ['~ Sam', 'Sam'],
    ['\u202a+44\u00a07700\u00a0900123\u202c', '+44 7700 900123'],
    ['\u200eSam', null],
    ['Mo (she/her)', 'Mo (she/her)'],
    ['Jo "Red" Bramble', 'Jo "Red" Bramble'],
    ['سامي', 'سامي'],
  ])('%j is %j', (raw, label) => {
    const [item] = read(`[12/11/2024, 09:15:01] ${raw}: hello`)
    if (label === null) expect(item).toMatchObject({ kind: 'notice', reason: 'system' })
    else expect(item).toMatchObject({ kind: 'passage', label, text: 'hello' })
  })
})

test('lines before the first message are not understood, one by one', () => {
  expect(read('Exported today\n\nfor Jo\n12/11/2024, 09:15 - Jo: hello')).toMatchObject([
    {
      kind: 'not-understood',
      text: 'Exported today',
      line: 1,
      said: { label: null, text: 'Exported today', at: null },
    },
    { kind: 'not-understood', text: 'for Jo', line: 3 },
    { kind: 'passage', line: 4 },
  ])
})

test('hostile lines cost no more than their length', () => {
  const near = 900_000
  const texts = [
    `Jo: a${' '.repeat(near)}>`,
    `Jo: ${'<'.repeat(near)}>`,
    `Jo: a\u200e${' \u200e'.repeat(near / 2)}`,
    `\u200e${'gruppe '.repeat(near / 7)}`,
    `${'.ab '.repeat(near / 4)}(file attached`,
    `Jo: ${'.ab '.repeat(near / 4)}(file)`,
    `Jo: ${'"'.repeat(near)}`,
    `${'"'.repeat(near)}: a`,
  ]
  for (const text of texts) {
    const took = processorTime(() => read(`12/11/2024, 09:15 - ${text}`))
    expect(took, text.slice(0, 12)).toBeLessThan(2000)
  }
})

test('a line without an end is refused, with its number', () => {
  const dialect = survey('12/11/2024, 09:15 - Jo: hello')
  const parser = parseWhatsapp(dialect)
  parser.push('12/11/2024, 09:15 - Jo: hello\n12/11/2024, 09:16 - Jo: ')
  const flood = (): void => {
    for (let i = 0; i < 20; i += 1) parser.push('a'.repeat(65_536))
  }
  expect(flood).toThrow(SourceTooLong)
  expect(flood).toThrow(/^Line 2 /)
})
