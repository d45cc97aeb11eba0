import type { Ctx } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import { deleteDetail, replaceDetail, selectDetails, selectVoice } from './consent.queries.ts'
import type { DetailKind } from './uses.ts'

/** What a voice says of itself, in its own words. */
export type Details = Partial<Record<DetailKind, string>>

/** What a voice says of itself; with `as` only what was said with a phrase that opens words that came as one of these. */
export async function listDetails(ctx: Ctx, voiceId: string, as?: readonly string[]): Promise<Details> {
  const details: Details = {}
  for (const row of await selectDetails(ctx, voiceId, as)) {
    details[row.kind] = ctx.vault.open(voiceId, 'voice_detail.text', row.id, row.textSealed)
  }
  return details
}

/** Keeps what a voice says of itself under its own key, in place of what it said before; '' takes it away. */
export async function keepDetail(
  ctx: Ctx,
  input: {
    exerciseId: string
    voiceId: string
    kind: DetailKind
    text: string
    /** The voice whose phrase says it; a listener writes it down without. */
    givenAs?: string | undefined
  },
): Promise<void> {
  // Two of them at once would each find the other's missing.
  await selectVoice(ctx, input.voiceId, true)
  if (!input.text) return deleteDetail(ctx, input.voiceId, input.kind)
  const id = newBlindId()
  ctx.vault.keepKeys([input.voiceId])
  await replaceDetail(ctx, {
    id,
    exerciseId: input.exerciseId,
    voiceId: input.voiceId,
    kind: input.kind,
    givenAs: input.givenAs ?? null,
    textSealed: ctx.vault.sealUnder(input.voiceId, 'voice_detail.text', id, input.text),
  })
}
