import { expect, test } from 'vitest'
import { account, sendRecord } from '../../../test/duty-record.ts'
import { dayAhead, readSending } from '../../../test/own-space.ts'
import { type Answer, type Visitor } from '../../../test/visitor.ts'
import { useDuty } from '../../../test/own-duty.ts'
import { supportPaths } from '../paths.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import { openPostbox } from '../../platform/mail/postbox.ts'
import { eachTenant } from '../../platform/jobs/rounds.ts'
import { sendLetters } from './letters.ts'
import { endRecords } from './safeguarding.ts'
import { listKeptByLaw } from './told.ts'
import { safeguardingWords } from './safeguarding.words.ts'
import { toldWords } from './told.words.ts'

const scene = useDuty('Teal')
const { house } = scene
const words = safeguardingWords['en-GB']

function write(by: Visitor, more: Record<string, string | string[]> = {}): Promise<Answer> {
  return sendRecord(house, by, scene.spaceId, more)
}

/** Writes a record, and gives its page. */
async function makeRecord(more: Record<string, string | string[]> = {}): Promise<string> {
  const written = await write(scene.coach, more)
  expect(written.status).toBe(303)
  return written.location!.split('?')[0]!
}

async function decide(by: Visitor, page: string, said: Record<string, string>): Promise<Answer> {
  const sending = readSending((await by.get(page)).text)
  return by.send(`${page}/decide`, { ...said, sending })
}

async function agreeOn(by: Visitor, page: string): Promise<Answer> {
  const [, path] = /action="([^"]+\/agree)"/.exec((await by.get(page)).text) ?? []
  return by.send(path ?? `${page}/decisions/${scene.spaceId}/agree`)
}

async function idOf(name: string): Promise<string> {
  const text = (await scene.coach.get(`${supportPaths.writeRecord}?space=${scene.spaceId}`)).text
  return new RegExp(`value="([0-9a-f-]{36})"[^>]*>\\s*<label[^>]*>${name}`).exec(text)![1]!
}

test('a record is seen at once by its author and by whoever keeps people safe, who gets a letter that says nothing', async () => {
  const letters = house.letters.length
  const page = await makeRecord()
  for (const reader of [scene.coach, scene.staff.nia, scene.staff.owen]) {
    const { status, text } = await reader.get(page)
    expect(status).toBe(200)
    for (const said of [account.happened, account.why, account.acted, account.wish, account.third]) {
      expect(text).toContain(said)
    }
    expect((await reader.get(supportPaths.safeguarding)).text).toContain(`About ${scene.name}`)
  }
  const sent = house.letters.slice(letters).join('\n')
  expect(sent).toContain('Letter to nia@lighthouse.example: Please look at your page')
  expect(sent).toContain('Letter to owen@lighthouse.example')
  expect(sent).not.toMatch(/Teal|safeguard|danger|Dele/i)
  expect(sent.match(/Letter to/g)).toHaveLength(2)
})

test('a letter that could not leave is sent later, once', async () => {
  const [organisation] = await house.asOwner('select tenant_id from organisation')
  const tenantId = String(organisation!['tenant_id'])
  await makeRecord()
  await house.asOwner('update safeguarding_letter set sent_at = null where account_id = $1', [
    await idOf('Nia'),
  ])
  const dead = openPostbox('smtp://127.0.0.1:9', 'ownterms@lighthouse.example', () => undefined)
  await expect(sendLetters(house.db, dead, tenantId, 'http://here')).rejects.toThrow(Failure)
  dead.close()
  const before = house.letters.length
  for (let turn = 0; turn < 2; turn += 1) {
    await sendLetters(house.db, house.services.postbox, tenantId, 'http://here')
  }
  expect(house.letters.slice(before).map((one) => /Letter to (\S+):/.exec(one)![1])).toEqual([
    'nia@lighthouse.example',
  ])
})

test('for everybody else there is no such page: another coach, who leads, listens, reads or manages homes', async () => {
  const page = await makeRecord()
  const made = page.split('/').at(-1)!
  for (const stranger of [scene.staff.rhys, scene.staff.sol, scene.staff.amira, scene.staff.gareth]) {
    for (const path of [page, `/safeguarding/${scene.spaceId}`]) {
      expect((await stranger.get(path)).status).toBe(404)
    }
    // A record that is there answers like one that never was.
    const [real, none] = [await stranger.get(page), await stranger.get(`/safeguarding/${newBlindId()}`)]
    expect(real.text).toBe(none.text)
    for (const path of [`${page}/decide`, `${page}/implicated`, supportPaths.agree(made, made)]) {
      const sent = await stranger.send(path, { telling: 'told', decision: 'x', account: made })
      expect(sent.status).toBe(404)
    }
    const list = await stranger.get(supportPaths.safeguarding)
    expect(list.text).not.toContain('Teal')
    expect((await write(stranger).catch(() => ({ status: 404 }))).status).not.toBe(303)
  }
  expect((await scene.staff.amira.get(supportPaths.safeguarding)).status).toBe(404)
  expect((await scene.staff.gareth.get(supportPaths.safeguarding)).status).toBe(404)
  // No trace of it where a lead may look.
  const [acts] = await house.asOwner(
    `select count(*)::int as found from audit_event where about_id = $1 or act like '%record%'`,
    [made],
  )
  expect(acts).toEqual({ found: 0 })
})

test('who is implicated sees nothing of it, gets no letter, and decides nothing', async () => {
  const letters = house.letters.length
  const nia = await idOf('Nia')
  const page = await makeRecord({ implicated: [nia] })
  expect((await scene.staff.nia.get(page)).status).toBe(404)
  expect((await scene.staff.nia.get(supportPaths.safeguarding)).text).not.toContain(scene.name)
  const said = { telling: 'told', decision: 'I was there.', sending: scene.spaceId }
  expect((await scene.staff.nia.send(`${page}/decide`, said)).status).toBe(404)
  expect(house.letters.slice(letters).join()).not.toContain('nia@')

  // The author too, once somebody names them.
  const own = await makeRecord()
  const named = (who: string) => scene.staff.owen.send(`${own}/implicated`, { account: who })
  expect((await named(await idOf('Rosa'))).status).toBe(303)
  const [, dele] = /value="([0-9a-f-]{36})"[^>]*>Dele</.exec((await scene.staff.owen.get(own)).text)!
  expect((await named(dele!)).status).toBe(303)
  expect((await scene.coach.get(own)).status).toBe(404)
  // Nobody can be named until nobody is left.
  const [, owen] = /value="([0-9a-f-]{36})"[^>]*>Owen</.exec((await scene.staff.owen.get(own)).text)!
  const refused = await named(owen!)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(words.nobodyLeft)
})

test('where nobody else would see it, it is not written, and what was typed stays on the page', async () => {
  const implicated = [await idOf('Nia'), await idOf('Owen')]
  const refused = await write(scene.coach, { implicated })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(words.nobodyElse)
  expect(refused.text).toContain(account.happened)
  const [rows] = await house.asOwner(
    'select count(*)::int as found from safeguarding_record where about_space = $1',
    [scene.spaceId],
  )
  expect(rows).toEqual({ found: 0 })
})

test('each part is asked for, and a day at most four weeks ahead', async () => {
  const late = await write(scene.coach, { until: await dayAhead(house, 29) })
  expect(late.status).toBe(422)
  const past = await write(scene.coach, { until: await dayAhead(house, 0) })
  expect(past.status).toBe(422)
  for (const empty of ['duty', 'happened', 'why', 'acted', 'wish', 'decision', 'telling', 'withheld']) {
    expect((await write(scene.coach, { [empty]: '' })).status, empty).toBe(422)
  }
  expect((await write(scene.coach, { until: await dayAhead(house, 28) })).status).toBe(303)
})

test('the same form sent twice is one record', async () => {
  const sending = '1b4e28ba-2fa1-4d2b-883f-0016d3cca427'
  const [first, second] = [await write(scene.coach, { sending }), await write(scene.coach, { sending })]
  expect(second.location).toBe(first.location)
})

test('until two decide, the person sees neither the record nor who looked at it; then both', async () => {
  const page = await makeRecord()
  await scene.staff.nia.get(page)
  const before = await scene.person.get(supportPaths.looks)
  expect(before.text).not.toContain('Nia')
  expect((await scene.person.get(supportPaths.written)).text).not.toContain(account.happened)
  expect((await scene.person.get(supportPaths.space)).text).not.toContain(toldWords['en-GB'].home)

  const said = { telling: 'told', decision: 'Dele tells her at the clinic.' }
  expect((await decide(scene.staff.nia, page, said)).status).toBe(303)
  // Not by herself, and not by somebody who does not see it.
  expect((await agreeOn(scene.staff.nia, page)).status).not.toBe(303)
  expect((await scene.person.get(supportPaths.written)).text).not.toContain(account.happened)
  expect((await agreeOn(scene.staff.owen, page)).status).toBe(303)

  const told = (await scene.person.get(supportPaths.written)).text
  for (const shown of [account.happened, account.why, account.acted, account.wish, said.decision]) {
    expect(told).toContain(shown)
  }
  expect(told).not.toContain(account.third)
  expect(told).toContain(words.withholdings['somebody-else'])
  expect(told).toContain('Dele from The Lighthouse wrote this')
  expect((await scene.person.get(supportPaths.space)).text).toContain(toldWords['en-GB'].home)
  const after = (await scene.person.get(supportPaths.looks)).text
  expect(after).toContain('Nia from The Lighthouse opened a record about keeping somebody safe.')
  expect(after).toContain('Owen from The Lighthouse opened')
})

test('on its day a decision waits, and says since when, until two have decided', async () => {
  const page = await makeRecord()
  expect((await scene.staff.nia.get(supportPaths.safeguarding)).text).not.toContain('A decision waits')
  await house.asOwner('update safeguarding_record set decide_by = current_date where about_space = $1', [
    scene.spaceId,
  ])
  expect((await scene.staff.nia.get(page)).text).toContain('A decision waits since')
  expect((await scene.staff.nia.get(supportPaths.safeguarding)).text).toContain('A decision waits since')
  // A new reason and day by one changes nothing; agreed to by the author, it holds.
  const until = await dayAhead(house, 7)
  await decide(scene.staff.nia, page, { telling: 'wait', decision: 'He is still there.', until })
  expect((await scene.staff.nia.get(page)).text).toContain('A decision waits since')
  await agreeOn(scene.coach, page)
  expect((await scene.staff.nia.get(page)).text).not.toContain('A decision waits since')
  // What was said before that cannot be agreed to any more.
  expect((await agreeOn(scene.staff.owen, page)).status).toBe(404)
})

test('told by the author at once, it is on the person’s page at once', async () => {
  await makeRecord({ telling: 'told', decision: 'I read it to her.' })
  expect((await scene.person.get(supportPaths.written)).text).toContain(account.happened)
  const kept = await house.db.within(scene.spaceId, { id: scene.spaceId, roles: ['person'] }, listKeptByLaw)
  expect(kept).toHaveLength(1)
  expect(kept[0]!.organisation).toBe('The Lighthouse')
  expect(new Date(kept[0]!.keptUntil).getFullYear()).toBe(new Date().getFullYear() + 7)
})

test('a duty does not end with an invitation: its coach finds the person by name, and nobody else’s', async () => {
  const [row] = await house.asOwner('select id from invitation where tenant_id = $1', [scene.spaceId])
  await scene.person.send(supportPaths.changeInvitation(String(row!['id'])), { change: 'stop' })
  expect(
    (await write(scene.coach, { space: '', name: scene.name.toLowerCase().replace(' ', '  ') })).status,
  ).toBe(303)
  const unknown = await write(scene.coach, { space: '', name: 'Somebody' })
  expect(unknown.text).toContain(words.whoUnknown)
  const other = await write(scene.staff.rhys, { space: scene.spaceId })
  expect(other.status).toBe(422)
})

test('it stays when the space is gone, can still be opened, and goes on its last day with its key', async () => {
  const page = await makeRecord()
  await house.asOwner('delete from space where tenant_id = $1', [scene.spaceId])
  await house.vault.forTenant(scene.spaceId).destroy([scene.spaceId])
  expect((await scene.staff.nia.get(page)).text).toContain(account.happened)
  const id = page.split('/').at(-1)!
  await eachTenant(house.db, endRecords)
  expect((await scene.staff.nia.get(page)).status).toBe(200)
  await house.asOwner('update safeguarding_record set kept_until = current_date - 1 where id = $1', [id])
  await eachTenant(house.db, endRecords)
  expect((await scene.staff.nia.get(page)).status).toBe(404)
  const [row] = await house.asOwner('select tenant_id from organisation')
  expect(house.vault.forTenant(String(row!['tenant_id'])).isKept(id)).toBe(false)
})
