import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor, type Answer } from '../../../test/visitor.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { findDoorPath, openPlainExercise } from '../../../test/test-exercise.ts'
import { newId } from '../../platform/ids.ts'
import { askedWords } from '../consent/asked.words.ts'
import { listStanding, recordConsent } from '../consent/consent.ts'
import { listDetails } from '../consent/details.ts'
import { takeNumbers } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { findPhraseState, giveFirstPhrase, givePhrase } from '../requests/phrases-given.ts'
import { agreeSecond, askRequest } from '../requests/requests.ts'
import { joinVoices, listJoins, undoJoin } from '../voices/joins.ts'
import { movePassages, splitContribution } from '../voices/splits.ts'
import { meetSpeakers, type Speaker } from '../voices/voices.ts'
import { selectContributions } from '../voices/splits.queries.ts'
import { comeBackWords } from './come-back.words.ts'
import { webRoutes } from './web.routes.tsx'

/** Two voices were joined, rightly or not: whose words to come back open what? */

const back = comeBackWords['en-GB']

const house = useTestHouse()
let app: Hono
let tenantId: string
let people: [string, string]
let exerciseId: string
let path: string

beforeAll(async () => {
  app = openApp(house, webRoutes)
  const made = await makeOrganisation(house.db, {
    name: 'Lantern Street',
    operator: 'Lantern Street itself',
    staff: [
      { name: 'Ada', address: 'ada@example.org', roles: ['listener'] },
      { name: 'Ben', address: 'ben@example.org', roles: ['listener'] },
    ],
  })
  tenantId = made.tenantId
  people = [made.accountIds[0]!, made.accountIds[1]!]
}, 60_000)

beforeEach(async () => {
  exerciseId = await as((ctx) => openPlainExercise(ctx))
  path = await findDoorPath(house, exerciseId)
})

function as<T>(fn: (ctx: Ctx) => Promise<T>, id = people[0]): Promise<T> {
  return house.db.within(tenantId, { id, roles: ['listener'] }, fn)
}

/** Somebody who wrote on the page: their voice and their phrase. */
async function write(words: string): Promise<{ voiceId: string; phrase: string }> {
  const visitor = new Visitor(app)
  const sending = /name="sending" value="([^"]+)"/.exec((await visitor.get(path)).text)![1]!
  const answer = await visitor.send(path, { words, sending, quote: 'yes' })
  const phrase = /<p class="phrase">([a-z ]+)<\/p>/.exec(answer.text)![1]!
  await house.asOwner('update contribution set is_held = false')
  const [row] = await house.asOwner(
    'select id from voice where exercise_id = $1 order by number desc limit 1',
    [exerciseId],
  )
  return { voiceId: String(row!['id']), phrase }
}

/** Words that come in a file under a name, whose owner agreed to be read. */
async function hear(label: string, text: string, agreed = true): Promise<string> {
  const sourceId = newId()
  await house.asOwner(
    `insert into source (tenant_id, id, exercise_id, door, format, content_index, state)
     values ($1, $2, $3, 'whatsapp', 'whatsapp', $4, 'shown')`,
    [tenantId, sourceId, exerciseId, Buffer.from(sourceId)],
  )
  return as(async (ctx) => {
    const numbers = await takeNumbers(ctx, exerciseId, 1, 1)
    const input = { exerciseId, sourceId, labels: [label], firstNumber: numbers.firstVoice }
    const [{ contributionId, voiceId }] = (await meetSpeakers(ctx, input)) as [Speaker]
    await writePassages(ctx, [
      { exerciseId, contributionId, number: numbers.firstPassage, line: null, saidAt: null, text },
    ])
    if (agreed) await agree(ctx, voiceId)
    return voiceId
  })
}

async function agree(ctx: Ctx, voiceId: string): Promise<void> {
  const answers = { read: true, quote: true }
  await recordConsent(ctx, { exerciseId, voiceIds: [voiceId], answers, how: 'asked', wordsVersion: 'test' })
}

async function open(phrase: string): Promise<Answer> {
  return new Visitor(app).send(`${path}/come-back`, { phrase })
}

function ticketIn(answer: Answer): string {
  return /name="ticket" value="([^"]+)"/.exec(answer.text)?.[1] ?? ''
}

async function step(answer: Answer, to: string, fields: Record<string, string> = {}): Promise<Answer> {
  return new Visitor(app).send(`${path}/come-back/${to}`, { ticket: ticketIn(answer), ...fields })
}

async function texts(): Promise<number> {
  const [row] = await house.asOwner('select count(*)::int as n from passage where exercise_id = $1', [
    exerciseId,
  ])
  return Number(row!['n'])
}

function doing() {
  return { vault: house.db.vault.forTenant(tenantId), within: as }
}

/** A new phrase for a voice, as two people give it after a day. */
async function giveAfterADay(voiceId: string, meanwhile?: () => Promise<unknown>): Promise<string> {
  const id = await as((ctx) => askRequest(ctx, { voiceId, kind: 'phrase', howKnown: 'I know her voice.' }))
  await as((ctx) => agreeSecond(ctx, id), people[1])
  await meanwhile?.()
  await house.asOwner(
    `update request set asked_at = asked_at - interval '25 hours', ready_at = ready_at - interval '25 hours'
     where id = $1`,
    [id],
  )
  return (await givePhrase(doing(), id))!.join(' ')
}

describe('after two voices were joined', () => {
  test('each phrase opens what came as its own, and says that there is more', async () => {
    const one = await write('The night bus driver.')
    const two = await write('My sister’s sofa.')
    await as((ctx) => joinVoices(ctx, one.voiceId, two.voiceId))
    const first = await open(one.phrase)
    expect(first.text).toContain('The night bus driver.')
    expect(first.text).not.toContain('sofa')
    expect(first.text).toContain(back.elsewhere(1))
    const second = await open(two.phrase)
    expect(second.text).toContain('sofa')
    expect(second.text).not.toContain('bus driver')
    const added = await step(second, 'more/added', {
      words: 'And the dog.',
      sending: /name="sending" value="([^"]+)"/.exec((await step(second, 'more')).text)![1]!,
    })
    expect(added.text).toContain('And the dog.')
    expect((await open(one.phrase)).text).not.toContain('And the dog.')
  })

  test('an id of the other side shows, changes and takes nothing', async () => {
    const one = await write('The night bus driver.')
    const two = await write('My sister’s sofa.')
    await as((ctx) => joinVoices(ctx, one.voiceId, two.voiceId))
    const [sofa] = [...(await open(two.phrase)).text.matchAll(/name="passage" value="([^"]+)"/g)]
    const passage = sofa![1]!
    const mine = await open(one.phrase)
    for (const [to, fields] of [
      ['words', { passage }],
      ['words/changed', { passage, words: 'Gone.', sending: 'x' }],
      ['take', { passage }],
      ['taken', { passage, when: 'now' }],
    ] as const) {
      const answer = await step(mine, to, fields)
      expect(answer.text, to).not.toContain('sofa')
    }
    expect((await open(two.phrase)).text).toContain('My sister’s sofa.')
  })

  test('what came with a file is not opened by a phrase from the page, also what comes later under its label', async () => {
    const one = await write('The night bus driver.')
    const heard = await hear('Ina Marlow', 'She let me ride to the end.')
    await as((ctx) => joinVoices(ctx, one.voiceId, heard))
    expect(await hear('Ina Marlow', 'And back.')).toBe(one.voiceId)
    const answer = await open(one.phrase)
    expect(answer.text).toContain(back.elsewhere(2))
    expect(answer.text).not.toContain('to the end')
    expect(answer.text).not.toContain('And back')
  })

  test('what is asked does not tell by which door the other side came', async () => {
    const one = await write('The night bus driver.')
    const heard = await hear('Ina Marlow', 'She let me ride to the end.')
    await house.asOwner(`update exercise set asks = 'recording' where id = $1`, [exerciseId])
    await house.asOwner(`update source set door = 'group-call' where exercise_id = $1 and id <> $1`, [
      exerciseId,
    ])
    await as((ctx) => joinVoices(ctx, one.voiceId, heard))
    const asks = askedWords['en-GB'].recording.asks
    expect((await open(one.phrase)).text).not.toContain(asks)
    const both = await giveAfterADay(one.voiceId)
    expect((await open(both)).text).toContain(asks)
  })

  test('a new phrase that two people stand behind opens what belonged to the voice when the second said yes', async () => {
    const one = await write('The night bus driver.')
    const heard = await hear('Ina Marlow', 'She let me ride to the end.')
    const other = await hear('Bo Lindqvist', 'I mend bicycles.')
    await as((ctx) => joinVoices(ctx, one.voiceId, heard))
    const phrase = await giveAfterADay(one.voiceId, () => as((ctx) => joinVoices(ctx, one.voiceId, other)))
    const answer = await open(phrase)
    expect(answer.text).toContain('The night bus driver.')
    expect(answer.text).toContain('ride to the end')
    expect(answer.text).not.toContain('bicycles')
    expect((await open(one.phrase)).status).toBe(422)
    expect((await step(answer, 'own')).text).toContain('ride to the end')
  })

  test('taken apart and joined again, that phrase does not open the other any more', async () => {
    const one = await write('The night bus driver.')
    const heard = await hear('Ina Marlow', 'She let me ride to the end.')
    await as((ctx) => joinVoices(ctx, one.voiceId, heard))
    const phrase = await giveAfterADay(one.voiceId)
    const [joined] = await as((ctx) => listJoins(ctx, one.voiceId))
    await as((ctx) => undoJoin(ctx, joined!.id))
    expect((await open(phrase)).text).not.toContain('ride to the end')
    await as((ctx) => joinVoices(ctx, one.voiceId, heard))
    const answer = await open(phrase)
    expect(answer.text).toContain('The night bus driver.')
    expect(answer.text).not.toContain('ride to the end')
  })

  test('a ticket made for a phrase that was replaced asks for the new one', async () => {
    const one = await write('The night bus driver.')
    const open1 = await open(one.phrase)
    await giveAfterADay(one.voiceId)
    expect((await step(open1, 'own')).text).toContain(back.again)
  })
})

describe('one listener alone', () => {
  test('cannot give first words to come back to a voice whose words came as two', async () => {
    const heard = await hear('Ina Marlow', 'She let me ride to the end.')
    const other = await hear('Bo Lindqvist', 'I mend bicycles.')
    expect(await as((ctx) => findPhraseState(ctx, heard))).toBe('none')
    await as((ctx) => joinVoices(ctx, heard, other))
    expect(await as((ctx) => findPhraseState(ctx, heard))).toBe('joined')
    expect(await giveFirstPhrase(doing(), heard)).toBeNull()
  })

  test('cannot split words from the page off, to give them a phrase of their own', async () => {
    const one = await write('The night bus driver.')
    const heard = await hear('Ina Marlow', 'She let me ride to the end.')
    await as((ctx) => joinVoices(ctx, one.voiceId, heard))
    const brought = await as((ctx) => selectContributions(ctx, one.voiceId))
    const web = brought.find((row) => row.door === 'web')!
    await expect(as((ctx) => splitContribution(ctx, one.voiceId, web.id))).rejects.toMatchObject({
      kind: 'invalid-state',
    })
    const [row] = await house.asOwner('select id from passage where contribution_id = $1', [web.id])
    const moved = { voiceId: one.voiceId, passageIds: [String(row!['id'])], toNumber: null }
    await expect(as((ctx) => movePassages(ctx, moved))).rejects.toMatchObject({ kind: 'invalid-state' })
  })

  test('opens nothing to a phrase by moving words to its voice', async () => {
    const one = await write('The night bus driver.')
    const heard = await hear('Ina Marlow', 'She let me ride to the end.')
    const [row] = await house.asOwner(
      'select p.id, v.number from passage p join contribution c on c.id = p.contribution_id, voice v where c.voice_id = $1 and v.id = $2',
      [heard, one.voiceId],
    )
    const passageIds = [String(row!['id'])]
    expect(
      await as((ctx) => movePassages(ctx, { voiceId: heard, passageIds, toNumber: Number(row!['number']) })),
    ).toBe(one.voiceId)
    const answer = await open(one.phrase)
    expect(answer.text).not.toContain('ride to the end')
    expect(answer.text).toContain(back.elsewhere(1))
  })
})

describe('what is answered with a phrase', () => {
  async function standing(voiceId: string) {
    return (await as((ctx) => listStanding(ctx, [voiceId]))).get(voiceId)!
  }

  test('a no holds for all; a yes does not open what the other shut', async () => {
    const one = await write('The night bus driver.')
    const two = await write('My sister’s sofa.')
    await step(await open(two.phrase), 'answers', { change: 'quote-no' })
    await as((ctx) => joinVoices(ctx, one.voiceId, two.voiceId))
    expect((await standing(one.voiceId)).quote).toBe(false)
    const refused = await step(await open(one.phrase), 'answers', { change: 'quote-yes' })
    expect(refused.text).toContain(back.shutElsewhere)
    expect((await standing(one.voiceId)).quote).toBe(false)
    const agreed = await step(await open(two.phrase), 'answers', { change: 'quote-yes' })
    expect(agreed.text).toContain(back.changed)
    expect((await standing(one.voiceId)).quote).toBe(true)
    await step(await open(one.phrase), 'answers', { change: 'quote-no' })
    await step(await open(one.phrase), 'answers', { change: 'quote-yes' })
    expect((await standing(one.voiceId)).quote).toBe(true)
  })

  test('nobody’s yes to be read opens words of somebody who was never asked', async () => {
    const one = await write('The night bus driver.')
    const heard = await hear('Ina Marlow', 'She let me ride to the end.', false)
    await as((ctx) => joinVoices(ctx, one.voiceId, heard))
    expect((await standing(one.voiceId)).read).toBe(false)
    const refused = await step(await open(one.phrase), 'answers', { change: 'read-yes' })
    expect(refused.text).toContain(back.shutElsewhere)
    await as((ctx) => agree(ctx, one.voiceId))
    expect((await standing(one.voiceId)).read).toBe(true)
  })

  test('what one says of itself is not shown to the other', async () => {
    const one = await write('The night bus driver.')
    const two = await write('My sister’s sofa.')
    await as((ctx) => joinVoices(ctx, one.voiceId, two.voiceId))
    await step(await open(two.phrase), 'hats', { hats: 'I worked in that hostel once.' })
    expect((await as((ctx) => listDetails(ctx, one.voiceId))).hats).toBe('I worked in that hostel once.')
    expect((await step(await open(two.phrase), 'all')).text).toContain('hostel once')
    expect((await step(await open(one.phrase), 'all')).text).not.toContain('hostel once')
  })
})

describe('taking everything back after a joining', () => {
  test('asks about the other words, and takes them as well unless it is said otherwise', async () => {
    for (const elsewhere of [{}, { elsewhere: 'yes' }] as Record<string, string>[]) {
      const one = await write('The night bus driver.')
      const two = await write('My sister’s sofa.')
      await as((ctx) => joinVoices(ctx, one.voiceId, two.voiceId))
      const before = await texts()
      const asked = await step(await open(one.phrase), 'take')
      expect(asked.text).toMatch(/<input[^>]*name="elsewhere"[^>]*checked/)
      await step(asked, 'taken', { when: 'now', ...elsewhere })
      expect(before - (await texts())).toBe('elsewhere' in elsewhere ? 2 : 1)
      expect((await open(two.phrase)).status).toBe('elsewhere' in elsewhere ? 422 : 200)
    }
  })
})

test('the phrase of a listener’s sitting opens what was heard under that name before and after', async () => {
  const heard = await hear('Ina Marlow', 'She let me ride to the end.')
  const phrase = (await giveFirstPhrase(doing(), heard))!
  expect(await hear('Ina Marlow', 'And back.')).toBe(heard)
  const answer = await open(phrase.join(' '))
  expect(answer.text).toContain('ride to the end')
  expect(answer.text).toContain('And back.')
})

test('a process of the version before, which knows nothing of this, still brings words and phrases', async () => {
  const { voiceId } = await write('The night bus driver.')
  const contribution = await house.asOwner(
    `insert into contribution (tenant_id, id, exercise_id, voice_id, source_id)
     values ($1, gen_random_uuid(), $2, $3, $2) returning came_as`,
    [tenantId, exerciseId, voiceId],
  )
  const phrase = await house.asOwner(
    `insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash)
     values ($1, gen_random_uuid(), $2, $3, 'x') returning opens`,
    [tenantId, exerciseId, voiceId],
  )
  expect([contribution[0]!['came_as'], phrase[0]!['opens']]).toEqual([voiceId, [voiceId]])
})
