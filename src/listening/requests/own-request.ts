import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { selectOpenRequests, setStopped, type RequestKind } from './requests.queries.ts'

/** A request that waits, as the voice it is about sees it. */
export type OpenRequest = { kind: RequestKind; askedAt: Date }

export async function findOpenRequest(ctx: Ctx, voiceId: string): Promise<OpenRequest | null> {
  const [newest] = await selectOpenRequests(ctx, { voiceId })
  return newest ? { kind: newest.kind, askedAt: newest.askedAt } : null
}

/** Stops everything that waits for a voice: it came back by its own phrase and did not ask. */
export async function stopOwnRequest(ctx: Ctx, voiceId: string): Promise<boolean> {
  const open = await selectOpenRequests(ctx, { voiceId })
  await setStopped(
    ctx,
    open.map((request) => request.id),
  )
  for (const request of open) await recordAct(ctx, 'request.stopped', 'request', request.id)
  return open.length > 0
}
