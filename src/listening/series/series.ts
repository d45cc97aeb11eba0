import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newAddress, newId } from '../../platform/ids.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import {
  insertSeries,
  selectPublishedAddress,
  selectSeries,
  takeSeriesTurn,
  updateSeries,
  type SeriesRow,
} from './series.queries.ts'

export { takeSeriesTurn } from './series.queries.ts'

/** The team's words around the Wisdoms of an exercise. Paragraphs are parted by an empty line. */
export type SeriesFields = { title: string; introduction: string; howHeard: string }

export type Series = SeriesFields & {
  id: string
  exerciseId: string
  /** Its last part under /read, once it is published. */
  address: string
}

/** Begins a series of an exercise; gives its id. Throws not-found. */
export async function makeSeries(ctx: Ctx, exerciseId: string, fields: SeriesFields): Promise<string> {
  await getExercise(ctx, exerciseId)
  const id = newId()
  await insertSeries(ctx, { ...seal(ctx, id, fields), exerciseId, address: addressFor(fields.title) })
  await recordAct(ctx, 'series.made', 'series', id)
  return id
}

/** Throws not-found, also for somebody else's. */
export async function getSeries(ctx: Ctx, id: string): Promise<Series> {
  const [row] = await selectSeries(ctx, { id })
  if (!row) throw new Failure('not-found', '')
  return open(ctx, row)
}

/** A series and the exercise it is told of. Throws not-found. */
export async function getSeriesPlace(ctx: Ctx, id: string): Promise<{ series: Series; exercise: Exercise }> {
  const series = await getSeries(ctx, id)
  return { series, exercise: await getExercise(ctx, series.exerciseId) }
}

export async function listSeries(ctx: Ctx, exerciseId: string): Promise<Series[]> {
  await getExercise(ctx, exerciseId)
  return (await selectSeries(ctx, { exerciseId })).map((row) => open(ctx, row))
}

/**
 * Changes what the team says in a series. `address` is null to follow the title; once the series is published its
 * address stays what it was, so that links go on working.
 */
export async function changeSeries(
  ctx: Ctx,
  id: string,
  fields: SeriesFields & { address: string | null },
): Promise<void> {
  await takeSeriesTurn(ctx, id)
  await getSeries(ctx, id)
  const address = (await selectPublishedAddress(ctx, id)) ?? fields.address ?? addressFor(fields.title)
  await updateSeries(ctx, { ...seal(ctx, id, fields), address })
  await recordAct(ctx, 'series.changed', 'series', id)
}

/** Whether a series has ever been published. */
export async function isPublished(ctx: Ctx, id: string): Promise<boolean> {
  return (await selectPublishedAddress(ctx, id)) !== null
}

/** A title as an address: "Side by side!" is side-by-side. A title without Latin letters gets a random one. */
export function addressFor(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain.slice(0, 80).replace(/-+$/, '') || newAddress()
}

function seal(ctx: Ctx, id: string, fields: SeriesFields) {
  return {
    id,
    titleSealed: ctx.vault.sealTeam('series.title', id, fields.title),
    introductionSealed: ctx.vault.sealTeam('series.introduction', id, fields.introduction),
    howHeardSealed: ctx.vault.sealTeam('series.how_heard', id, fields.howHeard),
  }
}

function open(ctx: Ctx, row: SeriesRow): Series {
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    address: row.address,
    title: ctx.vault.openTeam('series.title', row.id, row.titleSealed),
    introduction: ctx.vault.openTeam('series.introduction', row.id, row.introductionSealed),
    howHeard: ctx.vault.openTeam('series.how_heard', row.id, row.howHeardSealed),
  }
}
