import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  besideIdOf,
  bringByFile,
  chooseBeside,
  publish,
  readBesideTwice,
  readPublic,
  sam,
  tellSeries,
  type ToldSeries,
  voice,
} from '../../../test/told-series.ts'
import { said, sayOf, tellPrinted } from '../../../test/printed-beside.ts'
import { countedLastMonth, keepInFolder, readFolder, rebuild } from '../../../test/told-in-folder.ts'
import { recordConsent } from '../consent/consent.ts'
import { rewriteFolders } from '../publications/folders.ts'
import { movePassages } from '../voices/splits.ts'
import { keepToDates } from '../withdrawals/retention.ts'
import { withdraw } from '../withdrawals/withdrawals.ts'
import { listPrintable } from './beside.ts'

const house = useTestHouse()
const told = () => tellSeries(house, 'Beside')
const printed = () => tellPrinted(house, 'Beside')
const read = (series: ToldSeries, name?: string) => readPublic(house, series, name)

describe('when its voice goes', () => {
  test('now: it goes with the quote', async () => {
    const series = await printed()
    await series.as(voice, (ctx) => withdraw(ctx, { voiceId: series.voiceIds[sam]!, when: 'now' }))
    expect(await read(series)).not.toContain(said)
  })

  test('quietly: it stays as long as the quote does, and nobody of the team sees it', async () => {
    const series = await printed()
    const id = await besideIdOf(series, sam)
    const before = await read(series)
    await series.as(voice, (ctx) => withdraw(ctx, { voiceId: series.voiceIds[sam]!, when: 'at-rebuild' }))
    expect(await read(series)).toBe(before)
    for (const who of [series.people.ada, series.worker]) {
      expect(await series.as(who, (ctx) => listPrintable(ctx, [id]))).toEqual([])
    }
    expect(await house.asOwner('select 1 from voice_detail where id = $1', [id])).toEqual([])
    await countedLastMonth(house, series)
    await rebuild(series)
    const after = await read(series)
    expect(after).not.toContain(said)
    expect(after).not.toContain('two bags and a cat')
  })

  test('some of its words, quietly: a no still takes it off the page at once', async () => {
    const series = await told()
    await bringByFile(house, series)
    await series.as(series.people.ada, (ctx) =>
      movePassages(ctx, { voiceId: series.voiceIds[3]!, passageIds: [series.passageIds[3]!], toNumber: 1 }),
    )
    await chooseBeside(series, sam, 'describe', said)
    await readBesideTwice(series, sam)
    await publish(series)
    const passageIds = [series.passageIds[0]!]
    await series.as(voice, (ctx) =>
      withdraw(ctx, { voiceId: series.voiceIds[sam]!, passageIds, when: 'at-rebuild' }),
    )
    expect(await house.asOwner('select 1 from passage where id = $1', passageIds)).toEqual([])
    expect(await read(series)).toContain(said)
    await chooseBeside(series, sam, 'describe', null)
    const page = await read(series)
    expect(page).toContain('two bags and a cat')
    expect(page).not.toContain(said)
  })

  test('raw words that went on their date: its own answer goes on counting', async () => {
    const series = await printed()
    await house.asOwner('update exercise set raw_until = current_date - 1 where id = $1', [series.exerciseId])
    await keepToDates(house.db, { send: async () => {} } as never, series.tenantId, 'https://x.example')
    expect(await house.asOwner('select 1 from passage where exercise_id = $1', [series.exerciseId])).toEqual(
      [],
    )
    expect(await read(series)).toContain(said)
    await chooseBeside(series, sam, 'describe', null)
    const page = await read(series)
    expect(page).toContain('two bags and a cat')
    expect(page).not.toContain(said)
  })
})

describe('folders', () => {
  test('are written again when an answer takes something off the page', async () => {
    const series = await keepInFolder(house, await printed())
    const holds = async (text: string) => {
      await rewriteFolders(house.db, series.tenantId)
      return (await readFolder(series)).includes(text)
    }
    expect(await holds(said)).toBe(true)
    await chooseBeside(series, sam, 'describe', null)
    expect(await holds(said)).toBe(false)
    expect(await holds('two bags and a cat')).toBe(true)
    // The quote itself goes the same way.
    await series.as(voice, (ctx) =>
      recordConsent(ctx, {
        exerciseId: series.exerciseId,
        voiceIds: [series.voiceIds[sam]!],
        answers: { quote: false },
        how: null,
        wordsVersion: 'test-1',
      }),
    )
    expect(await holds('two bags and a cat')).toBe(false)
  })

  test('are written again when somebody of the team leaves words out', async () => {
    const series = await keepInFolder(house, await printed())
    await sayOf(series, series.people.ben, await besideIdOf(series, sam), false)
    await rewriteFolders(house.db, series.tenantId)
    expect(await readFolder(series)).not.toContain(said)
  })
})
