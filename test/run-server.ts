import { accessSync, constants } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openEmbedded, type EmbeddedDatabase } from '../src/platform/db/embedded.ts'

/**
 * The embedded PostgreSQL of a test run. Nothing in it outlives the run, so it never waits for the disk; tests of
 * crashes have servers of their own.
 */
export async function openRunServer(folder: string): Promise<EmbeddedDatabase> {
  const server = await openEmbedded({
    folder: join(folder, 'server'),
    purpose: 'server',
    log: () => undefined,
  })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await client.query(`alter system set ${setting} = off`)
  }
  await client.query('select pg_reload_conf()')
  await client.end()
  return server
}

/** Where small files that end with their test lie: in memory where the system has such a place. */
export function findQuickFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return tmpdir()
  }
}
