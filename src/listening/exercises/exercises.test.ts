import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { findDoorPath } from '../../../test/test-exercise.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { CallWrong, type CommandRun } from '../../platform/commands.ts'
import { Limits } from '../../platform/http/limits.ts'
import { receive } from '../web/web.ts'
import { webRoutes } from '../web/web.routes.tsx'
import { openExerciseCommand } from './exercises.commands.ts'
import { isDay, parseExercise, type TypedExercise } from './exercises.form.ts'
import { exerciseRoutes } from './exercises.routes.tsx'
import { exerciseWords } from './exercises.words.ts'

const words = exerciseWords['en-GB']
const whole: TypedExercise = {
  title: 'What helped',
  question: 'What helped you most?',
  asked: 'Anybody',
  openUntil: '',
  whatHappens: 'Two of us read it.',
  whoReads: 'The team',
  readBy: 'Within two days',
}

const house = useTestHouse()
let app: Hono
let tenantId: string
let ada: string
let listener: Visitor
let reader: Visitor
let other: Visitor

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...exerciseRoutes, ...webRoutes])
  const made = await makeOrganisation(house.db, {
    name: 'Lantern Street',
    operator: 'x',
    staff: [
      { name: 'Ada', address: 'ada@example.org', roles: ['listener'] },
      { name: 'Ben', address: 'ben@example.org', roles: ['reader'] },
    ],
  })
  tenantId = made.tenantId
  ada = made.accountIds[0]!
  await makeOrganisation(house.db, {
    name: 'Elsewhere',
    operator: 'x',
    staff: [{ name: 'Zoe', address: 'zoe@example.org', roles: ['lead', 'listener'] }],
  })
  listener = await enter(house, app, 'ada@example.org')
  reader = await enter(house, app, 'ben@example.org')
  other = await enter(house, app, 'zoe@example.org')
}, 60_000)

beforeEach(async () => {
  house.services.limits = new Limits()
  await house.asOwner('delete from exercise')
})

async function open(more: Partial<TypedExercise> = {}): Promise<string> {
  const answer = await listener.send('/exercises/new', { ...whole, ...more })
  expect(answer.status).toBe(303)
  return /^\/exercises\/([0-9a-f-]{36})\?done=opened$/.exec(answer.location!)![1]!
}

describe('opening', () => {
  test('starts with good sentences, and an exercise opened so has a public page', async () => {
    const form = await listener.get('/exercises/new')
    expect(form.text).toContain('The listening team of Lantern Street')
    expect(form.text).toContain('There is room for exactly one question.')
    const id = await open()
    const hub = await listener.get(`/exercises/${id}?done=opened`)
    const address = await findDoorPath(house, id)
    expect(hub.text).toContain(`http://localhost:3000${address}`)
    for (const said of [words.done.opened, 'What helped you most?', 'Nobody has said anything yet.']) {
      expect(hub.text).toContain(said)
    }
    expect((await new Visitor(app).get(address)).text).toContain('What helped you most?')
  })

  test('what is wrong is said, with the values kept', async () => {
    const answer = await listener.send('/exercises/new', {
      ...whole,
      title: '',
      question: 'One? And two?',
      openUntil: 'in May',
      readBy: 'soon <b>',
    })
    expect(answer.status).toBe(422)
    for (const said of [words.titleMissing, words.oneQuestion, words.dateWrong, 'in May', 'soon &lt;b']) {
      expect(answer.text).toContain(said)
    }
    expect(await house.asOwner('select id from exercise')).toEqual([])
  })

  test('a last day that is over is refused, and no day that is none is taken', () => {
    const problemsOf = (openUntil: string) => {
      const parsed = parseExercise({ ...whole, openUntil }, '2026-11-21')
      return parsed.ok ? [] : parsed.problems.map((problem) => problem.sentence)
    }
    expect(problemsOf('2026-11-20')).toEqual([words.datePast])
    expect(problemsOf('2026-11-21')).toEqual([])
    for (const day of ['2026-02-30', '2026-2-3', '20261121', '2026-13-01'])
      expect(isDay(day), day).toBe(false)
    expect(isDay('2028-02-29')).toBe(true)
  })
})

describe('the list and the hub', () => {
  test('an empty list says what will be here', async () => {
    expect((await listener.get('/exercises')).text).toContain(words.empty)
    expect((await reader.get('/exercises')).text).toContain(words.emptyReader)
  })

  test('say in words how much waits', async () => {
    const id = await open()
    for (const text of ['One', 'Two']) {
      await receive(house.db, { tenantId, exerciseId: id }, { words: text, mayQuote: false, sending: '' })
    }
    expect((await listener.get('/exercises')).text).toContain('2 passages')
    const hub = await listener.get(`/exercises/${id}`)
    expect(hub.text).toContain('Waiting: 2 passages for a first reader.')
    expect(hub.text).toContain('2 people so far.')
    const first = (text: string) => /<a class="button primary" href="([^"]*)"/.exec(text)?.[1]
    expect(first(hub.text)).toBe(`/exercises/${id}/review`)
    // Nothing waits for a second reader yet, and only a listener reads first.
    expect(first((await reader.get(`/exercises/${id}`)).text)).toBeUndefined()
    await house.asOwner(`insert into consent_event (tenant_id, id, exercise_id, voice_id, use, answer, words_version, recorded_by)
      select tenant_id, gen_random_uuid(), exercise_id, id, 'read', false, 'x', 'x' from voice where number = 1`)
    const later = await listener.get(`/exercises/${id}`)
    expect(later.text).toContain('Waiting: one passage for a first reader.')
    expect(later.text).toContain('One passage stays unread until its voice agrees.')
  })

  test('a reader may look, not change; another organisation finds nothing', async () => {
    const id = await open()
    const hub = await reader.get(`/exercises/${id}`)
    expect(hub.status).toBe(200)
    expect(hub.text).not.toContain(`/exercises/${id}/change`)
    expect((await reader.send(`/exercises/${id}/close`)).status).toBe(403)
    expect((await other.get(`/exercises/${id}`)).status).toBe(404)
    expect((await other.send(`/exercises/${id}/change`, whole)).status).toBe(404)
    expect((await other.send(`/exercises/${id}/close`)).status).toBe(404)
  })
})

describe('changing', () => {
  test('changes what people read; closing takes the box away, opening brings it back', async () => {
    const id = await open()
    const address = await findDoorPath(house, id)
    const changed = await listener.send(`/exercises/${id}/change`, {
      ...whole,
      question: 'What would you keep?',
    })
    expect(changed.location).toBe(`/exercises/${id}?done=changed`)
    expect((await listener.get(address)).text).toContain('What would you keep?')
    await listener.send(`/exercises/${id}/close`)
    expect((await listener.get(address)).text).not.toContain('<textarea')
    await listener.send(`/exercises/${id}/reopen`)
    expect((await listener.get(address)).text).toContain('<textarea')
  })

  test('an exercise whose last day is over is opened by changing that day', async () => {
    const id = await open()
    await house.asOwner(`update exercise set open_until = current_date - 1 where id = $1`, [id])
    expect((await listener.get(await findDoorPath(house, id))).text).not.toContain('<textarea')
    const hub = await listener.get(`/exercises/${id}`)
    expect(hub.text).toContain(words.isOverHint)
    expect(hub.text).not.toContain(`>${words.close}<`)
  })
})

describe('the command', () => {
  async function call(options: Record<string, string>): Promise<string[]> {
    const lines: string[] = []
    const run: Pick<CommandRun, 'words' | 'option' | 'has' | 'within' | 'print'> = {
      words: [],
      option: (name) => options[name],
      has: (name) => name in options,
      within: (fn) => house.db.within(tenantId, { id: ada, roles: ['listener'] }, fn),
      print: (line) => void lines.push(line),
    }
    await openExerciseCommand.run(run as CommandRun)
    return lines
  }

  test('prints the id of an exercise with everything a page needs', async () => {
    const [line] = await call({ title: 'T', question: 'Q?', 'open-until': '2099-01-31', json: '' })
    const { id } = JSON.parse(line!) as { id: string }
    expect(
      await house.asOwner('select id, title, question, open_until::text, read_by from exercise'),
    ).toEqual([{ id, title: 'T', question: 'Q?', open_until: '2099-01-31', read_by: words.defaults.readBy }])
  })

  test('says which option to put right', async () => {
    await expect(call({ title: 'T', 'open-until': 'x' })).rejects.toThrow(CallWrong)
    await expect(call({ title: 'T', 'open-until': 'x' })).rejects.toThrow(
      `--question: ${words.questionMissing}\n--open-until: ${words.dateWrong}`,
    )
  })
})

test('the question stays once somebody has answered it; the rest can change', async () => {
  const id = await open()
  await listener.send(`/exercises/${id}/change`, { ...whole, question: 'What helped?' })
  const [row] = await house.asOwner('select tenant_id from exercise where id = $1', [id])
  await house.asOwner(
    'insert into voice (tenant_id, id, exercise_id, number) values ($1, gen_random_uuid(), $2, 1)',
    [row!['tenant_id'], id],
  )
  const asked = async () =>
    (await house.asOwner('select question, title from exercise where id = $1', [id]))[0]
  const refused = await listener.send(`/exercises/${id}/change`, { ...whole, question: 'What did Stu do?' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(words.questionStays)
  expect((await asked())!['question']).toBe('What helped?')
  const changed = await listener.send(`/exercises/${id}/change`, {
    ...whole,
    question: 'What helped?',
    title: 'Another title',
  })
  expect(changed.status).toBe(303)
  expect(await asked()).toEqual({ question: 'What helped?', title: 'Another title' })
})
