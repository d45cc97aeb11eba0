import { expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  listProblemKinds,
  publish,
  readPublic,
  tellSeries,
  type ToldSeries,
  voice,
} from '../../../test/told-series.ts'
import { followWithdrawals } from '../../../test/told-in-folder.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import { recordConsent } from '../consent/consent.ts'
import { countVoices } from '../exercises/people.ts'
import { rebuildDue } from '../publications/rebuild.ts'
import { findEnding, keepToDates } from './retention.ts'
import { withdraw } from './withdrawals.ts'

const house = useTestHouse()
const letters: Parameters<Postbox['send']>[0][] = []
const postbox: Postbox = {
  isOnline: true,
  send: async (letter) => void letters.push(letter),
  close: () => undefined,
}

async function told(): Promise<ToldSeries> {
  const series = await tellSeries(house, 'Ret')
  await publish(series)
  return series
}

const setDay = (series: ToldSeries, inDays: number) =>
  house.asOwner('update exercise set raw_until = current_date + $2::int where id = $1', [
    series.exerciseId,
    inDays,
  ])
const keep = (series: ToldSeries) => keepToDates(house.db, postbox, series.tenantId, 'https://listen.example')
const read = (series: ToldSeries, name?: string) => readPublic(house, series, name)
const count = async (series: ToldSeries, table: string) =>
  (await house.asOwner(`select 1 from ${table} where exercise_id = $1`, [series.exerciseId])).length
const work = () => followWithdrawals(house)

test('leads are told once, a week before, in a letter that says nothing; a new day is told anew', async () => {
  const series = await told()
  await setDay(series, 8)
  await keep(series)
  expect(letters).toEqual([])
  await setDay(series, 7)
  await keep(series)
  await keep(series)
  expect(letters.map((letter) => letter.to)).toEqual([series.mailOf('lea')])
  expect(letters[0]!.text).not.toContain('home')
  await setDay(series, 5)
  await keep(series)
  expect(letters).toHaveLength(2)
  expect(await count(series, 'passage')).toBe(4)
  const ending = await series.as(series.people.lea, (ctx) => findEnding(ctx, series.exerciseId))
  expect(ending).toMatchObject({ goneAt: null, isNear: true })
})

test('on the day raw words go, with their keys; what is published stands, and people go on being counted', async () => {
  const series = await told()
  const vault = house.vault.forTenant(series.tenantId)
  const labels = await house.asOwner('select id from voice_label where exercise_id = $1', [series.exerciseId])
  await setDay(series, 0)
  await keep(series)
  await keep(series)
  await work()
  for (const table of ['passage', 'voice_label', 'reading', 'contribution']) {
    expect(await count(series, table), table).toBe(0)
  }
  for (const id of [...series.passageIds, ...labels.map((row) => String(row['id']))]) {
    expect(vault.isKept(id)).toBe(false)
  }
  expect(await count(series, 'kept_passage')).toBe(2)
  const page = await read(series)
  expect(page).toContain('two bags')
  expect(page).toContain('He gave me the key')
  expect(await series.as(series.people.ada, (ctx) => countVoices(ctx, series.exerciseId))).toMatchObject({
    people: 4,
    readable: 4,
  })
  expect(await listProblemKinds(series)).toContain('raw-gone')
  // The monthly rebuild leaves it standing, and counts the same people.
  await house.asOwner(`update rebuild set month = '2026-01-01' where series_id = $1`, [series.seriesId])
  await series.as(series.worker, (ctx) => rebuildDue(ctx))
  expect(await read(series)).toContain('two bags')
  expect(await read(series, 'index.html')).toContain('Words of 4 people')

  // A voice may still say no to being quoted, and take back what is left, quietly too.
  await series.as(series.people.ada, (ctx) =>
    recordConsent(ctx, {
      exerciseId: series.exerciseId,
      voiceIds: [series.voiceIds[1]!],
      answers: { quote: false },
      how: null,
      wordsVersion: 'test-1',
    }),
  )
  expect(await read(series)).not.toContain('He gave me the key')
  const [kept] = await house.asOwner('select id from kept_passage where voice_id = $1', [series.voiceIds[0]])
  await series.as(voice, (ctx) => withdraw(ctx, { voiceId: series.voiceIds[0]!, when: 'at-rebuild' }))
  expect(await read(series)).toContain('two bags')
  expect((await series.as(series.people.ada, (ctx) => countVoices(ctx, series.exerciseId))).people).toBe(3)
  await house.asOwner(`update rebuild set month = month - interval '1 month' where series_id = $1`, [
    series.seriesId,
  ])
  await series.as(series.worker, (ctx) => rebuildDue(ctx))
  expect(await read(series)).not.toContain('two bags')
  expect(vault.isKept(String(kept!['id']))).toBe(false)
})

test('a process that dies in the middle leaves nothing half-gone, and the next turn goes on', async () => {
  const series = await told()
  await setDay(series, 0)
  await series.as(series.worker, async (ctx) => {
    // One voice went, and its keys were left: what was to run after the commit never ran.
    const cut = { ...ctx, afterCommit: () => undefined }
    await withdraw(cut, { voiceId: series.voiceIds[3]!, when: 'now' })
  })
  await keep(series)
  await work()
  expect(await count(series, 'passage')).toBe(0)
  for (const id of series.passageIds) expect(house.vault.forTenant(series.tenantId).isKept(id)).toBe(false)
  expect(await house.asOwner('select 1 from withdrawal where completed_at is null')).toEqual([])
})
