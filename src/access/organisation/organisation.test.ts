import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, type Visitor } from '../../../test/visitor.ts'
import { Limits } from '../../platform/http/limits.ts'
import { signInRoutes } from '../sign-in/sign-in.routes.tsx'
import { getOrganisation, makeOrganisation } from './organisation.ts'
import { organisationRoutes } from './organisation.routes.tsx'

const house = useTestHouse()
let app: Hono
let tenantId: string
let lead: Visitor

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...organisationRoutes])
  const made = await makeOrganisation(house.db, {
    name: 'The Lighthouse',
    operator: 'Lighthouse Ltd',
    staff: [{ name: 'Ada', address: 'ada@example.org', roles: ['lead'] }],
  })
  tenantId = made.tenantId
  lead = await enter(house, app, 'ada@example.org')
}, 60_000)

beforeEach(() => void (house.services.limits = new Limits()))

type Line = readonly [name: string, number: string, when: string]

function fill(lines: readonly Line[], name = 'The Lighthouse'): [string, string][] {
  return [
    ['name', name],
    ['operator', 'Lighthouse Ltd'],
    ...lines.flatMap(([who, number, when]): [string, string][] => [
      ['line-name', who],
      ['line-number', number],
      ['line-when', when],
    ]),
  ]
}

async function stored() {
  return house.db.within(tenantId, { id: 'visitor', roles: ['visitor'] }, getOrganisation)
}

test('a new organisation starts with numbers to ring, and an empty line waits for more', async () => {
  expect((await stored()).helpLines.map((line) => line.number)).toEqual(['999', '116 123'])
  const page = await lead.get('/organisation')
  expect(page.text).toContain('value="116 123"')
  expect(page.text.match(/name="line-name"/g)).toHaveLength(3)
  const ids = [...page.text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
  expect(new Set(ids).size).toBe(ids.length)
})

test('lines are added, changed and emptied away, and anybody can read the outcome', async () => {
  const empty = ['', ' ', ''] as const
  const answer = await lead.send(
    '/organisation',
    fill([empty, ['Samaritans', '116 123', 'Always'], empty, ['Childline', '0800 1111', '']], 'New name'),
  )
  expect(answer.location).toBe('/organisation?done=saved')
  expect(await stored()).toEqual({
    name: 'New name',
    operator: 'Lighthouse Ltd',
    helpLines: [
      { name: 'Samaritans', number: '116 123', when: 'Always' },
      { name: 'Childline', number: '0800 1111', when: '' },
    ],
  })
  const acts = await house.asOwner(`select act, about_id from audit_event where act = 'organisation.changed'`)
  expect(acts).toEqual([{ act: 'organisation.changed', about_id: tenantId }])
  const audit = await house.asOwner('select audit_event::text as text from audit_event')
  expect(audit.map((row) => row['text']).join()).not.toMatch(/New name|Samaritans|Ada|@/)
})

test('what is wrong is said at its line, with everything typed still there', async () => {
  const before = await stored()
  const answer = await lead.send(
    '/organisation',
    fill(
      [
        ['', '', ''],
        ['Samaritans', 'ring them', ''],
        ['', '0800 1111', ''],
        ['Shout', '', '<i>night</i>'],
      ],
      '',
    ),
  )
  expect(answer.status).toBe(422)
  for (const id of ['field-name', 'field-line-number-2', 'field-line-name-3', 'field-line-number-4']) {
    expect(answer.text).toContain(`href="#${id}"`)
    expect(answer.text).toContain(`id="${id}"`)
  }
  expect(answer.text).toContain('value="ring them"')
  expect(answer.text).toContain('&lt;i>night')
  expect(answer.text.match(/name="line-name"/g)).toHaveLength(5)
  expect(await stored()).toEqual(before)
})

test('long texts, too many lines and uneven fields are refused or made whole, never an error page', async () => {
  const long = fill([['x'.repeat(201), '999', '']])
  expect((await lead.send('/organisation', long)).status).toBe(422)
  const many = fill(Array.from({ length: 13 }, () => ['A', '999', ''] as const))
  expect((await lead.send('/organisation', many)).text).toContain('12 lines at most')
  const uneven = await lead.send('/organisation', [...fill([]), ['line-name', 'A']])
  expect(uneven.status).toBe(422)
  expect((await lead.send('/organisation', [...fill([]), ['line-when', 'A']])).status).toBe(422)
})

test('a form from nowhere changes nothing', async () => {
  const before = await stored()
  expect((await lead.send('/organisation', fill([], 'Taken over'), {})).status).toBe(403)
  expect(await stored()).toEqual(before)
})
