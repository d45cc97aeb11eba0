import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { accessRules } from '../../src/access/matrix.ts'
import { makeOrganisation } from '../../src/access/organisation/organisation.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { openRuntime } from '../../src/platform/runtime.ts'
import type { House } from './house.ts'

/** Where the ids are that a route's `:name` stands for; a passage that can be worked on, and a file with a page. */
const idsOf: Readonly<Record<string, string>> = {
  exercise: 'select id from exercise',
  source: 'select id from source where id <> exercise_id',
  mailbox: 'select id from mailbox',
  voice: 'select id from voice',
  join: 'select id from voice_join',
  contribution: 'select id from contribution where is_held',
  passage: 'select passage_id as id from coding',
  theme: 'select id from theme',
  concern: 'select id from concern',
  coding: 'select id from coding',
  series: 'select id from series',
  wisdom: 'select id from wisdom where picture_id is not null',
  quote: 'select id from quote',
  clearance: 'select id from clearance',
  request: 'select id from request',
  payment: 'select id from payment',
  account: 'select account_id as id from membership',
  session: 'select id from session',
  passkey: 'select id from passkey',
}

/** One id for every `:name` of these paths. Throws for a name that is not among `idsOf`. */
export async function findIds(house: House, paths: readonly string[]): Promise<Map<string, string>> {
  const names = new Set(paths.flatMap((path) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)))
  return asOwner(house, async (client) => {
    const found = new Map<string, string>()
    for (const name of names) {
      if (name === 'address' || name === 'file') continue
      const question = idsOf[name]
      if (!question) throw new Error(`Say in idsOf where the ids are that :${name} stands for.`)
      const { rows } = await client.query<{ id: string }>(`${question} limit 1`)
      if (!rows[0]) throw new Error(`The demo has nothing that :${name} could stand for.`)
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

/** A recording that came with a file. */
export async function findRecording(house: House, source: string): Promise<string> {
  return asOwner(house, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select a.id from attachment a join contribution c on c.id = a.contribution_id where c.source_id = $1',
      [source],
    )
    return rows[0]!.id
  })
}

/** A passkey of somebody, whose device nobody has: it can be removed, and opens nothing. */
export async function makePasskey(house: House): Promise<void> {
  await asOwner(house, (client) =>
    client.query(
      `insert into passkey (id, account_id, credential, public_key, counter, name_sealed)
       select gen_random_uuid(), account_id, 'nobodys', 'none', 0, '\\x00' from membership
       where tenant_id = (select tenant_id from exercise limit 1) limit 1`,
    ),
  )
}

/** Two voices of one exercise that nobody has joined yet, and a passage of the first. */
export async function findPair(
  house: House,
): Promise<{ exercise: string; kept: string; other: string; passage: string }> {
  return asOwner(house, async (client) => {
    const { rows } = await client.query<{ exercise: string; kept: string; other: string; passage: string }>(
      `select a.exercise_id as exercise, a.id as kept, b.id as other, p.id as passage
       from voice a join voice b on b.exercise_id = a.exercise_id and b.id > a.id and b.joined_to is null
       join contribution c on c.voice_id = a.id join passage p on p.contribution_id = c.id
       where a.joined_to is null limit 1`,
    )
    return rows[0]!
  })
}

/** The address of an exercise's public page. */
export async function findDoor(house: House): Promise<string> {
  return asOwner(house, async (client) => {
    const { rows } = await client.query<{ address: string }>('select address from exercise limit 1')
    return `/door/${rows[0]!.address}`
  })
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
