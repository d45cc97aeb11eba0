import { Table } from '../../ui/table.tsx'
import { measuredWords } from './measured.words.ts'
import type { Measured } from './measured.ts'

const words = measuredWords['en-GB']

/** What the software is bad at, the worst first, from what was measured. */
export function MeasuredDetails({ measured }: { measured: Measured }) {
  const kinds = measured.kinds.map((row) => ({ ...row, name: nameOf(words.kinds, row.kind) }))
  const origins = measured.origins.map((row) => ({ ...row, name: row.origin }))
  return (
    <details>
      <summary>{words.summary}</summary>
      <p>{words.how(measured.texts, measured.words, measured.measured)}</p>
      <Table
        caption={words.byKind}
        columns={[
          { label: words.kind },
          { label: words.found, figures: true },
          { label: words.of, figures: true },
        ]}
        rows={worstFirst(kinds).map(rowOf)}
      />
      {origins.length > 0 && (
        <Table
          caption={words.byOrigin}
          columns={[
            { label: words.origin },
            { label: words.found, figures: true },
            { label: words.of, figures: true },
          ]}
          rows={worstFirst(origins).map(rowOf)}
        />
      )}
      <p>{words.so}</p>
    </details>
  )
}

type Row = { name: string; mentions: number; found: number }

function rowOf({ name, mentions, found }: Row): string[] {
  return [name, words.inHundred(share({ mentions, found })), mentions.toLocaleString('en-GB')]
}

function worstFirst(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.mentions > 0).sort((a, b) => share(a) - share(b))
}

/** Of a hundred, rounded down: nothing is made better than it is. */
function share({ mentions, found }: { mentions: number; found: number }): number {
  return Math.floor((100 * found) / mentions)
}

function nameOf(names: Readonly<Record<string, string>>, code: string): string {
  return names[code] ?? code
}
