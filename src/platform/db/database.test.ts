import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { KeyDestroyed } from '../vault/vault.ts'
import { newBlindId } from '../ids.ts'
import { Database, NestedTransaction, TransactionEnded, type Actor, type Ctx } from './database.ts'
import { query, type Tx } from './tx.ts'

const lead: Actor = { id: newBlindId(), roles: ['lead'] }
const worker: Actor = { id: 'worker', roles: ['worker'] }
const [lighthouse, harbour] = [newBlindId(), newBlindId()]

const house = useTestHouse()

beforeAll(async () => {
  for (const [tenantId, name] of [
    [lighthouse, 'Lighthouse'],
    [harbour, 'Harbour'],
  ] as const) {
    house.vault.makeTenant(tenantId)
    await house.asOwner('insert into organisation (tenant_id, name) values ($1, $2)', [tenantId, name])
  }
}, 60_000)

function openDatabase(options: {
  connections: number
  statementTimeout?: number
  onTask?: () => void
}): Database {
  return new Database({ url: house.loginUrl, vault: house.vault, statementTimeout: 5_000, ...options })
}

async function namesIn(ctx: { tx: Tx }): Promise<string[]> {
  const rows = await query(ctx.tx).selectFrom('organisation').select('name').execute()
  return rows.map((row) => row.name)
}

describe('one connection for everybody', () => {
  let db: Database
  beforeAll(() => {
    db = openDatabase({ connections: 1 })
  })
  afterAll(() => db.close())

  test('two tenants in turn each see their own, whatever happened before', async () => {
    for (let round = 0; round < 5; round += 1) {
      expect(await db.within(lighthouse, lead, namesIn)).toEqual(['Lighthouse'])
      await expect(db.within(harbour, lead, () => Promise.reject(new Error('by hand')))).rejects.toThrow(
        'by hand',
      )
      expect(await db.within(harbour, lead, namesIn)).toEqual(['Harbour'])
      await expect(
        db.within(lighthouse, lead, ({ tx }) => sql`select 1 / 0`.execute(query(tx))),
      ).rejects.toMatchObject({ code: '22012' })
      expect(await db.within(newTenant(), lead, namesIn)).toEqual([])
      await expect(db.outside((tx) => namesIn({ tx }))).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('many at once wait for each other and see their own', async () => {
    const seen = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        db
          .within(index % 2 ? lighthouse : harbour, lead, async (ctx) => {
            const first = await namesIn(ctx)
            if (index % 7 === 0) throw new Error('by hand')
            return [...first, ...(await namesIn(ctx))]
          })
          .catch(() => null),
      ),
    )
    for (const [index, names] of seen.entries()) {
      const name = index % 2 ? 'Lighthouse' : 'Harbour'
      expect(names).toEqual(index % 7 === 0 ? null : [name, name])
    }
  })

  test('leaves no role, tenant, actor or time limit behind', async () => {
    const look = sql<
      Record<string, string | null>
    >`select current_user as me, current_setting('app.tenant', true) as tenant,
      current_setting('app.roles', true) as roles, current_setting('app.actor', true) as actor`
    const inside = await db.within(
      lighthouse,
      lead,
      async ({ tx }) => (await look.execute(query(tx))).rows[0],
    )
    expect(inside).toEqual({ me: 'ownterms_app', tenant: lighthouse, roles: 'lead', actor: lead.id })
    await db.within(lighthouse, lead, () => Promise.reject(new Error('by hand'))).catch(() => undefined)
    const after = await db.outside(async (tx) => (await look.execute(query(tx))).rows[0])
    expect(after).toMatchObject({ me: 'ownterms_access' })
    for (const name of ['tenant', 'roles', 'actor']) expect(after![name] ?? '').toBe('')
  })

  test('work that is not waited for does not spill into the next one’s tenant', async () => {
    let late: Promise<unknown> = Promise.resolve()
    await db.within(lighthouse, lead, async (ctx) => {
      late = sleep(20).then(() => namesIn(ctx))
      late.catch(() => undefined)
    })
    const next = db.within(harbour, lead, async (ctx) => {
      await sleep(60)
      return namesIn(ctx)
    })
    await expect(late).rejects.toThrow(TransactionEnded)
    expect(await next).toEqual(['Harbour'])
  })
})

test('forty at once on three connections see their own only', async () => {
  const db = openDatabase({ connections: 3 })
  const seen = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const tenant = index % 2 ? lighthouse : harbour
      return db.within(tenant, lead, async (ctx) => {
        const names = await namesIn(ctx)
        await sleep(index % 5)
        return [...names, ...(await namesIn(ctx))].every(
          (name) => name === (index % 2 ? 'Lighthouse' : 'Harbour'),
        )
      })
    }),
  )
  expect(seen).toEqual(Array.from({ length: 40 }, () => true))
  await db.close()
})

describe('a transaction', () => {
  test('that ended refuses queries, also of builders made before', async () => {
    let kept: Ctx | null = null
    let builder: { execute: () => Promise<unknown> } | null = null
    await house.db.within(lighthouse, lead, async (ctx) => {
      kept = ctx
      builder = query(ctx.tx).selectFrom('organisation').select('name')
      await builder.execute()
    })
    await expect(namesIn(kept!)).rejects.toThrow(TransactionEnded)
    await expect(builder!.execute()).rejects.toThrow(TransactionEnded)
    await expect(sql`select 1`.execute(query(kept!['tx']))).rejects.toThrow(TransactionEnded)
    await expect(kept!['enqueue']({ kind: 'x', aboutId: lighthouse })).rejects.toThrow(TransactionEnded)
  })

  test('that failed refuses queries too', async () => {
    let kept: Ctx | null = null
    await house.db
      .within(lighthouse, lead, async (ctx) => {
        kept = ctx
        throw new Error('by hand')
      })
      .catch(() => undefined)
    await expect(namesIn(kept!)).rejects.toThrow(TransactionEnded)
  })

  test('cannot be opened inside another, of the same tenant or not', async () => {
    const { db } = house
    const ways: (() => Promise<unknown>)[] = [
      () => db.within(harbour, lead, namesIn),
      () => db.within(lighthouse, lead, namesIn),
      () => db.outside(async () => 1),
    ]
    for (const inner of ways) {
      await expect(db.within(lighthouse, lead, inner)).rejects.toThrow(NestedTransaction)
      await expect(db.outside(inner)).rejects.toThrow(NestedTransaction)
      // Nor by another way in: what counts is where the call comes from.
      await expect(
        db.within(lighthouse, lead, () => Promise.all([1, 2].map(async () => inner()))),
      ).rejects.toThrow(NestedTransaction)
    }
    const other = openDatabase({ connections: 1 })
    await expect(db.within(lighthouse, lead, () => other.within(harbour, lead, namesIn))).rejects.toThrow(
      NestedTransaction,
    )
    await other.close()
    expect(await db.within(harbour, lead, namesIn)).toEqual(['Harbour'])
  })

  test('of a tenant without a key is not opened', async () => {
    await expect(house.db.within(newBlindId(), lead, namesIn)).rejects.toThrow(KeyDestroyed)
  })

  test('cannot be faked: only an open one can be looked into', () => {
    expect(() => query({} as unknown as Tx)).toThrow(TypeError)
  })

  test('that is too slow is cut off, and the connection is of use again', async () => {
    const db = openDatabase({ connections: 1, statementTimeout: 150 })
    const begin = performance.now()
    await expect(
      db.within(lighthouse, lead, ({ tx }) => sql`select pg_sleep(5)`.execute(query(tx))),
    ).rejects.toMatchObject({ code: '57014' })
    expect(performance.now() - begin).toBeLessThan(5_000)
    expect(await db.within(harbour, lead, namesIn)).toEqual(['Harbour'])
    await db.close()
  })

  test('whose connection dies between two queries fails alone: the process lives and the next one works', async () => {
    const db = openDatabase({ connections: 1 })
    const broken = db.within(lighthouse, lead, async ({ tx }) => {
      const answer = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(query(tx))
      // Idle in its transaction when the server goes, as while words are sealed.
      await house.asOwner('select pg_terminate_backend($1)', [answer.rows[0]!.pid])
      await sleep(200)
      return sql`select 1`.execute(query(tx))
    })
    await expect(broken).rejects.toThrow()
    expect(await db.within(harbour, lead, namesIn)).toEqual(['Harbour'])
    await db.close()
  })

  test('all of it counts or none of it', async () => {
    const write = async (ctx: Ctx) => {
      await ctx.enqueue({ kind: 'whole', aboutId: lighthouse })
      await query(ctx.tx).updateTable('organisation').set({ operator: 'changed' }).execute()
    }
    await expect(
      house.db.within(lighthouse, lead, async (ctx) => {
        await write(ctx)
        throw new Error('by hand')
      }),
    ).rejects.toThrow('by hand')
    const count = async () => ({
      tasks: (await house.asOwner(`select 1 from task where kind = 'whole'`)).length,
      operators: (await house.asOwner(`select 1 from organisation where operator = 'changed'`)).length,
    })
    expect(await count()).toEqual({ tasks: 0, operators: 0 })
    await house.db.within(lighthouse, lead, write)
    expect(await count()).toEqual({ tasks: 1, operators: 1 })
  })

  test('does what was wanted after the commit only when there was one, and says once that there is a task', async () => {
    let told = 0
    const db = openDatabase({ connections: 1, onTask: () => (told += 1) })
    const done: string[] = []
    const work = async (ctx: Ctx) => {
      await ctx.enqueue({ kind: 'after', aboutId: lighthouse })
      await ctx.enqueue({ kind: 'after', aboutId: lighthouse })
      ctx.afterCommit(async () => {
        // The transaction is over, so its rows can be seen by others and another may begin.
        const rows = await house.asOwner(`select 1 from task where kind = 'after'`)
        done.push(`first saw ${rows.length}`)
      })
      ctx.afterCommit(() => void done.push('second'))
    }
    await db
      .within(lighthouse, worker, async (ctx) => {
        await work(ctx)
        throw new Error('by hand')
      })
      .catch(() => undefined)
    expect([done, told]).toEqual([[], 0])
    await db.within(lighthouse, worker, work)
    expect([done, told]).toEqual([['first saw 2', 'second'], 1])
    await db.close()
  })
})

test('numbers and days come as numbers and days', async () => {
  const row = await house.db.outside(async (tx) => {
    const answer = await sql<
      Record<string, unknown>
    >`select 9007199254740991::bigint as big, 1.5::numeric as part,
      '2026-03-29'::date as day, '\\x00ff'::bytea as bytes, '2026-03-29T01:30:00Z'::timestamptz as moment`.execute(
      query(tx),
    )
    return answer.rows[0]
  })
  expect(row).toEqual({
    big: 9007199254740991,
    part: 1.5,
    day: '2026-03-29',
    bytes: Buffer.from([0, 255]),
    moment: new Date('2026-03-29T01:30:00Z'),
  })
})

/** A tenant with a key and no rows. */
function newTenant(): string {
  const id = newBlindId()
  house.vault.makeTenant(id)
  return id
}
