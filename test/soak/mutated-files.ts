import { readdirSync, readFileSync } from 'node:fs'
import { deidentify, prepareKnownNames, suggestReplacements } from '../../src/text/deidentify/deidentify.ts'
import { readingOf } from '../../src/text/edits/reading.ts'
import { parseDocument } from '../../src/text/sources/document.ts'
import { recogniseSource } from '../../src/text/sources/recognise.ts'
import { parseSocial } from '../../src/text/sources/social.ts'
import { SourceTooLong, type SourceItem, type TextParser } from '../../src/text/sources/source.ts'
import { parseTable, surveyTable } from '../../src/text/sources/table.ts'
import { parseTranscript } from '../../src/text/sources/transcript.ts'
import { parseWebvtt } from '../../src/text/sources/webvtt.ts'
import { parseWhatsapp, surveyWhatsapp } from '../../src/text/sources/whatsapp.ts'
import { parseZoomChat } from '../../src/text/sources/zoom-chat.ts'
import { makeChance, type Chance } from '../chance.ts'

/** A file of the demo with damage done to it, the same for the same seed. */
type MutatedFile = { name: string; text: string }

const folder = new URL('../../demo/files/', import.meta.url)
/** Papers, workbooks and zips are damaged inside by `hostile-files.ts`. */
const originals = readdirSync(folder)
  .filter((name) => /\.(?:txt|md|vtt|srt|csv|json|eml|mbox)$/.test(name))
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

/** Longer than any of these small files may take on a busy machine; a runaway expression takes minutes. */
const mostMilliseconds = 5000

/**
 * Damages one file of the demo by `seed` and takes it the whole way: recognised, parsed whole and in pieces, proposals
 * made and read through. Throws an Error that says what did not hold; gives what was found otherwise.
 */
export function tryMutatedFile(seed: number): { name: string; format: string | null; items: number } {
  const chance = makeChance(seed)
  const { name, text } = mutate(chance)
  const start = performance.now()
  const found = recogniseSource(name, text.slice(0, 64_000))
  if (found.format === null) return { name, format: null, items: 0 }
  const parsers: Partial<Record<typeof found.format, () => TextParser>> = {
    document: parseDocument,
    webvtt: parseWebvtt,
    'zoom-chat': parseZoomChat,
    transcript: parseTranscript,
    whatsapp: () => {
      const survey = surveyWhatsapp()
      survey.push(text)
      return parseWhatsapp(survey.end())
    },
    table: () => openTable(text),
    social: () => parseSocial(text.slice(0, 64_000)),
  }
  // Mail is read from bytes: `hostile-files.ts` takes it the whole way.
  if (found.format === 'email') return { name, format: 'email', items: 0 }
  const open = parsers[found.format]
  if (!open) throw new Error(`it is taken for ${found.format}`)
  const whole = readAll(open(), [text])
  const pieces = readAll(open(), cutAnywhere(text, chance))
  if (JSON.stringify(whole) !== JSON.stringify(pieces)) throw new Error('read in pieces it is another file')
  checkLines(whole, text)
  // Of these only the columns or fields that hold words are taken, on purpose.
  if (found.format !== 'table' && found.format !== 'social') checkNothingDropped(whole, text)
  for (const item of whole) if (item.kind === 'passage') checkPassage(item.text, labelsOf(whole))
  const took = performance.now() - start
  if (took > mostMilliseconds) throw new Error(`it took ${Math.round(took)} ms`)
  return { name, format: found.format, items: whole.length }
}

function openTable(text: string): TextParser {
  const survey = surveyTable(text.slice(0, 64_000))
  const column = (guess: 'words' | 'voice' | 'date') => {
    const at = survey.columns.findIndex((one) => one.guess === guess)
    return at < 0 ? null : at
  }
  return parseTable({
    separator: survey.separator,
    hasHeader: survey.hasHeader,
    wordsColumns: [column('words') ?? 0],
    voiceColumn: column('voice'),
    dateColumn: column('date'),
    dayMonth: survey.dayMonth,
  })
}

/** Items, with what stopped the parser as the last one: a file too long for it is an answer, not a fault. */
function readAll(parser: TextParser, pieces: readonly string[]): SourceItem[] {
  const items: SourceItem[] = []
  try {
    for (const piece of pieces) items.push(...parser.push(piece))
    items.push(...parser.end())
  } catch (error) {
    if (!(error instanceof SourceTooLong)) throw error
    items.push({ kind: 'not-understood', text: 'too long', line: error.line })
  }
  return items
}

function checkLines(items: readonly SourceItem[], text: string): void {
  const lines = text.split(/\r\n|\r|\n/).length
  for (const { line } of items) {
    if (!Number.isInteger(line) || line < 1 || line > lines) throw new Error(`line ${line} of ${lines}`)
  }
}

/**
 * A text without what programs write themselves: who and when before a message (a notice keeps no sender), the number
 * and time of a cue, the mark behind words that were changed later.
 */
function withoutMarks(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line, at, lines) => !`${line} ${lines[at + 1] ?? ''}`.includes('-->'))
    .map((line) => line.replace(/^[^\p{L}]*\d+[:/.]\d.*?:(?=\s|$)|^[^\p{L}]*\d.*?From .*? to .*?:/u, ''))
    .join('\n')
    .replaceAll('<This message was edited>', '')
}

/** A label is kept without them, so that one in the middle of a name parts no word. */
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]/g

/** Nothing is dropped silently: every longer word of the file is in an item, or in the label of one. */
export function checkNothingDropped(items: readonly SourceItem[], text: string): void {
  const wordsIn = (one: string) => one.replace(directionMarks, '').match(/\p{L}{4,}/gu) ?? []
  const held = new Set(
    items.flatMap((item) =>
      wordsIn(item.kind === 'passage' ? `${item.label ?? ''} ${item.text}` : item.text),
    ),
  )
  const lost = wordsIn(withoutMarks(text)).filter((word) => !held.has(word))
  if (lost.length > 0) throw new Error(`dropped silently: ${lost[0]!.slice(0, 40)}`)
}

function labelsOf(items: readonly SourceItem[]): string[] {
  const labels = items.flatMap((item) => (item.kind === 'passage' && item.label ? [item.label] : []))
  return [...new Set(labels)].slice(0, 20)
}

/** Proposals lie inside the passage, in order, and all accepted together give a reading with none of them left. */
function checkPassage(verbatim: string, names: string[]): void {
  if (verbatim.trim() === '') throw new Error('a passage without words')
  const proposals = deidentify(verbatim, { known: prepareKnownNames(names) })
  const replacements = suggestReplacements(verbatim, proposals)
  const edits = proposals.map((proposal, at) => ({
    start: proposal.start,
    end: proposal.end,
    kind: 'generalise' as const,
    replacement: replacements[at]!,
  }))
  const reading = readingOf(verbatim, edits)
  const kept = reading.segments
    .filter((segment) => segment.edit === null)
    .reduce((sum, one) => sum + one.text.length, 0)
  const covered = edits.reduce((sum, edit) => sum + edit.end - edit.start, 0)
  if (kept + covered !== verbatim.length) throw new Error('the reading lost or made words')
}

const oddities = [
  '\ufeff',
  '\u0000',
  '\u200e',
  '\u202f',
  '\ud83d',
  '\r\n',
  '\r',
  '\t',
  '"',
  '""",',
  '-->',
  '<v Jo>',
  '</v>',
  'WEBVTT\n\n',
  '٠٩:١٥',
  '12/11/2024, 09:15 - Jo: ',
  '[12.11.24, 09:15:02] Sam: ',
  '09:15:02 From Jo to Everyone:\n\t',
  '👩‍👩‍👧',
  'İ',
  ': ',
  'a'.repeat(2000),
  '1'.repeat(300),
  ' '.repeat(500),
  '(('.repeat(200),
]

function mutate(chance: Chance): MutatedFile {
  const { name, text } = chance.pick(originals)
  let lines = text.split('\n')
  for (let times = 1 + chance.below(12); times > 0; times -= 1) {
    const at = chance.below(lines.length)
    const line = lines[at] ?? ''
    const within = chance.below(line.length + 1)
    chance.pick<() => void>([
      () => void lines.splice(at, 1 + chance.below(3)),
      () => void lines.splice(at, 0, line),
      () => void lines.splice(at, 0, lines[chance.below(lines.length)] ?? ''),
      () => void (lines[at] = line.slice(0, within) + chance.pick(oddities) + line.slice(within)),
      () => void (lines[at] = line.slice(0, within) + line.slice(within + 1 + chance.below(9))),
      () => void (lines[at] = line.replace(/\d/g, () => String(chance.below(10)))),
      () => void (lines[at] = line.slice(within)),
      () => void (lines = lines.slice(0, Math.max(1, lines.length - chance.below(20)))),
      () => void (lines = [...lines, ...chance.pick(originals).text.split('\n').slice(0, 30)]),
    ])()
    if (lines.length === 0) lines = ['']
  }
  const end = chance.pick(['\n', '\n', '\n', '\r\n', '\r'])
  return { name: chance.pick([name, name, name, 'chat.txt', 'a.csv']), text: lines.join(end) }
}

function cutAnywhere(text: string, chance: Chance): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    const length = 1 + chance.below(chance.pick([3, 40, 4000]))
    pieces.push(text.slice(at, at + length))
    at += length
  }
  return pieces
}
