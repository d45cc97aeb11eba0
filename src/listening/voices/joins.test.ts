import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/database.ts'
import { makeTestExercise, strangeId, type TestExercise } from '../../../test/test-exercise.ts'
import { openApp, signIn, Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { newId } from '../../platform/ids.ts'
import { listStanding, recordConsent, type Standing } from '../consent/consent.ts'
import { countVoices } from '../exercises/people.ts'
import { takeNumbers } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { listeningPaths } from '../paths.ts'
import { removeSource } from '../doors/import.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { joinVoices, listJoins, undoJoin } from './joins.ts'
import { findProposal, pairOf } from './proposals.ts'
import { sameRoutes } from './same.routes.tsx'
import { movePassagesTo } from './splits.queries.ts'
import { listBrought, movePassages, splitContribution } from './splits.ts'
import { voiceRoutes } from './voice.routes.tsx'
import { changePart, getVoice, listVoices, meetSpeakers, type Voice } from './voices.ts'
import { voicesRoutes } from './voices.routes.tsx'

let house: TestHouse
let app: Hono
let made: TestExercise
let serial = 0

beforeAll(async () => {
  house = await openTestHouse()
  app = openApp(house, [...signInRoutes, ...voicesRoutes, ...sameRoutes, ...voiceRoutes])
}, 60_000)
afterAll(async () => house?.close(), 60_000)

/** A call with Ada, and a chat with somebody who may be Ada, and Sam. Voices 1 (page), 2, 3, 4. */
beforeEach(async () => {
  serial += 1
  house.services.limits = new Limits()
  made = await makeTestExercise(house, `Joins${serial}`, [{ label: '🌻', text: 'Warm.' }])
  await hear('group-call', ['Ada Lane'])
  await hear('whatsapp', ['Ada Lane (she/her)', 'Sam'])
})

type Turn = { label: string | null; text?: string }

/** Words that come in a file, in this order. Gives the voices by turn. */
async function hear(door: string, turns: readonly (string | Turn)[]): Promise<string[]> {
  const sourceId = newId()
  await house.asOwner(
    `insert into source (tenant_id, id, exercise_id, door, format, content_index, state)
     values ($1, $2, $3, $4, 'whatsapp', $5, 'shown')`,
    [made.tenantId, sourceId, made.exerciseId, door, Buffer.from(sourceId)],
  )
  const said = turns.map((turn) => (typeof turn === 'string' ? { label: turn } : turn))
  const labels = [...new Set(said.map((turn) => turn.label))]
  return made.as(made.people.ada, async (ctx) => {
    const { exerciseId } = made
    const numbers = await takeNumbers(ctx, exerciseId, labels.length, said.length)
    const met = await meetSpeakers(ctx, { exerciseId, sourceId, labels, firstNumber: numbers.firstVoice })
    const speakerOf = (turn: Turn) => met.find((speaker) => speaker.label === turn.label)!
    await writePassages(
      ctx,
      said.map((turn, index) => ({
        exerciseId,
        contributionId: speakerOf(turn).contributionId,
        number: numbers.firstPassage + index,
        line: null,
        saidAt: null,
        text: turn.text ?? 'My own front door.',
      })),
    )
    return said.map((turn) => speakerOf(turn).voiceId)
  })
}

const as = <T>(work: Parameters<typeof made.as<T>>[1]) => made.as(made.people.ada, work)
const voices = () => as((ctx) => listVoices(ctx, { exerciseId: made.exerciseId }))
const byNumber = async (number: number) => (await voices()).find((voice) => voice.number === number)!
const people = async () => (await as((ctx) => countVoices(ctx, made.exerciseId))).people
const look = () => as((ctx) => findProposal(ctx, made.exerciseId, null))
const join = (kept: Voice, other: Voice) => as((ctx) => joinVoices(ctx, kept.id, other.id))
const undo = async (kept: Voice, at = 0) =>
  as(async (ctx) => undoJoin(ctx, (await listJoins(ctx, kept.id))[at]!.id))

async function answer(voice: Voice, answers: Partial<Standing>): Promise<void> {
  await as((ctx) =>
    recordConsent(ctx, {
      exerciseId: made.exerciseId,
      voiceIds: [voice.id],
      answers,
      how: 'asked',
      wordsVersion: 't',
    }),
  )
}

async function standing(voice: Voice): Promise<Standing> {
  return (await as((ctx) => listStanding(ctx, [voice.id]))).get(voice.id)!
}

/** Every row that says whose something is, by table. */
async function belongings(): Promise<Record<string, unknown>> {
  const read = async (table: string, columns = 'voice_id') =>
    house.asOwner(`select id, ${columns} from ${table} where tenant_id = $1 order by id`, [made.tenantId])
  return {
    voices: await read('voice', 'number, part, joined_to'),
    contributions: await read('contribution', 'voice_id, came_as'),
    labels: await read('voice_label', 'voice_id, contribution_id'),
    phrases: await read('come_back', 'voice_id, opens'),
    joins: await read('voice_join'),
  }
}

async function leavePhrase(voice: Voice): Promise<void> {
  await house.asOwner(
    `insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash, opens)
     values ($1, gen_random_uuid(), $2, $3, $4, array[$3::uuid])`,
    [made.tenantId, made.exerciseId, voice.id, Buffer.from(voice.id)],
  )
}

describe('undoing a joining', () => {
  test('gives back exactly what each had: words, labels, phrases, number, answers', async () => {
    const [web, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await leavePhrase(web)
    await leavePhrase(again)
    await answer(ada, { read: true, quote: true })
    await answer(again, { read: true, quote: false })
    const before = await belongings()
    await join(ada, again)
    await join(ada, web)
    expect(await people()).toBe(2)
    expect(await standing(ada)).toEqual({ read: true, quote: false })
    await undo(ada, 1)
    await undo(ada)
    expect(await belongings()).toEqual(before)
    expect(await people()).toBe(4)
    expect([await standing(ada), await standing(again)]).toEqual([
      { read: true, quote: true },
      { read: true, quote: false },
    ])
  })

  test('in the other order, and of one joined to one that was joined on, too', async () => {
    const [web, ada, again] = (await voices()) as [Voice, Voice, Voice]
    const before = await belongings()
    await join(again, web)
    await join(ada, again)
    const joins = await as((ctx) => listJoins(ctx, ada.id))
    expect(joins.map((one) => [one.number, one.labels])).toEqual([
      [3, ['Ada Lane (she/her)', '🌻']],
      [1, ['🌻']],
    ])
    await as((ctx) => undoJoin(ctx, joins[1]!.id))
    expect((await byNumber(1)).labels).toEqual(['🌻'])
    expect((await byNumber(2)).labels).toEqual(['Ada Lane', 'Ada Lane (she/her)'])
    await undo(ada)
    expect(await belongings()).toEqual(before)
  })

  test('a no said since stands for both, a yes said since for neither', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await answer(ada, { read: true, quote: true })
    await answer(again, { read: true })
    await join(ada, again)
    await answer(ada, { quote: true })
    await answer(ada, { read: false })
    await undo(ada)
    expect([await standing(ada), await standing(again)]).toEqual([
      { read: false, quote: true },
      { read: false, quote: false },
    ])
  })

  test('what came since under a moved label goes back with it; the rest stays', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(ada, again)
    await hear('group-call', ['Ada Lane', 'Ada Lane (she/her)'])
    expect((await byNumber(2)).passages).toBe(4)
    await undo(ada)
    expect([(await byNumber(2)).passages, (await byNumber(3)).passages]).toEqual([2, 2])
  })

  test('happens once, is another organisation’s for nobody, and is not proposed again', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(ada, again)
    const [one] = await as((ctx) => listJoins(ctx, ada.id))
    const other = await makeTestExercise(house, `Elsewhere${serial}`, [{ label: 'X', text: 'X.' }])
    await expect(other.as(other.people.ada, (ctx) => undoJoin(ctx, one!.id))).rejects.toMatchObject({
      kind: 'not-found',
    })
    const twice = await Promise.allSettled([1, 2].map(() => as((ctx) => undoJoin(ctx, one!.id))))
    expect(twice.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await people()).toBe(4)
    expect((await look()).count).toBe(0)
  })

  test('after a withdrawal there is nothing to undo, and every key is gone', async () => {
    const [web, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(again, web)
    await join(ada, again)
    const labels = await house.asOwner('select id from voice_label where voice_id = $1', [ada.id])
    await as((ctx) => withdrawVoice(ctx, ada.id))
    const vault = house.vault.forTenant(made.tenantId)
    for (const id of [ada.id, again.id, web.id, ...labels.map((row) => String(row['id']))]) {
      expect(vault.isKept(id), id).toBe(false)
    }
    expect(await house.asOwner('select id from voice_join where tenant_id = $1', [made.tenantId])).toEqual([])
    expect((await voices()).map((voice) => voice.number)).toEqual([4])
    expect(await house.asOwner('select number from voice where tenant_id = $1', [made.tenantId])).toEqual([
      { number: 4 },
    ])
  })

  test('a file that is taken out takes the keys of joined voices that came with nothing else', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(again, ada)
    const sources = await house.asOwner(
      `select distinct source_id as id from contribution where voice_id = $1`,
      [again.id],
    )
    await house.asOwner('update contribution set source_id = $1 where voice_id = $2', [
      sources[0]!['id'],
      again.id,
    ])
    await as((ctx) => removeSource(ctx, String(sources[0]!['id'])))
    const vault = house.vault.forTenant(made.tenantId)
    expect([vault.isKept(ada.id), vault.isKept(again.id)]).toEqual([false, false])
  })

  test('a voice that was joined is not there by itself, whatever is asked of it', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(ada, again)
    const attempts = [
      () => as((ctx) => getVoice(ctx, again.id)),
      () => as((ctx) => joinVoices(ctx, again.id, ada.id)),
      () => as((ctx) => changePart(ctx, again.id, 'facilitator')),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ kind: 'not-found' })
    expect(await as((ctx) => withdrawVoice(ctx, again.id))).toBe(null)
  })
})

describe('taking apart', () => {
  test('what came under one label goes to a voice of its own, with what was answered for it', async () => {
    const [, ada] = (await voices()) as [Voice, Voice]
    await hear('whatsapp', ['Ada Lane', 'Ada Lane'])
    await answer(ada, { read: true, quote: false })
    const brought = await as((ctx) => listBrought(ctx, ada.id))
    expect(brought.map((one) => [one.door, one.passages, one.labels])).toEqual([
      ['group-call', 1, ['Ada Lane']],
      ['whatsapp', 2, ['Ada Lane']],
    ])
    const newId = await as((ctx) => splitContribution(ctx, ada.id, brought[1]!.id))
    const split = await as((ctx) => getVoice(ctx, newId))
    expect(split).toMatchObject({ number: 6, passages: 2, labels: ['Ada Lane'], part: 'contributor' })
    expect(split.standing).toEqual({ read: true, quote: false })
    expect(await people()).toBe(5)
    // Two people have this name now: nobody can say whose the next file is, so it is neither’s.
    const [third] = await hear('group-call', ['Ada Lane'])
    expect([ada.id, newId]).not.toContain(third)
    await expect(as((ctx) => splitContribution(ctx, newId, brought[1]!.id))).rejects.toMatchObject({
      kind: 'invalid-state',
    })
    await expect(as((ctx) => splitContribution(ctx, ada.id, brought[1]!.id))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('of two people under one label, passages go to a voice that is there or to a new one', async () => {
    const [shared] = await hear('group-call', ['Jo + Sam', 'Pat', 'Jo + Sam', 'Jo + Sam'])
    const ids = await passagesOf(shared!)
    const before = await house.asOwner('select id, verbatim_sealed, number from passage order by id')
    const move = (passageIds: string[], toNumber: number | null) =>
      as((ctx) => movePassages(ctx, { voiceId: shared!, passageIds, toNumber }))
    expect(await move([ids[0]!], 99)).toBe(null)
    const sam = await byNumber(4)
    await house.asOwner(
      `insert into attachment (tenant_id, id, exercise_id, contribution_id, passage_id, media_type, size, file_key_sealed)
       select tenant_id, gen_random_uuid(), exercise_id, contribution_id, id, 'audio/ogg', 1, 'x' from passage
       where id = $1`,
      [ids[0]],
    )
    expect(await move([ids[0]!], 4)).toBe(sam.id)
    // A voice note goes with the words that were typed from it.
    expect(
      await house.asOwner(
        `select c.voice_id from attachment a join contribution c on c.id = a.contribution_id
         where a.passage_id = $1`,
        [ids[0]],
      ),
    ).toEqual([{ voice_id: sam.id }])
    expect((await byNumber(4)).passages).toBe(2)
    const newId = await move([ids[1]!], null)
    expect((await as((ctx) => getVoice(ctx, newId!))).passages).toBe(1)
    expect(await passagesOf(shared!)).toEqual([ids[2]])
    expect(await house.asOwner('select id, verbatim_sealed, number from passage order by id')).toEqual(before)
    await expect(move([ids[0]!], null)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(move([ids[2]!, strangeId], null)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('a no goes with the words, and being asked by nobody takes no yes away', async () => {
    const [shared] = await hear('group-call', ['Jo + Sam', 'Jo + Sam'])
    const ids = await passagesOf(shared!)
    const sam = await byNumber(4)
    await answer(sam, { read: true, quote: true })
    const move = (id: string) =>
      as((ctx) => movePassages(ctx, { voiceId: shared!, passageIds: [id], toNumber: 4 }))
    await move(ids[0]!)
    expect(await standing(sam)).toEqual({ read: true, quote: true })
    await answer({ ...sam, id: shared! }, { read: true, quote: false })
    await move(ids[1]!)
    expect(await standing(sam)).toEqual({ read: true, quote: false })
  })

  test('the database moves passages within their file only, and for listeners only', async () => {
    const [shared] = await hear('group-call', ['Jo + Sam'])
    const [id] = await passagesOf(shared!)
    const elsewhere = await house.asOwner('select id from contribution where voice_id = $1', [
      (await byNumber(4)).id,
    ])
    const move = async (roles: string[]) => {
      const actor = { id: made.people.ada.id, roles }
      return made.as(actor, (ctx) => movePassagesTo(ctx, [id!], String(elsewhere[0]!['id'])))
    }
    expect(await move(['listener'])).toBe(0)
    for (const role of ['lead', 'reader', 'voice', 'visitor', 'worker']) expect(await move([role])).toBe(0)
  })
})

describe('who may be one person', () => {
  test('is proposed from what the labels share, joined by one click, and undone by one', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    const visitor = await enter('ada')
    const path = listeningPaths.voicesSame(made.exerciseId)
    const page = await visitor.get(path)
    expect(page.text).toContain('The name is the same but for “she/her”.')
    expect(page.text).toContain('Very likely one person')
    const joined = await visitor.send(path, { kept: ada.id, other: again.id, answer: 'same' })
    expect(joined.location).toBe(`${path}?done=joined`)
    expect(await people()).toBe(3)
    // Sent twice, or from a second window: they are one, and stay one.
    expect((await visitor.send(path, { kept: again.id, other: ada.id, answer: 'same' })).status).toBe(303)
    const after = await visitor.get(joined.location!)
    expect(after.text).toContain('You joined voice 3 to voice 2.')
    const [, action] = /action="(\/joins\/[^"]+)"/.exec(after.text)!
    expect((await visitor.send(action!, { to: 'same' })).location).toBe(`${path}?done=undone`)
    expect(await people()).toBe(4)
    expect((await visitor.get(path)).text).toContain('Nobody looks like somebody else.')
  })

  test('“two people” is remembered, also when one of them is joined to a third', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    const visitor = await enter('ada')
    const path = listeningPaths.voicesSame(made.exerciseId)
    expect((await visitor.send(path, { kept: ada.id, other: again.id, answer: 'apart' })).location).toBe(
      `${path}?done=apart`,
    )
    expect((await look()).count).toBe(0)
    await join(await byNumber(4), again)
    expect((await look()).count).toBe(0)
    expect((await visitor.send(path, { kept: ada.id, other: again.id })).status).toBe(422)
  })

  test('a pair can be passed over, and the answer to the next leads on', async () => {
    await hear('group-call', ['Sam (he/him)'])
    const first = await look()
    expect(first.count).toBe(2)
    const second = await as((ctx) => findProposal(ctx, made.exerciseId, first.pair))
    expect(second.proposal!.likeness.reason).toBe('first-name')
    const end = await as((ctx) => findProposal(ctx, made.exerciseId, second.pair))
    expect([end.proposal, end.count]).toEqual([null, 2])
    const { kept, other } = second.proposal!
    expect(second.pair).toBe(pairOf(kept.id, other.id))
    const visitor = await enter('ada')
    const path = listeningPaths.voicesSame(made.exerciseId)
    const sent = { kept: kept.id, other: other.id, answer: 'apart', after: first.pair! }
    expect((await visitor.send(path, sent)).location).toBe(`${path}?after=${first.pair}&done=apart`)
  })

  test('two who spoke by turns in one call are shown with a warning, or not at all', async () => {
    await hear('group-call', [
      'Ben Cole',
      'Ben Cole (he/him)',
      'Jo',
      'Ben Cole',
      'Jo Ash',
      'Ben Cole (he/him)',
      'Jo',
    ])
    const pages = [await look()]
    for (;;) {
      const next = await as((ctx) => findProposal(ctx, made.exerciseId, pages.at(-1)!.pair))
      if (!next.proposal) break
      pages.push(next)
    }
    expect(
      pages.map(({ proposal }) => [proposal!.labels.toString(), proposal!.spokeTogether, proposal!.sureness]),
    ).toEqual([
      ['Ada Lane,Ada Lane (she/her)', null, 'very-likely'],
      ['Ben Cole,Ben Cole (he/him)', 'group-call', 'likely'],
    ])
    // Who came in again after leaving speaks in one call too, but not by turns.
    await hear('group-call', ['Kim Vale', 'Kim Vale', 'Kim Vale (they/them)'])
    expect((await look()).count).toBe(3)
  })

  test('a device and two at one screen are said to be that', async () => {
    await hear('group-call', ['Sam’s iPhone', 'Jo + Sam'])
    const texts: string[] = []
    let after: string | null = null
    const visitor = await enter('ada')
    const path = listeningPaths.voicesSame(made.exerciseId)
    for (let page = await look(); page.proposal;) {
      texts.push((await visitor.get(after ? `${path}?after=${after}` : path)).text)
      after = page.pair
      page = await as((ctx) => findProposal(ctx, made.exerciseId, after))
    }
    expect(texts.some((text) => text.includes('“Sam’s iPhone” is a device.'))).toBe(true)
    expect(texts.some((text) => text.includes('“Jo + Sam” is more than one person at one screen.'))).toBe(
      true,
    )
  })

  test('no contributors are neither counted nor proposed; facilitators keep their part', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await as((ctx) => changePart(ctx, again.id, 'facilitator'))
    expect((await look()).proposal).toMatchObject({ kept: { id: again.id }, other: { id: ada.id } })
    await as((ctx) => changePart(ctx, again.id, 'not-a-contributor'))
    expect((await look()).count).toBe(0)
    expect(await as((ctx) => countVoices(ctx, made.exerciseId))).toEqual({
      people: 3,
      readable: 1,
      facilitators: 0,
      notContributors: 1,
    })
  })

  test('is found again after a crash emptied the fingerprints', async () => {
    await house.asOwner('delete from label_index')
    expect((await look()).count).toBe(1)
  })

  test('is a listener’s page and nobody else’s; strangers find nothing', async () => {
    const path = listeningPaths.voicesSame(made.exerciseId)
    for (const name of ['lea', 'cleo'] as const) {
      const visitor = await enter(name)
      expect((await visitor.get(path)).status).toBe(403)
      expect((await visitor.send(path, { answer: 'same' })).status).toBe(403)
    }
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    const foreign = await makeTestExercise(house, `Strange${serial}`, [{ label: 'X', text: 'X.' }])
    const stranger = new Visitor(app)
    await signIn(house, stranger, `ada@strange${serial}.example`)
    expect((await stranger.get(path)).status).toBe(404)
    const sent = { kept: ada.id, other: again.id, answer: 'same' }
    expect((await stranger.send(path, sent)).status).toBe(404)
    expect((await stranger.send(listeningPaths.voicesSame(foreign.exerciseId), sent)).status).toBe(404)
    const ours = new Visitor(app)
    await signIn(house, ours, `ada@joins${serial}.example`)
    expect((await ours.send(listeningPaths.voicesSame(foreign.exerciseId), sent)).status).toBe(404)
    expect(await people()).toBe(4)
  })
})

describe('looking for somebody', () => {
  test.each([
    ['ada', ['Ada Lane', 'Ada Lane (she/her)']],
    ['LANE', ['Ada Lane', 'Ada Lane (she/her)']],
    ['07700900123', ['+44 7700 900123']],
    ['3', ['Ada Lane (she/her)']],
    ['voice 2', ['Ada Lane']],
    ['nobody', []],
  ])('%s', async (typed, labels) => {
    await hear('whatsapp', ['+44 7700 900123'])
    const visitor = await enter('ada')
    const page = await visitor.send(listeningPaths.voiceFind((await byNumber(4)).id), { name: typed })
    expect(page.status).toBe(200)
    for (const label of labels) expect(page.text).toContain(`, ${label} (`)
    expect(page.text.match(/name="other"/g)?.length ?? 0).toBe(labels.length)
    if (labels.length === 0) expect(page.text).toContain('Nobody else here is called “nobody”.')
  })
})

async function passagesOf(voiceId: string): Promise<string[]> {
  const rows = await house.asOwner(
    `select p.id from passage p join contribution c on c.id = p.contribution_id
     where c.voice_id = $1 order by p.number`,
    [voiceId],
  )
  return rows.map((row) => String(row['id']))
}

async function enter(name: string): Promise<Visitor> {
  const visitor = new Visitor(app)
  expect((await signIn(house, visitor, `${name}@joins${serial}.example`)).status).toBe(303)
  return visitor
}
