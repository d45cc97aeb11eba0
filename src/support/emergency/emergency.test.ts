import { describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { tables as matrix } from '../../access/matrix.ts'
import { newBlindId } from '../../platform/ids.ts'
import { askAsLogin, withLogin } from '../../../test/as-login.ts'
import { dayAhead, readSending } from '../../../test/own-space.ts'
import { type Answer, type Visitor } from '../../../test/visitor.ts'
import { invitationsWords } from '../invitations/invitations.words.ts'
import { useDuty } from '../../../test/own-duty.ts'
import { supportPaths } from '../paths.ts'
import { emergencyWords } from './emergency.words.ts'

const scene = useDuty('Tern', { rooms: ['conversations'], hasKeepers: false })
const { house } = scene
const words = emergencyWords['en-GB']

async function open(by: Visitor, more: Record<string, string | string[]> = {}): Promise<Answer> {
  const form = await by.get(`${supportPaths.emergency}?space=${scene.spaceId}`)
  if (!form.text.includes('name="sending"')) return form
  return by.send(supportPaths.emergency, {
    space: scene.spaceId,
    ground: 'life-now',
    why: 'He does not answer and wrote goodbye.',
    rooms: ['keeping-safe'],
    telling: 'told',
    decision: 'I left him a message that I look.',
    until: '',
    sending: readSending(form.text),
    ...more,
  })
}

const guestSends = routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/spaces/:space'))

/** How many rows each table has of this space, without the looks, which say that somebody tried. */
async function countRows(): Promise<Record<string, unknown>[]> {
  const tables = Object.keys(matrix).filter((table) => table !== 'look')
  const counts = tables.map(
    (table) => `select '${table}' as name, count(*)::int from ${table} where tenant_id = $1`,
  )
  return house.asOwner(counts.join(' union all '), [scene.spaceId])
}

/** What the database shows the coach of a room, with a look written down. */
async function isShown(room: string): Promise<boolean> {
  return seesAs(room, await coachId())
}

async function coachId(): Promise<string> {
  const [row] = await house.asOwner('select account_id from invitation where id = $1', [scene.invitationId])
  return String(row!['account_id'])
}

async function seesAs(room: string, actorId: string): Promise<boolean> {
  return withLogin(house, { tenantId: scene.spaceId, actorId, roles: ['coach'] }, async (client) => {
    await client.query(
      `insert into look (tenant_id, id, account_id, who_sealed, room, why)
       values ($1, gen_random_uuid(), $2, 'x', $3, 'invited')`,
      [scene.spaceId, actorId, room],
    )
    const { rows } = await client.query<{ shown: boolean }>('select scope.is_let_in($1) as shown', [room])
    return rows[0]!.shown
  })
}

test('where nobody keeps people safe there is no emergency, and the page says so', async () => {
  const { text } = await open(scene.coach)
  expect(text).toContain(words.nobody)
  const sent = await scene.coach.send(supportPaths.emergency, {
    space: scene.spaceId,
    ground: 'life-now',
    why: 'x',
    rooms: 'goals',
    telling: 'told',
    decision: 'x',
  })
  expect(sent.text).toContain(words.nobodyElse)
  expect(await isShown('goals')).toBe(false)
  await scene.enterKeepers()
})

describe('with somebody who keeps people safe', () => {
  test('it opens the rooms that were named, for thirty minutes to the second, and reading only', async () => {
    expect(await isShown('keeping-safe')).toBe(false)
    expect((await open(scene.coach)).location).toBe(supportPaths.guest(scene.spaceId))
    expect(await isShown('keeping-safe')).toBe(true)
    expect(await isShown('goals')).toBe(false)
    expect((await scene.coach.get(supportPaths.guest(scene.spaceId))).text).toContain(
      'You opened this in an emergency',
    )
    const written = await askAsLogin(
      house,
      { tenantId: scene.spaceId, actorId: await coachId(), roles: ['coach'] },
      `select scope.is_invited('keeping-safe') as may`,
    )
    expect(written).toEqual([{ may: false }])

    const [row] = await house.asOwner(
      `select extract(epoch from until - begun_at)::int as seconds from emergency where tenant_id = $1`,
      [scene.spaceId],
    )
    expect(row).toEqual({ seconds: 1800 })
    const shift = `update emergency set begun_at = now() - interval '30 minutes' + $2::interval,
      until = now() + $2::interval where tenant_id = $1`
    await house.asOwner(shift, [scene.spaceId, '1 second'])
    expect(await isShown('keeping-safe')).toBe(true)
    await house.asOwner(shift, [scene.spaceId, '-1 second'])
    expect(await isShown('keeping-safe')).toBe(false)
    expect((await scene.coach.get(supportPaths.guest(scene.spaceId))).text).not.toContain('in an emergency')
  })

  test('a second person gets a letter that says nothing, and reads why on their page', async () => {
    const before = house.letters.length
    await open(scene.coach)
    const letters = house.letters.slice(before)
    expect(letters.map((one) => /Letter to (\S+):/.exec(one)![1])).toEqual(
      expect.arrayContaining(['nia@lighthouse.example', 'owen@lighthouse.example']),
    )
    expect(letters.join()).not.toMatch(new RegExp(`${scene.name}|danger|emergency|safeguard|Dele`, 'i'))
    const list = (await scene.staff.nia.get(supportPaths.safeguarding)).text
    expect(list).toContain(`About ${scene.name}`)
    const [, page] = new RegExp(`href="(/safeguarding/[0-9a-f-]+)">About ${scene.name}<`).exec(list)!
    const { text } = await scene.staff.nia.get(page!)
    expect(text).toContain('He does not answer and wrote goodbye.')
    expect(text).toContain(invitationsWords['en-GB'].roomNames['keeping-safe'])
  })

  test('the person sees it at once, and what it opened, unless it would put them in danger', async () => {
    await open(scene.coach)
    await scene.coach.get(supportPaths.guest(scene.spaceId))
    const told = (await scene.person.get(supportPaths.written)).text
    expect(told).toContain('He does not answer and wrote goodbye.')
    expect(told).toContain('Dele from The Lighthouse wrote this')
  })

  test('a look in an emergency says so, by the database, whatever the program says', async () => {
    await scene.person.send(supportPaths.changeInvitation(scene.invitationId), { change: 'pause' })
    await open(scene.coach)
    expect((await scene.coach.get(supportPaths.guest(scene.spaceId))).status).toBe(200)
    const looks = (await scene.person.get(supportPaths.looks)).text
    expect(looks).toContain(
      'Dele from The Lighthouse opened the first page. They said somebody was in danger.',
    )
    const [row] = await house.asOwner(
      'select why, about_id = (select id from emergency e where e.tenant_id = $1) as named from look where tenant_id = $1',
      [scene.spaceId],
    )
    expect(row).toEqual({ why: 'emergency', named: true })
  })

  test('where telling would put them in danger, the looks wait, and two decide as with records', async () => {
    await scene.person.send(supportPaths.changeInvitation(scene.invitationId), { change: 'pause' })
    const until = await dayAhead(house, 7)
    await open(scene.coach, { telling: 'wait', decision: 'He is in the room.', until })
    await scene.coach.get(supportPaths.guest(scene.spaceId))
    expect((await scene.person.get(supportPaths.looks)).text).not.toContain('Dele from')
    expect((await scene.person.get(supportPaths.written)).text).not.toContain('goodbye')
    // Not in the database either: what the person takes out cannot hold it.
    const hidden = await askAsLogin(
      house,
      { tenantId: scene.spaceId, actorId: scene.spaceId, roles: ['person'] },
      'select from look',
    )
    expect(hidden).toEqual([])

    const list = (await scene.staff.nia.get(supportPaths.safeguarding)).text
    const page = new RegExp(`href="(/safeguarding/[0-9a-f-]+)">About ${scene.name}<`).exec(list)![1]!
    const sending = readSending((await scene.staff.nia.get(page)).text)
    await scene.staff.nia.send(`${page}/decide`, { telling: 'told', decision: 'At the clinic.', sending })
    const [, agree] = /action="([^"]+\/agree)"/.exec((await scene.staff.owen.get(page)).text)!
    await scene.staff.owen.send(agree!)
    const looks = (await scene.person.get(supportPaths.looks)).text
    expect(looks).toContain(
      'Dele from The Lighthouse opened the first page. They said somebody was in danger.',
    )
    expect(looks).toContain('Nia from The Lighthouse opened a record')
  })

  test.each(['stop', 'over', 'all rooms', 'left'])('not when it is not theirs to open: %s', async (how) => {
    const changes: Record<string, string> = {
      stop: `state = 'stopped'`,
      over: `until = now() - interval '1 second'`,
      'all rooms': 'rooms = null',
      left: `state = 'left'`,
    }
    await house.asOwner(`update invitation set ${changes[how]} where id = $1`, [scene.invitationId])
    const refused = await open(scene.coach)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Ring 999')
    const [rows] = await house.asOwner(
      'select (select count(*) from emergency where tenant_id = $1) + (select count(*) from safeguarding_record where about_space = $1) as found',
      [scene.spaceId],
    )
    expect(Number(rows!['found'])).toBe(0)
  })

  test('it ends at once when the person stops; while it is paused it does not', async () => {
    await open(scene.coach)
    await scene.person.send(supportPaths.changeInvitation(scene.invitationId), { change: 'pause' })
    expect(await isShown('keeping-safe')).toBe(true)
    expect((await scene.coach.get(supportPaths.guest(scene.spaceId))).status).toBe(200)
    await scene.person.send(supportPaths.changeInvitation(scene.invitationId), { change: 'stop' })
    expect(await seesAs('keeping-safe', await coachId()).catch(() => false)).toBe(false)
    expect((await scene.coach.get(supportPaths.guest(scene.spaceId))).status).toBe(404)
  })

  test.each(['paused', 'open for no room'])(
    'nothing is brought in by it, on any road of a guest: %s',
    async (how) => {
      const shut = how === 'paused' ? `state = 'paused'` : `rooms = '{}'`
      await house.asOwner(`update invitation set ${shut} where id = $1`, [scene.invitationId])
      await open(scene.coach, { rooms: ['goals', 'conversations', 'keeping-safe'] })
      const before = await countRows()
      const wrong: string[] = []
      const inRooms = guestSends.filter(({ path }) => how === 'paused' || /(goals|conv|keep)/.test(path))
      for (const { path } of inRooms) {
        const there = path.replace(':space', scene.spaceId).replaceAll(/:\w+/g, () => newBlindId())
        const { status } = await scene.coach.send(there, { words: 'A line of mine.', sending: newBlindId() })
        // 409: the page keeps what was typed, and says that the door is shut.
        if (![404, 409].includes(status)) wrong.push(`${path}: ${status}`)
      }
      expect(inRooms.length).toBeGreaterThan(3)
      expect(wrong).toEqual([])
      expect(await countRows()).toEqual(before)
    },
  )

  test('a paused space is found by the name that is typed, and by nobody else’s coach', async () => {
    await scene.person.send(supportPaths.changeInvitation(scene.invitationId), { change: 'pause' })
    expect((await open(scene.coach, { space: '', name: scene.name })).location).toBe(
      supportPaths.guest(scene.spaceId),
    )
    const other = await open(scene.staff.rhys, { space: '', name: scene.name })
    expect(other.status).toBe(422)
  })

  test('the database opens nothing without the record, its decision and a letter in the same transaction', async () => {
    const [organisation] = await house.asOwner('select tenant_id from organisation')
    const scope = { tenantId: String(organisation!['tenant_id']), actorId: await coachId(), roles: ['coach'] }
    const record = '6f1c6f6e-7f8d-4a2e-9a5b-3c8f7b8f0a11'
    const opened = await withLogin(house, scope, async (client) => {
      const tryIt = async () =>
        (
          await client.query<{ until: Date | null }>(
            `select scope.open_emergency($1, array['goals']) as until`,
            [record],
          )
        ).rows[0]!.until !== null
      const steps: boolean[] = []
      await client.query(
        `insert into safeguarding_record (tenant_id, id, kind, about_space, names_sealed, duty, written_by)
         values ($1, $2, 'emergency', $3, 'x', 'life-now', $4)`,
        [scope.tenantId, record, scene.spaceId, scope.actorId],
      )
      steps.push(await tryIt())
      await client.query(
        `insert into safeguarding_words (tenant_id, safeguarding_record_id, why_sealed) values ($1, $2, 'x')`,
        [scope.tenantId, record],
      )
      steps.push(await tryIt())
      await client.query(
        `insert into safeguarding_decision (tenant_id, id, safeguarding_record_id, kind, words_sealed, said_by)
         values ($1, gen_random_uuid(), $2, 'told', 'x', $3)`,
        [scope.tenantId, record, scope.actorId],
      )
      steps.push(await tryIt())
      await client.query(
        `insert into safeguarding_letter (tenant_id, id, account_id) values ($1, gen_random_uuid(), $2)`,
        [scope.tenantId, scope.actorId],
      )
      steps.push(await tryIt())
      return steps
    })
    expect(opened).toEqual([false, false, false, true])
  })
})
