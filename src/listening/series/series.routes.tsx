import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import { Failure } from '../../platform/errors.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { checkGates } from '../publications/gates.ts'
import { openStanding } from '../publications/standing.ts'
import { listWisdoms, moveWisdom, type Wisdom } from '../wisdoms/wisdoms.ts'
import { parseSeries, readTypedSeries } from './series.form.ts'
import { ChangeSeriesPage, SeriesListPage, SeriesPage, type WisdomLine } from './series.page.tsx'
import { changeSeries, getSeriesPlace, isPublished, listSeries, makeSeries } from './series.ts'

export const seriesRoutes: Route[] = [
  staffPage(listeningPaths.seriesOf(':exercise'), 'exercise.list', async ({ visit, frame, can, within }) => {
    const list = await within((ctx) => openList(ctx, visit.id('exercise')))
    return visit.page(<SeriesListPage frame={frame} {...list} canCompose={can('series.compose')} />)
  }),

  staffSend(listeningPaths.seriesOf(':exercise'), 'series.compose', async ({ visit, frame, within }) => {
    const exerciseId = visit.id('exercise')
    const fields = await visit.fields()
    const parsed = parseSeries(fields)
    if (!parsed.ok) {
      const list = await within((ctx) => openList(ctx, exerciseId))
      const again = { typed: readTypedSeries(fields), problems: parsed.problems }
      return visit.page(<SeriesListPage frame={frame} {...list} canCompose {...again} />, 422)
    }
    const id = await within((ctx) => makeSeries(ctx, exerciseId, parsed.input))
    return visit.redirect(listeningPaths.series(id), 'made')
  }),

  staffPage(listeningPaths.series(':series'), 'exercise.list', async ({ visit, frame, can, within }) => {
    const seriesId = visit.id('series')
    const view = await within(async (ctx) => ({
      ...(await openSeries(ctx, seriesId)),
      toPutRight: can('series.publish') ? (await checkGates(ctx, seriesId)).length : null,
      standing: await openStanding(ctx, seriesId),
    }))
    const mayDo = {
      canCompose: can('series.compose'),
      canForget: can('series.forget-folder'),
      canReadBeside: can('beside.read'),
    }
    return visit.page(<SeriesPage frame={frame} {...view} {...mayDo} />)
  }),

  staffPage(listeningPaths.changeSeries(':series'), 'series.compose', async ({ visit, frame, within }) => {
    const view = await within((ctx) => openChange(ctx, visit.id('series')))
    return visit.page(<ChangeSeriesPage frame={frame} {...view} typed={view.series} />)
  }),

  staffSend(listeningPaths.changeSeries(':series'), 'series.compose', async ({ visit, frame, within }) => {
    const seriesId = visit.id('series')
    const fields = await visit.fields()
    const parsed = parseSeries(fields)
    if (!parsed.ok) {
      const view = await within((ctx) => openChange(ctx, seriesId))
      const again = { typed: readTypedSeries(fields), problems: parsed.problems }
      return visit.page(<ChangeSeriesPage frame={frame} {...view} {...again} />, 422)
    }
    await within((ctx) => changeSeries(ctx, seriesId, parsed.input))
    return visit.redirect(listeningPaths.series(seriesId), 'saved')
  }),

  staffSend(listeningPaths.moveWisdoms(':series'), 'series.compose', async ({ visit, within }) => {
    const seriesId = visit.id('series')
    const fields = await visit.fields()
    const wisdomId = fields.text('wisdom')
    if (!isId(wisdomId)) throw new Failure('not-found', '')
    const by = fields.text('by') === 'up' ? -1 : 1
    await within((ctx) => moveWisdom(ctx, { seriesId, wisdomId, by }))
    return visit.redirect(listeningPaths.series(seriesId), 'moved')
  }),
]

async function openList(ctx: Ctx, exerciseId: string) {
  return { exercise: await getExercise(ctx, exerciseId), series: await listSeries(ctx, exerciseId) }
}

async function openSeries(ctx: Ctx, seriesId: string) {
  const wisdoms = await listWisdoms(ctx, seriesId)
  return { ...(await getSeriesPlace(ctx, seriesId)), wisdoms: wisdoms.map(lineOf) }
}

async function openChange(ctx: Ctx, seriesId: string) {
  return { ...(await getSeriesPlace(ctx, seriesId)), isPublished: await isPublished(ctx, seriesId) }
}

function lineOf(wisdom: Wisdom): WisdomLine {
  const quotes = wisdom.parts.filter((part) => part.kind === 'quote').length
  return {
    id: wisdom.id,
    number: wisdom.number,
    title: wisdom.title,
    quotes: quotes + (wisdom.leadQuoteId ? 1 : 0),
    narrations: wisdom.parts.length - quotes,
  }
}
