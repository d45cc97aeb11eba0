import { describe, expect, test } from 'vitest'
import { emoji, textOf, usePassagesToCode } from '../../../test/passages-to-code.ts'
import { strangeId } from '../../../test/test-exercise.ts'
import { listeningPaths } from '../paths.ts'
import { sendBack } from '../review/review.ts'
import { countThemes, findOrMakeTheme, listThemes } from '../themes/themes.ts'
import { codeStretch, listCodings } from './codings.ts'

const { house, made, review, code, list, visit, visitFromElsewhere } = usePassagesToCode()

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
    const { other, foreign } = await visitFromElsewhere()
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
