import type { Column, Key } from '../db/column.ts'
import { columns } from '../db/columns.ts'

/**
 * A table with words under keys of its rows' own: not an organisation's or a space's, which opens as long as there is one.
 * `keyColumn` holds the key's id.
 */
export type KeyedTable = { table: string; keyColumn: string; sealed: string[]; isRoot: boolean }

type OwnKey = Exclude<Key, 'organisation' | 'space' | 'deployment' | null>

/** The table whose rows' ids are the ids of these keys. */
const roots: Record<OwnKey, string> = {
  passage: 'passage',
  label: 'voice_label',
  attachment: 'attachment',
  kept: 'kept_passage',
  clearance: 'clearance',
  voice: 'voice',
  source: 'source',
  record: 'safeguarding_record',
}

/**
 * Every table of the register with words under keys of their own, those that others hang on first. A table that names
 * the key by way of another is not among them: its rows stay, and what no key opens in them says nothing.
 */
export function listKeyedTables(): KeyedTable[] {
  const found: KeyedTable[] = []
  for (const [table, held] of Object.entries<Record<string, Column>>(columns)) {
    for (const [name, column] of Object.entries(held)) {
      if (!isOwn(column.key)) continue
      const root = roots[column.key]
      const keyColumn = table === root ? 'id' : `${root}_id`
      if (!(keyColumn in held)) continue
      const known = found.find((one) => one.table === table && one.keyColumn === keyColumn)
      if (known) known.sealed.push(name)
      else found.push({ table, keyColumn, sealed: [name], isRoot: table === root })
    }
  }
  const order = Object.values(roots)
  const rank = (one: KeyedTable) => (one.isRoot ? order.indexOf(one.table) : order.length)
  return found.toSorted((a, b) => rank(a) - rank(b))
}

function isOwn(key: Key): key is OwnKey {
  return key !== null && key !== 'organisation' && key !== 'space' && key !== 'deployment'
}
