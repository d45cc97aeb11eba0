import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Redrawn } from './redraw.ts'
import { getWisdom } from './wisdoms.ts'
import { insertPicture, selectPicture, takeWisdomTurn, updateWisdom } from './wisdoms.queries.ts'

/**
 * Gives a Wisdom its picture, and the words for those who do not see it; `picture` is null to keep the one it has. A
 * picture that was there before stays stored: an edition that is out in public may still show it.
 */
export async function setPicture(
  ctx: Ctx,
  input: { wisdomId: string; picture: Redrawn | null; alt: string },
): Promise<void> {
  await takeWisdomTurn(ctx, input.wisdomId)
  await getWisdom(ctx, input.wisdomId)
  const { picture } = input
  const pictureId = picture ? newId() : null
  if (picture && pictureId) {
    await insertPicture(ctx, {
      id: pictureId,
      mediaType: picture.mediaType,
      width: picture.width,
      height: picture.height,
      bytesSealed: ctx.vault.sealTeamBytes('picture.bytes', pictureId, picture.bytes),
    })
  }
  await updateWisdom(ctx, input.wisdomId, {
    ...(pictureId && { pictureId }),
    pictureAltSealed: ctx.vault.sealTeam('wisdom.picture_alt', input.wisdomId, input.alt),
  })
  await recordAct(ctx, 'wisdom.picture-set', 'wisdom', input.wisdomId)
}

/** A stored picture with its bytes. Throws not-found. */
export async function getPicture(ctx: Ctx, pictureId: string): Promise<Redrawn> {
  const row = await selectPicture(ctx, pictureId)
  if (!row) throw new Failure('not-found', '')
  return {
    bytes: ctx.vault.openTeamBytes('picture.bytes', row.id, row.bytesSealed),
    mediaType: row.mediaType === 'image/png' ? 'image/png' : 'image/webp',
    width: row.width,
    height: row.height,
  }
}

/** The picture a Wisdom has now. Throws not-found, also when it has none. */
export async function getPictureOf(ctx: Ctx, wisdomId: string): Promise<Redrawn> {
  const { pictureId } = await getWisdom(ctx, wisdomId)
  if (!pictureId) throw new Failure('not-found', '')
  return getPicture(ctx, pictureId)
}
