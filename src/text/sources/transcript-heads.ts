import { cleanLabel, isBlank } from './lines.ts'
import { findLabelEnd, hasNameShape, isSentenceOpener } from './speaker-label.ts'

/**
 * How a transcript says who speaks and when. One file is written one way:
 * - `name-time`        `Jo Ash   0:03`, `[Jo Ash] 09:15:02`, `Jo Ash (0:03)`, words below or right behind the time
 * - `time-name`        `00:00:03 Jo Ash`, words below
 * - `time-name-words`  `[0:03] Jo Ash: words`
 * - `name-time-words`  `Jo Ash (0:03): words`
 * - `range`            `0:0:3.0 --> 0:0:4.5`, the name below, the words below that
 * - `clock-below`      the name, perhaps `0 minutes 3 seconds`, then `0:03`, the words below
 * - `clock-above`      `00:05:00` now and then, and `Jo Ash: words`
 * - `clock-alone`      `0:03`, words below, nobody named
 */
export type HeadStyle =
  | 'name-time'
  | 'time-name'
  | 'time-name-words'
  | 'name-time-words'
  | 'range'
  | 'clock-below'
  | 'clock-above'
  | 'clock-alone'

/** Those with the name and the time on one line. */
export type InlineStyle = 'name-time' | 'time-name' | 'time-name-words' | 'name-time-words'

export interface Head {
  /** As it stands in the line; `''` where none does */
  raw: string
  seconds: number
  /** Words on the same line */
  rest: string
  /** The name is set off from its time by two spaces, a tab or brackets: no sentence is written so. */
  isClear: boolean
}

const clock = '(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{2})(?:[.,]\\d{1,3})?'
const clockAlone = new RegExp(`^[[(]?${clock}[\\])]?$`)
const rangeLine =
  /^(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[.,]\d{1,3})?\s*-->\s*\d{1,3}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?$/
const dressedTime = new RegExp(`^[[(]?${clock}[\\])]?(?:\\s*[-–]\\s*[[(]?${clock}[\\])]?)?\\s*(?:[-–|]\\s+)?`)
const closingTime = new RegExp(
  `[\\s([]${clock}(?:\\s*(?:-->?|–)\\s*(?:\\d{1,3}:)?\\d{1,2}:\\d{2}(?:[.,]\\d{1,3})?)?[\\])]?$`,
)
const innerTime = new RegExp(`\\s*[([]${clock}(?:\\s*[-–]\\s*${clock})?[\\])]\\s*:\\s*|\\s+${clock}\\s*:\\s+`)
/** Two paragraphs run into one by a converter: `Jo Ash   0:03Good morning.` */
const gluedTime = new RegExp(`^([^\\s:](?:[^:]{0,78}[^\\s:])?)(?: {2,}|\\t+ *)${clock}(?!:)(.*)$`, 's')

/** `0 minutes 3 seconds` in any language: numbers, each with one word. */
const spoken =
  /^(?:(\d{1,2}) \p{L}+,? (?:\p{L}{1,2} )?)?(?:(\d{1,2}) \p{L}+,? (?:\p{L}{1,2} )?)?(\d{1,2}) \p{L}+$/u
const spokenBehindName =
  /^(.{1,80}?)\s+((?:\d{1,2} (?:hours?|hrs?|Stunden?|horas?|heures?|awr),? )?(?:\d{1,2} (?:minutes?|mins?|Minuten?|minutos?|munud(?:au)?),? )?\d{1,2} (?:minutes?|seconds?|secs?|Minuten?|Sekunden?|minutos?|segundos?|secondes?|munud(?:au)?|eiliad(?:au)?))((?:\d{1,3}:)?\d{1,2}:\d\d)?$/i

/** No line a person reads as a head is longer. */
const longestHead = 130

/** A line without what Markdown puts around it: `### 00:05:00`, `**Jo:** words`. */
export function undress(line: string): string {
  let plain = line.trim()
  const first = plain.charCodeAt(0)
  if (first === 35) plain = plain.replace(/^#{1,6}\s+/, '')
  else if (first === 42 || first === 95) {
    plain = plain.replace(
      /^(\*\*|__)([^*_]{1,80}?)(:?)\1\s*(:?)/,
      (_, _marks, inside: string, a, b) => `${inside}${a || b ? ':' : ''}${a || b ? ' ' : ''}`,
    )
  }
  return plain === line ? line : plain.trim()
}

/** Seconds of a time alone on its line, or -1. */
export function readClock(line: string): number {
  if (line.length > 20) return -1
  const match = clockAlone.exec(line)
  return match === null ? -1 : toSeconds(match[1], match[2], match[3])
}

/** True for `0 minutes 3 seconds` when `seconds` is what it says, in whichever language. */
export function isSpoken(line: string, seconds: number): boolean {
  const match = line.length > 60 ? null : spoken.exec(line)
  if (match === null) return false
  const numbers = [match[1], match[2], match[3]].filter((part) => part !== undefined).map(Number)
  const told = numbers.reduce((sum, part) => sum * 60 + part, 0)
  return told === seconds || told * 60 === seconds || told * 3600 === seconds
}

/** The name in `Jo Ash 0 minutes 3 seconds`, with the seconds where the time stands right behind. */
export function readSpokenHead(line: string): { raw: string; seconds: number } | null {
  if (line.length > longestHead || spoken.test(line)) return null
  const match = spokenBehindName.exec(line)
  if (match === null) return null
  return { raw: match[1] ?? '', seconds: match[3] === undefined ? -1 : readClock(match[3]) }
}

export function readRange(line: string): number {
  if (line.length > 60 || line.indexOf('-->') === -1) return -1
  const match = rangeLine.exec(line)
  return match === null ? -1 : toSeconds(match[1], match[2], match[3])
}

/** What a line is as a head of a style with a name and a time on one line, or null. `line` is undressed. */
export function readHead(line: string, style: InlineStyle): Head | null {
  if (!hasTime(line)) return null
  switch (style) {
    case 'name-time':
      return readNameTime(line)
    case 'time-name':
    case 'time-name-words':
      return readTimeName(line, style)
    case 'name-time-words':
      return readNameTimeWords(line)
  }
}

/** A colon between digits: most lines of words have none, and need not be searched further. */
function hasTime(line: string): boolean {
  for (let colon = line.indexOf(':'); colon !== -1; colon = line.indexOf(':', colon + 1)) {
    const before = line.charCodeAt(colon - 1)
    const after = line.charCodeAt(colon + 1)
    if (before >= 48 && before <= 57 && after >= 48 && after <= 57) return true
  }
  return false
}

function readNameTime(line: string): Head | null {
  const end = line.charCodeAt(line.length - 1)
  const isShort = line.length <= longestHead
  if (isShort && ((end >= 48 && end <= 57) || end === 41 || end === 93 || end === 58)) {
    const bare = end === 58 ? line.slice(0, -1).trimEnd() : line
    const match = closingTime.exec(bare)
    if (match !== null && match.index > 0) {
      const before = bare.slice(0, match.index + 1)
      const raw = before.replace(/[\s([|,–-]+$/, '')
      const isClear = /(?: {2,}|[\t([])$/.test(before) || /^\[[^\]]+\]$/.test(raw)
      const name = raw.replace(/^\[([^\]]+)\]$/, '$1').replace(/:$/, '')
      if (isHeadLabel(name)) {
        return {
          raw: name,
          seconds: toSeconds(match[1], match[2], match[3]),
          rest: '',
          isClear,
        }
      }
    }
  }
  const glued = gluedTime.exec(line.length > 200 ? line.slice(0, 200) : line)
  if (glued === null || !isHeadLabel(glued[1] ?? '')) return null
  const rest = (glued[5] ?? '') + line.slice(200)
  return {
    raw: glued[1] ?? '',
    seconds: toSeconds(glued[2], glued[3], glued[4]),
    rest,
    isClear: true,
  }
}

function readTimeName(line: string, style: 'time-name' | 'time-name-words'): Head | null {
  const first = line.charCodeAt(0)
  if (!((first >= 48 && first <= 57) || first === 40 || first === 91)) return null
  const match = dressedTime.exec(line)
  if (match === null || match[0].length === line.length) return null
  const isClear = first === 91 || first === 40
  const after = line.slice(match[0].length)
  if (!isClear && !/\s$/.test(match[0])) return null
  const seconds = toSeconds(match[1], match[2], match[3])
  const colon = findLabelEnd(after)
  if (style === 'time-name-words') {
    if (colon === -1 || !isHeadLabel(after.slice(0, colon))) return null
    return { raw: after.slice(0, colon), seconds, rest: after.slice(colon + 1), isClear }
  }
  const name = after.replace(/:$/, '')
  if (line.length > longestHead || !isHeadLabel(name)) return null
  return { raw: name, seconds, rest: '', isClear }
}

function readNameTimeWords(line: string): Head | null {
  const head = line.length > longestHead ? line.slice(0, longestHead) : line
  const match = innerTime.exec(head)
  if (match === null || match.index === 0) return null
  const raw = head.slice(0, match.index)
  if (!isHeadLabel(raw)) return null
  const at = match[2] === undefined ? 7 : 1
  return {
    raw,
    seconds: toSeconds(match[at], match[at + 1], match[at + 2]),
    rest: line.slice(match.index + match[0].length),
    isClear: /[([]/.test(match[0]),
  }
}

/** True for what can be a name before or after a time: short, and without the marks of a sentence. */
export function isHeadLabel(raw: string): boolean {
  if (raw.length > 80 || raw.includes('\t') || isBlank(raw)) return false
  const label = cleanLabel(raw)
  if (label === '' || label.length > 64 || /[.!?,;:…]$/.test(label.replace(/ (?:Jr|Sr|Dr|St)\.$/, '')))
    return false
  return (
    findLabelEnd(`${label}:`) === label.length && /\p{L}|\p{N}/u.test(label) && !/^\p{Ll}+ .* /u.test(label)
  )
}

/** True for a line that could be the name above a time: a name's shape, or one word. */
export function isNameLine(line: string): boolean {
  return (
    isHeadLabel(line) &&
    (hasNameShape(line) || !line.includes(' ')) &&
    !(line.includes(' ') && isSentenceOpener(line))
  )
}

function toSeconds(
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
): number {
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
}
