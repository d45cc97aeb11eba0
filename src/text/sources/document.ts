import { findMarker, surveySpeakers, type SpeakerSurvey } from './document-markers.ts'
import { parseLines } from './line-parser.ts'
import { isBlank, trimMarks } from './lines.ts'
import { asWords, LONGEST_ITEM, SourceTooLong } from './source.ts'
import type { SourceItem, TextParser } from './source.ts'

/** Lines looked at before we decide which markers are speakers: most interview notes whole. */
const mostSurveyLines = 3000
const mostSurveyLength = 300_000

/**
 * A text document: one passage a paragraph (blank lines between), `at` null. A marker at the start of a
 * line (`INT:`, `P3:`, `Sam:`) is a label when it is short and in capitals, or comes at least twice in the first
 * 3,000 lines in the shape of a name; it starts a new passage also inside a paragraph. A paragraph without a
 * marker belongs to the marker before it, as interview notes are written; before the first it has label null. A
 * marker alone waits for the paragraph below. The ways of writing markers are in `document-markers.ts`.
 * What stands at the top about the interview (date, place, who was there) is a notice (`header`).
 * Headings of Markdown and lines of nothing but rules are notices (`header`).
 * Throws `SourceTooLong`.
 */
export function parseDocument(): TextParser {
  const items: SourceItem[] = []
  let survey: string[] | null = []
  let surveyLength = 0
  let surveyStart = 0
  let speakers: SpeakerSurvey = { isSpeaker: () => false, headLines: new Set() }

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
    if (marker !== null && speakers.isSpeaker(marker)) {
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

  const takeHeadLine = (raw: string, number: number): void => {
    finish()
    const text = trimMarks(raw)
    items.push({ kind: 'notice', text, reason: 'header', line: number, said: asWords(text) })
  }

  const endSurvey = (): void => {
    if (survey === null) return
    speakers = surveySpeakers(survey)
    const kept = survey
    survey = null
    kept.forEach((each, i) => {
      if (speakers.headLines.has(i)) takeHeadLine(each, surveyStart + i)
      else readLine(each, surveyStart + i)
    })
  }

  return parseLines(
    items,
    (each, number) => {
      if (survey === null) {
        readLine(each, number)
        return
      }
      if (survey.length === 0) surveyStart = number
      survey.push(each)
      surveyLength += each.length
      if (survey.length >= mostSurveyLines || surveyLength >= mostSurveyLength) endSurvey()
    },
    () => {
      endSurvey()
      finish()
    },
  )
}
