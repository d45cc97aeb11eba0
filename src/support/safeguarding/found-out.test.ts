import { expect, test } from 'vitest'
import { withLogin } from '../../../test/as-login.ts'
import { dayAhead, readSending } from '../../../test/own-space.ts'
import type { Answer } from '../../../test/visitor.ts'
import { useDuty } from '../../../test/own-duty.ts'
import { supportPaths } from '../paths.ts'
import { safeguardingWords } from './safeguarding.words.ts'

/* What a coach who was shown out learns from the road of a duty, and what one colleague can keep from all others. */

const scene = useDuty('Wigeon')
const { house } = scene
const words = safeguardingWords['en-GB']

async function takeName(next: string): Promise<void> {
  const sending = readSending((await scene.person.get(supportPaths.keys)).text)
  const taken = await scene.person.send(supportPaths.newName, { name: next, sending })
  expect(taken.location).toBe(supportPaths.phrase)
}

const change = (what: string) =>
  scene.person.send(supportPaths.changeInvitation(scene.invitationId), { change: what })

/** What the pages of a duty call this space to its coach. */
async function calls(): Promise<string[]> {
  const pages = [supportPaths.writeRecord, supportPaths.emergency]
  const shown = await Promise.all(pages.map((page) => scene.coach.get(`${page}?space=${scene.spaceId}`)))
  return shown.map(({ text }) => /About ([^<]+)</.exec(text)?.[1] ?? '')
}

async function write(more: Record<string, string | string[]> = {}): Promise<Answer> {
  const form = await scene.coach.get(`${supportPaths.writeRecord}?space=${scene.spaceId}`)
  return scene.coach.send(supportPaths.writeRecord, {
    duty: 'adult-at-risk',
    happened: 'A bruise.',
    why: 'He takes her money.',
    acted: 'Dele rang the council.',
    wish: 'She wants to stay.',
    third: '',
    withheld: '',
    space: scene.spaceId,
    telling: 'wait',
    decision: 'He reads her phone.',
    until: await dayAhead(house, 14),
    sending: readSending(form.text),
    ...more,
  })
}

test.each(['pause', 'stop', 'over'])(
  'a name chosen after it is shut is not shown to its coach: %s',
  async (how) => {
    if (how === 'over')
      await house.asOwner(`update invitation set until = now() - interval '1 second' where id = $1`, [
        scene.invitationId,
      ])
    else await change(how)
    const [third, fourth] = [`Third of ${scene.name}`, `Fourth of ${scene.name}`]
    await takeName(`Second of ${scene.name}`)
    await takeName(third)
    expect(await calls()).toEqual([scene.name, scene.name])
    const byNew = await write({ space: '', name: third.toUpperCase() })
    expect(byNew.text).toContain(words.whoUnknown)
    expect(byNew.text).not.toContain(third)
    const written = await write({ space: '', name: scene.name })
    expect(written.status).toBe(303)
    expect((await scene.coach.get(written.location!)).text).not.toContain(third)
    // Let in again, they see what is so now; shut out after that, what they saw last.
    await change('come-back')
    if (how === 'over') await change('go-on')
    expect(await calls()).toEqual([third, third])
    await change('stop')
    await takeName(fourth)
    expect(await calls()).toEqual([third, third])
  },
)

test('a name chosen while a coach is let in is the one they know', async () => {
  await takeName(`New of ${scene.name}`)
  expect(await calls()).toEqual([`New of ${scene.name}`, `New of ${scene.name}`])
  await change('stop')
  expect(await calls()).toEqual([`New of ${scene.name}`, `New of ${scene.name}`])
})

test('nobody names colleagues until they alone are left to decide', async () => {
  const page = (await write()).location!.split('?')[0]!
  const ids = new Map(
    [...(await scene.staff.nia.get(page)).text.matchAll(/<option value="([0-9a-f-]{36})"[^>]*>(\w+)</g)].map(
      ([, id, called]) => [called!, id!],
    ),
  )
  const naming = (who: string) => scene.staff.nia.send(`${page}/implicated`, { account: ids.get(who)! })
  expect((await naming('Owen')).status).toBe(303)
  const refused = await naming('Dele')
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(words.nobodyLeft)
  expect((await scene.coach.get(page)).status).toBe(200)
  // Nor past the pages.
  const [row] = await house.asOwner(
    `select r.tenant_id, m.account_id as nia, r.written_by as dele from safeguarding_record r, membership m
     where r.about_space = $1 and m.role = 'safeguarding' and m.account_id <> $2`,
    [scene.spaceId, ids.get('Owen')],
  )
  const scope = { tenantId: String(row!['tenant_id']), actorId: String(row!['nia']), roles: ['safeguarding'] }
  const named = withLogin(house, scope, (client) =>
    client.query(
      `insert into safeguarding_implicated (tenant_id, safeguarding_record_id, account_id, named_by)
       values ($1, $2, $3, $4)`,
      [scope.tenantId, page.split('/').at(-1), row!['dele'], scope.actorId],
    ),
  )
  await expect(named).rejects.toThrow('Nobody else would see this record')
})

test('who reads a record reads who was kept from it, and by whom', async () => {
  const form = (await scene.coach.get(`${supportPaths.writeRecord}?space=${scene.spaceId}`)).text
  const owen = /value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>Owen/.exec(form)![1]!
  const page = (await write({ implicated: [owen] })).location!.split('?')[0]!
  expect((await scene.staff.nia.get(page)).text).toMatch(
    /Owen has a part in it and cannot see it\. Dele said so on /,
  )
})
