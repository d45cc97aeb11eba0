import type { Database } from '../../platform/db/database.ts'
import { listPreviews, sayPreview, type Preview, type Said } from '../previews/previews.ts'
import type { Came } from './come-back.ts'
import { voice, type Door } from './web.ts'
import { holdBack, selectComeBack } from './web.queries.ts'

/** What would be printed of whoever came back, and only what their phrase opens; empty unless they want to see it first. */
export async function openFirstLook(db: Database, door: Door, came: Came): Promise<Preview[]> {
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await selectComeBack(ctx, door.exerciseId, { id: came.backId })
    return back && !back.isWaiting ? listPreviews(ctx, back.voiceId, back.opens) : []
  })
}

/** Keeps what they say of one quote; false when it is not what they saw any more. */
export async function sayFirst(
  db: Database,
  door: Door,
  came: Came,
  input: { quoteId: string; seen: string; said: Said },
): Promise<boolean> {
  return db.within(door.tenantId, voice, async (ctx) => {
    const back = await holdBack(ctx, door, came)
    return back && !back.isWaiting ? sayPreview(ctx, back, input) : false
  })
}
