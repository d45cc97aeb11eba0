/**
 * How fast words come in: our WhatsApp, WebVTT and SubRip parsers beside the commonest library for each, our table
 * reader beside csv-parse, and transcripts as text (nobody publishes a reader of these), on the same made-up text in
 * the same run. Our WhatsApp figure counts both passes (survey and parse).
 *
 *   node bench/import.ts [--messages 200000] [--cues 200000] [--rows 200000] [--rounds 7] [--seed 1]
 *
 * Prints items per second (median of the rounds) and the ratio of ours to the other's.
 */
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { parse as parseCsv } from 'csv-parse/sync'
import { parseSync as parseSubtitles } from 'subtitle'
import { parseString } from 'whatsapp-chat-parser'
import { parseTable } from '../src/text/sources/table.ts'
import { parseTranscript } from '../src/text/sources/transcript.ts'
import { parseWebvtt } from '../src/text/sources/webvtt.ts'
import { parseWhatsapp, surveyWhatsapp } from '../src/text/sources/whatsapp.ts'
import type { TextParser } from '../src/text/sources/source.ts'
import { makeRandom } from '../test/chance.ts'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '200000' },
    cues: { type: 'string', default: '200000' },
    rows: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '7' },
    seed: { type: 'string', default: '1' },
  },
})
const lexicon =
  'the form kept asking me things I had already told somebody and nobody wrote back so we walked to the shop talked about her garden then it felt like mine again people listened'.split(
    ' ',
  )
const rounds = Number(values.rounds)
const random = makeRandom(Number(values.seed))
// The library has no types.
const webvtt = createRequire(import.meta.url)('node-webvtt') as {
  parse(text: string, options: { strict: boolean }): { cues: unknown[] }
}

const android = writeAndroid(Number(values.messages))
const iphone = writeIphone(Number(values.messages))
const transcript = writeTranscript(Number(values.cues))
const voiceTags = writeVoiceTags(Number(values.cues))
const subRip = writeSubRip(Number(values.cues))
const teams = writeTeams(Number(values.cues))
const table = writeTable(Number(values.rows))

const results = [
  compare('WhatsApp, Android', 'messages', android, readWhatsapp, [
    'whatsapp-chat-parser',
    (text) => parseString(text).length,
  ]),
  compare('WhatsApp, iOS', 'messages', iphone, readWhatsapp, [
    'whatsapp-chat-parser',
    (text) => parseString(text).length,
  ]),
  compare('WebVTT, Zoom', 'cues', transcript, (text) => feed(parseWebvtt(), text), [
    'node-webvtt',
    (text) => webvtt.parse(text, { strict: false }).cues.length,
  ]),
  compare('WebVTT, Teams', 'cues', voiceTags, (text) => feed(parseWebvtt(), text), [
    'node-webvtt',
    (text) => webvtt.parse(text, { strict: false }).cues.length,
  ]),
  compare('SubRip', 'cues', subRip, (text) => feed(parseWebvtt(), text), [
    'subtitle',
    (text) => parseSubtitles(text).length,
  ]),
  compare('Transcript, Teams', 'turns', teams, (text) => feed(parseTranscript(), text), null),
  compare('Table, CSV', 'rows', table, readTable, [
    'csv-parse',
    (text) => parseCsv(text, { relax_column_count: true }).length,
  ]),
]
console.table(results)

interface Input {
  text: string
  items: number
}

function compare(
  what: string,
  unit: string,
  input: Input,
  ours: (text: string) => number,
  peer: [string, (text: string) => number] | null,
): Record<string, string | number> {
  const ourTimes: number[] = []
  const otherTimes: number[] = []
  let ourItems = 0
  let otherItems = 0
  for (let round = 0; round <= rounds; round += 1) {
    // Turn about, so that neither always runs on the other's rubbish; the first round only warms up.
    const order = round % 2 === 0 ? ['ours', 'other'] : ['other', 'ours']
    if (peer === null) order.splice(order.indexOf('other'), 1)
    for (const each of order) {
      globalThis.gc?.()
      const start = performance.now()
      if (each === 'ours') ourItems = ours(input.text)
      else otherItems = peer?.[1](input.text) ?? 0
      const seconds = (performance.now() - start) / 1000
      if (round > 0) (each === 'ours' ? ourTimes : otherTimes).push(seconds)
    }
  }
  const ourSpeed = input.items / median(ourTimes)
  const otherSpeed = input.items / median(otherTimes)
  return {
    what,
    MB: Math.round(input.text.length / 1e5) / 10,
    in: `${input.items} ${unit}`,
    'ours /s': Math.round(ourSpeed),
    'other /s': peer === null ? '' : Math.round(otherSpeed),
    ratio: peer === null ? '' : Math.round((ourSpeed / otherSpeed) * 100) / 100,
    other: peer?.[0] ?? 'none',
    'items ours': ourItems,
    'items other': otherItems,
  }
}

/** As an import hands it over: pieces of 64,000 characters. */
function feed(parser: TextParser, text: string): number {
  let items = 0
  for (let from = 0; from < text.length; from += 65_536)
    items += parser.push(text.slice(from, from + 65_536)).length
  return items + parser.end().length
}

function readWhatsapp(text: string): number {
  const survey = surveyWhatsapp()
  for (let from = 0; from < text.length; from += 65_536) survey.push(text.slice(from, from + 65_536))
  return feed(parseWhatsapp(survey.end()), text)
}

function readTable(text: string): number {
  return feed(
    parseTable({ separator: ',', wordsColumns: [3], voiceColumn: 1, dateColumn: null, hasHeader: true }),
    text,
  )
}

function writeAndroid(messages: number): Input {
  const lines: string[] = []
  for (let i = 0; i < messages; i += 1) {
    lines.push(`${writeDay(i, '/')}, ${writeTime(i, false)} - ${pickName()}: ${writeWords()}`)
    if (random() < 0.1) lines.push(writeWords())
  }
  return { text: lines.join('\n'), items: messages }
}

function writeIphone(messages: number): Input {
  const lines: string[] = []
  for (let i = 0; i < messages; i += 1) {
    const what = random()
    const words =
      what < 0.03 ? '\u200eimage omitted' : what < 0.04 ? '\u200eThis message was deleted.' : writeWords()
    lines.push(`[${writeDay(i, '/')}, ${writeTime(i, true)}] ${pickName()}: ${words}`)
    if (random() < 0.1) lines.push(writeWords())
  }
  return { text: lines.join('\r\n'), items: messages }
}

function writeTranscript(cues: number): Input {
  const blocks = ['WEBVTT\n']
  let name = pickName()
  for (let i = 0; i < cues; i += 1) {
    if (random() < 0.4) name = pickName()
    blocks.push(
      `${i + 1}\n${writeOffset(i * 3)}.120 --> ${writeOffset(i * 3 + 2)}.940\n${name}: ${writeWords()}\n`,
    )
  }
  return { text: blocks.join('\n'), items: cues }
}

function writeVoiceTags(cues: number): Input {
  const blocks = ['WEBVTT\n']
  for (let i = 0; i < cues; i += 1) {
    const time = `${writeOffset(i * 3)}.120 --> ${writeOffset(i * 3 + 2)}.940`
    blocks.push(
      `1f2e3d4c-0000-4000-8000-000000000000/${i}-0\n${time}\n<v ${pickName()}>${writeWords()}</v>\n`,
    )
  }
  return { text: blocks.join('\n'), items: cues }
}

function writeSubRip(cues: number): Input {
  const blocks: string[] = []
  let name = pickName()
  for (let i = 0; i < cues; i += 1) {
    if (random() < 0.4) name = pickName()
    blocks.push(
      `${i + 1}\n${writeOffset(i * 3)},120 --> ${writeOffset(i * 3 + 2)},940\n${name}: ${writeWords()}\n`,
    )
  }
  return { text: blocks.join('\n'), items: cues }
}

function writeTeams(turns: number): Input {
  const blocks = [
    'Call-Meeting Transcript',
    '12 November 2026, 09:15am',
    '27m 42s',
    'Sam started transcription',
  ]
  for (let i = 0; i < turns; i += 1) {
    blocks.push(`${pickName().replace('~\u202f', '')}   ${writeOffset(i * 3)}`, writeWords())
    if (random() < 0.3) blocks.push(writeWords())
  }
  return { text: blocks.join('\n'), items: turns }
}

function writeTable(rows: number): Input {
  const lines = ['date,voice,door,words']
  for (let i = 0; i < rows; i += 1) {
    const words = random() < 0.3 ? `"${writeWords()}, ""really"""` : writeWords().replaceAll(',', '')
    lines.push(`${writeDay(i, '/')},${Math.floor(random() * 400)},web,${words}`)
  }
  return { text: lines.join('\r\n'), items: rows + 1 }
}

function writeDay(i: number, separator: string): string {
  const day = Math.floor(i / 400)
  const parts = [(day % 28) + 1, (Math.floor(day / 28) % 12) + 1].map((n) => String(n).padStart(2, '0'))
  return `${parts.join(separator)}${separator}${2015 + Math.floor(day / 336)}`
}

function writeTime(i: number, withSeconds: boolean): string {
  const minute = (i % 400) * 3
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return withSeconds ? `${time}:${String(i % 60).padStart(2, '0')}` : time
}

function writeOffset(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((n) => String(n).padStart(2, '0'))
    .join(':')
}

function pickName(): string {
  return pick([
    'Jo Bramble',
    'Sam',
    'Ffion Hedge',
    '~\u202fAri',
    '+44 7700 900123',
    'Mo (she/her)',
    'Lee O’Fern',
    'Ade',
  ])
}

function writeWords(): string {
  const words: string[] = []
  const count = 3 + Math.floor(random() * random() * 40)
  for (let i = 0; i < count; i += 1) words.push(pick(lexicon))
  return `${words.join(' ')}${pick(['', '.', '?', ' 🙂', ': yes', '!'])}`
}

function pick<T>(list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
