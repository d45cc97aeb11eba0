import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRunServer } from './run-server.ts'

/** One embedded PostgreSQL for a whole test run, unless `OWNTERMS_TEST_DATABASE` names another. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['OWNTERMS_TEST_DATABASE']) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'ownterms-run-'))
  const server = await openRunServer(folder)
  process.env['OWNTERMS_TEST_DATABASE'] = server.url
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}
