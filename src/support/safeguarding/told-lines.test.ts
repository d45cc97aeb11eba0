import { beforeAll, expect, test } from 'vitest'
import { withLogin } from '../../../test/as-login.ts'
import { account, sendRecord } from '../../../test/duty-record.ts'
import { begin, readSending } from '../../../test/own-space.ts'
import { takeBundle } from '../../../test/taken-bundle.ts'
import { type Answer, type Visitor } from '../../../test/visitor.ts'
import { leavingWords } from '../leaving/leaving.words.ts'
import { useDuty } from '../../../test/own-duty.ts'
import { supportPaths } from '../paths.ts'
import { sendLetters } from './letters.ts'
import { safeguardingWords } from './safeguarding.words.ts'
import { toldWords } from './told.words.ts'

const scene = useDuty('Fern')
const { house } = scene
const words = toldWords['en-GB']
const line = 'That is not how I saw it. I fell on the ice, and I said so.'
let organisationId: string

beforeAll(async () => {
  const [row] = await house.asOwner('select tenant_id from organisation')
  organisationId = String(row!['tenant_id'])
})

/** A record the person was told of, by the address of its page. */
async function makeTold(more: Record<string, string | string[]> = {}): Promise<string> {
  const said = { telling: 'told', decision: 'I read it to her.' }
  const written = await sendRecord(house, scene.coach, scene.spaceId, { ...said, ...more })
  expect(written.status).toBe(303)
  return written.location!.split('?')[0]!
}

const idOf = (page: string) => page.split('/').at(-1)!

const rowsOf = (page: string) =>
  house.asOwner('select from safeguarding_line where safeguarding_record_id = $1', [idOf(page)])

async function stand(by: Visitor, page: string, text: string): Promise<Answer> {
  const path = supportPaths.besideWritten(idOf(page))
  const form = await by.get(path)
  if (form.status !== 200) return form
  const sent = { words: text, sending: readSending(form.text) }
  await by.send(path, sent)
  // A slow phone sends it twice.
  return by.send(path, sent)
}

async function takeBack(by: Visitor): Promise<Answer> {
  const [, path] = /action="([^"]+\/take-back)"/.exec((await scene.person.get(supportPaths.written)).text)!
  return by.send(path!)
}

test('the person stands a line beside a record they were told of; both stay, and whoever reads one reads the other', async () => {
  const page = await makeTold()
  expect((await scene.staff.nia.get(page)).text).not.toContain(line)
  expect((await stand(scene.person, page, line)).location).toBe(`${supportPaths.written}?done=beside`)

  const own = (await scene.person.get(supportPaths.written)).text
  expect(own.split(line)).toHaveLength(2)
  expect(own).toContain(account.happened)
  expect(own).toContain(words.lines)
  for (const reader of [scene.coach, scene.staff.nia, scene.staff.owen]) {
    const { text } = await reader.get(page)
    expect(text.split(line)).toHaveLength(2)
    expect(text).toContain(account.happened)
    expect(text).toContain(safeguardingWords['en-GB'].beside(scene.name))
    expect((await reader.get(supportPaths.safeguarding)).text).toContain(
      safeguardingWords['en-GB'].answered(new Date()),
    )
  }
})

test('those who may read it are asked to look, in a letter that says nothing; who is implicated is not', async () => {
  const [nia] = await house.asOwner(
    `select m.account_id from membership m where m.role = 'safeguarding' and m.tenant_id = $1
     order by m.created_at limit 1`,
    [organisationId],
  )
  const page = await makeTold({ implicated: [String(nia!['account_id'])] })
  const letters = house.letters.length
  await stand(scene.person, page, line)
  await sendLetters(house.db, house.services.postbox, organisationId, 'http://here')
  const sent = house.letters.slice(letters).join('\n')
  expect([...sent.matchAll(/Letter to (\S+):/g)].map(([, to]) => to).sort()).toEqual([
    'dele@lighthouse.example',
    'owen@lighthouse.example',
  ])
  expect(sent).not.toMatch(/Fern|ice|record|safeguard/i)
  expect((await scene.staff.nia.get(page)).status).toBe(404)
})

test('beside a record nobody told them of, or somebody else’s, there is no such page and no such line', async () => {
  const waiting = await sendRecord(house, scene.coach, scene.spaceId)
  expect((await stand(scene.person, waiting.location!.split('?')[0]!, line)).status).toBe(404)
  const page = await makeTold()
  const stranger = (await begin(scene.app, `Moss of ${scene.name}`)).person
  const form = await stranger.get(supportPaths.newConversation)
  const sent = { words: line, sending: readSending(form.text) }
  expect((await stranger.send(supportPaths.besideWritten(idOf(page)), sent)).status).toBe(404)
  await stand(scene.person, page, line)
  expect((await takeBack(stranger)).status).toBe(404)
  expect((await scene.staff.nia.get(page)).text).toContain(line)
})

test('empty words are asked for again, and nothing is saved', async () => {
  const page = await makeTold()
  const path = supportPaths.besideWritten(idOf(page))
  const sending = readSending((await scene.person.get(path)).text)
  expect((await scene.person.send(path, { words: ' ', sending })).status).toBe(422)
  expect((await scene.person.get(supportPaths.written)).text).not.toContain(words.lines)
})

test('a line is taken back by its person, and gone for everybody', async () => {
  const page = await makeTold()
  await stand(scene.person, page, line)
  expect((await takeBack(scene.person)).location).toBe(`${supportPaths.written}?done=taken`)
  for (const { text } of [await scene.person.get(supportPaths.written), await scene.staff.nia.get(page)]) {
    expect(text).not.toContain(line)
    expect(text).toContain(account.happened)
  }
  expect(await rowsOf(page)).toHaveLength(0)
})

test('it goes with what the person takes away, to read, to print and for computers', async () => {
  const page = await makeTold()
  await stand(scene.person, page, line)
  const { html, pdf, json } = await takeBundle(scene.app, scene.person)
  expect(html).toContain(line)
  expect(pdf).toContain(line)
  const told = (json as unknown as { told_by_duty: { lines: { words: string }[] }[] }).told_by_duty
  expect(told[0]!.lines.map((one) => one.words)).toEqual([line])
})

test('when the space goes it stays with the record, as the page of leaving says, and goes with it', async () => {
  const page = await makeTold()
  expect((await scene.person.get(supportPaths.whatGoes)).text).not.toContain(
    leavingWords['en-GB'].lawKeptLine,
  )
  await stand(scene.person, page, line)
  expect((await scene.person.get(supportPaths.whatGoes)).text).toContain(leavingWords['en-GB'].lawKeptLine)
  await house.asOwner('insert into space_leaving (space_id) values ($1)', [scene.spaceId])
  await house.asOwner('select scope.remove_space($1)', [scene.spaceId])
  await house.vault.forTenant(scene.spaceId).destroy([scene.spaceId])
  expect((await scene.staff.nia.get(page)).text).toContain(line)
  await house.asOwner('delete from safeguarding_record where id = $1', [idOf(page)])
  expect(await rowsOf(page)).toHaveLength(0)
})

test('nobody who works here writes one, changes one, takes one away, or reads one without a look', async () => {
  const page = await makeTold()
  await stand(scene.person, page, line)
  const [coachId] = await house.asOwner('select written_by from safeguarding_record where id = $1', [
    idOf(page),
  ])
  const scope = {
    tenantId: organisationId,
    actorId: String(coachId!['written_by']),
    roles: ['coach', 'safeguarding'],
  }
  const ask = (text: string, look: boolean) =>
    withLogin(house, scope, async (client) => {
      if (look) await client.query(`select scope.look_at_record($1, gen_random_uuid(), 'x')`, [idOf(page)])
      return client.query(text).then(
        (answer) => answer.rowCount,
        (error: { code?: string }) => error.code,
      )
    })
  expect(await ask('select from safeguarding_line', false)).toBe(0)
  expect(await ask('select from safeguarding_line', true)).toBe(1)
  expect(await ask('delete from safeguarding_line', true)).toBe('42501')
  expect(await ask(`update safeguarding_line set words_sealed = 'x'`, true)).toBe('42501')
  expect(
    await ask(
      `insert into safeguarding_line (tenant_id, id, safeguarding_record_id, words_sealed)
       values ('${organisationId}', gen_random_uuid(), '${idOf(page)}', 'x')`,
      true,
    ),
  ).toBe('42501')
  for (const call of [
    `select from scope.lines_beside_records()`,
    `select from (select scope.stand_beside_record('${idOf(page)}', gen_random_uuid(), 'x') as stands) s where stands`,
  ]) {
    expect(await ask(call, true), call).toBe(0)
  }
})
