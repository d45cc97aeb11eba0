import { DefinitionList } from '../../ui/table.tsx'
import { measuredWords } from './measured.words.ts'
import type { Fit } from './fitting.ts'
import type { Measured } from './measured.ts'

const words = measuredWords['en-GB']

/** What the software is bad at, the worst first, from what was measured; and what this team's decisions changed, if told. */
export function MeasuredDetails({ measured, fit }: { measured: Measured; fit?: Fit | undefined }) {
  const kinds = measured.kinds.map((row) => ({ ...row, name: nameOf(words.kinds, row.kind) }))
  const origins = measured.origins.map((row) => ({ ...row, name: row.origin }))
  return (
    <details>
      <summary>{words.summary}</summary>
      <p>{words.how(measured.texts, measured.words, sayDay(measured.measured))}</p>
      <h3>{words.byKind}</h3>
      <DefinitionList brief items={worstFirst(kinds).map(itemOf)} />
      {origins.length > 0 && (
        <>
          <h3>{words.byOrigin}</h3>
          <DefinitionList brief items={worstFirst(origins).map(itemOf)} />
        </>
      )}
      <p>{words.so}</p>
      {fit && <p>{words.fit[fit.because](fit.count)}</p>}
    </details>
  )
}

type Row = { name: string; mentions: number; found: number }

function itemOf(row: Row): { term: string; detail: string } {
  return { term: row.name, detail: words.found(share(row), row.mentions) }
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

function sayDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
}
