import { readdirSync, readFileSync } from 'node:fs'
import { Document, FootnoteReferenceRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import writeExcelFile from 'write-excel-file/node'
import { makeDocx, makeOds, makeOdt, makePdf, makeXlsx } from '../made-papers.ts'
import { makeZip } from '../made-zip.ts'

/** A sound file of one format. Put a line here for every format a door takes: the soak damages each of them. */
export type Sample = { name: string; make: () => Buffer | string | Promise<Buffer> }

const folder = new URL('../../demo/files/', import.meta.url)
const demoFiles: Sample[] = readdirSync(folder)
  .sort()
  .map((name) => ({ name, make: () => readFileSync(new URL(name, folder)) }))

const said = 'It took four months and nobody wrote back to me, not once'
const turns = Array.from({ length: 30 }, (_, at) => [at % 2 ? 'P3' : 'INT', `${said}, ${at}`] as const)
const chat = turns.map(([who, text], at) => `12/11/2024, 09:${10 + at} - ${who}: ${text}`).join('\n')

export const samples: readonly Sample[] = [
  ...demoFiles,
  {
    name: 'call.srt',
    make: () =>
      turns
        .map(
          ([who, text], at) => `${at + 1}\n00:00:${10 + at},000 --> 00:00:${11 + at},500\n${who}: ${text}\n`,
        )
        .join('\n'),
  },
  {
    name: 'teams.txt',
    make: () => turns.map(([who, text], at) => `${who} Okafor   0:${10 + at}\n${text}\n`).join('\n'),
  },
  {
    name: 'notes.md',
    make: () => `# Interview 3\n\n${turns.map(([who, text]) => `**${who}:** ${text}`).join('\n\n')}\n`,
  },
  { name: 'utf-16.txt', make: () => Buffer.from(`\ufeff${chat}`, 'utf16le') },
  {
    name: 'windows.txt',
    make: () => Buffer.from(`Ffion: Diolch, café £5 it cost me\n\nRhys: ${said}\n`, 'latin1'),
  },
  {
    name: 'chat.zip',
    make: () =>
      makeZip([
        { name: '_chat.txt', bytes: chat },
        { name: 'PTT-1.opus', bytes: 'x' },
      ]),
  },
  {
    name: 'answer.eml',
    make: () =>
      `From: Jo <jo@post.example>\r\nTo: us@lantern.example\r\nDate: Tue, 12 Nov 2024 09:16:02 +0000\r\nSubject: Re: one question\r\nMessage-ID: <1@post.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${said}.\r\n\r\nOn Mon, 11 Nov 2024, us@lantern.example wrote:\r\n> What helped?\r\n`,
  },
  {
    name: 'Inbox.mbox',
    make: () =>
      turns
        .map(
          ([who, text], at) =>
            `From ${who}@post.example Tue Nov 12 09:16:${10 + at} 2024\nFrom: ${who} <${who}@post.example>\nDate: Tue, 12 Nov 2024 09:16:${10 + at} +0000\nSubject: one question\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(`<p>${text}</p>`).toString('base64')}\n\n`,
        )
        .join(''),
  },
  {
    name: 'comments.json',
    make: () =>
      JSON.stringify({
        comments_v2: turns.map(([author, comment], at) => ({
          timestamp: 1731402962 + at,
          data: [{ comment: { timestamp: 1731402962 + at, comment, author } }],
          title: `${author} commented`,
        })),
      }),
  },
  {
    name: 'tweets.js',
    make: () =>
      `window.YTD.tweets.part0 = ${JSON.stringify(
        turns.map(([, full_text], at) => ({
          tweet: { full_text, id_str: `${at}`, created_at: 'Tue Nov 12 09:16:02 +0000 2024' },
        })),
      )}`,
  },
  {
    name: 'Comments.csv',
    make: () =>
      `Date,Link,Message\n${turns.map(([, text]) => `2024-11-12 09:16:02,https://www.linkedin.com/feed/x,"${text} \\"ok\\""`).join('\n')}\n`,
  },
  {
    name: 'library.docx',
    make: () =>
      Packer.toBuffer(
        new Document({
          footnotes: { 1: { children: [new Paragraph('She laughed.')] } },
          sections: [
            {
              children: [
                ...turns.map(
                  ([who, text]) =>
                    new Paragraph({
                      children: [
                        new TextRun({ text: `${who}: `, bold: true }),
                        new TextRun(text),
                        new TextRun({ text: 'and again', break: 1 }),
                        new FootnoteReferenceRun(1),
                      ],
                    }),
                ),
                new Table({
                  rows: turns.slice(0, 4).map(
                    (cells) =>
                      new TableRow({
                        children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })),
                      }),
                  ),
                }),
              ],
            },
          ],
        }),
      ),
  },
  {
    name: 'hand.docx',
    make: () =>
      makeDocx(
        turns
          .map(
            ([who, text]) =>
              `<w:p><w:r><w:t>${who}: </w:t></w:r><w:ins><w:r><w:t>${text}</w:t></w:r></w:ins></w:p>`,
          )
          .join(''),
      ),
  },
  {
    name: 'notes.odt',
    make: () =>
      makeOdt(
        turns
          .map(([who, text]) => `<text:p>${who}:<text:tab/>${text}<text:line-break/>and</text:p>`)
          .join(''),
      ),
  },
  {
    name: 'paper.pdf',
    make: () =>
      makePdf(
        [0, 1].map((page) =>
          turns.slice(page * 15, page * 15 + 15).map(([who, text], at) => ({
            x: 72,
            y: 760 - at * 28,
            text: `${who}: ${text}`,
          })),
        ),
      ),
  },
  {
    name: 'library.xlsx',
    make: () =>
      writeExcelFile([
        ['When', 'Who', 'Answer'],
        ...turns.map(([who, text], at) => [
          { value: new Date(Date.UTC(2026, 0, 1 + at)), type: Date, format: 'dd/mm/yyyy' },
          who,
          text,
        ]),
      ]).toBuffer(),
  },
  {
    name: 'hand.xlsx',
    make: () =>
      makeXlsx(
        {
          Key: '<row><c><v>1</v></c></row>',
          Answers: turns
            .map(
              ([who], at) =>
                `<row r="${at + 1}"><c r="A${at + 1}" t="inlineStr"><is><t>${who}</t></is></c><c r="C${at + 1}" t="s"><v>${at}</v></c><c r="D${at + 1}" s="1"><f>TODAY()</f><v>${46024 + at}</v></c></row>`,
            )
            .join(''),
        },
        { strings: turns.map(([, text]) => `<t>${text}</t>`) },
      ),
  },
  {
    name: 'answers.ods',
    make: () =>
      makeOds(
        `<table:table table:name="Answers">${turns
          .map(
            ([who, text]) =>
              `<table:table-row><table:table-cell><text:p>${who}</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>${text}</text:p></table:table-cell></table:table-row>`,
          )
          .join('')}</table:table>`,
      ),
  },
]
