import { listStaff } from '../../access/staff/staff.ts'
import { listAddresses } from '../../access/accounts/account.ts'
import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import { dropReadings, listIdsOfVoices } from '../passages/passages.ts'
import { forgetSources } from '../sources/forget.ts'
import { dropFingerprints, listLabelIds } from '../voices/label-index.ts'
import { keepPublished } from './kept.ts'
import {
  emptyVoice,
  selectEnding,
  selectEndings,
  selectFiles,
  selectRawVoices,
  upsertRetention,
} from './retention.queries.ts'
import { retentionWords } from './retention.words.ts'
import { destroyKeys, withdrawVoice } from './withdrawals.ts'

const worker = { id: 'worker', roles: ['worker'] }
const words = retentionWords['en-GB']
/** Voices to one transaction. */
const atOnce = 50

/** When raw words of an exercise go, or went; null while no day is set. */
export async function findEnding(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ on: string; goneAt: Date | null; isNear: boolean } | null> {
  return selectEnding(ctx, exerciseId)
}

/**
 * Tells the leads of an organisation which exercises' raw words go within a week, and takes the words of those whose
 * day has come. Twice does nothing more, and what a crash cut off goes on at the next turn. Not inside a transaction.
 */
export async function keepToDates(
  db: Database,
  postbox: Postbox,
  tenantId: string,
  origin: string,
): Promise<void> {
  const endings = await db.within(tenantId, worker, (ctx) => selectEndings(ctx))
  const untold = endings.filter((ending) => !ending.told && !ending.isDue)
  if (untold.length > 0) {
    const leads = await db.within(tenantId, worker, async (ctx) =>
      (await listStaff(ctx)).filter((one) => one.roles.includes('lead')).map((one) => one.accountId),
    )
    const addresses = await listAddresses(db, leads)
    for (const ending of untold) {
      for (const to of addresses.values()) await postbox.send({ to, ...words.letter(origin, ending.on) })
      await db.within(tenantId, worker, (ctx) =>
        upsertRetention(ctx, ending.exerciseId, { toldFor: ending.on }),
      )
    }
  }
  for (const { exerciseId } of endings.filter((ending) => ending.isDue)) {
    await removeRaw(db, tenantId, exerciseId)
  }
}

/**
 * Takes the raw words of an exercise: passages and everything made of them, labels, what came with the files. What a
 * published quote stands on is kept sealed for the builder, and who was heard goes on being counted.
 */
async function removeRaw(db: Database, tenantId: string, exerciseId: string): Promise<void> {
  for (let left = true; left;) {
    left = await db.within(tenantId, worker, async (ctx) => {
      const voices = await selectRawVoices(ctx, exerciseId, atOnce)
      const keyIds: string[] = []
      for (const voice of voices) keyIds.push(...(await removeRawOf(ctx, exerciseId, voice)))
      if (keyIds.length > 0) await destroyKeys(ctx, exerciseId, keyIds)
      return voices.length > 0
    })
  }
  await db.within(tenantId, worker, async (ctx) => {
    const files = await selectFiles(ctx, exerciseId)
    await forgetSources(ctx, files)
    await upsertRetention(ctx, exerciseId, { isGone: true })
    await recordAct(ctx, 'exercise.raw-words-gone', 'exercise', exerciseId)
  })
}

/** Gives the keys to be destroyed. */
async function removeRawOf(
  ctx: Ctx,
  exerciseId: string,
  voice: { id: string; isHeard: boolean },
): Promise<string[]> {
  if (!voice.isHeard) {
    await withdrawVoice(ctx, voice.id)
    return []
  }
  const passageIds = await listIdsOfVoices(ctx, [voice.id])
  const labelIds = await listLabelIds(ctx, voice.id)
  await keepPublished(ctx, { voice: { id: voice.id, exerciseId }, passageIds, why: 'retention' })
  await dropReadings(ctx, passageIds)
  await dropFingerprints(ctx, labelIds)
  await emptyVoice(ctx, voice.id)
  return [...passageIds, ...labelIds]
}
