import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { countVoices } from '../exercises/people.ts'
import { afterWithdrawal, releaseWaiting } from '../withdrawals/withdrawals.ts'
import { callFolders } from './folders.queries.ts'
import { passagesOf } from './draft.ts'
import { selectToday } from './publications.queries.ts'
import { findEdition } from './publications.ts'
import {
  insertFigures,
  insertPublishedPassages,
  selectDueExercises,
  selectPublishedSeriesOf,
  selectSeriesNotNoted,
  takeRebuildTurn,
} from './rebuild.queries.ts'

/**
 * The monthly rebuild of everything of an organisation that is due: what waited goes from public, and people are
 * counted anew, whether or not anything changed. A month is rebuilt once, whoever asks and how often. As the worker.
 * Gives how many series it was.
 */
export async function rebuildDue(ctx: Ctx): Promise<number> {
  await noteEarlier(ctx)
  let rebuilt = 0
  for (const exerciseId of await selectDueExercises(ctx)) rebuilt += await rebuildExercise(ctx, exerciseId)
  return rebuilt
}

/**
 * An edition printed by a version that did not note which passages it quotes: they are noted, so that what is taken
 * back quietly waits there too.
 */
async function noteEarlier(ctx: Ctx): Promise<void> {
  for (const seriesId of await selectSeriesNotNoted(ctx)) {
    const edition = await findEdition(ctx, seriesId)
    if (edition) await insertPublishedPassages(ctx, seriesId, passagesOf(edition.content))
  }
}

async function rebuildExercise(ctx: Ctx, exerciseId: string): Promise<number> {
  await takeRebuildTurn(ctx, exerciseId)
  const seriesIds = await selectPublishedSeriesOf(ctx, exerciseId)
  const figures = { voices: (await countVoices(ctx, exerciseId)).readable, checkedOn: await selectToday(ctx) }
  const rebuilt: string[] = []
  for (const seriesId of seriesIds) {
    if (await insertFigures(ctx, seriesId, figures)) rebuilt.push(seriesId)
  }
  if (seriesIds.length > 0 && rebuilt.length === 0) return 0
  await releaseWaiting(ctx, exerciseId)
  await callFolders(ctx, rebuilt)
  await ctx.enqueue({ kind: afterWithdrawal, aboutId: exerciseId })
  await recordAct(ctx, 'exercise.rebuilt', 'exercise', exerciseId)
  return rebuilt.length
}
