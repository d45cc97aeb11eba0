import LineBreaker from 'linebreak'
import { orderInSight, readDirections, type Directions } from './directions.ts'
import type { Face } from './face.ts'
import type { FacedText, Fonts } from './fonts.ts'
import type { Said } from './paper.ts'

/** A stretch of a line in one face and one direction; `left` is how far into the line it stands. */
export type Run = { words: string; face: Face; isFromRight: boolean; left: number }

/** One line: its runs in the order they are read, and all its words. */
export type Line = { runs: Run[]; words: string; width: number; isRightToLeft: boolean }

export type Setting = {
  fonts: Fonts
  size: number
  width: number
  isBold?: boolean
  /** What stands, in our letters, where no font has the letters. */
  inPlace: string
}

type Piece = { start: number; end: number; face: Face }
type Text = Directions & { words: string; pieces: Piece[] }

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Signs that steer the order of words and are never drawn. */
const steering = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** The words as lines no wider than asked; a line end of theirs stays one. */
export function breakLines(said: Said, setting: Setting): Line[] {
  return said.words
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .split('\n')
    .flatMap((paragraph) => breakParagraph(readText(paragraph, said, setting), setting))
}

/** Puts each stretch into its face and finds the directions. */
function readText(paragraph: string, said: Said, setting: Setting): Text {
  const plain = paragraph.replace(/\t/g, ' ').replace(/\p{Cc}/gu, '')
  const pieces: Piece[] = []
  let words = ''
  const add = (text: string, face: Face) => {
    const start = words.length
    words += text
    pieces.push({ start, end: words.length, face })
  }
  const weight = setting.isBold ? 'bold' : 'regular'
  for (const { text, face } of joinMissing(setting.fonts.face(plain, said.whose, weight))) {
    if (face) add(text, face)
    else
      for (const part of setting.fonts.face(setting.inPlace, 'ours', weight))
        if (part.face) add(part.text, part.face)
  }
  return { words, pieces, ...readDirections(words) }
}

/** Missing words beside each other are missing once. */
function joinMissing(faced: readonly FacedText[]): FacedText[] {
  return faced.filter(
    ({ text, face }, at) =>
      !(face && text.trim() === '' && faced[at - 1]?.face === null && faced[at + 1]?.face === null) &&
      !(face === null && at >= 2 && faced[at - 1]!.text.trim() === '' && faced[at - 2]!.face === null),
  )
}

function breakParagraph(text: Text, setting: Setting): Line[] {
  const lines: Line[] = []
  let start = 0
  let end = 0
  let width = 0
  const close = (until: number) => {
    lines.push(makeLine(text, start, until, setting.size))
    start = until
    width = 0
  }
  for (const next of listBreaks(text.words)) {
    const more = measure(text, end, next, setting.size)
    const seen = measure(text, end, endOfWords(text.words, end, next), setting.size)
    if (end > start && width + seen > setting.width) close(end)
    if (seen > setting.width) {
      for (const inside of listLetters(text.words, end, next)) {
        if (measure(text, start, inside, setting.size) > setting.width && end > start) close(end)
        end = inside
      }
      width = measure(text, start, next, setting.size)
    } else width += more
    end = next
  }
  close(text.words.length)
  return lines
}

function listBreaks(words: string): number[] {
  const breaker = new LineBreaker(words)
  const found: number[] = []
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) found.push(next.position)
  return found
}

function listLetters(words: string, from: number, to: number): number[] {
  return [...letters.segment(words.slice(from, to))].map(
    ({ segment, index }) => from + index + segment.length,
  )
}

function endOfWords(words: string, from: number, to: number): number {
  return from + words.slice(from, to).trimEnd().length
}

function measure(text: Text, from: number, to: number, size: number): number {
  return runsOf(text, from, to, size).reduce((sum, { width }) => sum + width, 0)
}

function makeLine(text: Text, from: number, to: number, size: number): Line {
  const runs = runsOf(text, from, endOfWords(text.words, from, to), size)
  return {
    runs: placeRuns(runs),
    words: text.words.slice(from, to),
    width: runs.reduce((sum, { width }) => sum + width, 0),
    isRightToLeft: text.isRightToLeft,
  }
}

type LeveledRun = { words: string; face: Face; level: number; width: number }

/** The stretch in the order it is read, parted where the face or the direction changes. */
function runsOf(text: Text, from: number, to: number, size: number): LeveledRun[] {
  const found: LeveledRun[] = []
  for (const piece of text.pieces) {
    let start = Math.max(piece.start, from)
    const stop = Math.min(piece.end, to)
    while (start < stop) {
      const level = text.levels[start]!
      let end = start + 1
      while (end < stop && text.levels[end] === level) end += 1
      const words = text.words.slice(start, end).replace(steering, '')
      const width = piece.face.widthOf(words, level % 2 === 1) * size
      if (words !== '') found.push({ words, face: piece.face, level, width })
      start = end
    }
  }
  return found
}

/** Gives the runs their places on the line. */
function placeRuns(runs: readonly LeveledRun[]): Run[] {
  const places = new Map<LeveledRun, number>()
  let left = 0
  for (const run of orderInSight(runs)) {
    places.set(run, left)
    left += run.width
  }
  return runs.map((run) => ({
    words: run.words,
    face: run.face,
    isFromRight: run.level % 2 === 1,
    left: places.get(run)!,
  }))
}
