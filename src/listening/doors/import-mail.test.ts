import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/database.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { newBlindId } from '../../platform/ids.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { openFileText } from '../files/file-text.ts'
import { announceSource, bringIn, type Agreed } from './import.ts'

let house: TestHouse
let team: TestExercise

beforeAll(async () => {
  house = await openTestHouse()
  team = await makeTestExercise(house, 'Mailroom', [])
})
afterAll(() => house.close())

const yes: Agreed = { how: 'They wrote to the address on the leaflet.', uses: ['read', 'quote'] }

async function bring(name: string, bytes: Buffer) {
  const { store } = house.services
  const { exerciseId } = team
  const within: Parameters<typeof bringIn>[0] = (fn) => team.as(team.people.ada, fn)
  const id = newBlindId()
  const file = { id, name, ...(await store.keep(id, Readable.from([bytes]))) }
  const text = await openFileText(store, file)
  const sourceId = await within((ctx) => announceSource(ctx, { exerciseId, file, text, agreed: yes }))
  return bringIn(within, store, { exerciseId, sourceId, file, text, agreed: yes })
}

const letter = (from: string, body: string, charset = 'utf-8') =>
  `From: ${from}\nDate: Tue, 12 Nov 2024 09:16:02 +0000\nSubject: What helps?\nMessage-ID: <${newBlindId()}@example.org>\nContent-Type: text/plain; charset=${charset}\n\n${body}\n`

test('a box of mails in two encodings: words with the question they answer, one address one voice', async () => {
  const box = Buffer.concat([
    Buffer.from('From a@b Tue Nov 12 09:16:02 2024\n'),
    Buffer.from(
      letter('Sam Jones <sam@example.org>', '> What helped?\nA café down the road.', 'iso-8859-1'),
      'latin1',
    ),
    Buffer.from('\nFrom a@b Tue Nov 12 09:17:02 2024\n'),
    Buffer.from(letter('SAM <sam@EXAMPLE.org>', 'And a Tŷ Bach of my own.')),
    Buffer.from('\nFrom a@b Tue Nov 12 09:18:02 2024\n'),
    Buffer.from(letter('jo@example.org', 'A key.')),
  ])
  const result = await bring('Inbox.mbox', box)
  expect(result).toMatchObject({ door: 'email', passages: 3, notices: 0, notUnderstood: [] })
  const passages = await team.as(team.people.ada, async (ctx) =>
    openPassages(ctx, await listPassageStates(ctx, { exerciseId: team.exerciseId })),
  )
  expect(passages.map(({ verbatim, context, saidAt }) => [verbatim, context, saidAt])).toEqual([
    ['A café down the road.', 'What helped?', '2024-11-12T09:16:02'],
    ['And a Tŷ Bach of my own.', null, '2024-11-12T09:16:02'],
    ['A key.', null, '2024-11-12T09:16:02'],
  ])
})

test('one address is one voice from file to file, whatever name stands beside it', async () => {
  const again = await bring('later.eml', Buffer.from(letter('"Sam J." <sam@example.org>', 'One thing more.')))
  expect(again).toMatchObject({ passages: 1, voices: 1 })
  const states = await team.as(team.people.ada, (ctx) =>
    listPassageStates(ctx, { exerciseId: team.exerciseId }),
  )
  const later = states.find((state) => state.sourceId === again.sourceId)!
  expect(states.filter((state) => state.voiceId === later.voiceId).length).toBeGreaterThan(1)
})
