import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { listeningPaths } from '../paths.ts'
import { addEdit } from '../review/additions.ts'
import { decide, openForReview, openSecondReading, passSecond, sendBack } from '../review/review.ts'
import {
  makeTestExercise,
  propose,
  strangeId,
  type TeamMember,
  type TestExercise,
} from '../../../test/test-exercise.ts'
import { themeRoutes } from '../themes/themes.routes.tsx'
import { changeTheme, countThemes, findOrMakeTheme, listThemes } from '../themes/themes.ts'
import { codingRoutes } from './codings.routes.tsx'
import {
  codeStretch,
  listCodings,
  listStretchesOf,
  listToCode,
  removeCoding,
  type Coding,
} from './codings.ts'

const emoji = 'Sam gave me 👩🏽‍🚒 the key. I cried 😭 all night. It was warm.'
const house = useTestHouse()
let app: Hono
let made: TestExercise
let serial = 0
const visit = (who: TeamMember) => enter(house, app, made.mailOf(who))

beforeAll(async () => {
  app = openApp(house, [...signInRoutes, ...codingRoutes, ...themeRoutes])
}, 60_000)

beforeEach(async () => {
  serial += 1
  house.services.limits = new Limits()
  made = await makeTestExercise(house, `Codes${serial}`, [
    { label: 'Voice A', text: emoji },
    { label: 'Voice B', text: 'A kettle of my own.' },
    {
      label: 'Voice C',
      text: `${'Nobody came to see it for a long while then. '.repeat(12)}Then my sister came.`,
    },
    { label: 'Voice D', text: 'Not read by anybody yet.' },
  ])
  for (const index of [1, 2]) await review(index)
})

/** Two people pass a passage, after a name in it was replaced where one is given. */
async function review(index: number, edit?: { from: string; to: string }): Promise<void> {
  const id = made.passageIds[index]!
  await propose(made, [id])
  await made.as(made.people.ada, async (ctx) => {
    if (edit) {
      const { verbatim } = (await openForReview(ctx, id)).passage
      const start = verbatim.indexOf(edit.from)
      const added = {
        start,
        end: start + edit.from.length,
        kind: 'generalise',
        replacement: edit.to,
      } as const
      expect((await addEdit(ctx, id, { ...added, note: '', hasReadAll: false })).ok).toBe(true)
    }
    const { stamp, edits } = await openForReview(ctx, id)
    const answers = edits.map(
      (one) =>
        ({
          editId: one.id,
          answer: one.state === 'accepted' ? 'accept' : 'leave',
          replacement: one.replacement,
          note: '',
        }) as const,
    )
    expect(await decide(ctx, id, { stamp, answers, pass: true })).toEqual({ ok: true, done: 'passed' })
  })
  await made.as(made.people.ben, async (ctx) => {
    const { seal } = await openSecondReading(ctx, id)
    expect((await passSecond(ctx, id, seal)).ok).toBe(true)
  })
}

function code(index: number, start: number, end: number, newTheme: string | null, themeIds: string[] = []) {
  const passageId = made.passageIds[index]!
  return made.as(made.people.ada, (ctx) => codeStretch(ctx, { passageId, start, end, themeIds, newTheme }))
}

function list(index: number): Promise<Coding[]> {
  return made.as(made.people.ada, (ctx) => listCodings(ctx, { passageId: made.passageIds[index]! }))
}

const textOf = (coding: Coding) => coding.pieces.map((piece) => piece.text).join('')

describe('a stretch', () => {
  test('is kept in the verbatim and grows over what was replaced', async () => {
    await review(0, { from: 'Sam', to: 'my brother' })
    // "S" alone is the whole of "[my brother]".
    expect(await code(0, 0, 1, 'Family')).toEqual({ start: 0, end: 3 })
    expect(await code(0, 1, 11, 'Trust')).toEqual({ start: 0, end: 11 })
    expect((await list(0)).map(textOf)).toEqual(['[my brother]', '[my brother] gave me'])
    expect((await list(0))[0]!.pieces).toEqual([{ text: '[my brother]', isEdited: true }])
  })

  test('holds whole characters: an emoji is never split', async () => {
    await review(0)
    const at = emoji.indexOf('😭')
    await expect(code(0, at + 1, at + 4, 'Tears')).rejects.toMatchObject({ kind: 'invalid-state' })
    expect(await code(0, at - 1, at + 3, 'Tears')).toEqual({ start: at, end: at + 2 })
    expect((await list(0)).map(textOf)).toEqual(['😭'])
  })

  test('outside the passage or of spaces only is refused', async () => {
    await review(0)
    for (const [start, end] of [
      [0, 9999],
      [3, 4],
      [-1, 4],
      [4, 2],
    ] as const) {
      await expect(code(0, start, end, 'x')).rejects.toMatchObject({ kind: 'invalid-state' })
    }
    expect(await list(0)).toEqual([])
  })

  test('stays valid when the passage changes, waits meanwhile, and then shows the new reading', async () => {
    await code(1, 2, 8, 'Things')
    expect((await list(1)).map(textOf)).toEqual(['kettle'])
    await made.as(made.people.ben, (ctx) => sendBack(ctx, made.passageIds[1]!))
    expect(await list(1)).toEqual([])
    const waiting = await made.as(made.people.ada, (ctx) => countThemes(ctx, made.exerciseId))
    expect(waiting).toMatchObject([{ name: 'Things', stretches: 0, voices: 0, waiting: 1 }])
    await review(1, { from: 'kettle of my', to: 'a thing' })
    const [coding] = await list(1)
    expect([coding!.start, coding!.end, textOf(coding!)]).toEqual([2, 8, '[a thing]'])
  })

  test('carries several themes, each once, also when sent twice', async () => {
    const first = await made.as(made.people.ada, (ctx) => findOrMakeTheme(ctx, made.exerciseId, 'Warmth'))
    for (let time = 0; time < 2; time += 1) await code(1, 0, 8, ' things  ', [first.id, first.id])
    await code(1, 0, 8, 'THINGS')
    expect((await list(1)).map((coding) => coding.themeName)).toEqual(['things', 'Warmth'])
    const acts = await house.asOwner(
      `select 1 from audit_event where act = 'coding.added' and tenant_id = $1`,
      [made.tenantId],
    )
    expect(acts).toHaveLength(2)
  })

  test('is stored once when two forms arrive at the same moment', async () => {
    await Promise.all([1, 2, 3].map(() => code(1, 0, 8, 'New')))
    expect(await list(1)).toHaveLength(1)
    expect(await made.as(made.people.ada, (ctx) => listThemes(ctx, made.exerciseId))).toHaveLength(1)
  })
})

describe('who may code what', () => {
  test('a passage two people have not passed is refused, to see and to code', async () => {
    await expect(code(3, 0, 3, 'x')).rejects.toMatchObject({ kind: 'invalid-state' })
    const ada = await visit('ada')
    const page = await ada.get(listeningPaths.codePassage(made.passageIds[3]!))
    expect(page.status).toBe(409)
    expect(page.text).not.toContain('Not read by anybody')
    expect((await ada.get(listeningPaths.themes(made.exerciseId))).text).not.toContain('Not read by anybody')
  })

  test('a voice that takes its yes back takes its stretches out of sight', async () => {
    await code(1, 0, 8, 'Things')
    await house.asOwner(
      `insert into consent_event (tenant_id, id, exercise_id, voice_id, use, answer, words_version, recorded_by)
       values ($1, gen_random_uuid(), $2, $3, 'read', false, 't', 'voice')`,
      [made.tenantId, made.exerciseId, made.voiceIds[1]],
    )
    expect(await list(1)).toEqual([])
    expect(
      await made.as(made.people.ada, (ctx) => listCodings(ctx, { exerciseId: made.exerciseId })),
    ).toEqual([])
  })

  test('reader and lead read the themes and change nothing', async () => {
    await code(1, 0, 8, 'Things')
    const [coding] = await list(1)
    for (const name of ['cleo', 'lea'] as const) {
      const visitor = await visit(name)
      const open = await visitor.get(listeningPaths.themes(made.exerciseId))
      expect(open.text).not.toContain('A kettle of my own.')
      const page = await visitor.get(`${listeningPaths.themes(made.exerciseId)}?which=all`)
      expect(page.status).toBe(200)
      expect(page.text).toContain('A kettle of my own.')
      expect(page.text).not.toContain(listeningPaths.codePassage(made.passageIds[1]!))
      expect((await visitor.get(listeningPaths.codePassage(made.passageIds[1]!))).status).toBe(403)
      expect((await visitor.send(listeningPaths.removeCoding(coding!.id))).status).toBe(403)
      expect((await visitor.send(listeningPaths.theme(coding!.themeId), { name: 'x' })).status).toBe(403)
    }
    // The database refuses as well, whatever a page forgets.
    const asCleo = made.as(made.people.cleo, (ctx) =>
      codeStretch(ctx, {
        passageId: made.passageIds[1]!,
        start: 0,
        end: 8,
        themeIds: [coding!.themeId],
        newTheme: null,
      }),
    )
    await expect(asCleo).rejects.toThrow(/row-level security/)
  })

  test('another organisation finds nothing, by address or by form', async () => {
    await code(1, 0, 8, 'Things')
    const [coding] = await list(1)
    const passage = made.passageIds[1]!
    const other = await makeTestExercise(house, `Other${serial}`, [{ label: 'X', text: 'Elsewhere.' }])
    const foreign = await enter(house, app, `ada@other${serial}.example`)
    expect((await foreign.get(listeningPaths.codePassage(passage))).status).toBe(404)
    expect((await foreign.get(listeningPaths.themes(made.exerciseId))).status).toBe(404)
    expect((await foreign.get(listeningPaths.theme(coding!.themeId))).status).toBe(404)
    expect((await foreign.send(listeningPaths.removeCoding(coding!.id))).status).toBe(404)
    expect((await foreign.send(listeningPaths.theme(coding!.themeId), { name: 'x' })).status).toBe(404)
    const theirs = await other.as(other.people.ada, (ctx) => findOrMakeTheme(ctx, other.exerciseId, 'Theirs'))
    await expect(code(1, 0, 8, null, [theirs.id])).rejects.toMatchObject({ kind: 'not-found' })
    await expect(code(1, 0, 8, null, [strangeId])).rejects.toMatchObject({ kind: 'not-found' })
    expect(await list(1)).toHaveLength(1)
  })
})

describe('themes', () => {
  test('count a stretch once however many listeners saw the theme in it', async () => {
    await code(1, 0, 8, 'Things')
    await made.as(made.people.ben, (ctx) =>
      codeStretch(ctx, {
        passageId: made.passageIds[1]!,
        start: 0,
        end: 8,
        themeIds: [],
        newTheme: 'things',
      }),
    )
    await code(2, 0, 6, 'Things')
    const counted = await made.as(made.people.lea, (ctx) => countThemes(ctx, made.exerciseId))
    expect(counted).toMatchObject([{ stretches: 2, voices: 2, waiting: 0 }])
    const shown = await made.as(made.people.lea, (ctx) => listStretchesOf(ctx, counted[0]!.id, 0, 1))
    expect(shown.stretches).toHaveLength(1)
    expect(shown.next).toBe(2)
    const rest = await made.as(made.people.lea, (ctx) => listStretchesOf(ctx, counted[0]!.id, 2, 1))
    expect([rest.stretches.length, rest.next]).toEqual([1, null])
  })

  test('join without losing a stretch or storing one twice, rename, and go when empty', async () => {
    await code(1, 0, 8, 'Things')
    await code(1, 0, 8, 'Stuff')
    await code(2, 0, 6, 'Stuff')
    const [stuff, things] = await made.as(made.people.ada, (ctx) => listThemes(ctx, made.exerciseId))
    const change = (id: string, what: Parameters<typeof changeTheme>[2]) =>
      made.as(made.people.ada, (ctx) => changeTheme(ctx, id, what))
    expect(await change(stuff!.id, { kind: 'rename', name: 'THINGS ' })).toEqual({
      ok: false,
      isNameTaken: true,
    })
    expect(await change(stuff!.id, { kind: 'rename', name: 'stuff' })).toMatchObject({
      ok: true,
      done: 'renamed',
    })
    await expect(change(stuff!.id, { kind: 'remove' })).rejects.toMatchObject({ kind: 'invalid-state' })
    await expect(change(stuff!.id, { kind: 'join', intoId: strangeId })).rejects.toMatchObject({
      kind: 'not-found',
    })
    expect(await change(stuff!.id, { kind: 'join', intoId: things!.id })).toMatchObject({
      shownId: things!.id,
    })
    const codings = await made.as(made.people.ada, (ctx) => listCodings(ctx, { exerciseId: made.exerciseId }))
    expect(codings.map((coding) => [coding.passageNumber, coding.themeName])).toEqual([
      [2, 'Things'],
      [3, 'Things'],
    ])
    for (const coding of codings) await made.as(made.people.ben, (ctx) => removeCoding(ctx, coding.id))
    expect(await change(things!.id, { kind: 'remove' })).toMatchObject({ done: 'removed', shownId: null })
    expect(await made.as(made.people.ada, (ctx) => listThemes(ctx, made.exerciseId))).toEqual([])
  })

  test('their names are sealed', async () => {
    await code(1, 0, 8, 'Things that are mine')
    const [row] = await house.asOwner(`select name_sealed from theme where tenant_id = $1`, [made.tenantId])
    expect((row!['name_sealed'] as Buffer).includes('Things')).toBe(false)
  })

  test('passages come a page at a time, with their codings', async () => {
    await code(2, 0, 6, 'Nobody')
    const first = await made.as(made.people.ada, (ctx) => listToCode(ctx, made.exerciseId, 'all', 0, 1))
    expect([first.passages.map((one) => one.number), first.next]).toEqual([[2], 2])
    const second = await made.as(made.people.ada, (ctx) => listToCode(ctx, made.exerciseId, 'all', 2, 1))
    expect(second.passages.map((one) => one.codings.map((coding) => coding.themeName))).toEqual([['Nobody']])
    expect(second.next).toBeNull()
  })

  test('what nobody has put a theme on yet is listed alone', async () => {
    const open = () => made.as(made.people.ada, (ctx) => listToCode(ctx, made.exerciseId, 'open', 0, 50))
    const before = (await open()).passages.map((one) => one.number)
    expect(before).toContain(3)
    await code(2, 0, 6, 'Nobody')
    expect((await open()).passages.map((one) => one.number)).toEqual(before.filter((number) => number !== 3))
  })
})

describe('the pages', () => {
  test('a short passage shows its words; first to last ticked is coded, and the next passage comes', async () => {
    const ada = await visit('ada')
    const path = listeningPaths.codePassage(made.passageIds[1]!)
    const values = wordValues((await ada.get(path)).text)
    expect(values).toEqual(['0-1', '2-8', '9-11', '12-14', '15-18'])
    const answer = await ada.send(path, [
      ['whole', '0-19'],
      ['word', '2-8'],
      ['word', '12-14'],
      ['new-theme', 'Own'],
    ])
    expect(answer.location).toBe(`${listeningPaths.codePassage(made.passageIds[2]!)}?done=saved`)
    expect((await list(1)).map(textOf)).toEqual(['kettle of my'])
    expect((await ada.get(path)).text).toContain('Take off')
    await ada.send(path, [
      ['whole', '0-19'],
      ['new-theme', 'All of it'],
      ['then', 'stay'],
    ])
    expect((await list(1)).map(textOf)).toEqual(['A kettle of my own.', 'kettle of my'])
  })

  test('a replaced stretch is one word to tick, and nothing under it is sent', async () => {
    await review(0, { from: 'Sam gave me 👩🏽‍🚒', to: 'Somebody helped with' })
    const page = await (await visit('ada')).get(listeningPaths.codePassage(made.passageIds[0]!))
    expect(page.text).toContain('[Somebody helped with]')
    expect(page.text).not.toContain('Sam')
    expect(wordValues(page.text)[0]).toBe('0-19')
  })

  test('a long passage asks for the sentence, then goes on to the next one', async () => {
    const ada = await visit('ada')
    const path = listeningPaths.codePassage(made.passageIds[2]!)
    expect(wordValues((await ada.get(path)).text)).toEqual([])
    const words = wordValues((await ada.get(`${path}?sentence=12`)).text)
    expect(words).toHaveLength(4)
    const sent = [
      ['whole', '540-560'],
      ['new-theme', 'Family'],
    ] as const
    const answer = await ada.send(`${path}?sentence=11`, [...sent, ['then', 'stay']])
    expect(answer.location).toBe(`${path}?sentence=12&done=saved`)
    expect((await ada.send(path, [...sent, ['then', 'next']])).location).toBe(
      `${listeningPaths.themes(made.exerciseId)}?done=all`,
    )
  })

  test('without a theme the same page comes back with what was ticked', async () => {
    const ada = await visit('ada')
    const path = listeningPaths.codePassage(made.passageIds[1]!)
    const answer = await ada.send(path, [
      ['whole', '0-19'],
      ['word', '2-8'],
    ])
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Tick a theme, or name a new one.')
    expect(answer.text).toMatch(/value="2-8"[^>]*checked/)
    expect((await ada.send(path, { whole: '0-19', 'new-theme': 'x'.repeat(81) })).status).toBe(422)
  })

  test('a theme page shows its words, renames, joins and removes', async () => {
    await code(1, 2, 8, 'Things')
    const [theme] = await made.as(made.people.ada, (ctx) => listThemes(ctx, made.exerciseId))
    const ada = await visit('ada')
    const path = listeningPaths.theme(theme!.id)
    const page = await ada.get(path)
    expect(page.text).toContain('One stretch, from one voice'.replace('O', 'o'))
    expect(page.text).toContain('kettle')
    expect(
      (
        await ada.send(path, [
          ['then', 'rename'],
          ['name', '  '],
        ])
      ).status,
    ).toBe(422)
    expect(
      (
        await ada.send(path, [
          ['then', 'rename'],
          ['name', 'Owning'],
        ])
      ).location,
    ).toBe(`${path}?done=renamed`)
    expect(
      (
        await ada.send(path, [
          ['then', 'join'],
          ['into', ''],
        ])
      ).status,
    ).toBe(422)
    const [coding] = await list(1)
    expect((await ada.send(listeningPaths.removeCoding(coding!.id))).status).toBe(303)
    expect((await ada.send(path, [['then', 'remove']])).location).toBe(
      `${listeningPaths.themes(made.exerciseId)}?done=removed`,
    )
    expect((await ada.get(listeningPaths.themes(made.exerciseId))).text).toContain('none is given')
  })
})

function wordValues(html: string): string[] {
  return [...html.matchAll(/<input[^>]*name="word"[^>]*value="([^"]*)"/g)].map((match) => match[1]!)
}
