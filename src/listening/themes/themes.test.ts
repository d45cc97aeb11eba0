import { describe, expect, test } from 'vitest'
import { usePassagesToCode } from '../../../test/passages-to-code.ts'
import { strangeId } from '../../../test/test-exercise.ts'
import { codeStretch, listCodings, listStretchesOf, listToCode, removeCoding } from '../codings/codings.ts'
import { changeTheme, countThemes, listThemes } from './themes.ts'

const { house, made, code } = usePassagesToCode()

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
