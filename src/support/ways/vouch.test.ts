import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, findSpace, letIn, readPhrase } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { Limits } from '../../platform/http/limits.ts'
import { supportPaths } from '../paths.ts'
import { recoveryWords } from './recovery.words.ts'
import { vouchWords } from './vouch.words.ts'

const house = useTestHouse()
const words = vouchWords['en-GB']
let app: Hono
let coach: Visitor
let second: Visitor
let elsewhere: Visitor
let lead: Visitor
let housing: Visitor

beforeAll(async () => {
  app = openApp(house, routes)
  await makeOrganisation(house.db, {
    name: 'The Lighthouse',
    operator: 'Lighthouse Ltd',
    staff: [
      { name: 'Dele', address: 'dele@house.example', roles: ['coach'] },
      { name: 'Rosa', address: 'rosa@house.example', roles: ['safeguarding'] },
      { name: 'Amira', address: 'amira@house.example', roles: ['lead'] },
      { name: 'Gareth', address: 'gareth@house.example', roles: ['housing'] },
    ],
  })
  await makeOrganisation(house.db, {
    name: 'Elsewhere',
    operator: 'Elsewhere Ltd',
    staff: [
      { name: 'Wim', address: 'wim@else.example', roles: ['coach'] },
      { name: 'Ann', address: 'ann@else.example', roles: ['lead'] },
    ],
  })
  coach = await enter(house, app, 'dele@house.example')
  second = await enter(house, app, 'rosa@house.example')
  lead = await enter(house, app, 'amira@house.example')
  housing = await enter(house, app, 'gareth@house.example')
  elsewhere = await enter(house, app, 'wim@else.example')
})

beforeEach(() => {
  house.services.limits = new Limits()
})

async function allow(person: Visitor): Promise<void> {
  const { text } = await person.get(supportPaths.named)
  const organisation = /name="organisation" value="([0-9a-f-]{36})"/.exec(text)![1]!
  await person.send(supportPaths.helping, { organisation })
}

test('nobody who works there can do it unless the person allowed it', async () => {
  const { person } = await begin(app, 'Osprey')
  await letIn(person, coach)
  const id = await findSpace(coach, 'Osprey')
  expect((await coach.get(supportPaths.vouch(id))).text).toContain(words.notAllowed)
  expect((await coach.send(supportPaths.vouch(id), { spoken: 'yes' })).status).toBe(404)
  expect(await house.asOwner('select 1 from space_vouch')).toEqual([])
  // Nor can they allow an organisation nobody was let in from.
  const [other] = await house.asOwner(`select tenant_id as id from organisation where name = 'Elsewhere'`)
  await person.send(supportPaths.helping, { organisation: String(other!['id']) })
  const rows = await house.asOwner('select 1 from way_back where organisation_id is not null')
  expect(rows).toEqual([])
})

test('two who spoke with the person ask together; the person sees both, and has the same day', async () => {
  const { person } = await begin(app, 'Harrier')
  await letIn(person, coach)
  await allow(person)
  const id = await findSpace(coach, 'Harrier')
  expect((await coach.send(supportPaths.vouch(id))).text).toContain(words.spokenMissing)
  const code = readPhrase((await coach.send(supportPaths.vouch(id), { spoken: 'yes' })).text)
  const sent = { words: code, spoken: 'yes' }
  expect((await coach.send(supportPaths.second, sent)).text).toContain(words.wrong)
  expect((await elsewhere.send(supportPaths.second, sent)).text).toContain(words.wrong)
  for (const one of [lead, housing]) {
    expect((await one.send(supportPaths.second, sent)).status).toBe(404)
    expect((await one.get(supportPaths.second)).status).toBe(404)
  }
  expect(await house.asOwner('select 1 from space_recovery where space_id = $1', [id])).toEqual([])
  expect((await second.send(supportPaths.second, { words: code })).text).toContain(words.spokenMissing)
  const kept = readPhrase((await second.send(supportPaths.second, sent)).text)
  expect((await second.send(supportPaths.second, sent)).text).toContain(words.wrong)

  const looks = (await person.get(supportPaths.looks)).text
  expect(looks).toContain('Dele from The Lighthouse said that you asked for new words.')
  expect(looks).toContain('Rosa from The Lighthouse said that you asked for new words.')
  expect((await person.get(supportPaths.space)).text).toContain(recoveryWords['en-GB'].notice)
  expect((await coach.get(supportPaths.guest(id))).status).toBe(404)
  const early = await new Visitor(app).send(supportPaths.lostBack, { words: kept })
  expect(early.text).toContain('It is too early.')
  await house.asOwner(`update space_recovery set begun_at = now() - interval '1 day' where space_id = $1`, [
    id,
  ])
  expect((await new Visitor(app).send(supportPaths.lostBack, { words: kept })).location).toBe(
    supportPaths.phrase,
  )
})

test('a colleague’s words are good for a day, and not after the person takes the yes back', async () => {
  const { person } = await begin(app, 'Kestrel')
  await letIn(person, coach)
  await allow(person)
  const id = await findSpace(coach, 'Kestrel')
  const vouched = async () => readPhrase((await coach.send(supportPaths.vouch(id), { spoken: 'yes' })).text)
  const old = await vouched()
  await house.asOwner(`update space_vouch set vouched_at = now() - interval '1 day' where space_id = $1`, [
    id,
  ])
  expect((await second.send(supportPaths.second, { words: old, spoken: 'yes' })).text).toContain(words.wrong)
  const code = await vouched()
  await person.send(supportPaths.helping, { organisation: '' })
  expect((await second.send(supportPaths.second, { words: code, spoken: 'yes' })).status).toBe(404)
  expect(await house.asOwner('select 1 from space_recovery where space_id = $1', [id])).toEqual([])
})
