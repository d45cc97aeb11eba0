import { sql } from 'kysely'
import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { anyOf, query } from '../../platform/db/tx.ts'
import type { DetailKind, Use } from './uses.ts'

/**
 * How an answer came: on our page, spoken to a listener, in writing, on a form of the team's, in a message of their own,
 * by joining two voices. `other`: as a listener wrote beside it; `before`: it was not noted.
 */
export type Way = 'before' | 'page' | 'spoken' | 'written' | 'form' | 'message' | 'other' | 'joined'

export type ConsentRow = {
  id: string
  exerciseId: string
  voiceId: string
  use: Use
  answer: boolean
  howSealed: Buffer | null
  /** Whose key opens `howSealed`. */
  howKey: 'organisation' | 'voice'
  wordsVersion: string
  wordingId: string | null
  way: Way
  /** The voice whose phrase gave it; null where a listener wrote it down. */
  givenAs: string | null
}

export type ConsentHistoryRow = ConsentRow & { recordedBy: string; at: Date }

export async function insertConsent(ctx: Ctx, rows: readonly ConsentRow[]): Promise<void> {
  for (const some of inBatches(rows, 1000)) {
    await query(ctx.tx)
      .insertInto('consent_event')
      .values(some.map((row) => ({ ...columnsOf(ctx, row), recorded_by: ctx.actor.id })))
      .execute()
  }
}

function columnsOf(ctx: Ctx, row: ConsentRow) {
  return {
    tenant_id: ctx.tenantId,
    id: row.id,
    exercise_id: row.exerciseId,
    voice_id: row.voiceId,
    use: row.use,
    answer: row.answer,
    how_sealed: row.howSealed,
    how_key: row.howKey,
    words_version: row.wordsVersion,
    wording_id: row.wordingId,
    way: row.way,
    given_as: row.givenAs,
  }
}

/** The newest answer of each voice for each use it was asked about. */
export async function selectConsent(
  ctx: Ctx,
  voiceIds: readonly string[],
): Promise<{ voiceId: string; use: Use; answer: boolean; at: Date }[]> {
  if (voiceIds.length === 0) return []
  const rows = await query(ctx.tx)
    .selectFrom('consent_event')
    .distinctOn(['voice_id', 'use'])
    .select(['voice_id', 'use', 'answer', 'at'])
    .where('voice_id', 'in', [...voiceIds])
    .orderBy('voice_id')
    .orderBy('use')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ voiceId: row.voice_id, use: row.use as Use, answer: row.answer, at: row.at }))
}

/** Uses these voices said no to themselves, on their own page (or one joined to them did), and have not answered since. */
export async function selectOwnNo(
  ctx: Ctx,
  voiceIds: readonly string[],
): Promise<{ voiceId: string; use: string }[]> {
  const answer = await sql<{ voiceId: string; use: string }>`
    select newest."voiceId", newest.use from (
      select distinct on (e.voice_id, e.use) e.voice_id as "voiceId", e.use, e.answer, e.way
      from consent_event e
      where e.tenant_id = ${ctx.tenantId} and e.voice_id = ${anyOf(voiceIds)}
      order by e.voice_id, e.use, e.at desc, e.id desc) newest
    where not newest.answer and newest.way in ('page', 'joined')`.execute(query(ctx.tx))
  return answer.rows
}

/** Every answer a voice ever gave, the oldest first, with the sentences it was given to where they were kept. */
export async function selectHistory(
  ctx: Ctx,
  voiceId: string,
): Promise<(ConsentHistoryRow & { sentences: string[] | null })[]> {
  const rows = await query(ctx.tx)
    .selectFrom('consent_event')
    .leftJoin('wording', (join) =>
      join
        .onRef('wording.tenant_id', '=', 'consent_event.tenant_id')
        .onRef('wording.id', '=', 'consent_event.wording_id'),
    )
    .selectAll('consent_event')
    .select('wording.sentences')
    .where('voice_id', '=', voiceId)
    .orderBy('at')
    .orderBy('consent_event.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    voiceId: row.voice_id,
    use: row.use as Use,
    answer: row.answer,
    howSealed: row.how_sealed,
    howKey: row.how_key as ConsentRow['howKey'],
    wordsVersion: row.words_version,
    wordingId: row.wording_id,
    way: row.way as Way,
    givenAs: row.given_as,
    recordedBy: row.recorded_by,
    at: row.at,
    sentences: row.sentences as string[] | null,
  }))
}

/** Keeps sentences of a version, once; gives the id they are kept under. */
export async function keepSentences(
  ctx: Ctx,
  row: {
    id: string
    exerciseId: string
    version: string
    language: string
    sentences: readonly string[]
    contentIndex: Buffer
  },
): Promise<string> {
  await query(ctx.tx)
    .insertInto('wording')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      version: row.version,
      language: row.language,
      sentences: JSON.stringify(row.sentences),
      content_index: row.contentIndex,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const kept = await query(ctx.tx)
    .selectFrom('wording')
    .select('id')
    .where('exercise_id', '=', row.exerciseId)
    .where('version', '=', row.version)
    .where('language', '=', row.language)
    .where('content_index', '=', row.contentIndex)
    .executeTakeFirstOrThrow()
  return kept.id
}

/** Whether whoever acts wrote down an answer to sentences with one of these stamps. */
export async function hasRecorded(ctx: Ctx, exerciseId: string, stamps: readonly Buffer[]): Promise<boolean> {
  const row = await query(ctx.tx)
    .selectFrom('wording')
    .innerJoin('consent_event', (join) =>
      join
        .onRef('consent_event.tenant_id', '=', 'wording.tenant_id')
        .onRef('consent_event.wording_id', '=', 'wording.id'),
    )
    .select('wording.id')
    .where('wording.exercise_id', '=', exerciseId)
    .where('wording.content_index', 'in', [...stamps])
    .where('consent_event.recorded_by', '=', ctx.actor.id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Whether words of a voice that came as another than one of `opens` are shut for a use: the newest answer given for them
 * is `shutAt`, or, where they `need` a yes, none is a yes.
 */
export async function selectShutElsewhere(
  ctx: Ctx,
  asked: { voiceId: string; opens: readonly string[]; use: Use; shutAt: boolean; needsYes: boolean },
): Promise<boolean> {
  const { voiceId } = asked
  const answer = await sql<{ shut: boolean }>`
    select exists (
      select from (select distinct c.came_as from contribution c
                   where c.tenant_id = ${ctx.tenantId} and c.voice_id = ${voiceId}
                     and c.came_as <> all(${[...asked.opens]}::uuid[])) other
      left join lateral (
        select e.answer from consent_event e
        where e.tenant_id = ${ctx.tenantId} and e.use = ${asked.use} and e.way <> 'joined'
          and (e.given_as = other.came_as or (e.given_as is null and e.voice_id in (other.came_as, ${voiceId})))
        order by e.at desc, e.id desc limit 1) newest on true
      where case when ${asked.needsYes} then newest.answer is not true
                 else newest.answer = ${asked.shutAt} end) as shut`.execute(query(ctx.tx))
  return answer.rows[0]!.shut
}

export type DetailRow = { id: string; kind: DetailKind; textSealed: Buffer }

/** What a voice says of itself; with `as` only what was said with the phrase of one of these, or of them as they came. */
export async function selectDetails(ctx: Ctx, voiceId: string, as?: readonly string[]): Promise<DetailRow[]> {
  const rows = await query(ctx.tx)
    .selectFrom('voice_detail')
    .select(['id', 'kind', 'text_sealed'])
    .where('voice_id', '=', voiceId)
    .$if(as !== undefined, (select) => select.where(sql`coalesce(given_as, voice_id)`, '=', anyOf(as!)))
    .execute()
  return rows.map((row) => ({ id: row.id, kind: row.kind as DetailKind, textSealed: row.text_sealed }))
}

/**
 * What a voice says of itself now, in place of what it said before: a row of its own, which nobody of the team has read.
 */
export async function replaceDetail(
  ctx: Ctx,
  row: DetailRow & { exerciseId: string; voiceId: string; givenAs: string | null },
): Promise<void> {
  await deleteDetail(ctx, row.voiceId, row.kind)
  await query(ctx.tx)
    .insertInto('voice_detail')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      exercise_id: row.exerciseId,
      voice_id: row.voiceId,
      kind: row.kind,
      text_sealed: row.textSealed,
      given_as: row.givenAs,
    })
    .execute()
}

export async function deleteDetail(ctx: Ctx, voiceId: string, kind: DetailKind): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('voice_detail')
    .where('voice_id', '=', voiceId)
    .where('kind', '=', kind)
    .execute()
}

/** What these voices chose to stand beside their quotes was read beside other words than are theirs now. */
export async function deleteReadings(ctx: Ctx, voiceIds: readonly string[]): Promise<void> {
  await query(ctx.tx)
    .deleteFrom('beside_reading')
    .where('detail_id', 'in', (detail) =>
      detail
        .selectFrom('voice_detail')
        .select('voice_detail.id')
        .where('voice_id', 'in', [...voiceIds]),
    )
    .execute()
}

/** A voice, or null. `hold` keeps anybody from taking it back until the transaction ends. */
export async function selectVoice(
  ctx: Ctx,
  voiceId: string,
  hold = false,
): Promise<{ exerciseId: string; number: number } | null> {
  const row = await query(ctx.tx)
    .selectFrom('voice')
    .select(['exercise_id as exerciseId', 'number'])
    .where('id', '=', voiceId)
    .$if(hold, (select) => select.forUpdate())
    .executeTakeFirst()
  return row ?? null
}
