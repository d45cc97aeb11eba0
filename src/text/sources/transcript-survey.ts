import { cleanLabel } from './lines.ts'
import { findLabelEnd } from './speaker-label.ts'
import { surveySpeakers } from './speakers.ts'
import type { Speakers } from './speakers.ts'
import {
  isHeadLabel,
  isNameLine,
  isSpoken,
  readClock,
  readHead,
  readRange,
  readSpokenHead,
  undress,
} from './transcript-heads.ts'
import type { HeadStyle } from './transcript-heads.ts'

/** How one transcript is written; decided once from its beginning. */
export interface TranscriptShape {
  style: HeadStyle
  /** A name must be set off from its time: the others are, so one that is not is in somebody's sentence. */
  isClear: boolean
  speakers: Speakers
  /** Its times are of the day, not of the recording. */
  isTimeOfDay: boolean
  /** Index, among the lines given, of the last heading (`Transcript`, `… started transcription`) before anybody speaks; -1 for none. */
  headingAt: number
}

/** What Teams, Meet, Otter and Word put above the first words. */
const heading =
  /^(?:📖\s*)?(?:transcript|transcription|transkript|transkription|transcripción|trawsgrifiad|النص المكتوب|تفريغ)$|\s[-–—]\s(?:transcript|transkript|transcripción|transcription|trawsgrifiad)$|meeting transcript$/iu
const started =
  /^.{1,80} (?:started transcription|hat die transkription gestartet|inició la transcripción|ha iniciado la transcripción|a (?:démarré|commencé) la transcription|wedi dechrau trawsgrifio)\.?$/iu
const programEnd =
  /^(?:.{1,80} (?:stopped transcription|hat die transkription beendet|detuvo la transcripción|a arrêté la transcription)|transcription ended after .{1,20}|la transcripción (?:finalizó|terminó) .{1,30}|die transkription wurde nach .{1,20} beendet|la transcription s['’]est terminée .{1,30}|this editable transcript was computer generated .{1,120}|transcribed by https:\/\/otter\.ai)\.?$/iu
/** One of these is in every line `programEnd` and `started` know, and in hardly any of somebody's words. */
const endWord = /transcri|transkri|trawsgrif/i
const frontMatter =
  /^(?:attendees|invited|teilnehmer(?:innen)?|asistentes|participantes?|participants|mynychwyr|الحاضرون|meeting started .{4,60}|audio file|\S+\.(?:m4a|mp3|mp4|wav)|(?:\d{1,2}h )?\d{1,2}m \d{1,2}s|(?:\p{L}+,? )?\d{1,2}(?:st|nd|rd|th)? \p{L}+,? \d{4}.{0,20}|\p{L}+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}.{0,20}|\d{4}[-/]\d\d[-/]\d\d.{0,30}|\d{1,2}[./]\d{1,2}[./]\d{2,4}.{0,20})$/iu

const attendees = /^(?:attendees|teilnehmer(?:innen)?|asistentes|participants|mynychwyr|الحاضرون)$/iu

/** Nobody could have sat through the recording before its first words. */
const latestFirstOffset = 2 * 3600

/** True for a heading of the program, under which the words begin. */
export function isHeading(line: string): boolean {
  return line.length < 160 && (heading.test(line) || started.test(line))
}

/** True for a line of the program after or among the words. */
export function isProgramEnd(line: string): boolean {
  return line.length < 200 && endWord.test(line) && (programEnd.test(line) || started.test(line))
}

/** True for a date, a length, a list's heading above the words. */
export function isFrontMatter(line: string): boolean {
  return line.length < 160 && (isHeading(line) || frontMatter.test(line))
}

interface Tally {
  style: HeadStyle
  heads: number
  clear: number
  labels: Set<string>
  forwards: number
  firstSeconds: number
  firstAt: number
  lastSeconds: number
}

/** The shape of a transcript from its first lines, or null when it is none. */
export function surveyTranscript(given: readonly string[]): TranscriptShape | null {
  const lines: string[] = []
  const places: number[] = []
  given.forEach((raw, i) => {
    const line = undress(raw)
    if (line === '') return
    lines.push(line)
    places.push(i)
  })
  const isMarked = lines.some((line) => isHeading(line) || isProgramEnd(line))
  const tallies = [...surveyInline(lines), ...surveyClocks(lines)].filter((tally) =>
    isLikely(tally, isMarked),
  )
  let best: Tally | null = null
  for (const tally of tallies) if (best === null || tally.heads > best.heads) best = tally
  const talk = surveySpeakers(lines.filter((line) => readClock(line) === -1 && !isFrontMatter(line)))
  if (best === null) {
    // Meet leaves its times out of short calls. A heading alone could stand above interview notes.
    const isMeet =
      lines.some((line) => line.length < 200 && endWord.test(line) && programEnd.test(line)) ||
      (lines.some((line) => heading.test(line)) && lines.some((line) => attendees.test(line)))
    const labelled = lines.findIndex((line) => hasLabel(line))
    if (!isMeet || labelled === -1 || shareOfLabels(lines.slice(labelled)) < 0.6) return null
    best = startTally('clock-above', 0, labelled)
  }
  let headingAt = -1
  for (let i = 0; i < best.firstAt; i += 1) if (isHeading(lines[i] ?? '')) headingAt = i
  return {
    style: best.style,
    isClear: best.heads > 0 && best.clear / best.heads >= 0.6,
    speakers: { isLabelled: true, known: talk.known },
    isTimeOfDay: best.firstSeconds > latestFirstOffset,
    headingAt: headingAt === -1 ? -1 : (places[headingAt] ?? -1),
  }
}

/** True when the beginning of a text is a transcript with names or times that this parser reads. */
export function isTranscript(head: string): boolean {
  return surveyTranscript(head.split(/\r\n|\r|\n/).slice(0, 1500)) !== null
}

function surveyInline(lines: readonly string[]): Tally[] {
  const tallies = new Map<HeadStyle, Tally>()
  lines.forEach((line, i) => {
    if (isFrontMatter(line) || isProgramEnd(line)) return
    for (const style of ['time-name-words', 'name-time-words', 'name-time', 'time-name'] as const) {
      const head = readHead(line, style)
      if (head === null) continue
      count(tallies, style, head.seconds, i, cleanLabel(head.raw), head.isClear)
      break
    }
    const range = readRange(line)
    if (range !== -1) {
      const name = lines[i + 1] ?? ''
      count(tallies, 'range', range, i, isNameLine(name) ? name : '', true)
    }
  })
  return [...tallies.values()]
}

function surveyClocks(lines: readonly string[]): Tally[] {
  const tallies = new Map<HeadStyle, Tally>()
  lines.forEach((line, i) => {
    const glued = readSpokenHead(line)
    if (glued !== null && glued.seconds !== -1) {
      count(tallies, 'clock-below', glued.seconds, i, cleanLabel(glued.raw), true)
      return
    }
    const seconds = readClock(line)
    if (seconds === -1) return
    const above = lines[i - 1] ?? ''
    const isToldAloud = isSpoken(above, seconds)
    const named = readSpokenHead(above)
    const name = named === null ? (isToldAloud ? (lines[i - 2] ?? '') : above) : named.raw
    const style =
      named !== null ||
      isToldAloud ||
      (isNameLine(name) && !isFrontMatter(name) && !hasLabel(lines[i + 1] ?? ''))
        ? 'clock-below'
        : hasLabel(lines[i + 1] ?? '')
          ? 'clock-above'
          : 'clock-alone'
    count(
      tallies,
      style,
      seconds,
      style === 'clock-below' ? i - 1 : i,
      style === 'clock-below' ? name : '',
      isToldAloud || named !== null,
    )
  })
  const clocks = [...tallies.values()].toSorted((a, b) => b.heads - a.heads)
  const [most] = clocks
  if (most === undefined) return []
  // All clocks of a file are of one kind; those that look otherwise were misjudged.
  for (const other of clocks.slice(1)) {
    most.heads += other.heads
    most.forwards += other.forwards
    if (other.firstAt < most.firstAt) {
      most.firstAt = other.firstAt
      most.firstSeconds = other.firstSeconds
    }
  }
  if (most.style === 'clock-above') {
    // Turns may stand before the first time: they begin below the last heading.
    const headingAt = lines.slice(0, most.firstAt).findLastIndex((line) => isHeading(line))
    const first = lines.findIndex((line, i) => i > headingAt && hasLabel(line))
    if (headingAt !== -1 && first !== -1 && first < most.firstAt) most.firstAt = first
    const after = lines.slice(most.firstAt)
    if (shareOfLabels(after) < 0.6) return []
    most.heads += after.filter((line) => hasLabel(line)).length
    most.forwards = most.heads
  }
  return [most]
}

function isLikely(tally: Tally, isMarked: boolean): boolean {
  const { style, heads, clear, labels } = tally
  // Once, somebody may have said a time of day at the end of a line.
  const backwards = heads - 1 - tally.forwards
  if (backwards > 1 && backwards / (heads - 1) > 0.3) return false
  const isRecurring = heads >= 3 && labels.size < heads
  switch (style) {
    case 'range':
      return heads >= 2 || isMarked
    case 'name-time':
    case 'name-time-words':
    case 'time-name-words':
      return clear >= 2 || isRecurring || (isMarked && (clear > 0 || heads > 2))
    case 'time-name':
      return (isMarked && heads > 1) || (isRecurring && labels.size <= heads * 0.7)
    case 'clock-below':
      return clear >= 1 || isRecurring || (isMarked && heads > 1)
    case 'clock-above':
      return heads >= 3
    case 'clock-alone':
      return heads >= 3 || (isMarked && heads > 1)
  }
}

function count(
  tallies: Map<HeadStyle, Tally>,
  style: HeadStyle,
  seconds: number,
  at: number,
  label: string,
  isClear: boolean,
): void {
  let tally = tallies.get(style)
  if (tally === undefined) {
    tally = startTally(style, seconds, at)
    tallies.set(style, tally)
  } else if (seconds >= tally.lastSeconds) tally.forwards += 1
  tally.heads += 1
  if (isClear) tally.clear += 1
  tally.labels.add(label)
  tally.lastSeconds = seconds
}

function startTally(style: HeadStyle, seconds: number, at: number): Tally {
  return {
    style,
    heads: 0,
    clear: 0,
    labels: new Set(),
    forwards: 0,
    firstSeconds: seconds,
    firstAt: at,
    lastSeconds: seconds,
  }
}

function hasLabel(line: string): boolean {
  const end = findLabelEnd(line)
  return end !== -1 && isHeadLabel(line.slice(0, end))
}

function shareOfLabels(lines: readonly string[]): number {
  let talk = 0
  let labelled = 0
  for (const line of lines) {
    if (readClock(line) !== -1 || isProgramEnd(line)) continue
    talk += 1
    if (hasLabel(line)) labelled += 1
  }
  return talk === 0 ? 0 : labelled / talk
}
