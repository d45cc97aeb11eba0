import { Failure } from '../../platform/errors.ts'
import { parseDocument } from '../../text/sources/document.ts'
import { parseEmail } from '../../text/sources/email.ts'
import { recogniseSource } from '../../text/sources/recognise.ts'
import { parseSocial } from '../../text/sources/social.ts'
import type { SourceFormat, SourceParser } from '../../text/sources/source.ts'
import { parseTable, type TableSurvey } from '../../text/sources/table.ts'
import { parseTranscript } from '../../text/sources/transcript.ts'
import { parseWebvtt } from '../../text/sources/webvtt.ts'
import { parseWhatsapp, surveyWhatsapp } from '../../text/sources/whatsapp.ts'
import { parseZoomChat } from '../../text/sources/zoom-chat.ts'
import { filesWords } from '../files/files.words.ts'
import { doorsWords } from './doors.words.ts'
import type { FileText } from '../files/file-text.ts'
import { guessChoice, surveyOrRefuse, type ColumnChoice } from './table-columns.ts'

const words = { ...filesWords['en-GB'].failures, ...doorsWords['en-GB'].failures }

/** The door words come through when a file of this format brings them. */
export const doorOf: Record<SourceFormat, string> = {
  whatsapp: 'whatsapp',
  webvtt: 'group-call',
  transcript: 'group-call',
  'zoom-chat': 'group-call',
  email: 'email',
  social: 'social',
  table: 'table',
  document: 'document',
}

/** What reads this file. Throws Failure with a sentence for a file nothing of ours reads. */
export function recogniseOrRefuse(text: FileText): SourceFormat {
  const found = recogniseSource(text.name, text.head)
  if (found.format === null) throw new Failure('invalid-state', words[found.why])
  return found.format
}

/** The pieces of a file as a parser takes them. */
export function piecesFor(text: FileText, parser: SourceParser): AsyncIterable<string> {
  return parser.takes === 'bytes' ? text.binary() : text.chunks()
}

/** How a file's days and months were put by the person who looked at it, as `source.day_month` keeps it. */
export const chosenOrders = { 'day-month': 'day-month chosen', 'month-day': 'month-day chosen' } as const

/**
 * A parser ready for this file, after as many looks at it as it takes to know its dialect. `chosen.dayMonth` is what
 * the source says so far: an order somebody chose stands above what the file shows. `chosen.columns` answers what was
 * chosen for tables of this shape, if anything was.
 */
export async function chooseParser(
  text: FileText,
  chosen: {
    dayMonth: string | null
    columns?: (survey: TableSurvey) => Promise<ColumnChoice | null>
  } = { dayMonth: null },
): Promise<{ parser: SourceParser; format: SourceFormat; dayMonth: string | null }> {
  const format = recogniseOrRefuse(text)
  switch (format) {
    case 'whatsapp': {
      const survey = surveyWhatsapp()
      for await (const chunk of text.chunks()) survey.push(chunk)
      const found = survey.end()
      const order = readChosen(chosen.dayMonth)
      const dialect = { ...found, dayMonth: order ?? found.dayMonth }
      return {
        parser: parseWhatsapp(dialect),
        format,
        dayMonth: order ? chosenOrders[order] : `${found.dayMonth} ${found.dayMonthEvidence}`,
      }
    }
    case 'table': {
      const survey = surveyOrRefuse(text.head)
      const columns = (await chosen.columns?.(survey)) ?? guessChoice(survey)
      const order = readChosen(chosen.dayMonth)
      return {
        parser: parseTable({
          separator: survey.separator,
          hasHeader: columns.hasHeader,
          above: survey.above,
          isExact: text.sheets !== null,
          dayMonth: order ?? survey.dayMonth,
          wordsColumns: columns.words,
          voiceColumn: columns.voice,
          dateColumn: columns.date,
        }),
        format,
        dayMonth: order ? chosenOrders[order] : survey.dayMonth,
      }
    }
    case 'webvtt':
      return { parser: parseWebvtt(), format, dayMonth: null }
    case 'zoom-chat':
      return { parser: parseZoomChat(), format, dayMonth: null }
    case 'transcript':
      return { parser: parseTranscript(), format, dayMonth: null }
    case 'email':
      return { parser: parseEmail(), format, dayMonth: null }
    case 'social':
      return { parser: parseSocial(text.head), format, dayMonth: null }
    case 'document':
      return { parser: parseDocument(), format, dayMonth: null }
  }
}

function readChosen(kept: string | null): 'day-month' | 'month-day' | null {
  if (kept === chosenOrders['day-month']) return 'day-month'
  return kept === chosenOrders['month-day'] ? 'month-day' : null
}
