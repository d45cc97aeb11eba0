import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Readable as NodeReadable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/**
 * All rows of a table as PostgreSQL's COPY text, in pieces that do not end at row ends, for `copyTableIn`. Run it in
 * a transaction: the form of dates and numbers is then fixed for it, whatever the server's settings are. Leaving early
 * reads the rest of the table away, so that the client can be used again. Row security and `statement_timeout` apply
 * as to any query.
 */
export async function* copyTableOut(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
): AsyncGenerator<Buffer> {
  yield* copyOut(client, formatTarget(table, columns))
}

/**
 * What a table holds, whatever server it lies on: the number of its rows and a SHA-256 over all of them in the order of
 * `key` (columns that tell rows apart). Run it in a transaction, as `copyTableOut`.
 */
export async function fingerprintTable(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  key: readonly string[],
): Promise<{ rows: number; hash: string }> {
  // As bytes: two servers may order text in two ways.
  const order = key.map((name) => `${pg.escapeIdentifier(name)}::text collate "C"`)
  const list = columns.map(pg.escapeIdentifier).join(', ')
  const hash = createHash('sha256')
  let rows = 0
  const rowsOf = `(select ${list} from ${formatName(table)} order by ${order.join(', ')})`
  for await (const chunk of copyOut(client, rowsOf)) {
    hash.update(chunk)
    // COPY's text writes a line end inside a value as two letters.
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1
  }
  return { rows, hash: hash.digest('hex') }
}

async function* copyOut(client: pg.ClientBase, what: string): AsyncGenerator<Buffer> {
  // A date written day first would be read month first by a server with other settings, without an error.
  await client.query(
    `select set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'iso_8601', true),
      set_config('TimeZone', 'UTC', true), set_config('bytea_output', 'hex', true),
      set_config('extra_float_digits', '1', true), set_config('lc_monetary', 'C', true)`,
  )
  const stream: Readable = client.query(copyTo(`copy ${what} to stdout`))
  let hasEnded = false
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) yield chunk as Buffer
    hasEnded = true
  } catch (error) {
    hasEnded = true
    throw error
  } finally {
    if (!hasEnded) for await (const rest of stream) void rest
  }
}

/**
 * Adds rows from `copyTableOut` to a table and gives their number. Either all rows of one call are added or none;
 * an error from `chunks` takes them back and is thrown as it is.
 */
export async function copyTableIn(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<number> {
  const target = client.query(copyFrom(`copy ${formatTarget(table, columns)} from stdin`))
  await pipeline(NodeReadable.from(chunks, { objectMode: true }), target)
  return target.rowCount
}

/** `table` may carry its schema: boss.job. */
function formatTarget(table: string, columns: readonly string[]): string {
  return `${formatName(table)} (${columns.map(pg.escapeIdentifier).join(', ')})`
}

function formatName(table: string): string {
  return table.split('.').map(pg.escapeIdentifier).join('.')
}
