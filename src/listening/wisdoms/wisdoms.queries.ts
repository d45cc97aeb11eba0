import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type WisdomRow = {
  id: string
  seriesId: string
  number: number
  titleSealed: Buffer
  reflectionSealed: Buffer
  pictureId: string | null
  pictureAltSealed: Buffer
  leadQuoteId: string | null
  isSigned: boolean
}

export type PartRow = {
  id: string
  wisdomId: string
  place: number
  narrationSealed: Buffer | null
  quoteId: string | null
  goesWith: 'next' | 'previous' | 'nothing'
}

export async function insertWisdom(ctx: Ctx, row: Omit<WisdomRow, 'isSigned'>): Promise<void> {
  await query(ctx.tx)
    .insertInto('wisdom')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      series_id: row.seriesId,
      number: row.number,
      title_sealed: row.titleSealed,
      reflection_sealed: row.reflectionSealed,
      picture_id: row.pictureId,
      picture_alt_sealed: row.pictureAltSealed,
      lead_quote_id: row.leadQuoteId,
    })
    .execute()
}

export async function selectWisdoms(
  ctx: Ctx,
  filter: { id?: string; seriesId?: string },
): Promise<WisdomRow[]> {
  let select = query(ctx.tx).selectFrom('wisdom').where('tenant_id', '=', ctx.tenantId)
  if (filter.id) select = select.where('id', '=', filter.id)
  if (filter.seriesId) select = select.where('series_id', '=', filter.seriesId)
  const rows = await select.selectAll().orderBy('number').limit(500).execute()
  return rows.map((row) => ({
    id: row.id,
    seriesId: row.series_id,
    number: row.number,
    titleSealed: row.title_sealed,
    reflectionSealed: row.reflection_sealed,
    pictureId: row.picture_id,
    pictureAltSealed: row.picture_alt_sealed,
    leadQuoteId: row.lead_quote_id,
    isSigned: row.is_signed,
  }))
}

export async function updateWisdom(
  ctx: Ctx,
  id: string,
  change: Partial<Omit<WisdomRow, 'id' | 'seriesId'>>,
): Promise<void> {
  const set = {
    ...(change.number !== undefined && { number: change.number }),
    ...(change.titleSealed && { title_sealed: change.titleSealed }),
    ...(change.reflectionSealed && { reflection_sealed: change.reflectionSealed }),
    ...(change.pictureId !== undefined && { picture_id: change.pictureId }),
    ...(change.pictureAltSealed && { picture_alt_sealed: change.pictureAltSealed }),
    ...(change.leadQuoteId !== undefined && { lead_quote_id: change.leadQuoteId }),
    ...(change.isSigned !== undefined && { is_signed: change.isSigned }),
  }
  if (Object.keys(set).length === 0) return
  await query(ctx.tx).updateTable('wisdom').set(set).where('id', '=', id).execute()
}

export async function deleteWisdom(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('wisdom').where('id', '=', id).execute()
}

export async function selectParts(ctx: Ctx, wisdomIds: readonly string[]): Promise<PartRow[]> {
  if (wisdomIds.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('wisdom_part')
    .selectAll()
    .where('wisdom_id', 'in', [...wisdomIds])
    .orderBy('place')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    wisdomId: row.wisdom_id,
    place: row.place,
    narrationSealed: row.narration_sealed,
    quoteId: row.quote_id,
    goesWith: row.goes_with as PartRow['goesWith'],
  }))
}

export async function insertPart(ctx: Ctx, row: Omit<PartRow, 'goesWith'>): Promise<void> {
  await query(ctx.tx)
    .insertInto('wisdom_part')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      wisdom_id: row.wisdomId,
      place: row.place,
      narration_sealed: row.narrationSealed,
      quote_id: row.quoteId,
    })
    .execute()
}

export async function updateNarration(ctx: Ctx, id: string, narrationSealed: Buffer): Promise<void> {
  await query(ctx.tx)
    .updateTable('wisdom_part')
    .set({ narration_sealed: narrationSealed })
    .where('id', '=', id)
    .where('quote_id', 'is', null)
    .execute()
}

/** Says which quote a narration goes with. */
export async function updateBinding(ctx: Ctx, id: string, goesWith: PartRow['goesWith']): Promise<void> {
  await query(ctx.tx)
    .updateTable('wisdom_part')
    .set({ goes_with: goesWith })
    .where('id', '=', id)
    .where('quote_id', 'is', null)
    .execute()
}

export async function updatePlace(ctx: Ctx, id: string, place: number): Promise<void> {
  await query(ctx.tx).updateTable('wisdom_part').set({ place }).where('id', '=', id).execute()
}

export async function deletePart(ctx: Ctx, id: string): Promise<void> {
  await query(ctx.tx).deleteFrom('wisdom_part').where('id', '=', id).execute()
}

/** The Wisdom a quote stands in, as its lead or as a part. */
export async function selectWisdomOfQuote(ctx: Ctx, quoteId: string): Promise<string | null> {
  const part = await query(ctx.tx)
    .selectFrom('wisdom_part')
    .select('wisdom_id')
    .where('quote_id', '=', quoteId)
    .executeTakeFirst()
  if (part) return part.wisdom_id
  const lead = await query(ctx.tx)
    .selectFrom('wisdom')
    .select('id')
    .where('lead_quote_id', '=', quoteId)
    .executeTakeFirst()
  return lead?.id ?? null
}

/** One change at a time to what is in a Wisdom; the others wait here. */
export async function takeWisdomTurn(ctx: Ctx, wisdomId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/wisdom/${wisdomId}`}, 0))`.execute(
    query(ctx.tx),
  )
}

export type PictureRow = { id: string; mediaType: string; width: number; height: number; bytesSealed: Buffer }

export async function insertPicture(ctx: Ctx, row: PictureRow): Promise<void> {
  await query(ctx.tx)
    .insertInto('picture')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      media_type: row.mediaType,
      bytes_sealed: row.bytesSealed,
      width: row.width,
      height: row.height,
    })
    .execute()
}

export async function selectPicture(ctx: Ctx, id: string): Promise<PictureRow | null> {
  const row = await query(ctx.tx).selectFrom('picture').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    mediaType: row.media_type,
    width: row.width,
    height: row.height,
    bytesSealed: row.bytes_sealed,
  }
}
