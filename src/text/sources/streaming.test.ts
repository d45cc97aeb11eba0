import { describe, expect, test } from 'vitest'
import { makeChance, type Chance } from '../../../test/chance.ts'
import { parseDocument } from './document.ts'
import { splitLines } from './lines.ts'
import type { SourceItem, TextParser } from './source.ts'
import { parseTable } from './table.ts'
import { parseTranscript } from './transcript.ts'
import { parseWebvtt } from './webvtt.ts'
import { parseWhatsapp, surveyWhatsapp } from './whatsapp.ts'
import { parseZoomChat } from './zoom-chat.ts'

/*
 * Two things hold for every format and any text: where it is cut makes no difference, and no line is lost.
 * Every generated line of words carries a word of its own (`w17`), so that a line can be found again.
 */

interface Format {
  /** What every file of the format begins with */
  start?: string
  write(line: () => string, chance: Chance): string
  open(text: string): TextParser
}

const formats: Record<string, Format> = {
  whatsapp: {
    write: (line, chance) =>
      chance.pick([
        () =>
          `12/11/2024, 09:${10 + chance.below(40)} - ${chance.pick(['Jo', '~\u202fSam', '+44 7700 900123'])}: ${line()}`,
        () => `12/11/2024, 09:15 - Jo created group "A: ${line()}"`,
        () => `12/11/2024, 09:15 - Jo: <Media omitted>\n${line()}`,
        () => `12/11/2024, 09:15 - Jo: \u200ePOLL:\n${line()}`,
        () => `12/11/2024, 09:15 - Jo: `,
        () => `12/11/2024 was when - honestly: ${line()}`,
        line,
        () => '',
        () => '\u200e',
      ])(),
    open(text) {
      const survey = surveyWhatsapp()
      survey.push(text)
      return parseWhatsapp(survey.end())
    },
  },
  webvtt: {
    write: (line, chance) =>
      chance.pick([
        () => `\n${chance.below(99)}\n00:0${chance.below(9)}:01.000 --> 00:09:02.000\n${line()}\n`,
        () => `\n00:00:01.000 --> 00:00:02.000\nJo Ash: ${line()}\nSam: ${line()}\n`,
        () => `\n00:00:01.000 --> 00:00:02.000\n<v Jo>${line()}</v>\n<v Sam>${line()}\n`,
        () => `\nNOTE ${line()}\n`,
        () => '\n00:00:01.000 --> 00:00:02.000\n',
        () => `\n${line()}\n${line()}\n`,
        () => `00:00:01.000 --> 00:00:02.000`,
        line,
        () => 'WEBVTT',
      ])(),
    open: () => parseWebvtt(),
  },
  'zoom-chat': {
    write: (line, chance) =>
      chance.pick([
        () => `00:03:5${chance.below(9)}\tJo:\t${line()}`,
        () => `00:03:55 From Jo to Everyone:\n\t${line()}`,
        () => `00:03:55 From Jo : ${line()}`,
        () => `00:03:55\tJo:\tReplying to "${line()}..."\n\n${line()}`,
        () => `00:03:55\tJo:\tReplying to "${line()}\n${line()}" \n${line()}`,
        () => `00:03:55\tJo:\tReacted to "${line()}" with 👍`,
        () => '00:03:55\tJo:\t',
        line,
        () => '',
      ])(),
    open: () => parseZoomChat(),
  },
  transcript: {
    write: (line, chance) =>
      chance.pick([
        () => `${chance.pick(['Jo Ash', 'Sam'])}   0:0${chance.below(9)}\n${line()}`,
        () => `Jo Ash   1:02:0${chance.below(9)}${line()}`,
        () => `[Sam] 00:00:0${chance.below(9)}`,
        () => `**Jo Ash:** ${line()}`,
        () => `Sam: ${line()}`,
        () => `${chance.pick(['Jo Ash', 'Sam'])}\n0 minutes 3 seconds\n0:03\n${line()}`,
        () => `0:03\n${line()}`,
        () => `0:0:3.0 --> 0:0:4.0\nJo Ash\n${line()}`,
        () => `[0:03] Sam: ${line()}`,
        () => `Transcript`,
        () => 'Transcription ended after 00:10:00',
        line,
        () => '',
      ])(),
    open: () => parseTranscript(),
  },
  table: {
    // Only chosen columns are in an item, so no row may have others.
    start: 'voice,words\n',
    write: (line, chance) =>
      chance.pick([
        () => `Jo,${line()}`,
        () => `Jo,"${line()}\n${line()}, ""${line()}"""`,
        () => `Jo,${line()},,`,
        () => `Jo,${line()},${line()}`,
        () => line(),
        () => `${line()},`,
        () => `Jo,"${line()}`,
        () => '',
      ])(),
    open: () =>
      parseTable({ separator: ',', wordsColumns: [1], voiceColumn: 0, dateColumn: null, hasHeader: true }),
  },
  document: {
    write: (line, chance) =>
      chance.pick([
        line,
        () => '',
        () => `P${chance.below(3)}: ${line()}`,
        () => `Sam: ${line()}`,
        () => 'INT:',
        () => `# ${line()}`,
      ])(),
    open: () => parseDocument(),
  },
}

const runs = 250

describe.each(Object.entries(formats))('%s', (_, format) => {
  const texts = Array.from({ length: runs }, (__, seed) => writeText(format, makeChance(seed + 1)))

  test('cut anywhere, the items are the same', () => {
    texts.forEach((text, seed) => {
      const whole = readWhole(format, text)
      expect(readInPieces(format, text, makeChance(seed + 9000), 40), `seed ${seed + 1}`).toEqual(whole)
      expect(readInPieces(format, text, makeChance(seed + 9000), 1), `seed ${seed + 1}`).toEqual(whole)
    })
  })

  test('every line of words is in exactly one item, in the order of the file', () => {
    texts.forEach((text, seed) => {
      const items = readWhole(format, text)
      const where = lineNumbers(text)
      const found = items.flatMap((item) =>
        (searched(item).match(/w\d+(?=x)/g) ?? []).map((word) => ({ word, item })),
      )
      expect(found.map(({ word }) => word).toSorted(), `seed ${seed + 1}: ${JSON.stringify(text)}`).toEqual(
        [...where.keys()].toSorted(),
      )
      found.forEach(({ word, item }, i) => {
        expect(where.get(word), `seed ${seed + 1}: ${word}`).toBeGreaterThanOrEqual(item.line)
        const next = items.slice(items.indexOf(item) + 1).find((other) => other.line > item.line)
        // Notes inside a turn stand within it, so only the other formats are cut cleanly at the next item.
        if (next !== undefined && format !== formats.webvtt && format !== formats.transcript && i >= 0) {
          expect(where.get(word), `seed ${seed + 1}: ${word}`).toBeLessThan(next.line)
        }
      })
      expect(items.map((item) => item.line)).toEqual(items.map((item) => item.line).toSorted((a, b) => a - b))
    })
  })

  test('no item is empty, and every first line of an item holds something', () => {
    texts.forEach((text, seed) => {
      const lines = listLines(text)
      for (const item of readWhole(format, text)) {
        expect(item.text.trim(), `seed ${seed + 1}, line ${item.line}`).not.toBe('')
        expect(lines[item.line - 1]?.trim(), `seed ${seed + 1}, line ${item.line}`).not.toBe('')
      }
    })
  })
})

test('line endings of every kind, cut anywhere, give the same lines', () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const chance = makeChance(seed)
    const text = Array.from({ length: 12 }, () =>
      chance.pick(['a', 'bb', '\r', '\n', '\r\n', '', '\ufeff']),
    ).join('')
    const expected = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
    if (expected.at(-1) === '') expected.pop()
    const lines: string[] = []
    const splitter = splitLines((line) => lines.push(line))
    for (const piece of cut(text, chance, 3)) splitter.push(piece)
    splitter.end()
    expect(lines, JSON.stringify(text)).toEqual(expected)
  }
})

/** Words of an item; labels too, since an unknown line may have been read as one. */
function searched(item: SourceItem): string {
  return item.kind === 'passage' ? `${item.label ?? ''} ${item.text}` : item.text
}

function readWhole(format: Format, text: string): SourceItem[] {
  const parser = format.open(text)
  return [...parser.push(text), ...parser.end()]
}

function readInPieces(format: Format, text: string, chance: Chance, longest: number): SourceItem[] {
  const parser = format.open(text)
  return [...cut(text, chance, longest).flatMap((piece) => parser.push(piece)), ...parser.end()]
}

function cut(text: string, chance: Chance, longest: number): string[] {
  const pieces: string[] = []
  for (let from = 0; from < text.length;) {
    const to = from + 1 + chance.below(longest)
    pieces.push(text.slice(from, to))
    from = to
  }
  return pieces
}

function writeText(format: Format, chance: Chance): string {
  let words = 0
  const line = (): string => {
    words += 1
    return `${chance.pick(['ah ', 'so ', 'We said: ', '“no” '])}w${words}x${chance.pick(['', ' yes.', ' \u200e', ' 🙂', ' a: b'])}`
  }
  const lines = Array.from({ length: 1 + chance.below(14) }, () => format.write(line, chance))
  return `${format.start ?? ''}${lines.join('\n')}`.replaceAll('\n', chance.pick(['\n', '\r\n', '\r']))
}

function listLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}

function lineNumbers(text: string): Map<string, number> {
  const where = new Map<string, number>()
  listLines(text).forEach((line, i) => {
    for (const word of line.match(/w\d+(?=x)/g) ?? []) where.set(word, i + 1)
  })
  return where
}
