import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import { getExercise, takeNumbers } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { findWaiting, withdraw } from '../withdrawals/withdrawals.ts'
import { voice, type Door } from './web.ts'
import type { Came } from './come-back.ts'
import {
  countElsewhere,
  holdBack,
  insertOwnContribution,
  selectComeBack,
  selectHeldWhy,
  selectOwnPassages,
  type ComeBack,
} from './web.queries.ts'

/** Words somebody wrote after they came back; `sending` tells the same form sent twice from two forms. */
export type OwnWords = { words: string; sending: string }

/** `gone`: what was to be changed is not there any more. `same`: nothing was written anew. `closed`: no more is taken. */
export type OwnOutcome = 'stored' | 'known' | 'gone' | 'same' | 'closed'

/**
 * Adds words of a voice that came back, under the answers it gave. The same form sent twice is kept once. `closed`
 * when the exercise takes no more.
 */
export async function addWords(db: Database, door: Door, came: Came, sent: OwnWords): Promise<OwnOutcome> {
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await holdBack(ctx, door, came)
    if (!back || back.isWaiting) return 'gone'
    if (!(await getExercise(ctx, door.exerciseId)).isOpen) return 'closed'
    return writeOwn(ctx, door.exerciseId, back, sent)
  })
}

/**
 * A new version of a passage: a passage of its own, whose review begins at the beginning. The old one is destroyed
 * with its key and all that was made of it, unless its voice says otherwise.
 */
export async function changeWords(
  db: Database,
  door: Door,
  came: Came,
  change: OwnWords & { passageId: string; keepOld: boolean },
): Promise<OwnOutcome> {
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await holdBack(ctx, door, came)
    if (!back) return 'gone'
    const [old] = await selectOwnPassages(ctx, back, { only: change.passageId })
    if (!old) return 'gone'
    const { passageId } = change
    if (ctx.vault.open(passageId, 'passage.verbatim', passageId, old.verbatimSealed) === change.words) {
      return 'same'
    }
    const outcome = await writeOwn(ctx, door.exerciseId, back, change)
    if (outcome === 'stored' && !change.keepOld) {
      await withdraw(ctx, { voiceId: back.voiceId, passageIds: [passageId], when: 'now' })
    }
    return outcome
  })
}

/** What somebody takes back: one passage or (`null`) all; `elsewhere`: those too that their phrase does not open. */
export type Take = { passageId: string | null; elsewhere: boolean; when: 'now' | 'at-rebuild' }

/** Takes everything of a voice back, or one of its passages. Doing it twice does nothing. */
export async function takeBack(db: Database, door: Door, came: Came, take: Take): Promise<void> {
  await db.within(door.tenantId, voice, async (ctx) => {
    const back = await holdBack(ctx, door, came)
    if (!back) return
    const { when, passageId } = take
    const isWhole = take.elsewhere || (await countElsewhere(ctx, back)) === 0
    if (passageId === null && isWhole) return void (await withdraw(ctx, { voiceId: back.voiceId, when }))
    const rows = await selectOwnPassages(ctx, back, passageId === null ? {} : { only: passageId })
    const passageIds = rows.map((row) => row.passageId)
    await withdraw(ctx, { voiceId: back.voiceId, passageIds, when })
  })
}

/** The day on which what is printed of a voice goes, when it took all back and waits for that; otherwise null. */
export async function findWaitingOf(db: Database, door: Door, came: Came): Promise<string | null> {
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await selectComeBack(ctx, door.exerciseId, { id: came.backId })
    return back && findWaiting(ctx, back.voiceId)
  })
}

async function writeOwn(
  ctx: Ctx,
  exerciseId: string,
  back: ComeBack,
  sent: OwnWords,
): Promise<'stored' | 'known'> {
  const { voiceId } = back
  const contributionId = newBlindId()
  const sendingIndex = ctx.vault.fingerprint('own-sending', `${voiceId}/${sent.sending}/${sent.words}`)
  // Whoever waits for a listener's look does not get round it by coming back.
  const heldWhy = await selectHeldWhy(ctx, voiceId)
  const own = { id: contributionId, exerciseId, voiceId, cameAs: back.opens[0]!, sendingIndex, heldWhy }
  if (!(await insertOwnContribution(ctx, own))) return 'known'
  const { firstPassage } = await takeNumbers(ctx, exerciseId, 0, 1)
  await writePassages(ctx, [
    { exerciseId, contributionId, number: firstPassage, line: null, saidAt: null, text: sent.words },
  ])
  if (!heldWhy) await ctx.enqueue({ kind: 'contribution.propose', aboutId: contributionId })
  await recordAct(ctx, 'contribution.received', 'exercise', exerciseId)
  return 'stored'
}
