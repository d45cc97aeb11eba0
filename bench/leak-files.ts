import { makeDocx, makeOds, makeOdt, makePdf, makeXlsx, type MadeLine } from '../test/made-papers.ts'
import { makeZip } from '../test/made-zip.ts'
import { speakers } from './leak-names.ts'
import type { Planted } from './leak-planting.ts'

/** Something said through a door. `by` is a label of the file, or null where the door knows none. */
export type Said = Planted & { door: string; by: string | null }
export type MadeFile = { name: string; bytes: Buffer | string }

/** Every door of the demo by the file it comes in, and how words are put into such a file. */
const fileDoors: Readonly<Record<string, (said: readonly Said[]) => MadeFile[]>> = {
  'WhatsApp .txt': (said) => [
    {
      name: 'whatsapp-thursday.txt',
      bytes: said.map((one, at) => `[${day(at)}/10/2026, ${clock(at)}] ${one.by}: ${one.text}\n`).join(''),
    },
  ],
  'WhatsApp .zip': (said) => [
    {
      name: 'whatsapp-kitchen.zip',
      bytes: makeZip([
        {
          name: 'WhatsApp Chat with Kitchen.txt',
          bytes: said
            .map((one, at) => `${day(at)}/10/2026, ${clock(at).slice(0, 5)} - ${one.by}: ${one.text}\n`)
            .join(''),
        },
      ]),
    },
  ],
  'Zoom .vtt': (said) => [{ name: 'call-3.vtt', bytes: `WEBVTT\n\n${cues(said, '.').join('\n')}` }],
  'Zoom chat': (said) => [
    {
      name: 'call-3-chat.txt',
      bytes: said.map((one, at) => `${clock(at)}\t${one.by}:\t${one.text}\n`).join(''),
    },
  ],
  'Teams .docx': (said) => [
    {
      name: 'teams-call-2.docx',
      bytes: makeDocx(
        [
          'Night workers-20261021_190000-Meeting Recording',
          '21 October 2026, 07:00pm',
          '58m 2s',
          ...said.flatMap((one, at) => [`${one.by}   ${at + 1}:07`, one.text]),
        ]
          .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r></w:p>`)
          .join(''),
      ),
    },
  ],
  'Meet .txt': (said) => [
    {
      name: 'meet-call.txt',
      bytes: `Late call (2026-10-22 19:00 GMT+1) - Transcript\nAttendees\n\n${[...new Set(said.map((one) => one.by))].join(', ')}\n\nTranscript\n\n${said.map((one) => `${one.by}: ${one.text}\n`).join('')}`,
    },
  ],
  '.srt': (said) => [{ name: 'walk.srt', bytes: cues(said, ',').join('\n') }],
  '.mbox': (said) => [
    {
      name: 'letters-2.mbox',
      bytes: said
        .map((one, at) => `From x Tue Oct 20 09:${pad(at % 60)}:00 2026\n${mail(one, at)}\n\n`)
        .join(''),
    },
  ],
  '.eml': (said) => said.map((one, at) => ({ name: `letter-${at}.eml`, bytes: mail(one, 100 + at) })),
  'social .json': (said) => [
    {
      name: 'comments.json',
      bytes: JSON.stringify({
        comments_v2: said.map((one, at) => ({
          timestamp: 1_791_900_000 + at * 600,
          data: [{ comment: { timestamp: 1_791_900_000 + at * 600, comment: one.text, author: one.by } }],
          title: `${one.by} commented on Lantern Street's post.`,
        })),
      }),
    },
  ],
  'table .csv': (said) => [
    {
      name: 'cards-2.csv',
      bytes: [tableHead, ...rows(said)]
        .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`)
        .join(''),
    },
  ],
  'table .xlsx': (said) => {
    const cells = [tableHead, ...rows(said)]
    const row = (each: readonly string[], at: number) =>
      `<row r="${at + 1}">${each.map((_, column) => `<c r="${'ABC'[column]}${at + 1}" t="s"><v>${at * 3 + column}</v></c>`).join('')}</row>`
    const strings = cells.flat().map((cell) => `<t>${escapeXml(cell)}</t>`)
    return [{ name: 'book-2.xlsx', bytes: makeXlsx({ Book: cells.map(row).join('') }, { strings }) }]
  },
  'table .ods': (said) => [
    {
      name: 'wall-2.ods',
      bytes: makeOds(
        `<table:table table:name="Wall">${[tableHead, ...rows(said)]
          .map(
            (row) =>
              `<table:table-row>${row.map((cell) => `<table:table-cell office:value-type="string"><text:p>${escapeXml(cell)}</text:p></table:table-cell>`).join('')}</table:table-row>`,
          )
          .join('')}</table:table>`,
      ),
    },
  ],
  'document .txt': (said) => [
    { name: 'notes-2.txt', bytes: turns(said, (at) => `P${(at % 4) + 1}: `).join('\n\n') },
  ],
  'document .md': (said) => [
    {
      name: 'street-2.md',
      bytes: `# A Sunday\n\n${turns(said, (at) => `SPEAKER ${(at % 4) + 1}: `).join('\n\n')}\n`,
    },
  ],
  'document .odt': (said) => [
    {
      name: 'kitchen-3.odt',
      bytes: makeOdt(
        turns(said, (at) => `P${(at % 4) + 5}: `)
          .map((turn) => `<text:p>${escapeXml(turn)}</text:p>`)
          .join(''),
      ),
    },
  ],
  'document .pdf': (said) => [{ name: 'bench-2.pdf', bytes: pdf(turns(said, (at) => `R${(at % 4) + 1}: `)) }],
}

/** The rest are no files: the page, what a listener writes down, posts that are pasted. */
export const doors: readonly string[] = [
  ...Object.keys(fileDoors),
  'web page',
  'conversation',
  'paper',
  'pasted posts',
]

/** Deals what is planted to all doors in turn, with a speaker each where the door knows one. */
export function dealToDoors(planted: readonly Planted[]): Said[] {
  let turn = 0
  return planted.map((passage) => {
    // The font of the PDFs made here has no other letters.
    if (doors[turn % doors.length] === 'document .pdf' && /[^\x20-\x7e£éáíóúñ]/.test(passage.text)) turn += 1
    const at = turn % doors.length
    const round = Math.floor(turn / doors.length)
    turn += 1
    const four = [0, 1, 2, 3].map((step) => speakers[(at * 3 + step) % speakers.length]!)
    const by = four[round % 4]!
    const isOwn = passage.plants.some((plant) =>
      plant.words.toLowerCase().includes(by.split(' ')[0]!.toLowerCase()),
    )
    return { ...passage, door: doors[at]!, by: isOwn ? four[(round + 2) % 4]! : by }
  })
}

export function makeFiles(said: readonly Said[]): MadeFile[] {
  return Object.entries(fileDoors).flatMap(([door, make]) => {
    const own = said.filter((one) => one.door === door)
    return own.length === 0 ? [] : make(own)
  })
}

const pad = (number: number) => String(number).padStart(2, '0')
const day = (at: number) => pad(10 + Math.floor(at / 20))
const clock = (at: number) => `${pad(9 + (Math.floor(at / 3) % 12))}:${pad((at * 7) % 60)}:11`
const tableHead = ['Date', 'Name or initials', 'Words']

function rows(said: readonly Said[]): string[][] {
  return said.map((one, at) => [`${day(at)}/10/2026`, one.by!, one.text])
}

function turns(said: readonly Said[], marker: (at: number) => string): string[] {
  return said.map((one, at) => marker(at) + one.text)
}

/** As calls are cut up: about ten words a cue. Nobody speaks twice in a row for more than one answer. */
function cues(said: readonly Said[], sign: '.' | ','): string[] {
  const made: string[] = []
  let second = 60
  const stamp = (at: number) => `00:${pad(Math.floor(at / 60) % 60)}:${pad(at % 60)}${sign}000`
  for (const [index, one] of said.entries()) {
    const words = one.text.split(' ')
    for (let from = 0; from < words.length; from += 10) {
      const line = words.slice(from, from + 10).join(' ')
      made.push(`${made.length + 1}\n${stamp(second)} --> ${stamp(second + 3)}\n${one.by}: ${line}\n`)
      second += 3
    }
    second += 5 + (index % 3)
  }
  return made
}

function mail(one: Said, at: number): string {
  const plain = one.by!.normalize('NFD').replace(/[^A-Za-z ]/g, '')
  return [
    `From: "${plain}" <${plain.toLowerCase().replace(' ', '.')}@post.example>`,
    'To: listening@lantern-street.example',
    'Subject: One question',
    `Date: Tue, 20 Oct 2026 09:${pad(at % 60)}:00 +0100`,
    `Message-ID: <planted-${at}@post.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    one.text,
    '',
  ].join('\n')
}

function pdf(paragraphs: readonly string[]): Buffer {
  const pages: MadeLine[][] = [[]]
  let y = 780
  for (const paragraph of paragraphs) {
    const lines = [...paragraph.matchAll(/\S.{0,88}(?=\s|$)/g)].map((found) => found[0])
    if (y - lines.length * 14 < 60) {
      pages.push([])
      y = 780
    }
    for (const text of lines) {
      pages.at(-1)!.push({ x: 60, y, text })
      y -= 14
    }
    y -= 22
  }
  return makePdf(pages)
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
