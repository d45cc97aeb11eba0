import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { makeDocx, makeOds, makeOdt, makePdf, makePdfOf, makeXlsx } from '../../../test/made-papers.ts'
import { makeZip } from '../../../test/made-zip.ts'
import { newBlindId } from '../../platform/ids.ts'
import { Store } from '../../platform/files/store.ts'
import { openFileText } from './file-text.ts'
import { recogniseOrRefuse } from '../doors/readers.ts'

let store: Store
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownterms-file-text-'))
  store = new Store(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function open(bytes: Buffer | string, name = 'file.bin', sheet: string | null = null) {
  const id = newBlindId()
  const kept = await store.keep(id, Readable.from([Buffer.from(bytes)]))
  return openFileText(store, { id, name, ...kept }, { sheet })
}

async function textOf(bytes: Buffer | string, name?: string, sheet?: string): Promise<string> {
  const opened = await open(bytes, name, sheet)
  let text = ''
  for await (const chunk of opened.chunks()) text += chunk
  expect(text.slice(0, 64_000)).toBe(opened.head)
  return text
}

describe('a Word document', () => {
  test('written by a library gives paragraphs, line breaks and tables in order', async () => {
    const row = (...cells: string[]) =>
      new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) })
    const document = new Document({
      sections: [
        {
          children: [
            new Paragraph({
              children: [new TextRun('INT: How was '), new TextRun({ text: 'it?', bold: true })],
            }),
            new Paragraph({ children: [new TextRun('P3: One'), new TextRun({ text: 'two', break: 1 })] }),
            new Table({ rows: [row('INT', 'And the kettle?'), row('P3', 'Red & <loud>.')] }),
          ],
        },
      ],
    })
    expect(await textOf(await Packer.toBuffer(document))).toBe(
      'INT: How was it?\n\nP3: One\ntwo\n\nINT\tAnd the kettle?\n\nP3\tRed & <loud>.\n\n',
    )
  })

  test('is read as if all changes were accepted, text boxes once, notes at the end', async () => {
    const p = (inner: string) => `<w:p>${inner}</w:p>`
    const r = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
    const body =
      p(
        `${r('I was ')}<w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins>${r('always ')}</w:ins>${r('asked')}`,
      ) +
      p(
        `<w:r><mc:AlternateContent><mc:Choice>${p(r('in a box'))}</mc:Choice><mc:Fallback>${p(r('in a box'))}</mc:Fallback></mc:AlternateContent></w:r>${r('beside')}`,
      ) +
      p('<w:r><w:instrText>HYPERLINK "http://x.example"</w:instrText></w:r>' + r('a link')) +
      p('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + r('a') + '<w:r><w:tab/></w:r>' + r('b'))
    const notes = `<w:footnotes xmlns:w="w"><w:footnote w:type="separator">${p(r('-'))}</w:footnote><w:footnote>${p(r('She laughed.'))}</w:footnote></w:footnotes>`
    expect(await textOf(makeDocx(body, { parts: [{ name: 'word/footnotes.xml', bytes: notes }] }))).toBe(
      'I was always asked\n\nin a box\n\nbeside\n\na link\n\na\tb\n\nShe laughed.\n\n',
    )
  })
})

test('an OpenDocument text keeps its spaces, lists, tables and notes, and leaves out remarks and deletions', async () => {
  const body =
    '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>' +
    '<text:h>Interview  3</text:h>' +
    '<text:p>INT:<text:tab/>How <text:span>was</text:span> it?<office:annotation><text:p>a remark</text:p></office:annotation></text:p>' +
    '<text:list><text:list-item><text:p>P1: One<text:line-break/>two<text:s text:c="3"/>three<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Laughs.</text:p></text:note-body></text:note>.</text:p></text:list-item></text:list>' +
    '<table:table><table:table-row><table:table-cell><text:p>P2</text:p></table:table-cell><table:table-cell><text:p>Well,</text:p><text:p>yes.</text:p></table:table-cell></table:table-row></table:table>'
  expect(await textOf(makeOdt(body))).toBe(
    'Interview 3\n\nINT:\tHow was it?\n\nP1: One\ntwo   three.\n\nP2\tWell,\nyes.\n\nLaughs.\n\n',
  )
})

describe('a workbook', () => {
  test('written by a library gives quoted cells and days as ISO', async () => {
    const written = await writeExcelFile([
      ['When', 'Who', 'Answer'],
      [
        { value: new Date(Date.UTC(2026, 0, 2)), type: Date, format: 'dd/mm/yyyy' },
        'Jo',
        'One, "two"\nthree',
      ],
      [
        { value: new Date(Date.UTC(2026, 0, 3, 9, 16)), type: Date, format: 'd mmm yyyy hh:mm' },
        'Sam',
        '=1+1',
      ],
    ]).toBuffer()
    expect(await textOf(written)).toBe(
      'When,Who,Answer\n2026-01-02,Jo,"One, ""two""\nthree"\n2026-01-03T09:16:00,Sam,"=1+1"\n',
    )
  })

  const rows = (...all: string[]) => all.map((cells) => `<row>${cells}</row>`).join('')
  test('gives the shown value of a formula and never computes one', async () => {
    const sheet = rows(
      '<c t="inlineStr"><is><t>Answer</t></is></c><c t="inlineStr"><is><t>n</t></is></c>',
      '<c t="str"><f>UPPER("x")</f><v>shown</v></c><c><f>1/3</f><v>0.30000000000000004</v></c>',
      '<c><f>HYPERLINK("http://x.example")</f></c><c t="b"><v>1</v></c>',
      '<c t="s"><v>0</v></c><c t="e"><v>#REF!</v></c>',
    )
    const strings = ['<r><t>two</t></r><r><t xml:space="preserve"> runs</t></r><rPh><t>no</t></rPh>']
    expect(await textOf(makeXlsx({ A: sheet }, { strings }))).toBe(
      'Answer,n\nshown,"0.3"\n,TRUE\ntwo runs,"#REF!"\n'.replace('"0.3"', '0.3'),
    )
  })

  test('leaves gaps where cells are missing and counts days as its program does', async () => {
    const sheet = rows(
      '<c r="A1" t="inlineStr"><is><t>Day</t></is></c><c r="D1" t="inlineStr"><is><t>Answer</t></is></c>',
      '<c r="A2" s="1"><v>46024</v></c><c r="D2" t="inlineStr"><is><t>words</t></is></c>',
      '<c r="A3" s="2"><v>46024.386111111</v></c>',
      '<c r="A4" s="3"><v>46024</v></c>',
    )
    const formats = ['yyyy\\-mm\\-dd hh:mm', '[Red]0.00 "days"']
    expect(await textOf(makeXlsx({ A: sheet }, { formats }))).toBe(
      'Day,,,Answer\n2026-01-02,,,words\n2026-01-02T09:16:00,,,\n46024,,,\n',
    )
    expect(await textOf(makeXlsx({ A: sheet }, { formats, is1904: true }))).toContain('2030-01-03,,,words')
  })

  test('with several sheets gives the first with words, or the one asked for', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
    const said = 'It took four months and nobody wrote back'
    const book = makeXlsx(
      {
        Hidden: rows(cell('secret words here'), cell(said)),
        Empty: '',
        Key: rows(cell('code'), '<c><v>1</v></c>', '<c><v>2</v></c>'),
        Answers: rows(cell('comment'), cell(said), cell(said)),
      },
      { hidden: 'Hidden' },
    )
    const opened = await open(book)
    expect(opened.sheets).toEqual({ read: 'Answers', all: ['Empty', 'Key', 'Answers'] })
    expect(await textOf(book, 'x.csv', 'Key')).toBe('code\n1\n2\n')
    expect(recogniseOrRefuse(opened)).toBe('table')
  })

  test('of OpenDocument gives the same: shown values, days, repeated and empty cells', async () => {
    const cell = (text: string, more = '') =>
      `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`
    const row = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`
    const book = makeOds(
      `<table:table table:name="Key">${row('<table:table-cell table:number-columns-repeated="1024"/>', 'table:number-rows-repeated="1048576"')}</table:table>` +
        `<table:table table:name="Answers">${row(cell('When') + cell('Answer') + '<table:table-cell table:number-columns-repeated="16382"/>')}` +
        row(
          cell('02.01.26', 'office:value-type="date" office:date-value="2026-01-02"') +
            cell('Line one</text:p><text:p>=two'),
        ) +
        row(
          cell('soon') + cell('3', 'table:formula="of:=1+2" office:value-type="float" office:value="3"'),
          'table:number-rows-repeated="2"',
        ) +
        row('<table:table-cell/>', 'table:number-rows-repeated="1048570"') +
        '</table:table>',
    )
    expect(await textOf(book)).toBe('When,Answer\n2026-01-02,"Line one\n=two"\nsoon,3\nsoon,3\n')
    expect((await open(book)).sheets).toEqual({ read: 'Answers', all: ['Answers'] })
  })
})

describe('a PDF', () => {
  test('gives lines and paragraphs in reading order, page numbers last', async () => {
    const page = (number: number) => [
      { x: 72, y: 760, text: 'Interview 3 of the kettle' },
      { x: 72, y: 700, text: 'INT: How was it, and who asked you to come along in the first' },
      { x: 72, y: 686, text: 'place?' },
      { x: 72, y: 672, text: 'P3: Nobody. The kettle asked me, which is a kind of joke we have up' },
      { x: 72, y: 658, text: 'here.' },
      { x: 72, y: 624, text: 'And after that paragraph, another one that is written to the edge, ok' },
      { x: 72, y: 610, text: 'and over.' },
      { x: 290, y: 40, text: `${number}` },
    ]
    expect(await textOf(makePdf([page(1), page(2), page(3)]))).toBe(
      Array(3)
        .fill(
          'INT: How was it, and who asked you to come along in the first place?\nP3: Nobody. The kettle asked me, which is a kind of joke we have up here.\n\nAnd after that paragraph, another one that is written to the edge, ok and over.',
        )
        .join('\n\n') + '\n\n# Interview 3 of the kettle\n\n# 1',
    )
  })

  test('whose turns are all full lines keeps them apart', async () => {
    const line = (y: number, text: string) => ({ x: 72, y, text })
    const turns = [
      'INT: What was it that helped, and when was that',
      'P3: Quiet, and a door of my own that shuts',
      'A. No',
    ]
    expect(await textOf(makePdf([turns.map((text, at) => line(700 - at * 28, text))]))).toBe(turns.join('\n'))
  })

  test('with columns is read one after the other, and one drawn upside down from the top', async () => {
    const column = (x: number, words: string) =>
      [0, 1, 2].map((at) => ({ x, y: 700 - at * 14, text: `${words} ${at} runs on to the very edge` }))
    const text = await textOf(makePdf([[...column(72, 'left'), ...column(320, 'right')]]))
    expect(text.indexOf('right 0')).toBeGreaterThan(text.indexOf('left 2'))
    expect(await textOf(makePdf([column(72, 'line').toReversed()]))).toMatch(/line 0.*line 1.*line 2/s)
  })

  test('with scripts in it gives its text; the scripts are not run', async () => {
    const pdf = makePdf([[{ x: 72, y: 700, text: 'P1: Only words.' }]], {
      catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\("x"\\); this.exportDataObject\\(\\)) >>',
    })
    expect(await textOf(pdf, 'a.txt')).toBe('P1: Only words.')
  })
})

const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY ${'b'.repeat(i + 1)} "${`&${i === 0 ? 'a' : 'b'.repeat(i)};`.repeat(50)}">`).join('')}]>`
const wide = Array.from(
  { length: 20 },
  (_, i) => `<c r="${'ABCDEFGHIJKLMNOPQRST'[i]}AAA1" t="n"><v>1</v></c>`,
).join('')
const bomb = (megabytes: number) => deflateSync(Buffer.alloc(megabytes * 1_000_000, 'BT ET '))
const docx = makeDocx('<w:p><w:r><w:t>P1: words</w:t></w:r></w:p>'.repeat(300))
const pdf = makePdf([[{ x: 72, y: 700, text: 'words' }]])
const ole = (mark: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1000),
    Buffer.from(mark, 'utf16le'),
    Buffer.alloc(500),
  ])

const refused: [what: string, make: () => Buffer | string, sentence: string][] = [
  ['a Word document locked with a password', () => ole('EncryptedPackage'), 'locked with a password'],
  ['an old Word document', () => ole('WordDocument'), 'older Word or Excel'],
  [
    'an OpenDocument text locked with a password',
    () => makeOdt('', { manifest: '<m><manifest:encryption-data/></m>' }),
    'locked with a password',
  ],
  ['a locked zip', () => makeZip([{ name: 'a.txt', bytes: 'x', isLocked: true }]), 'locked with a password'],
  ['a locked PDF', () => lockedPdf(), 'locked with a password'],
  ['a document cut short', () => docx.subarray(0, docx.length - 200), 'damaged or cut short'],
  ['a document with a changed byte', () => changed(docx, 400), 'damaged or cut short'],
  ['a document whose XML is cut short', () => makeDocx('<w:p><w:r><w:t>half a sen'), 'damaged or cut short'],
  ['a document that is not one', () => makeDocx('').fill(0, 300, 330), 'damaged or cut short'],
  ['a tower of tags', () => makeDocx('<w:p>'.repeat(1_000_000)), 'damaged or cut short'],
  ['names that lead out', () => makeZip([{ name: '../../etc/passwd.txt', bytes: 'x' }]), 'lead out of it'],
  ['names from the root', () => makeZip([{ name: '/etc/passwd.txt', bytes: 'x' }]), 'lead out of it'],
  [
    'a bomb that says so',
    () => makeZip([{ name: 'a.txt', bytes: 'x', declared: 4_000_000_000 }]),
    'larger than',
  ],
  [
    'a bomb that lies',
    () => makeZip([{ name: 'a.txt', bytes: Buffer.alloc(50_000_000, 'a'), declared: 100 }]),
    'damaged or cut short',
  ],
  [
    'a document that says it is a bomb',
    () => makeDocx('', { parts: [{ name: 'word/footnotes.xml', bytes: 'x', declared: 3_000_000_000 }] }),
    'larger than',
  ],
  [
    'a zip in a zip',
    () => makeZip([{ name: 'a.zip', bytes: makeZip([{ name: 'a.txt', bytes: 'x' }]) }]),
    'no chat text',
  ],
  [
    'a paragraph without end',
    () => makeDocx(`<w:p><w:r><w:t>${'a'.repeat(1_100_000)}</w:t></w:r></w:p>`),
    'never ends',
  ],
  ['a sheet without end to the right', () => makeXlsx({ A: `<row>${wide}</row>` }), 'more columns'],
  [
    'a workbook whose cells share more than can be held',
    () => makeXlsx({ A: '' }, { strings: Array(60).fill(`<t>${'a'.repeat(900_000)}</t>`) }),
    'more text than we can take',
  ],
  [
    'a row repeated without end',
    () =>
      makeOds(
        `<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000000"><table:table-cell><text:p>words</text:p></table:table-cell></table:table-row></table:table>`,
      ),
    'damaged',
  ],
  ['a PDF cut short', () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type'), 'cannot be read'],
  ['a PDF of pictures', () => makePdf([[]]), 'pictures of pages'],
  ['a PDF that unpacks without end', () => makePdfOf([bomb(900)]), 'unpacks to more'],
  ['a PDF of too many pages', () => makePdfOf(Array(5001).fill(deflateSync(''))), '5,000 pages'],
  ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'does not hold text'],
  [
    'an archive of another kind',
    () => Buffer.from('1f8b0800000000000003abcdefabcdef0000ffff', 'hex'),
    'does not hold text',
  ],
  ['nothing', () => '', 'no text in this file'],
]
test.each(refused)('refused with one sentence: %s', async (_, make, sentence) => {
  await expect(open(make(), 'file.docx').then((text) => recogniseOrRefuse(text))).rejects.toThrow(sentence)
})

test('entities that laugh a billion times stay as they stand', async () => {
  const text = await textOf(
    makeDocx('<w:p><w:r><w:t>P1: &bbbbbbbbbb; and &lt;3</w:t></w:r></w:p>', { prologue: laughs }),
  )
  expect(text).toBe('P1: &bbbbbbbbbb; and <3\n\n')
})

test('what a file is its bytes say, not its name', async () => {
  expect(await textOf(docx, 'photo.jpg')).toMatch(/^P1: words\n\n/)
  expect(await textOf(pdf, 'table.csv')).toBe('words')
  expect(recogniseOrRefuse(await open('12/11/2024, 09:15 - Jo: hello', 'a.xlsx'))).toBe('whatsapp')
  expect(recogniseOrRefuse(await open('P1: %PDF-1.4 is what it said\n\nP2: Yes', 'a.txt'))).toBe('document')
})

function changed(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = copy[at]! ^ 0xff
  return copy
}

/** Locked under a password that is not the empty one: the entry that checks it cannot be met. */
function lockedPdf(): Buffer {
  const key = `<${'ab'.repeat(32)}>`
  return makePdf([[{ x: 72, y: 700, text: 'words' }]], {
    trailer: `/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`,
  })
}
