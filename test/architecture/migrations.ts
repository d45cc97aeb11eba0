import type { Complaint, SourceFile } from './source-tree.ts'

export type Table = {
  path: string
  name: string
  columns: { name: string; type: string }[]
  primaryKey: string[]
  /** The columns of each foreign key and the table it points to. */
  foreignKeys: { columns: string[]; to: string }[]
  isGuarded: boolean
}

/** Accounts and how they sign in stand before any tenant: no tenant's words are in them. */
const accessTables = [
  'account',
  'session',
  'sign_in_code',
  'set_up_code',
  'passkey',
  'passkey_challenge',
  'space_entry',
  'space_session',
  'space_leaving',
  'space_passkey',
  'space_address',
  'space_named',
  'space_vouch',
  'space_recovery',
] as const

/** The tables of schema public as the migrations leave them. */
export function readTables(files: readonly SourceFile[]): Table[] {
  const tables = new Map<string, Table>()
  for (const file of files.filter(({ path }) => /^migrations\/\d{4}_.*\.sql$/.test(path))) {
    for (const statement of statementsOf(file.text)) apply(statement, file.path, tables)
  }
  return [...tables.values()]
}

export function findUnguarded(tables: readonly Table[]): Complaint[] {
  return tenantTables(tables)
    .filter((table) => !table.isGuarded)
    .map((table) => complain(table, `add "select scope.guard('${table.name}');" after it.`))
}

export function findKeysWithoutTenant(tables: readonly Table[]): Complaint[] {
  return tenantTables(tables)
    .filter((table) => table.primaryKey[0] !== 'tenant_id')
    .map((table) => complain(table, 'let its primary key begin with tenant_id.'))
}

/** A foreign key without tenant_id could point into another tenant. To accounts, which have none, it may. */
export function findReferencesWithoutTenant(tables: readonly Table[]): Complaint[] {
  return tenantTables(tables).flatMap((table) =>
    table.foreignKeys
      .filter(({ to }) => !(accessTables as readonly string[]).includes(to))
      .filter(({ columns }) => !columns.includes('tenant_id'))
      .map(({ columns, to }) => complain(table, `(${columns.join(', ')}) → ${to} must include tenant_id.`)),
  )
}

/** Ciphertext is bytes and is called so; bytes are either sealed, a hash, or a keyed fingerprint. */
export function findUnsealedWords(tables: readonly Table[]): Complaint[] {
  return tables.flatMap((table) =>
    table.columns
      .filter(({ name, type }) => name.endsWith('_sealed') !== (type === 'bytea' && !isFingerprint(name)))
      .map(({ name, type }) =>
        complain(
          table,
          `${name} ${type}: ciphertext is bytea and ends in _sealed; bytes are _sealed, _hash or _index.`,
        ),
      ),
  )
}

/** Free text a person could write stands sealed, or is one of these, which are shown to the public as they are. */
export function findPlainText(tables: readonly Table[], declared: readonly string[]): Complaint[] {
  return tenantTables(tables).flatMap((table) =>
    table.columns
      .filter(
        ({ name, type }) => /^(?:text|jsonb?|character varying|varchar|citext)/.test(type) && name !== '',
      )
      .filter(({ name }) => !declared.includes(`${table.name}.${name}`))
      .map(({ name }) =>
        complain(table, `${name} is plain text the register does not allow: seal it (${name}_sealed bytea).`),
      ),
  )
}

function isFingerprint(name: string): boolean {
  return /(?:_hash|_index|^blind)$/.test(name)
}

function tenantTables(tables: readonly Table[]): Table[] {
  return tables.filter((table) => !(accessTables as readonly string[]).includes(table.name))
}

function complain(table: Table, sentence: string): Complaint {
  return { path: table.path, sentence: `table ${table.name}: ${sentence}` }
}

function apply(statement: string, path: string, tables: Map<string, Table>): void {
  const made = /^create (?:unlogged )?table (?:if not exists )?(?:public\.)?(\w+) \((.*)\)$/s.exec(statement)
  if (made) tables.set(made[1]!, readTable(made[1]!, path, made[2]!))
  const gone = /^drop table (?:if exists )?(\w+)/.exec(statement)
  if (gone) tables.delete(gone[1]!)
  const guarded = /^select scope\.guard(?:_room)?\('(\w+)'(?:, '[\w-]+')?\)$/.exec(statement)
  if (guarded && tables.has(guarded[1]!)) tables.get(guarded[1]!)!.isGuarded = true
  const changed = /^alter table (?:only )?(\w+) (.*)$/s.exec(statement)
  const table = changed && tables.get(changed[1]!)
  if (!changed || !table) return
  for (const change of splitAtCommas(changed[2]!)) {
    const added = /^add (?:column )?(?:if not exists )?(.*)$/s.exec(change)
    if (added) readEntry(added[1]!, table)
    const dropped = /^drop column (?:if exists )?(\w+)/.exec(change)
    if (dropped) table.columns = table.columns.filter(({ name }) => name !== dropped[1])
    const renamed = /^rename column (\w+) to (\w+)/.exec(change)
    for (const column of table.columns) if (renamed && column.name === renamed[1]) column.name = renamed[2]!
  }
}

function readTable(name: string, path: string, body: string): Table {
  const table: Table = { path, name, columns: [], primaryKey: [], foreignKeys: [], isGuarded: false }
  for (const entry of splitAtCommas(body)) readEntry(entry, table)
  return table
}

function readEntry(entry: string, table: Table): void {
  const text = entry.replace(/^constraint \w+ /, '')
  const key = /^primary key \(([^)]*)\)/.exec(text)
  if (key) table.primaryKey = namesIn(key[1]!)
  const foreign = /^foreign key \(([^)]*)\) references (?:public\.)?(\w+)/.exec(text)
  if (foreign) table.foreignKeys.push({ columns: namesIn(foreign[1]!), to: foreign[2]! })
  if (/^(?:primary key|foreign key|unique|check|exclude)\b/.test(text)) return
  const [, name, type] = /^(\w+) ([a-z]+(?:\[\])?)/.exec(text) ?? []
  if (!name || !type)
    throw new Error(`Cannot read "${entry}" of table ${table.name}: teach migrations.ts to.`)
  table.columns.push({ name, type })
  if (/ primary key\b/.test(text)) table.primaryKey = [name]
  const reference = / references (?:public\.)?(\w+)/.exec(text)
  if (reference) table.foreignKeys.push({ columns: [name], to: reference[1]! })
}

function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim())
}

/** Statements in lower case with single blanks, without comments and bodies of functions. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/--[^\n]*/g, '')
    .replace(/\$(\w*)\$.*?\$\1\$/gs, "''")
    .split(/;\s*(?:\n|$)/)
    .map((statement) =>
      statement.replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/ \)/g, ')').trim().toLowerCase(),
    )
    .filter(Boolean)
}

function splitAtCommas(list: string): string[] {
  const parts = ['']
  let depth = 0
  for (const one of list) {
    if (one === '(') depth += 1
    if (one === ')') depth -= 1
    if (one === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += one
  }
  return parts.map((part) => part.trim()).filter(Boolean)
}
