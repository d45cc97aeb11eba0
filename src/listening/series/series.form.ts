import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import type { SeriesFields } from './series.ts'
import { seriesWords } from './series.words.ts'

const words = seriesWords['en-GB']
const mostTitle = 200
const mostText = 20_000

/** The form as it was sent, to be shown again. */
export type TypedSeries = SeriesFields & { address: string }

export function readTypedSeries(fields: Fields): TypedSeries {
  return {
    title: fields.text('title'),
    introduction: fields.text('introduction'),
    howHeard: fields.text('howHeard'),
    address: fields.text('address').toLowerCase(),
  }
}

/** A series may be begun with a title alone. `address` is null to follow the title. */
export function parseSeries(fields: Fields): Parsed<SeriesFields & { address: string | null }> {
  const typed = readTypedSeries(fields)
  const problems: FieldProblem[] = []
  if (!typed.title) problems.push({ field: 'title', sentence: words.titleMissing })
  if (typed.title.length > mostTitle) problems.push({ field: 'title', sentence: words.tooLong(mostTitle) })
  for (const field of ['introduction', 'howHeard'] as const) {
    if (typed[field].length > mostText) problems.push({ field, sentence: words.tooLong(mostText) })
  }
  if (typed.address && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(typed.address.slice(0, 81))) {
    problems.push({ field: 'address', sentence: words.addressWrong })
  } else if (typed.address.length > 80) problems.push({ field: 'address', sentence: words.addressWrong })
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, input: { ...typed, address: typed.address || null } }
}
