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
  // A date written day first would be read month first by a server with other settings, without an error.
  await client.query(
    `select set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'iso_8601', true),
      set_config('TimeZone', 'UTC', true), set_config('bytea_output', 'hex', true),
      set_config('extra_float_digits', '1', true), set_config('lc_monetary', 'C', true)`,
  )
  const stream: Readable = client.query(copyTo(`copy ${formatTarget(table, columns)} to stdout`))
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
  const name = table.split('.').map(pg.escapeIdentifier).join('.')
  return `${name} (${columns.map(pg.escapeIdentifier).join(', ')})`
}
