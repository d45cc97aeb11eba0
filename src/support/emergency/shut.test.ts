import { expect, test } from 'vitest'
import { dayAhead, readSending } from '../../../test/own-space.ts'
import { type Answer, type Visitor } from '../../../test/visitor.ts'
import { useDuty } from '../../../test/own-duty.ts'
import { supportPaths } from '../paths.ts'
import { safeguardingWords } from '../safeguarding/safeguarding.words.ts'
import { emergencyWords } from './emergency.words.ts'

/*
 * One emergency after the other: nobody is kept from helping, and each time is told more loudly; a second person can
 * shut what was opened, and then it stays shut to that coach for a day.
 */

const scene = useDuty('Dunlin', { rooms: ['conversations'] })
const { house } = scene
const words = emergencyWords['en-GB']
const record = safeguardingWords['en-GB']

async function open(more: Record<string, string | string[]> = {}): Promise<Answer> {
  const form = await scene.coach.get(`${supportPaths.emergency}?space=${scene.spaceId}`)
  return scene.coach.send(supportPaths.emergency, {
    space: scene.spaceId,
    ground: 'life-now',
    why: 'She does not answer.',
    rooms: ['keeping-safe', 'goals'],
    telling: 'wait',
    decision: 'He is in the room.',
    until: await dayAhead(house, 7),
    sending: readSending(form.text),
    ...more,
  })
}

async function newestPage(by: Visitor): Promise<string> {
  const list = (await by.get(supportPaths.safeguarding)).text
  return new RegExp(`href="(/safeguarding/[0-9a-f-]+)">About ${scene.name}<`).exec(list)![1]!
}

const opens = async () => (await scene.coach.get(supportPaths.guestKeepingSafe(scene.spaceId))).status

test('a second and a third time open as well, are told as not the first, and each names those before', async () => {
  const before = house.letters.length
  expect((await open()).status).toBe(303)
  expect(house.letters.slice(before).join()).not.toContain('not the first time')
  const first = await newestPage(scene.staff.nia)
  expect((await scene.staff.nia.get(first)).text).not.toContain(record.earlier('Dele'))
  for (let again = 0; again < 2; again += 1) expect((await open()).status).toBe(303)
  const letters = house.letters.slice(before)
  expect(letters.filter((one) => one.includes('not the first time this week'))).toHaveLength(4)
  expect(letters.join()).not.toMatch(new RegExp(`${scene.name}|danger|emergency|safeguard|Dele`, 'i'))
  const { text } = await scene.staff.nia.get(await newestPage(scene.staff.nia))
  expect(text).toContain(record.earlier('Dele'))
  const listed = text.slice(text.indexOf(record.earlier('Dele')))
  expect(listed.match(/href="\/safeguarding\/[0-9a-f-]{36}"/g)).toHaveLength(2)
  expect(listed).toContain(first)
  expect(await opens()).toBe(200)
})

test('a second person shuts all of it at once, and it does not open again to that coach for a day', async () => {
  await open()
  await open()
  const page = await newestPage(scene.staff.nia)
  expect(await opens()).toBe(200)
  expect((await scene.staff.nia.get(page)).text).toContain(record.shut)
  expect((await scene.staff.nia.send(`${page}/shut`)).location).toBe(`${page}?done=shut`)
  expect(await opens()).toBe(404)
  const shut = (await scene.staff.owen.get(page)).text
  expect(shut).toContain(record.shutBy('Nia'))
  expect(shut).not.toContain(`action="${page}/shut"`)
  const refused = await open()
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(words.wasShut)
  // What they were let into stays theirs.
  expect((await scene.coach.get(supportPaths.guestConversations(scene.spaceId))).status).toBe(200)
  const [row] = await house.asOwner(
    `select count(*)::int as shut from safeguarding_record where about_space = $1 and shut_by is not null`,
    [scene.spaceId],
  )
  expect(row).toEqual({ shut: 2 })
  await house.asOwner(
    `update safeguarding_record set shut_at = shut_at - interval '1 day' where about_space = $1`,
    [scene.spaceId],
  )
  expect((await open()).status).toBe(303)
})

test('nobody shuts it but who keeps people safe and sees it: not its author, nobody implicated, no other', async () => {
  const list = (await scene.coach.get(`${supportPaths.emergency}?space=${scene.spaceId}`)).text
  const owen = /value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>Owen/.exec(list)![1]!
  await open({ implicated: [owen] })
  const page = await newestPage(scene.staff.nia)
  for (const who of [
    scene.coach,
    scene.staff.owen,
    scene.staff.rhys,
    scene.staff.sol,
    scene.staff.amira,
    scene.staff.gareth,
  ])
    expect((await who.send(`${page}/shut`)).status).toBe(404)
  expect(await opens()).toBe(200)
  expect((await scene.coach.get(page)).text).not.toContain(`action="${page}/shut"`)
  await house.asOwner('update emergency set until = now() where tenant_id = $1', [scene.spaceId])
  expect((await scene.staff.nia.send(`${page}/shut`)).status).toBe(404)
})
