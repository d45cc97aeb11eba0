import { cleanLabel, isBlank, keepString, splitLines, trimMarks } from './lines.ts'
import { LONGEST_ITEM, SourceTooLong } from './source.ts'
import type { SourceItem, TextParser } from './source.ts'
import { findLabelEnd, hasNameShape, isSentenceOpener } from './speaker-label.ts'

/** Lines looked at before we decide which markers are speakers: most interview notes whole. */
const mostSurveyLines = 3000
const mostSurveyLength = 300_000

/** `INT`, `P3`, `Q`, `FG2`, `R.1`: short and in capitals, so a speaker even when it comes once. */
const shortCapitals =
  /^(?:\p{Lu}{1,4}[ .]?\d{0,3}|(?:Speaker|Participant|Person|Voice|Interviewer|Respondent|Facilitator) ?\p{Lu}?\d{0,3})$/u
/** Capitals before a colon that are no speaker. */
const notASpeaker = new Set([
  'NB',
  'PS',
  'FYI',
  'TBC',
  'TODO',
  'RE',
  'FW',
  'CC',
  'TEL',
  'WWW',
  'DATE',
  'TIME',
])

/**
 * A text document: one passage a paragraph (blank lines between), `at` null. A marker at the start of a
 * line (`INT:`, `P3:`, `Sam:`) is a label when it is short and in capitals, or comes at least twice in the first
 * 3,000 lines in the shape of a name; it starts a new passage also inside a paragraph. A paragraph without a
 * marker belongs to the marker before it, as interview notes are written; before the first it has label null. A
 * marker alone waits for the paragraph below.
 * Headings of Markdown and lines of nothing but rules are notices (`header`).
 * Throws `SourceTooLong`.
 */
export function parseDocument(): TextParser {
  let items: SourceItem[] = []
  let survey: string[] | null = []
  let surveyLength = 0
  let surveyStart = 0
  const known = new Set<string>()

  let isOpen = false
  let label: string | null = null
  let markerText = ''
  let text = ''
  let line = 0

  const finish = (): void => {
    if (!isOpen) return
    isOpen = false
    const words = trimMarks(text)
    if (words !== '') items.push({ kind: 'passage', label, text: words, at: null, line })
    else items.push({ kind: 'not-understood', text: markerText, line })
  }

  const readLine = (raw: string, number: number): void => {
    if (isBlank(raw)) {
      if (isOpen && trimMarks(text) === '') return
      finish()
      return
    }
    if (/^ {0,3}#{1,6}(?:\s|$)|^[\s*_=–—-]{3,}$/.test(raw)) {
      finish()
      items.push({ kind: 'notice', text: trimMarks(raw), reason: 'header', line: number })
      return
    }
    const marker = findMarker(raw)
    if (marker !== null && isSpeaker(marker.label, known)) {
      finish()
      isOpen = true
      label = marker.label
      markerText = trimMarks(raw)
      text = raw.slice(marker.end)
      line = number
    } else if (!isOpen) {
      // Whoever spoke last speaks on: notes put the marker once, however many paragraphs a turn has.
      isOpen = true
      text = raw
      line = number
    } else {
      text += `\n${raw}`
    }
    if (text.length > LONGEST_ITEM) throw new SourceTooLong(line)
  }

  const endSurvey = (): void => {
    if (survey === null) return
    const times = new Map<string, number>()
    for (const each of survey) {
      const marker = findMarker(each)
      if (marker !== null) times.set(marker.label, (times.get(marker.label) ?? 0) + 1)
    }
    for (const [name, count] of times) {
      if (count >= 2 && hasNameShape(name) && !isSentenceOpener(name)) known.add(keepString(name))
    }
    const kept = survey
    survey = null
    kept.forEach((each, i) => readLine(each, surveyStart + i))
  }

  const lines = splitLines((each, number) => {
    if (survey === null) {
      readLine(each, number)
      return
    }
    if (survey.length === 0) surveyStart = number
    survey.push(each)
    surveyLength += each.length
    if (survey.length >= mostSurveyLines || surveyLength >= mostSurveyLength) endSurvey()
  })
  const handOver = (): SourceItem[] => {
    const found = items
    items = []
    return found
  }
  return {
    push(chunk) {
      lines.push(chunk)
      return handOver()
    },
    end() {
      lines.end()
      endSurvey()
      finish()
      return handOver()
    },
  }
}

/** A marker may stand in Markdown's bold or in square brackets: `**Sam:** …`, `[P3]: …`. */
function findMarker(line: string): { label: string; end: number } | null {
  let from = 0
  while (from < line.length && (line.charCodeAt(from) === 32 || line.charCodeAt(from) === 9)) from += 1
  const dressed =
    /^(?:\*\*|__|\[)([^*_\]:]{1,64}?)(?:(?::\s?(?:\*\*|__))|(?:(?:\*\*|__|\])\s?:))(?=\s|$)/.exec(
      from === 0 ? line : line.slice(from),
    )
  if (dressed !== null) return { label: cleanLabel(dressed[1] ?? ''), end: from + dressed[0].length }
  const rest = from === 0 ? line : line.slice(from)
  const end = findLabelEnd(rest)
  if (end === -1) return null
  const label = cleanLabel(rest.slice(0, end))
  return label === '' ? null : { label, end: from + end + 1 }
}

function isSpeaker(label: string, known: Set<string>): boolean {
  return known.has(label) || (shortCapitals.test(label) && !notASpeaker.has(label.toUpperCase()))
}
