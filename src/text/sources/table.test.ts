import { describe, expect, test } from 'vitest'
import type { SourceItem } from './source.ts'
import { SourceTooLong } from './source.ts'
import { parseTable, surveyTable } from './table.ts'
import type { TableChoice } from './table.ts'
import { readWhen } from './when.ts'

const choice: TableChoice = {
  separator: ',',
  wordsColumns: [1],
  voiceColumn: 0,
  dateColumn: null,
  hasHeader: true,
}

describe('rows', () => {
  const variants: [what: string, text: string, label: string | null, words: string][] = [
    ['plain', 'voice,words\nJo,hello', 'Jo', 'hello'],
    ['byte order mark', '\ufeffvoice,words\nJo,hello', 'Jo', 'hello'],
    ['CRLF', 'voice,words\r\nJo,hello\r\n', 'Jo', 'hello'],
    ['lone CR', 'voice,words\rJo,hello\r', 'Jo', 'hello'],
    ['separator in quotation marks', 'voice,words\nJo,"one, two"', 'Jo', 'one, two'],
    ['doubled marks', 'voice,words\nJo,"they said ""no"" to me"', 'Jo', 'they said "no" to me'],
    ['line breaks in a cell', 'voice,words\r\nJo,"one\r\n\r\ntwo"', 'Jo', 'one\n\ntwo'],
    ['mark inside an unquoted cell', 'voice,words\nJo,a 5" nail', 'Jo', 'a 5" nail'],
    ['words after a closed mark', 'voice,words\nJo,"no" she said', 'Jo', 'no she said'],
    ['empty cells beyond the header', 'voice,words\nJo,hello,,', 'Jo', 'hello'],
    ['no voice', 'voice,words\n,hello', null, 'hello'],
    ['unsaved name', 'voice,words\n~\u202fJo,hello', 'Jo', 'hello'],
  ]
  test.each(variants)('%s', (_, text, label, words) => {
    const [header, item, ...others] = read(text, choice)
    expect(header).toMatchObject({ kind: 'notice', reason: 'header', line: 1 })
    expect(item).toEqual({ kind: 'passage', label, text: words, at: null, line: 2 })
    expect(others).toEqual([])
  })

  test('lines are counted through cells that hold line breaks and blank rows', () => {
    expect(read('v,w\nJo,"a\nb"\n\nSam,c', choice)).toMatchObject([
      { line: 1 },
      { line: 2 },
      { line: 5, text: 'c' },
    ])
  })

  test('what cannot be trusted is not understood; an unanswered question is a notice', () => {
    expect(read('voice,words\nJo\nJo,well, yes\nJo,\nSam,ok', choice)).toEqual([
      { kind: 'notice', text: 'voice,words', reason: 'header', line: 1 },
      { kind: 'not-understood', text: 'Jo', line: 2 },
      { kind: 'not-understood', text: 'Jo,well, yes', line: 3 },
      { kind: 'notice', text: 'Jo,', reason: 'system', line: 4 },
      { kind: 'passage', label: 'Sam', text: 'ok', at: null, line: 5 },
    ])
  })

  test('several columns of words are several passages of one row, each with what it answers', () => {
    const text = 'who,What helped?,What did not?\nJo,a kettle,the stairs\nSam,,the cold\nAli,,\n'
    expect(read(text, { ...choice, wordsColumns: [1, 2] })).toEqual([
      { kind: 'notice', text: 'who,What helped?,What did not?', reason: 'header', line: 1 },
      { kind: 'passage', label: 'Jo', text: 'a kettle', at: null, line: 2, context: 'What helped?' },
      { kind: 'passage', label: 'Jo', text: 'the stairs', at: null, line: 2, context: 'What did not?' },
      { kind: 'passage', label: 'Sam', text: 'the cold', at: null, line: 3, context: 'What did not?' },
      { kind: 'notice', text: 'Ali,,', reason: 'system', line: 4 },
    ])
  })

  test('what stands above the heading is a notice', () => {
    const text = 'Spring survey,,\n\nMade on 2 May,,\nid,who,words\n1,Jo,hello\n'
    expect(surveyTable(text)).toMatchObject({ hasHeader: true, above: 2 })
    expect(read(text, { ...choice, voiceColumn: 1, wordsColumns: [2], above: 2 })).toMatchObject([
      { kind: 'notice', reason: 'header', line: 1 },
      { kind: 'notice', reason: 'header', line: 3 },
      { kind: 'notice', reason: 'header', line: 4 },
      { kind: 'passage', label: 'Jo', text: 'hello', line: 5 },
    ])
  })

  test('the rows of a workbook are whole, however many cells they have', () => {
    const rows = read('who,words\nJo\nSam,hello,a note\n', { ...choice, isExact: true })
    expect(rows).toMatchObject([
      { kind: 'notice' },
      { kind: 'notice', text: 'Jo' },
      { kind: 'passage', text: 'hello' },
    ])
  })

  test('a quotation mark that never closes costs its own line, not the rest of the file', () => {
    expect(read('voice,words\nJo,"I said\nSam,hello\nMo,"quoted"', choice)).toMatchObject([
      { kind: 'notice' },
      { kind: 'passage', label: 'Jo', text: 'I said\nSam,hello\nMo,quoted"', line: 2 },
    ])
    expect(read('voice,words\nJo,"I said\nSam,hello\nMo,bye', choice)).toMatchObject([
      { kind: 'notice' },
      { kind: 'not-understood', text: 'Jo,"I said', line: 2 },
      { kind: 'passage', label: 'Sam', text: 'hello', line: 3 },
      { kind: 'passage', label: 'Mo', text: 'bye', line: 4 },
    ])
  })

  test('a cell without an end is refused, with its line', () => {
    const parser = parseTable(choice)
    parser.push('voice,words\nJo,"')
    expect(() => {
      for (let i = 0; i < 20; i += 1) parser.push(`${'a'.repeat(65_536)}\n`)
    }).toThrow(new SourceTooLong(2))
  })
})

describe('survey', () => {
  const said = 'It took four months and nobody wrote back to me'
  test.each<[string, string]>([
    [',', `date,name,comment\n2024-11-12,Jo,${said}\n2024-11-13,Sam,${said} either`],
    [';', `date;name;comment\n12/11/2024;Jo;${said}, really\n13/11/2024;Sam;"${said}; yes"`],
    ['\t', `date\tname\tcomment\n12/11/2024\tJo\t${said}\n13/11/2024\tSam\t${said}, no`],
    ['|', `date|name|comment\n12/11/2024|Jo|${said}\n13/11/2024|Sam|${said}, no`],
  ])('separator %j, columns and header', (separator, text) => {
    expect(surveyTable(text)).toEqual({
      separator,
      hasHeader: true,
      above: 0,
      dayMonth: 'day-month',
      columns: [
        { name: 'date', guess: 'date' },
        { name: 'name', guess: 'voice' },
        { name: 'comment', guess: 'words' },
      ],
    })
  })

  test('no header: columns are counted', () => {
    const found = surveyTable(`1,2024-11-12,${said}\n2,2024-11-13,${said} too`)
    expect(found.hasHeader).toBe(false)
    expect(found.columns).toEqual([
      { name: 'Column 1', guess: null },
      { name: 'Column 2', guess: 'date' },
      { name: 'Column 3', guess: 'words' },
    ])
  })

  test('numbers that are names of rows or telephones are neither words nor dates', () => {
    const found = surveyTable(
      `Comment ID,Contact number,Answer\nAB 12 - Q1,7700900123,${said}\nAB 13 - Q1,7700900124,no`,
    )
    expect(found.columns.map((column) => column.guess)).toEqual([null, null, 'words'])
  })

  test.each<[string, boolean]>([
    ['Jo,I liked what they did for me there.\nSam,They wrote back. It helped.', false],
    ['Jo,"She said it would take a week, no more"\nSam,It took four', false],
    ['Who,What helped most here?\nSam,They wrote back.', true],
    ['Respondent ID,Please tell us about your time here.\nR1,They wrote back.', true],
    ['Jo,Is that all there is?\nSam,They wrote back.', true],
  ])('a heading or somebody’s words: %j', (text, hasHeader) => {
    expect(surveyTable(text).hasHeader).toBe(hasHeader)
  })

  test('what most people answered is taken for the words before a long answer of one', () => {
    const text = `Answer,More\nA kettle to share,\nBeing asked twice,\nNo stairs at all,\nA red door,${said} and so on for a while`
    expect(surveyTable(text).columns.map((column) => column.guess)).toEqual(['words', null])
  })

  test('American dates are read as such through the whole file', () => {
    expect(surveyTable(`date,comment\n11/12/2024,${said}\n11/30/2024,${said}`).dayMonth).toBe('month-day')
  })
})

test.each<[string, string | null]>([
  ['1518501496471', '2018-02-13T05:58:16'],
  ['1518501496', '2018-02-13T05:58:16'],
  ['2024-11-12', '2024-11-12T00:00:00'],
  ['2024-11-12T09:16:02.123Z', '2024-11-12T09:16:02'],
  ['2024/11/12 9:16', '2024-11-12T09:16:00'],
  ['12/11/2024', '2024-11-12T00:00:00'],
  ['12.11.24 21:16', '2024-11-12T21:16:00'],
  ['12/11/2024 9:16 pm', '2024-11-12T21:16:00'],
  ['12 November 2024', '2024-11-12T00:00:00'],
  ['Tuesday, 12th Nov 2024 09:16', '2024-11-12T09:16:00'],
  ['12-Nov-24', '2024-11-12T00:00:00'],
  ['Nov 12, 2024 9:16:02 AM', '2024-11-12T09:16:02'],
  ['Wed Jul 27 22:09:49 WIB 2022', '2022-07-27T22:09:49'],
  ['11/30/2024', null],
  ['31/02/2024', null],
  ['soon', null],
  ['12', null],
  ['', null],
])('a date %j is %j', (cell, at) => {
  expect(readWhen(cell, 'day-month')).toBe(at)
})

function read(text: string, how: TableChoice): SourceItem[] {
  const parser = parseTable(how)
  return [...parser.push(text), ...parser.end()]
}
