import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import type { ColumnChoice } from './table-columns.ts'
import { tableChoiceWords } from './table-choice.words.ts'

const words = tableChoiceWords['en-GB']

/** What each column is for: `column-3` holds words, voice, date or nothing. */
export function parseTableChoice(fields: Fields): Parsed<ColumnChoice> {
  const places = (use: string): number[] =>
    fields
      .namesFrom('column-')
      .filter((name) => fields.text(name) === use)
      .map((name) => Number(name.slice('column-'.length)))
      .sort((a, b) => a - b)
  const [taken, voices, dates] = [places('words'), places('voice'), places('date')]
  const problems: FieldProblem[] = []
  const firstField = fields.namesFrom('column-')[0] ?? null
  if (taken.length === 0) problems.push({ field: firstField, sentence: words.noWords })
  if (voices.length > 1) problems.push({ field: `column-${voices[1]}`, sentence: words.twoVoices })
  if (dates.length > 1) problems.push({ field: `column-${dates[1]}`, sentence: words.twoDates })
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    input: {
      words: taken,
      voice: voices[0] ?? null,
      date: dates[0] ?? null,
      hasHeader: fields.text('heading') !== 'no',
    },
  }
}

/** What was sent, to be shown again beside what is to be put right. */
export function readSent(fields: Fields): Map<string, string> {
  return new Map([...fields.namesFrom('column-'), 'heading'].map((name) => [name, fields.text(name)]))
}
