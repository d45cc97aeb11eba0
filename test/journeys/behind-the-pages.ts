import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { accessRules } from '../../src/access/matrix.ts'
import { makeOrganisation } from '../../src/access/organisation/organisation.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { openRuntime } from '../../src/platform/runtime.ts'
import type { House } from './house.ts'

/** What a route's `:name` stands for: the table whose ids go there. */
const tableOf: Readonly<Record<string, string>> = {
  exercise: 'exercise',
  source: 'source',
  voice: 'voice',
  passage: 'passage',
  theme: 'theme',
  coding: 'coding',
  series: 'series',
  wisdom: 'wisdom',
  quote: 'quote',
  clearance: 'clearance',
  account: 'membership',
  session: 'session',
}

/** One id for every `:name` of these paths. Throws for a name nobody has said a table for, or an empty table. */
export async function findIds(house: House, paths: readonly string[]): Promise<Map<string, string>> {
  const names = new Set(paths.flatMap((path) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)))
  return asOwner(house, async (client) => {
    const found = new Map<string, string>()
    for (const name of names) {
      if (name === 'address' || name === 'file') continue
      const table = tableOf[name]
      if (!table) throw new Error(`Say in tableOf which table :${name} stands for.`)
      const column = name === 'account' ? 'account_id' : 'id'
      const { rows } = await client.query<{ id: string }>(`select ${column} as id from ${table} limit 1`)
      if (!rows[0]) throw new Error(`The demo has no ${table}, so :${name} cannot be tried.`)
      found.set(name, rows[0].id)
    }
    return found
  })
}

/** A path with its ids in place. */
export function fillPath(path: string, ids: ReadonlyMap<string, string>): string {
  return path.replace(/:(\w+)/g, (whole, name: string) => ids.get(name) ?? whole)
}

/** A second organisation beside the one that is there: nobody can make one through a page. */
export async function makeSecondOrganisation(house: House, address: string): Promise<void> {
  const config = readConfig({}, { data: house.folder })
  const runtime = await openRuntime(config, 'command', accessRules(), {
    print: () => undefined,
    connections: 2,
  })
  try {
    await makeOrganisation(runtime.db, {
      name: 'Another House',
      operator: 'Another House',
      staff: [{ name: 'Nia Other', address, roles: ['lead', 'listener', 'reader'] }],
    })
  } finally {
    await runtime.close()
  }
}

async function asOwner<T>(house: House, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { port } = JSON.parse(readFileSync(join(house.folder, 'server.json'), 'utf8')) as { port: number }
  const password = readFileSync(join(house.folder, 'postgresql.password'), 'utf8').trim()
  const connectionString = `postgres://postgres:${password}@127.0.0.1:${port}/ownterms`
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
