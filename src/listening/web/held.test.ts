import { beforeEach, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { bringWords, makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { countVoices } from '../exercises/people.ts'
import { joinVoices } from '../voices/joins.ts'
import { heldRound, letIn, listHeld, throwAway } from './held.ts'
import { findDoor, makeSendingOf, receive, type Door } from './web.ts'
import { findByPhrase, type Came } from './come-back.ts'
import { addWords, changeWords } from './own.ts'

const house = useTestHouse()
let team: TestExercise
let door: Door
let made = 0

beforeEach(async () => {
  made += 1
  team = await makeTestExercise(house, `Signal${made}`, [])
  const [row] = await house.asOwner('select address from exercise where id = $1', [team.exerciseId])
  door = (await findDoor(house.db, String(row!['address'])))!
}, 60_000)

const within = <T>(fn: (ctx: Ctx) => Promise<T>) => team.as(team.people.ada, fn)
const count = () => within(async (ctx) => (await countVoices(ctx, team.exerciseId)).people)
const listed = async () => (await within((ctx) => listHeld(ctx, team.exerciseId))).held

/** Somebody whose words wait for a listener's look, and who came back with their phrase. */
async function sendHeld(): Promise<{ came: Came; voiceId: string; passageId: string }> {
  const sending = makeSendingOf(house.db, door)
  const sent = await receive(house.db, door, {
    words: 'Cheap shoes.',
    mayQuote: false,
    sending,
    doubt: 'links',
  })
  if (sent.outcome !== 'stored') throw new Error('It was not kept.')
  const came = (await findByPhrase(house.db, door, sent.phrase))!
  const [row] = await house.asOwner(
    `select p.id from passage p join contribution c on c.id = p.contribution_id where c.voice_id = $1`,
    [came.voiceId],
  )
  return { came, voiceId: came.voiceId, passageId: String(row!['id']) }
}

test('who is held back does not get round it by coming back: more words and changed words wait too', async () => {
  const { came, passageId } = await sendHeld()
  await addWords(house.db, door, came, { words: 'Cheaper shoes.', sending: 'one' })
  const change = { words: 'The cheapest shoes.', sending: 'two', passageId, keepOld: false }
  expect(await changeWords(house.db, door, came, change)).toBe('stored')
  expect(await count()).toBe(0)
  const held = await listed()
  expect(held.map((one) => one.words).sort()).toEqual(['Cheaper shoes.', 'The cheapest shoes.'])
  for (const one of held) await within((ctx) => letIn(ctx, one.contributionId))
  expect(await count()).toBe(1)
  await addWords(house.db, door, came, { words: 'Somebody rang back.', sending: 'three' })
  expect(await listed()).toEqual([])
})

test('what is thrown away, or forgotten for a month, takes nothing else its voice said', async () => {
  const first = await sendHeld()
  await addWords(house.db, door, first.came, { words: 'It was me, honestly.', sending: 'one' })
  const [shoes, honest] = (await listed()).sort((a, b) => a.words.localeCompare(b.words))
  await within((ctx) => letIn(ctx, honest!.contributionId))
  const { voiceIds } = await within((ctx) =>
    bringWords(ctx, team.exerciseId, [{ label: 'Ina Marlow', text: 'I said it at the door.' }]),
  )
  await within((ctx) => joinVoices(ctx, voiceIds[0]!, first.voiceId))
  await within((ctx) => throwAway(ctx, shoes!.contributionId))
  expect(await count()).toBe(1)

  const second = await sendHeld()
  await house.asOwner(
    `update contribution set received_at = now() - interval '31 days' where voice_id = $1`,
    [second.voiceId],
  )
  const { config, db, store, postbox } = house.services
  await heldRound.run({ db, store, postbox, origin: config.origin })
  const left = await house.asOwner('select id from voice where exercise_id = $1 and joined_to is null', [
    team.exerciseId,
  ])
  expect(left.map((row) => row['id'])).toEqual([voiceIds[0]])
  expect(await house.asOwner('select 1 from passage where exercise_id = $1', [team.exerciseId])).toHaveLength(
    2,
  )
})
