import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { accessPaths } from '../../access/paths.ts'
import { begin, enterCoach, findSpace, letIn, listToday } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp } from '../../../test/visitor.ts'
import { supportPaths } from '../paths.ts'

const house = useTestHouse()
let app: Hono

beforeAll(() => {
  app = openApp(house, routes)
})

test('a coach of two organisations is in a space only in the one they were let in from', async () => {
  const coach = await enterCoach(house, app)
  const { person } = await begin(app, 'Curlew')
  await letIn(person, coach)
  const spaceId = await findSpace(coach, 'Curlew')
  const [first] = await house.asOwner('select organisation_id from invitation')
  const { tenantId } = await makeOrganisation(house.db, {
    name: 'The Harbour',
    operator: 'Harbour Ltd',
    staff: [{ name: 'Dele', address: 'dele@lighthouse.example', roles: ['lead'] }],
  })
  const moveTo = (organisation: unknown) =>
    coach.send(accessPaths.changeOrganisation, { organisation: String(organisation) })
  await house.asOwner(`update membership set role = 'coach' where tenant_id = $1`, [tenantId])
  await moveTo(tenantId)
  expect(await listToday(coach)).toEqual([])
  const rooms = [supportPaths.guest, supportPaths.guestGoals, supportPaths.guestConversations]
  for (const room of rooms) expect((await coach.get(room(spaceId))).status).toBe(404)
  expect((await coach.get(supportPaths.guestOpen(spaceId))).status).toBe(404)
  const looks = (await person.get(supportPaths.looks)).text
  expect(looks).not.toContain('The Harbour')
  await moveTo(first!['organisation_id'])
  for (const room of rooms) expect((await coach.get(room(spaceId))).status).toBe(200)
  expect((await person.get(supportPaths.looks)).text).toContain('Dele from The Lighthouse opened')
})
