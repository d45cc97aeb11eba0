import { Failure } from '../../platform/errors.ts'
import { parseDocument } from '../../text/sources/document.ts'
import { recogniseSource } from '../../text/sources/recognise.ts'
import type { SourceFormat, SourceParser } from '../../text/sources/source.ts'
import { parseTable, surveyTable } from '../../text/sources/table.ts'
import { parseWebvtt } from '../../text/sources/webvtt.ts'
import { parseWhatsapp, surveyWhatsapp } from '../../text/sources/whatsapp.ts'
import { parseZoomChat } from '../../text/sources/zoom-chat.ts'
import { doorsWords } from './doors.words.ts'
import type { FileText } from './file-text.ts'

const words = doorsWords['en-GB'].failures

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

/** A parser ready for this file, after as many looks at it as it takes to know its dialect. */
export async function chooseParser(
  text: FileText,
): Promise<{ parser: SourceParser; format: SourceFormat; dayMonth: string | null }> {
  const format = recogniseOrRefuse(text)
  switch (format) {
    case 'whatsapp': {
      const survey = surveyWhatsapp()
      for await (const chunk of text.chunks()) survey.push(chunk)
      const dialect = survey.end()
      return {
        parser: parseWhatsapp(dialect),
        format,
        dayMonth: `${dialect.dayMonth} ${dialect.dayMonthEvidence}`,
      }
    }
    case 'table': {
      const survey = surveyTable(text.head)
      const column = (guess: string) => survey.columns.findIndex((one) => one.guess === guess)
      const wordsColumn = column('words')
      if (wordsColumn < 0) throw new Failure('invalid-state', words.noWords)
      const orNull = (index: number) => (index < 0 ? null : index)
      return {
        parser: parseTable({
          separator: survey.separator,
          hasHeader: survey.hasHeader,
          dayMonth: survey.dayMonth,
          wordsColumn,
          voiceColumn: orNull(column('voice')),
          dateColumn: orNull(column('date')),
        }),
        format,
        dayMonth: survey.dayMonth,
      }
    }
    case 'webvtt':
      return { parser: parseWebvtt(), format, dayMonth: null }
    case 'zoom-chat':
      return { parser: parseZoomChat(), format, dayMonth: null }
    case 'transcript':
    case 'email':
    case 'social':
      throw new Failure('invalid-state', words.unknown)
    case 'document':
      return { parser: parseDocument(), format, dayMonth: null }
  }
}
