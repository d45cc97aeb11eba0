import { beforeAll, describe, expect, test } from 'vitest'
import { bringFile } from '../../../test/brought-file.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeXlsx } from '../../../test/made-papers.ts'
import { makeOrganisation } from '../../access/organisation/organisation.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { openPlainExercise } from '../../../test/test-exercise.ts'
import { newBlindId } from '../../platform/ids.ts'
import { runWaitingTasks } from '../../platform/jobs/tasks.ts'
import { Fields } from '../../platform/http/fields.ts'
import { withdrawalTask } from '../withdrawals/withdrawals.ts'
import { confirmSource } from './confirm.ts'
import { getSource, recordAgreement } from './doors.ts'
import { importTask } from './import.jobs.ts'
import { parseTableChoice } from './table-choice.form.ts'
import { chooseColumns, getTable } from './table-choice.ts'

const house = useTestHouse()
let tenantId: string
let within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
let elsewhere: typeof within

beforeAll(async () => {
  const [here, there] = await Promise.all(
    ['Lantern Street', 'Elsewhere'].map((name) =>
      makeOrganisation(house.db, {
        name,
        operator: '',
        staff: [{ name: 'Bea', address: `b${newBlindId()}@lantern.example`, roles: ['listener'] }],
      }),
    ),
  )
  const as =
    (made: { tenantId: string; accountIds: string[] }): typeof within =>
    (fn) =>
      house.db.within(made.tenantId, { id: made.accountIds[0]!, roles: ['listener'] }, fn)
  tenantId = here!.tenantId
  within = as(here!)
  elsewhere = as(there!)
})

const open = () => within((ctx) => openPlainExercise(ctx))

const bring = (exerciseId: string, bytes: string | Buffer, name = 'answers.csv') =>
  bringFile(house.services.store, within, { exerciseId, name, bytes })

const runTasks = () =>
  runWaitingTasks({ db: house.db, store: house.services.store }, [importTask, withdrawalTask])

const passagesOf = (sourceId: string) =>
  house.asOwner(
    `select p.line, p.said_at, p.context_sealed is not null as has_context, c.voice_id from passage p
     join contribution c on c.id = p.contribution_id where c.source_id = $1 order by p.number`,
    [sourceId],
  )

const table = (day: string) =>
  `When,Site,What helped most here?,What got in the way of it?\n${day},North,A kettle and somebody to share it,"The stairs, always"\n${day},South,Being asked twice,\n`

describe('the columns of a table', () => {
  test('are guessed, then chosen, and the next table with the same headings needs no question', async () => {
    const { store } = house.services
    const exerciseId = await open()
    const first = await bring(exerciseId, table('2026-01-02'))
    expect(first).toMatchObject({ state: 'to-check', passages: 2, voices: 2 })
    const view = await getTable(within, store, first.sourceId)
    expect(view.columns.map((column) => [column.name, column.use])).toEqual([
      ['When', 'date'],
      ['Site', null],
      ['What helped most here?', 'words'],
      ['What got in the way of it?', null],
    ])
    expect(view.isRemembered).toBe(false)

    await chooseColumns(within, store, first.sourceId, {
      words: [2, 3],
      voice: null,
      date: 0,
      hasHeader: true,
    })
    await runTasks()
    const answers = await passagesOf(first.sourceId)
    expect(answers.map((row) => [row['line'], row['has_context']])).toEqual([
      [2, true],
      [2, true],
      [3, true],
    ])
    // Both answers of one row are one person's.
    expect(new Set(answers.map((row) => row['voice_id'])).size).toBe(2)

    const next = await bring(await open(), `\ufeff${table('2026-02-03').replaceAll('\n', '\r\n')}`)
    expect(next).toMatchObject({ passages: 3, voices: 2 })
    expect((await getTable(within, store, next.sourceId)).isRemembered).toBe(true)
    const other = await bring(exerciseId, table('2026-01-02').replace('Site', 'Place'))
    expect(other).toMatchObject({ passages: 2 })
  })

  test('hold one voice for all answers of a row, also where a batch ends between them', async () => {
    const { store } = house.services
    const exerciseId = await open()
    const rows = Array.from({ length: 700 }, (_, at) => `one answer ${at},another answer ${at},a third ${at}`)
    const { sourceId } = await bring(
      exerciseId,
      `First question,Second question,Third question\n${rows.join('\n')}\n`,
    )
    await chooseColumns(within, store, sourceId, {
      words: [0, 1, 2],
      voice: null,
      date: null,
      hasHeader: true,
    })
    await runTasks()
    const answers = await passagesOf(sourceId)
    expect(answers).toHaveLength(2100)
    const byRow = Map.groupBy(answers, (row) => row['line'])
    expect([...byRow.values()].every((all) => new Set(all.map((row) => row['voice_id'])).size === 1)).toBe(
      true,
    )
    expect(new Set(answers.map((row) => row['voice_id'])).size).toBe(700)
  })

  test('show no cell until somebody recorded how the people agreed', async () => {
    const { store } = house.services
    const { sourceId } = await bring(await open(), table('2026-03-04'))
    const shut = await getTable(within, store, sourceId)
    expect(shut.columns.every((column) => column.cells === null)).toBe(true)
    const [first] = (await within((ctx) => getSource(ctx, sourceId))).speakers
    const one = new Map([[first!.voiceId, ['read'] as const]])
    await within((ctx) => recordAgreement(ctx, sourceId, { how: 'One.', everybody: null, answers: one }))
    const partly = await getTable(within, store, sourceId)
    expect(partly.columns.every((column) => column.cells === null)).toBe(true)
    await within((ctx) =>
      recordAgreement(ctx, sourceId, { how: 'On the form.', everybody: ['read'], answers: new Map() }),
    )
    const seen = await getTable(within, store, sourceId)
    expect(seen.columns.map((column) => column.cells)).toEqual([
      ['2026-03-04', '2026-03-04'],
      ['North', 'South'],
      ['A kettle and somebody to share it', 'Being asked twice'],
      ['The stairs, always'],
    ])
    await confirmSource(within, store, sourceId)
    await expect(getTable(within, store, sourceId)).rejects.toMatchObject({ kind: 'invalid-state' })
  })

  test('of a table without headings are chosen for it alone', async () => {
    const { store } = house.services
    const exerciseId = await open()
    const said = (n: number) => `${n},2026-01-0${n},It took four months and nobody wrote back to me. ${n}\n`
    const { sourceId } = await bring(exerciseId, said(1) + said(2))
    expect((await getTable(within, store, sourceId)).columns.map((column) => column.name)).toEqual([
      'Column 1',
      'Column 2',
      'Column 3',
    ])
    await chooseColumns(within, store, sourceId, { words: [2], voice: 0, date: null, hasHeader: false })
    await runTasks()
    expect((await passagesOf(sourceId)).map((row) => row['said_at'])).toEqual([null, null])
    const next = await bring(exerciseId, said(3) + said(4))
    expect((await passagesOf(next.sourceId)).map((row) => row['said_at'])).not.toContain(null)
  })

  test('of a workbook say which sheet is read', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
    const row = (...cells: string[]) => `<row>${cells.map(cell).join('')}</row>`
    const book = makeXlsx({
      'How to read this': row('Made in March'),
      Answers: row('Survey 2026') + row('Who', 'Comment') + row('Jo', 'A kettle') + row('', 'A door', 'note'),
    })
    const { sourceId, passages, voices } = await bring(await open(), book, 'answers.xlsx')
    expect([passages, voices]).toEqual([2, 2])
    const view = await getTable(within, house.services.store, sourceId)
    expect(view.sheets).toEqual({ read: 'Answers', all: ['How to read this', 'Answers'] })
    expect(view.columns.map((column) => column.use)).toEqual(['voice', 'words'])
  })

  test('belong to one organisation: another finds neither the table nor the choice', async () => {
    const { store } = house.services
    const { sourceId } = await bring(await open(), table('2026-05-06'))
    const choice = { words: [3], voice: null, date: null, hasHeader: true }
    await expect(getTable(elsewhere, store, sourceId)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(chooseColumns(elsewhere, store, sourceId, choice)).rejects.toMatchObject({
      kind: 'not-found',
    })
    const rows = await house.asOwner('select distinct tenant_id from table_choice')
    expect(rows).toEqual([{ tenant_id: tenantId }])
  })

  test('that are not there are refused, and the table stays as it was', async () => {
    const { store } = house.services
    const { sourceId } = await bring(await open(), table('2026-06-07'))
    for (const choice of [
      { words: [], voice: null, date: null, hasHeader: true },
      { words: [4], voice: null, date: null, hasHeader: true },
      { words: [2], voice: -1, date: null, hasHeader: true },
      { words: [2], voice: null, date: 1.5, hasHeader: true },
    ]) {
      await expect(chooseColumns(within, store, sourceId, choice)).rejects.toThrow('no such column')
    }
    expect((await passagesOf(sourceId)).length).toBeGreaterThan(0)
  })
})

test.each<[string, [string, string][], unknown]>([
  ['words missing', [['column-0', 'voice']], ['column-0']],
  [
    'two voices',
    [
      ['column-0', 'voice'],
      ['column-1', 'words'],
      ['column-2', 'voice'],
    ],
    ['column-2'],
  ],
  [
    'two dates',
    [
      ['column-0', 'date'],
      ['column-1', 'words'],
      ['column-2', 'date'],
    ],
    ['column-2'],
  ],
])('the form asks again for %s', (_, sent, fields) => {
  const parsed = parseTableChoice(new Fields(sent))
  expect(parsed.ok || parsed.problems.map((problem) => problem.field)).toEqual(fields)
})

test('the form gives columns in their order', () => {
  const sent: [string, string][] = [
    ['column-10', 'words'],
    ['column-2', 'words'],
    ['column-0', 'none'],
    ['column-1', 'date'],
    ['heading', 'no'],
  ]
  expect(parseTableChoice(new Fields(sent))).toEqual({
    ok: true,
    input: { words: [2, 10], voice: null, date: 1, hasHeader: false },
  })
})
