import { beforeAll, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { Fields } from '../../platform/http/fields.ts'
import { confirmSource } from '../doors/confirm.ts'
import { getSource, recordAgreement } from '../doors/doors.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { parsePaste, readTypedPaste } from './posts.form.ts'
import { keepPaste } from './posts.ts'

const house = useTestHouse()
let team: TestExercise

beforeAll(async () => {
  team = await makeTestExercise(house, 'Pasteboard', [])
})

const as: <T>(fn: Parameters<typeof team.as<T>>[1]) => Promise<T> = (fn) => team.as(team.people.ada, fn)

function parse(fields: Record<string, string>) {
  return parsePaste(readTypedPaste(new Fields(Object.entries(fields))), '2026-11-22')
}

function input(fields: Record<string, string>) {
  const parsed = parse(fields)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.input
}

const pasted = {
  words: 'Jo Ash: A key of my own.\n\nAnd a kettle.\n\n@sam: See https://x.example/a: mine too',
  many: 'yes',
  link: 'https://www.facebook.com/groups/peers/posts/1',
  on: '2026-11-03',
}

test('several people: who wrote what, and a paragraph without a name goes on', () => {
  expect(input(pasted).posts).toEqual([
    { label: 'Jo Ash', text: 'A key of my own.\n\nAnd a kettle.' },
    { label: '@sam', text: 'See https://x.example/a: mine too' },
  ])
})

const refused: [what: string, fields: Record<string, string>, field: string][] = [
  ['nothing', { words: ' ' }, 'words'],
  ['several people and the first is nobody', { words: 'A key.', many: 'yes' }, 'words'],
  ['a day to come', { words: 'A key.', on: '2027-01-01' }, 'on'],
  ['no link', { words: 'A key.', link: 'facebook.com/x' }, 'link'],
  ['a link that does something', { words: 'A key.', link: 'javascript:alert(1)' }, 'link'],
  ['a name like a book', { words: 'A key.', label: 'x'.repeat(101) }, 'label'],
]
test.each(refused)('refused: %s', (_, fields, field) => {
  const parsed = parse(fields)
  expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.field)).toEqual([field])
})

test('waits until a listener says who agreed and that it is right; sent twice it is kept once', async () => {
  const paste = { ...input(pasted), sending: 'one' }
  const id = await as((ctx) => keepPaste(ctx, team.exerciseId, paste))
  expect(await as((ctx) => keepPaste(ctx, team.exerciseId, paste))).toBe(id)
  expect((await as((ctx) => getSource(ctx, id))).source).toMatchObject({
    state: 'to-check',
    door: 'social',
    passages: 2,
    fileName: 'Pasted from facebook.com of 2026-11-03',
  })
  expect(await as((ctx) => listPassageStates(ctx, { exerciseId: team.exerciseId }))).toEqual([])
  await as((ctx) =>
    recordAgreement(ctx, id, { how: 'Asked by message.', everybody: ['read'], answers: new Map() }),
  )
  await confirmSource((fn) => as(fn), house.services.store, id)
  const open = await as(async (ctx) =>
    openPassages(ctx, await listPassageStates(ctx, { exerciseId: team.exerciseId })),
  )
  expect(open.map(({ verbatim, context, saidAt }) => [verbatim, context, saidAt])).toEqual([
    ['A key of my own.\n\nAnd a kettle.', pasted.link, '2026-11-03'],
    ['See https://x.example/a: mine too', pasted.link, '2026-11-03'],
  ])
})

test('words, name and link go when their writer takes them back', async () => {
  const id = await as((ctx) =>
    keepPaste(ctx, team.exerciseId, { ...input({ ...pasted, words: 'Kim Lane: A bench.' }), sending: 'two' }),
  )
  const { speakers } = await as((ctx) => getSource(ctx, id))
  const { voiceId } = speakers[0]!
  await as((ctx) => withdrawVoice(ctx, voiceId))
  const left = await house.asOwner(
    `select 1 from passage p join contribution c on c.id = p.contribution_id where c.source_id = $1
     union all select 1 from voice_label where source_id = $1`,
    [id],
  )
  expect(left).toEqual([])
  expect((await as((ctx) => getSource(ctx, id))).source.fileName ?? '').not.toContain('posts/1')
})
