import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { eachTenant, goRounds, type Round, type RoundServices } from './rounds.ts'

const house = useTestHouse()
let services: RoundServices

beforeAll(async () => {
  services = {
    db: house.db,
    store: house.services.store,
    postbox: house.services.postbox,
    origin: house.config.origin,
  }
}, 60_000)

test('of many workers one takes a turn, and the next comes when its time has', async () => {
  let turns = 0
  const round: Round = { name: 'counted', everyMinutes: 60, run: async () => void (turns += 1) }
  await Promise.all([1, 2, 3, 4].map(() => goRounds(services, [round])))
  expect(turns).toBe(1)
  await house.asOwner(
    `update scope.round set begun_at = now() - interval '61 minutes' where name = 'counted'`,
  )
  await Promise.all([1, 2, 3].map(() => goRounds(services, [round])))
  expect(turns).toBe(2)
  await goRounds(services, [round])
  expect(turns).toBe(2)
})

test('a turn taken by a clock that ran a day ahead does not hold up the next', async () => {
  let turns = 0
  const round: Round = { name: 'ahead', everyMinutes: 60, run: async () => void (turns += 1) }
  await goRounds(services, [round])
  await house.asOwner(`update scope.round set begun_at = now() + interval '1 day' where name = 'ahead'`)
  await goRounds(services, [round])
  expect(turns).toBe(2)
})

test('a round that fails does not stop the others', async () => {
  const done: string[] = []
  await goRounds(services, [
    { name: 'breaks', everyMinutes: 1, run: async () => Promise.reject(new Error('broken')) },
    { name: 'works', everyMinutes: 1, run: async () => void done.push('works') },
  ])
  expect(done).toEqual(['works'])
})

test('each organisation is gone through, one that fails too', async () => {
  const made: string[] = []
  for (const name of ['Lantern Street', 'Harbour Row']) {
    const { tenantId } = await makeOrganisation(house.db, {
      name,
      operator: '',
      staff: [{ name: 'Bea', address: 'bea@lantern.example', roles: ['listener'] }],
    })
    made.push(tenantId)
  }
  const seen: string[] = []
  await eachTenant(house.db, async (ctx) => {
    seen.push(ctx.tenantId)
    if (ctx.tenantId === made[0]) throw new Error('broken')
  })
  expect(seen).toEqual(made)
})
