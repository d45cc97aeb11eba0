import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rememberFolder, writeRemembered } from '../src/listening/publications/folders.ts'
import { afterWithdrawalTask } from '../src/listening/publications/rebuild.jobs.ts'
import { rebuildDue } from '../src/listening/publications/rebuild.ts'
import { openStanding } from '../src/listening/publications/standing.ts'
import { withdraw, withdrawalTask } from '../src/listening/withdrawals/withdrawals.ts'
import { runWaitingTasks } from '../src/platform/jobs/tasks.ts'
import type { TestHouse } from './database.ts'
import { publish, tellSeries, voice, type ToldSeries } from './told-series.ts'

/** A published series that was written to a folder too. */
export type ToldInFolder = ToldSeries & { folder: string; folderId: string }

export async function tellInFolder(house: TestHouse): Promise<ToldInFolder> {
  const series = await tellSeries(house, 'Rebuilt')
  await publish(series)
  return keepInFolder(house, series)
}

/** Writes what is published of a series to a folder, which goes with the house. */
export async function keepInFolder(house: TestHouse, series: ToldSeries): Promise<ToldInFolder> {
  const folder = join(house.config.dataFolder, series.address)
  const folderId = await series.as(series.people.ada, (ctx) => rememberFolder(ctx, series.seriesId, folder))
  if (!(await writeRemembered(house.db, series.tenantId, folderId, true))) {
    throw new Error('The folder was not written.')
  }
  return { ...series, folder, folderId }
}

export async function readFolder(series: ToldInFolder): Promise<string> {
  const names = await readdir(series.folder)
  return (await Promise.all(names.map((name) => readFile(join(series.folder, name), 'utf8')))).join('\n')
}

/** A voice takes everything back, and what is public of it stays until the monthly rebuild. */
export function withdrawQuietly(series: ToldSeries, index: number) {
  return series.as(voice, (ctx) => withdraw(ctx, { voiceId: series.voiceIds[index]!, when: 'at-rebuild' }))
}

/** What a worker does after withdrawals. */
export async function followWithdrawals({ services: { db, store } }: TestHouse): Promise<void> {
  await runWaitingTasks({ db, store }, [withdrawalTask, afterWithdrawalTask])
}

/** Wisdoms that lost a quote and wait to be mended. */
export async function mendingOf(series: ToldSeries) {
  return (await series.as(series.people.ada, (ctx) => openStanding(ctx, series.seriesId))).mending
}

export const rebuild = (series: ToldSeries) => series.as(series.worker, (ctx) => rebuildDue(ctx))

/** A month goes by: what was reckoned of this one is of the one before. */
export async function countedLastMonth(house: TestHouse, series: ToldSeries): Promise<void> {
  await house.asOwner(
    `update rebuild set month = (month - interval '1 month')::date, checked_on = '2026-10-01' where series_id = $1`,
    [series.seriesId],
  )
}
