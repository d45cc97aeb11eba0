import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query, type Tx } from '../../platform/db/tx.ts'

export type PublicationRow = {
  id: string
  seriesId: string
  edition: number
  /** `YYYY-MM-DD`. */
  printedOn: string
  voices: number
  wisdoms: number
  publishedAt: Date
  contentSealed: Buffer
}

export async function selectLastPublication(ctx: Ctx, seriesId: string): Promise<PublicationRow | null> {
  const row = await query(ctx.tx)
    .selectFrom('publication')
    .selectAll()
    .where('series_id', '=', seriesId)
    .orderBy('edition', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    seriesId: row.series_id,
    edition: row.edition,
    printedOn: row.printed_on,
    voices: row.voices,
    wisdoms: row.wisdoms,
    publishedAt: row.published_at,
    contentSealed: row.content_sealed,
  }
}

/** The id of the newest edition of a series, without opening it. */
export async function selectLastEdition(ctx: Ctx, seriesId: string): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('publication')
    .select('id')
    .where('series_id', '=', seriesId)
    .orderBy('edition', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function insertPublication(
  ctx: Ctx,
  row: Omit<PublicationRow, 'publishedAt'> & { publishedBy: string | null },
): Promise<void> {
  await query(ctx.tx)
    .insertInto('publication')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      series_id: row.seriesId,
      edition: row.edition,
      printed_on: row.printedOn,
      voices: row.voices,
      wisdoms: row.wisdoms,
      published_by: row.publishedBy,
      content_sealed: row.contentSealed,
    })
    .execute()
}

/** Today by the database's clock, `YYYY-MM-DD`. */
export async function selectToday(ctx: Ctx): Promise<string> {
  const answer = await sql<{ today: string }>`select current_date::text as today`.execute(query(ctx.tx))
  return answer.rows[0]!.today
}

/** Takes an address for a series, unless it has one or another series holds this one. Gives the one it has now. */
export async function takeAddress(ctx: Ctx, seriesId: string, address: string): Promise<string | null> {
  await query(ctx.tx)
    .insertInto('published_address')
    .values({ tenant_id: ctx.tenantId, series_id: seriesId, address })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return selectAddress(ctx, seriesId)
}

export async function selectAddress(ctx: Ctx, seriesId: string): Promise<string | null> {
  const row = await query(ctx.tx)
    .selectFrom('published_address')
    .select('address')
    .where('series_id', '=', seriesId)
    .executeTakeFirst()
  return row?.address ?? null
}

export type PublishedSeries = { tenantId: string; seriesId: string; address: string; edition: number }

/** What is published, of every organisation, by address; before a tenant is known. */
export async function selectPublished(tx: Tx, address?: string): Promise<PublishedSeries[]> {
  const only = address === undefined ? sql`` : sql`where address = ${address}`
  const answer = await sql<{ tenant_id: string; series_id: string; address: string; edition: number }>`
    select * from scope.published_series() ${only}`.execute(query(tx))
  return answer.rows.map((row) => ({
    tenantId: row.tenant_id,
    seriesId: row.series_id,
    address: row.address,
    edition: row.edition,
  }))
}

/**
 * Stands for everything that decides what quotes of these passages say and whether they may be shown: whose they are,
 * consent, review and edits. It differs whenever any of these does, whoever changed it and wherever.
 */
export async function selectStandingOf(ctx: Ctx, passageIds: readonly string[]): Promise<string> {
  if (passageIds.length === 0) return ''
  const answer = await sql<{ standing: string | null }>`
    select md5(string_agg(concat_ws('/', s.passage_id, s.voice_id, s.is_reviewed, s.may_read, s.may_quote, e.edits), ';'
      order by s.passage_id)) as standing
    from passage_state s
    left join lateral (
      select string_agg(concat_ws('.', e.id, e.state, e.kind, e.start_at, e.end_at, md5(e.replacement_sealed)), ','
        order by e.id) as edits
      from edit e where e.tenant_id = s.tenant_id and e.passage_id = s.passage_id) e on true
    where s.passage_id = ${anyOf(passageIds)}`.execute(query(ctx.tx))
  return answer.rows[0]?.standing ?? ''
}

/** Every edition of an exercise's published series, the oldest first. */
export async function selectEditionsOf(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ id: string; seriesId: string; address: string; printedOn: string; contentSealed: Buffer }[]> {
  return query(ctx.tx)
    .selectFrom('publication')
    .innerJoin('series', (join) =>
      join
        .onRef('series.tenant_id', '=', 'publication.tenant_id')
        .onRef('series.id', '=', 'publication.series_id'),
    )
    .innerJoin('published_address', (join) =>
      join
        .onRef('published_address.tenant_id', '=', 'publication.tenant_id')
        .onRef('published_address.series_id', '=', 'publication.series_id'),
    )
    .select([
      'publication.id',
      'publication.series_id as seriesId',
      'published_address.address',
      'publication.printed_on as printedOn',
      'publication.content_sealed as contentSealed',
    ])
    .where('series.exercise_id', '=', exerciseId)
    .orderBy('publication.series_id')
    .orderBy('publication.edition')
    .execute()
}
