import { parseLines } from './line-parser.ts'
import { isBlank, trimMarks } from './lines.ts'
import { asWords, LONGEST_ITEM } from './source.ts'
import type { SourceItem, TextParser } from './source.ts'
import { findLabelEnd } from './speaker-label.ts'
import { judgeLabel, mayBeLabel, rememberNames } from './speakers.ts'
import {
  isNameLine,
  isSpoken,
  readClock,
  readHead,
  readRange,
  readSpokenHead,
  undress,
} from './transcript-heads.ts'
import { isFrontMatter, isHeading, isProgramEnd, surveyTranscript } from './transcript-survey.ts'
import type { TranscriptShape } from './transcript-survey.ts'
import { writeOffset } from './webvtt-blocks.ts'

/** What is looked at before the way the file is written is decided. */
const mostSurveyLines = 1500
const mostSurveyLength = 300_000

/** So that a file of nothing but times inside one turn cannot hold them all in memory. */
const mostHeldNotices = 10_000

interface Line {
  text: string
  number: number
}

/**
 * A transcript as text: Teams (`.docx` read as text, or copied from its panel), Google Meet and its notes, Otter, Word,
 * Zoom's saved captions. The ways they are written are `HeadStyle`. Consecutive turns of one speaker are one passage
 * (texts joined by a space, `at` the first, as an offset in the recording; null where the times are of the day). What
 * stands above a heading `Transcript` is a notice, a summary made by a program among it; other lines before the first
 * speaker are not understood.
 * Throws `SourceTooLong`.
 */
export function parseTranscript(): TextParser {
  const items: SourceItem[] = []
  let survey: Line[] | null = []
  let surveyLength = 0
  let shape: TranscriptShape | null = null
  const nameOf = rememberNames()
  /** Lines that may be the name above a time that is yet to come. */
  let pending: Line[] = []
  /** Seconds of a time whose name is on the next line (`range`), or above turns (`clock-above`); -1 for none. */
  let timed = -1
  let isNameDue = false
  let due: Line | null = null
  let lastRaw = ''
  let isBegun = false

  let hasTurn = false
  let label: string | null = null
  let at: string | null = null
  let text = ''
  let line = 0
  let head: Line | null = null
  let held: SourceItem[] = []

  const endHead = (): void => {
    if (head !== null)
      held.push({ kind: 'notice', text: head.text, reason: 'cue-metadata', line: head.number })
    head = null
  }
  const endTurn = (): void => {
    endHead()
    if (text !== '') items.push({ kind: 'passage', label, text, at, line })
    text = ''
    hasTurn = false
    for (const item of held.toSorted((a, b) => a.line - b.line)) items.push(item)
    held = []
  }
  const begin = (who: string | null, seconds: number, from: Line): void => {
    endHead()
    if (!hasTurn || who === null || who !== label || held.length > mostHeldNotices) {
      endTurn()
      hasTurn = true
      label = who
      at = seconds === -1 || shape?.isTimeOfDay === true ? null : writeOffset(seconds)
      line = from.number
    }
    isBegun = true
    head = { text: trimMarks(from.text), number: from.number }
  }
  const say = (words: string, number: number): void => {
    const plain = trimMarks(words)
    if (plain === '') return
    if (!hasTurn) {
      putFront(plain, number, false)
      return
    }
    head = null
    if (text.length + plain.length >= LONGEST_ITEM) {
      items.push({ kind: 'passage', label, text, at, line })
      text = ''
      line = number
    }
    text = text === '' ? plain : `${text} ${plain}`
  }
  const putFront = (plain: string, number: number, isAboveHeading: boolean): void => {
    const said = asWords(plain)
    items.push(
      isAboveHeading || isFrontMatter(plain)
        ? { kind: 'notice', text: plain, reason: 'header', line: number, said }
        : { kind: 'not-understood', text: plain, line: number, said },
    )
  }

  const takeBelow = (each: Line): void => {
    const glued = readSpokenHead(each.text)
    if (glued !== null && glued.seconds !== -1) {
      flushPending()
      begin(nameOf(glued.raw), glued.seconds, each)
      lastRaw = glued.raw
      return
    }
    const seconds = readClock(each.text)
    if (seconds === -1) {
      // Teams says the name again between the time and the words, for those who listen to its panel.
      if (head !== null && pending.length === 0 && (glued?.raw === lastRaw || each.text === lastRaw)) return
      pending.push(each)
      const [first] = pending
      if (pending.length > 2 && first !== undefined) {
        pending.shift()
        say(first.text, first.number)
      }
      return
    }
    const last = pending.at(-1)
    const named = last === undefined ? null : readSpokenHead(last.text)
    let raw = ''
    let from = each
    if (last !== undefined && named !== null) {
      raw = named.raw
      from = last
      pending.pop()
    } else {
      const isToldAloud = last !== undefined && isSpoken(last.text, seconds)
      const name = isToldAloud ? pending.at(-2) : last
      if (name !== undefined && isNameLine(name.text)) {
        raw = name.text
        from = name
        pending.length -= isToldAloud ? 2 : 1
      } else if (isToldAloud && last !== undefined) {
        from = last
        pending.pop()
      }
    }
    flushPending()
    begin(raw === '' ? null : nameOf(raw), seconds, from)
    lastRaw = raw
  }
  const flushPending = (): void => {
    for (const each of pending.splice(0)) say(each.text, each.number)
  }

  const takeAbove = (each: Line, known: TranscriptShape): void => {
    const seconds = readClock(each.text)
    if (seconds !== -1) {
      timed = seconds
      isNameDue = true
      return
    }
    const end = findLabelEnd(each.text)
    const judged = end === -1 ? null : judgeLabel(each.text.slice(0, end), known.speakers)
    if (judged !== null) begin(judged === '' ? null : judged, timed, each)
    else if (end !== -1 && isBegun && mayBeLabel(each.text.slice(0, end), known.speakers)) {
      const said = {
        label: nameOf(each.text.slice(0, end)),
        text: trimMarks(each.text.slice(end + 1)),
        at: timed === -1 ? null : writeOffset(timed),
      }
      held.push({ kind: 'not-understood', text: trimMarks(each.text), line: each.number, said })
      return
    } else if (isNameDue && isBegun) begin(null, timed, each)
    isNameDue = false
    say(judged === null ? each.text : each.text.slice(end + 1), each.number)
  }

  const takeRange = (each: Line): void => {
    const seconds = readRange(each.text)
    if (seconds !== -1) {
      if (due !== null) begin(null, timed, due)
      due = each
      timed = seconds
    } else if (due === null) say(each.text, each.number)
    else {
      const isName = isNameLine(each.text)
      begin(
        isName ? nameOf(each.text) : null,
        timed,
        isName ? { text: `${due.text}\n${each.text}`, number: due.number } : due,
      )
      due = null
      if (!isName) say(each.text, each.number)
    }
  }

  const takeLine = (each: Line, known: TranscriptShape): void => {
    switch (known.style) {
      case 'clock-below':
        takeBelow(each)
        return
      case 'clock-above':
        takeAbove(each, known)
        return
      case 'clock-alone': {
        const seconds = readClock(each.text)
        if (seconds === -1) say(each.text, each.number)
        else begin(null, seconds, each)
        return
      }
      case 'range':
        takeRange(each)
        return
      case 'name-time':
      case 'time-name':
      case 'name-time-words':
      case 'time-name-words': {
        const found = readHead(each.text, known.style)
        if (
          found === null ||
          (known.isClear && !found.isClear) ||
          !(found.isClear || isNameLine(found.raw))
        ) {
          say(each.text, each.number)
          return
        }
        begin(nameOf(found.raw), found.seconds, each)
        say(found.rest, each.number)
      }
    }
  }

  const take = (raw: string, number: number): void => {
    if (shape === null) {
      putFront(trimMarks(raw), number, false)
      return
    }
    const each = { text: undress(raw), number }
    if (isProgramEnd(each.text) && (isBegun || !isHeading(each.text))) {
      flushPending()
      if (due !== null) begin(null, timed, due)
      due = null
      const item: SourceItem = {
        kind: 'notice',
        text: each.text,
        reason: 'system',
        line: number,
        said: asWords(each.text),
      }
      if (hasTurn) held.push(item)
      else items.push(item)
      return
    }
    takeLine(each, shape)
  }

  const endSurvey = (): void => {
    if (survey === null) return
    const kept = survey
    survey = null
    shape = surveyTranscript(kept.map((each) => each.text))
    const headingAt = shape?.headingAt ?? -1
    kept.forEach((each, i) => {
      if (i <= headingAt) putFront(trimMarks(each.text), each.number, true)
      else take(each.text, each.number)
    })
  }

  return parseLines(
    items,
    (each, number) => {
      if (isBlank(each)) return
      if (survey === null) {
        take(each, number)
        return
      }
      survey.push({ text: each, number })
      surveyLength += each.length
      if (survey.length >= mostSurveyLines || surveyLength >= mostSurveyLength) endSurvey()
    },
    () => {
      endSurvey()
      flushPending()
      if (due !== null) begin(null, timed, due)
      endTurn()
    },
  )
}
