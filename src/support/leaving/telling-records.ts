import { ours, type Block } from '../../platform/papers/paper.ts'
import { safeguardingWords } from '../safeguarding/safeguarding.words.ts'
import type { Told } from '../safeguarding/told.ts'
import { toldWords } from '../safeguarding/told.words.ts'
import { lineOf, own, under } from './telling-blocks.ts'

const words = toldWords['en-GB']
const { duties, withholdings } = safeguardingWords['en-GB']

/** What an organisation wrote about the person by duty, as they were told of it. */
export function tellRecords(records: readonly Told[]): Block[] {
  return under(words.heading, records.flatMap(tellRecord))
}

function tellRecord(record: Told): Block[] {
  const { account, withheld, organisation, keptUntil } = record
  const notes = [
    ...(withheld ? [words.withheld(withholdings[withheld])] : []),
    words.kept(organisation, keptUntil),
  ]
  return [
    { kind: 'heading', level: 3, words: words.from(record.author, organisation, record.writtenAt) },
    {
      kind: 'definitions',
      lines: [
        ...lineOf(words.duty, duties[record.duty]),
        ...lineOf(words.happened, account?.happened ?? null),
        ...lineOf(words.why, record.why),
        ...lineOf(words.acted, account?.acted ?? null),
        ...lineOf(words.wish, account?.wish ?? null),
        ...lineOf(words.told, record.told),
        ...record.lines.map((line) => ({ label: words.lineOn(line.writtenAt), said: own(line.words) })),
      ],
    },
    ...notes.map((note): Block => ({ kind: 'paragraph', ...ours(note) })),
  ]
}
