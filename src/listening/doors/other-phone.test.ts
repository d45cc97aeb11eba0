import { beforeAll, describe, expect, test } from 'vitest'
import { bringFile } from '../../../test/brought-file.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, openPlainExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { enter, openApp, type Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import type { Ctx } from '../../platform/db/database.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { listeningPaths } from '../paths.ts'
import { checkingWords } from './checking.words.ts'
import { doorsRoutes } from './doors.routes.tsx'
import { getSource } from './doors.ts'
import { OtherPhone, type Coming, type Here } from './other-phone.ts'

const says = checkingWords['en-GB']

const people = ['Ina', 'Tom', 'Sam'] as const
/** How the same people are called on the other phone. */
const elsewhere = { Ina: 'Ina Marlow', Tom: '+44 7700 900123', Sam: 'Tom' } as const

type Line = [who: (typeof people)[number], minute: number, text: string]
const long: Line[] = Array.from({ length: 12 }, (_, at) => [
  people[at % 3]!,
  at,
  `What stayed with me is the kettle, time ${at} of many.`,
])
const chat: Line[] = [
  ...long,
  ['Ina', 20, 'ok'],
  ['Tom', 20, 'ok'],
  ['Sam', 21, 'Same here'],
  ['Ina', 22, 'Yes'],
]
const two = (number: number) => String(number).padStart(2, '0')
const android = (lines: readonly Line[]) =>
  lines.map(([who, minute, text]) => `12/11/2024, 09:${two(minute)} - ${who}: ${text}\n`).join('')
const iphone = (lines: readonly Line[]) =>
  lines
    .map(
      ([who, minute, text], at) =>
        `[12/11/2024, 09:${two(minute)}:${two(at % 60)}] ${elsewhere[who]}: ${text}\n`,
    )
    .join('')

describe('a chat that comes once more from another phone', () => {
  const house = useTestHouse()
  let team: TestExercise
  let ada: Visitor

  beforeAll(async () => {
    team = await makeTestExercise(house, 'Phones', [])
    ada = await enter(house, openApp(house, [...signInRoutes, ...doorsRoutes]), team.mailOf('ada'))
  }, 60_000)

  const within = <T>(fn: (ctx: Ctx) => Promise<T>) => team.as(team.people.ada, fn)
  const agreed = { how: 'In the group.', uses: ['read'] as const }
  const bring = (exerciseId: string, text: string) =>
    bringFile(house.services.store, within, {
      exerciseId,
      name: 'chat.txt',
      bytes: Buffer.from(text),
      agreed,
    })
  const wordsOf = (exerciseId: string) =>
    within(async (ctx) =>
      (await openPassages(ctx, await listPassageStates(ctx, { exerciseId }))).map((one) => one.verbatim),
    )

  test.each([
    ['Android, then iPhone', android, iphone],
    ['iPhone, then Android', iphone, android],
  ] as const)('%s: what is here is passed over, whoever is called what', async (_, first, second) => {
    const exerciseId = await within((ctx) => openPlainExercise(ctx))
    await bring(exerciseId, first(chat))
    const more: Line = ['Tom', 30, 'One thing more.']
    const again = await bring(exerciseId, second([...chat, more]))
    expect(again).toMatchObject({ passages: 1, repeated: chat.length, voices: 1 })
    const page = await ada.get(listeningPaths.source(again.sourceId))
    expect(page.text).toContain(says.repeated(chat.length))
    expect(page.text).toContain(says.otherNames)
    expect(page.text).toContain(`href="${listeningPaths.voicesSame(exerciseId)}"`)
    expect(await wordsOf(exerciseId)).toEqual([...chat.map(([, , text]) => text), 'One thing more.'])
  })

  test('another chat in which somebody says the same in the same minute is another chat', async () => {
    const exerciseId = await within((ctx) => openPlainExercise(ctx))
    await bring(exerciseId, android(chat))
    const other: Line[] = [
      ['Ina', 20, 'ok'],
      ['Sam', 21, 'Same here'],
      ['Tom', 22, 'Yes'],
      ['Sam', 5, long[5]![2]],
    ]
    expect(await bring(exerciseId, iphone(other))).toMatchObject({ passages: 4, repeated: 0 })
  })

  test('where somebody took their words back, it asks who that was before anything is stored', async () => {
    const exerciseId = await within((ctx) => openPlainExercise(ctx))
    const { sourceId } = await bring(exerciseId, android(chat))
    const { speakers } = await within((ctx) => getSource(ctx, sourceId))
    const tom = speakers.find((one) => one.labels.includes('Tom'))!
    await within((ctx) => withdrawVoice(ctx, tom.voiceId))
    const again = await bring(exerciseId, iphone(chat))
    expect(again).toMatchObject({ state: 'asking', passages: 0 })
    const { asked } = await within((ctx) => getSource(ctx, again.sourceId))
    expect(asked).toContain(elsewhere.Tom)
  })
})

describe('who is who', () => {
  const here = (blind: string, at: number, length = 40): Here => ({
    ...said(at, length),
    sourceId: 's',
    blinds: [blind],
  })
  const coming = (blind: string, at: number, length = 40): Coming => ({ ...said(at, length), blind })
  const said = (at: number, length: number) => ({ minute: `m${at}`, stamp: `w${at}`, length })
  const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

  test('is known after three long messages, and not after two', () => {
    const phone = new OtherPhone()
    phone.learn(
      numbers(0, 2).map((at) => coming('x', at)),
      numbers(0, 2).map((at) => here('a', at)),
    )
    expect(phone.nameHere('x')).toBeNull()
    phone.learn([coming('x', 2)], [here('a', 2)])
    expect(phone.nameHere('x')).toBe('a')
    expect(phone.nameHere('y')).toBeNull()
  })

  test('short words say nothing before it is sure to be the same chat', () => {
    const phone = new OtherPhone()
    phone.learn(
      numbers(0, 9).map((at) => coming('y', at, 2)),
      numbers(0, 9).map((at) => here('b', at, 2)),
    )
    expect(phone.nameHere('y')).toBeNull()
    phone.learn(
      [...numbers(10, 20).map((at) => coming('x', at)), coming('y', 30, 2)],
      [...numbers(10, 20).map((at) => here('a', at)), here('b', 30, 2)],
    )
    expect(phone.nameHere('y')).toBe('b')
  })

  test('one tied to two, and two tied to one, are nobody', () => {
    const phone = new OtherPhone()
    phone.learn(
      [
        ...numbers(0, 8).map((at) => coming('x', at)),
        ...numbers(8, 16).map((at) => coming(at < 12 ? 'y' : 'z', at)),
      ],
      [
        ...numbers(0, 8).map((at) => here(at < 4 ? 'a' : 'b', at)),
        ...numbers(8, 16).map((at) => here('c', at)),
      ],
    )
    expect(['x', 'y', 'z'].map((one) => phone.nameHere(one))).toEqual([null, null, null])
  })

  test('what stands twice in a minute on either side ties nobody', () => {
    const phone = new OtherPhone()
    const twice = numbers(0, 12).flatMap((at) => [coming('x', at), coming('y', at)])
    phone.learn(
      twice,
      numbers(0, 12).map((at) => here('a', at)),
    )
    expect([phone.nameHere('x'), phone.nameHere('y')]).toEqual([null, null])
  })
})
