import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bringFile } from '../../../test/brought-file.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { newBlindId } from '../../platform/ids.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { listeningPaths } from '../paths.ts'
import { getLines } from './checking.ts'
import { checkingWords } from './checking.words.ts'
import { doorsRoutes } from './doors.routes.tsx'
import { recordAgreement, takeOutSource } from './doors.ts'
import type { Within } from './arrival.ts'
import { type Agreed } from './import.ts'
import { takeForNotice } from './lines.ts'

const house = useTestHouse()
let team: TestExercise

beforeAll(async () => {
  team = await makeTestExercise(house, 'Mailroom', [])
})

const yes: Agreed = { how: 'They wrote to the address on the leaflet.', uses: ['read', 'quote'] }

async function bring(name: string, bytes: Buffer, agreed: Agreed | null = yes) {
  const { exerciseId } = team
  const within: Within = (fn) => team.as(team.people.ada, fn)
  return bringFile(house.services.store, within, { exerciseId, name, bytes, agreed })
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

describe('a mail comes once', () => {
  let about = 0
  const made = (number: string, words: string, from = `Kim <kim@example.org>`) =>
    `From: ${from}\nDate: Wed, 13 Nov 2024 10:0${about}:02 +0000\nMessage-ID: <${number}@example.org>\n\n${words}\n`
  const box = (...mails: string[]) =>
    Buffer.from(mails.map((mail) => `From a@b Tue Nov 12 09:16:02 2024\n${mail}\n`).join(''))
  const wordsOf = async () =>
    (
      await team.as(team.people.ada, async (ctx) =>
        openPassages(ctx, await listPassageStates(ctx, { exerciseId: team.exerciseId })),
      )
    ).map((passage) => passage.verbatim)
  beforeEach(async () => {
    about += 1
    team = await makeTestExercise(house, `Mailroom${about}`, [])
  })

  test('though the second box gives its words otherwise; what is new comes, and how many were here is counted', async () => {
    await bring('a.mbox', box(made('1', 'A key.'), made('2', '> What helped?\nTea.\n\n> And then?\nMilk.')))
    // Another program: another name beside the address, and the words broken at other places.
    const again = await bring(
      'b.mbox',
      box(
        made('1', 'A\nkey.', 'K. Lane <kim@example.org>'),
        made('2', '> What helped?\nTea.\n\n> And then?\nMilk.'),
        made('3', 'Sugar.'),
      ),
    )
    expect(again).toMatchObject({ passages: 1, repeated: 2 })
    expect(await wordsOf()).toEqual(['A key.', 'Tea.', 'Milk.', 'Sugar.'])
    const app = openApp(house, [...signInRoutes, ...doorsRoutes])
    const ada = await enter(house, app, `ada@mailroom${about}.example`)
    const page = await ada.get(listeningPaths.source(again.sourceId))
    expect(page.text).toContain(checkingWords['en-GB'].repeatedMails(2))
  })

  test('a box of nothing new is refused with a sentence, and what is here stays whole', async () => {
    await bring('a.mbox', box(made('1', 'A key.')))
    await expect(bring('one.eml', Buffer.from(made('1', 'A key.')))).rejects.toThrow('here already')
    expect(await wordsOf()).toEqual(['A key.'])
  })

  test('without a number of its own by sender, second and words; without a date two alike are two', async () => {
    const bare = (words: string, date = 'Date: Wed, 13 Nov 2024 10:00:02 +0000\n') =>
      `From: kim@example.org\n${date}\n${words}\n`
    await bring('a.mbox', box(bare('A key.'), bare('Tea.', '')))
    const again = await bring('b.mbox', box(bare('A key.'), bare('A kettle.'), bare('Tea.', '')))
    expect(again).toMatchObject({ passages: 2, repeated: 1 })
    expect((await wordsOf()).toSorted()).toEqual(['A kettle.', 'A key.', 'Tea.', 'Tea.'])
  })

  test('a file taken out may come again, except what somebody took back', async () => {
    const file = box(made('1', 'A key.'), made('2', 'Tea.', 'Jo <jo@example.org>'))
    const { sourceId } = await bring('a.mbox', file)
    const states = await team.as(team.people.ada, (ctx) =>
      listPassageStates(ctx, { exerciseId: team.exerciseId }),
    )
    await team.as(team.people.ada, (ctx) => withdrawVoice(ctx, states[1]!.voiceId))
    const within: Parameters<typeof takeOutSource>[0] = (fn) => team.as(team.people.ada, fn)
    await takeOutSource(within, house.services.store, sourceId)
    expect(await bring('a.mbox', file)).toMatchObject({ passages: 1, repeated: 1 })
    expect(await wordsOf()).toEqual(['A key.'])
  })

  test('words a listener took for a notice are not words taken back', async () => {
    const file = box(made('1', 'A key.'), made('2', 'Out until Monday, sorry.'))
    const { sourceId } = await bring('a.mbox', file, null)
    await team.as(team.people.ada, async (ctx) => {
      await recordAgreement(ctx, sourceId, { how: 'Asked.', everybody: ['read'], answers: new Map() })
      const { words } = await getLines(ctx, sourceId, { kind: 'words', skip: 0 })
      await takeForNotice(ctx, sourceId, words[1]!.id)
    })
    await takeOutSource((fn) => team.as(team.people.ada, fn), house.services.store, sourceId)
    expect(await bring('a.mbox', file)).toMatchObject({ passages: 2, repeated: 0 })
  })
})
