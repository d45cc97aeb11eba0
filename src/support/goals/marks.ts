import type { Ctx } from '../../platform/db/database.ts'
import { deleteMark, insertMark, selectMarks } from './marks.queries.ts'

/** A number from 0 to 10 that a person said about a goal of theirs, on a day. Nobody adds it to another. */
export type Mark = { id: string; mark: number; saidAt: Date }

/** The numbers of one goal, or of each by its id, the newest first. */
export async function listMarks(ctx: Ctx, goalId?: string): Promise<Map<string, Mark[]>> {
  return Map.groupBy(await selectMarks(ctx, goalId), (mark) => mark.goalId)
}

/** The same `id` again adds nothing, and so does one for no goal of this space. */
export async function addMark(ctx: Ctx, goalId: string, id: string, mark: number): Promise<void> {
  await insertMark(ctx, { id, goalId, mark })
}

/** What has gone already stays gone. */
export async function removeMark(ctx: Ctx, goalId: string, id: string): Promise<void> {
  await deleteMark(ctx, goalId, id)
}
