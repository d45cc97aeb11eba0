import { columns, type Column } from '../../platform/db/columns.ts'
import type { Told } from '../safeguarding/told.ts'

/** One row with its words opened. */
export type OpenedRow = Readonly<Record<string, unknown>>

/** Everything in a space that is its person's, table by table. */
export type OpenedSpace = {
  spaceId: string
  takenAt: Date
  tables: Readonly<Record<string, readonly OpenedRow[]>>
  /** What an organisation wrote about its person by duty, as they were told of it. */
  told: readonly Told[]
}

const declared: Readonly<Record<string, Readonly<Record<string, Column>>>> = columns

/** Whatever the register says is a person's, of every table: a new one is in here by itself. */
export function listTaken(): { table: string; names: string[] }[] {
  return Object.entries(declared).flatMap(([table, held]) => {
    const names = Object.keys(held).filter((name) => held[name]!.export === 'person')
    return names.length > 0 ? [{ table, names }] : []
  })
}

/** What a column is called once it is open: without its ending, unless another column has that name. */
export function openName(table: string, column: string): string {
  const bare = column.replace(/_sealed$/, '')
  return bare !== column && declared[table]?.[bare] ? `${bare}_words` : bare
}

/** What stands under an opened column's name. */
export function holdsOf(table: string, name: string): Column['holds'] | undefined {
  const held = declared[table] ?? {}
  const column = Object.keys(held).find((one) => openName(table, one) === name)
  return column === undefined ? undefined : held[column]!.holds
}
