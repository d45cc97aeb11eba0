import { isBlank } from './lines.ts'
import { asWords, LONGEST_ITEM, SourceTooLong } from './source.ts'
import type { SourceItem } from './source.ts'

/** One cue as it stands in the file, before we know how the file marks its speakers. */
export interface Cue {
  line: number
  /** The timing line as it stands */
  timing: string
  startSeconds: number
  endSeconds: number
  /** Lines of words, each with its line number */
  lines: string[]
  lineNumbers: number[]
}

/** A caption file may hold other things between cues; they keep their place. */
export type Found = Cue | Extract<SourceItem, { kind: 'notice' | 'not-understood' }>

/** Lines to blocks: header, notes, styles, cues. A block ends at a blank line. */
export function makeBlocks(give: (found: Found) => void): {
  take: (line: string, number: number) => void
  end: () => void
} {
  let cue: Cue | null = null
  /** Lines before a timing line: a cue's name, a note, the header, or something we do not know. */
  let loose: string[] = []
  let looseLine = 0
  let size = 0

  const endBlock = (): void => {
    size = 0
    if (cue !== null) {
      if (cue.lines.length === 0)
        give({ kind: 'notice', text: cue.timing, reason: 'cue-metadata', line: cue.line })
      else give(cue)
      cue = null
      return
    }
    if (loose.length === 0) return
    giveLoose(loose, looseLine, give)
    loose = []
  }

  return {
    take(line, number) {
      if (line === '' || isBlank(line)) {
        endBlock()
        return
      }
      size += line.length
      if (size > LONGEST_ITEM) throw new SourceTooLong(cue?.line ?? looseLine)
      // A timing starts with a digit, so most lines need not be searched.
      const arrow = canBeTiming(line) ? findArrow(line) : -1
      if (arrow !== -1 && !isNote(loose)) {
        const timed = readTiming(line, arrow, number)
        if (timed !== null) {
          // The line before the timing is the cue's own name; anything before that was a block of its own,
          // or the words of a cue whose blank line is missing.
          let named: string | null = null
          let namedLine = number
          const before = cue === null ? loose : cue.lines
          const isName =
            before.length > (cue === null ? 0 : 1) && (cue === null || /^\d+$/.test(before.at(-1) ?? ''))
          if (isName && !isHeader(before.at(-1) ?? '')) {
            named = before.pop() ?? null
            if (cue === null) namedLine = looseLine + loose.length
            else namedLine = cue.lineNumbers.pop() ?? number
          }
          endBlock()
          size = line.length
          cue = timed
          if (named === null) return
          // A number or a code is the file's own; a name in words (a chapter, or speech gone astray) is kept.
          if (named.includes(' '))
            give({
              kind: 'notice',
              text: named,
              reason: 'cue-metadata',
              line: namedLine,
              said: { label: null, text: named, at: writeOffset(timed.startSeconds) },
            })
          else cue.line = namedLine
          return
        }
      }
      if (cue !== null) {
        cue.lines.push(line)
        cue.lineNumbers.push(number)
        return
      }
      if (loose.length === 0) looseLine = number
      loose.push(line)
    },
    end: endBlock,
  }
}

/** Where the times of a timing line part: `-->`, or the comma of `0:00:01.000,0:00:02.000` (SubViewer, YouTube). */
function findArrow(line: string): number {
  const arrow = line.indexOf('-->')
  if (arrow !== -1 || line.length > 30) return arrow
  return /^\d{1,2}:\d\d:\d\d\.\d{3},\d{1,2}:\d\d:\d\d\.\d{3}$/.test(line) ? line.indexOf(',') - 2 : -1
}

function canBeTiming(line: string): boolean {
  const code = line.charCodeAt(0)
  return (code >= 48 && code <= 57) || code === 32 || code === 9
}

function isHeader(line: string): boolean {
  return line.startsWith('WEBVTT')
}

function isNote(loose: string[]): boolean {
  return loose[0]?.startsWith('NOTE') === true
}

function giveLoose(lines: string[], line: number, give: (found: Found) => void): void {
  const opening = lines[0] ?? ''
  const text = lines.join('\n')
  if (isHeader(opening)) give({ kind: 'notice', text, reason: 'header', line })
  else if (/^(?:NOTE|STYLE|REGION)\b/.test(opening)) {
    const note = /^NOTE\s+([^]*\S)/.exec(text)
    give({
      kind: 'notice',
      text,
      reason: 'cue-metadata',
      line,
      ...(note && { said: asWords(note[1] ?? '') }),
    })
  } else {
    lines.forEach((each, i) =>
      give({ kind: 'not-understood', text: each, line: line + i, said: asWords(each) }),
    )
  }
}

/** `00:03:50.780 --> 00:03:51.710 align:start`, hours optional, comma or full stop before the milliseconds. */
function readTiming(line: string, arrow: number, number: number): Cue | null {
  const start = readTimestamp(line, 0)
  if (start === -1) return null
  let from = arrow + 3
  while (line.charCodeAt(from) === 32 || line.charCodeAt(from) === 9) from += 1
  const end = readTimestamp(line, from)
  if (end === -1) return null
  return {
    line: number,
    timing: line,
    startSeconds: start,
    endSeconds: end,
    lines: [],
    lineNumbers: [],
  }
}

/** Seconds, or -1. */
function readTimestamp(line: string, from: number): number {
  let total = 0
  let value = 0
  let digits = 0
  let parts = 1
  for (let i = from; i <= line.length; i += 1) {
    const code = line.charCodeAt(i)
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48)
      digits += 1
      continue
    }
    if (code === 58 && digits > 0 && parts < 3) {
      total = (total + value) * 60
      value = 0
      digits = 0
      parts += 1
      continue
    }
    if (i === from && (code === 32 || code === 9)) {
      from += 1
      continue
    }
    if (digits === 0 || parts < 2) return -1
    total += value
    if (code !== 46 && code !== 44) return total
    const thousandths = Number.parseInt(line.slice(i + 1, i + 4), 10)
    return Number.isNaN(thousandths) ? total : total + thousandths / 1000
  }
  return -1
}

const pad = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))

/** `00:03:50`; hours run past 99 as they are. */
export function writeOffset(seconds: number): string {
  const whole = Math.floor(seconds)
  const hours = Math.floor(whole / 3600)
  return `${pad[hours] ?? hours}:${pad[Math.floor(whole / 60) % 60]}:${pad[whole % 60]}`
}
