import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { getSeries } from '../series/series.ts'
import { keptWhen } from '../withdrawals/withdrawals.ts'
import { listFolders, type Folder } from './folders.ts'
import { selectMending, updateMended, type Mending } from './mending.queries.ts'
import { selectFigures, type Figures } from './rebuild.queries.ts'

/**
 * What the team has to know of a series in public: Wisdoms that lost a quote, folders it was written to, and the
 * numbers as they stand until `next` (`YYYY-MM-DD`). `figures` is null before it is published.
 */
export type SeriesStanding = {
  mending: Mending[]
  folders: Folder[]
  figures: Figures | null
  next: string
}

export async function openStanding(ctx: Ctx, seriesId: string): Promise<SeriesStanding> {
  return {
    mending: await selectMending(ctx, seriesId),
    folders: await listFolders(ctx, seriesId),
    figures: await selectFigures(ctx, seriesId),
    next: keptWhen(ctx.now),
  }
}

/** Somebody looked at a Wisdom that lost a quote, and it is well as it is now. Saying it twice is saying it once. Throws not-found. */
export async function sayMended(ctx: Ctx, seriesId: string, wisdomId: string): Promise<void> {
  await getSeries(ctx, seriesId)
  if (await updateMended(ctx, seriesId, wisdomId)) await recordAct(ctx, 'wisdom.mended', 'wisdom', wisdomId)
}
