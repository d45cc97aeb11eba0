import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { page, type Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { isId } from '../../platform/ids.ts'
import { listeningPaths } from '../paths.ts'
import { getSeriesPlace } from '../series/series.ts'
import { parseClearance } from './clearances.form.ts'
import { ClearancesPage } from './clearances.page.tsx'
import { agreeClearance, listClearances, proposeClearance, removeClearance } from './clearances.ts'
import { forgetFolder } from './folders.ts'
import { checkGates, type GateProblem } from './gates.ts'
import { GatesPage } from './gates.page.tsx'
import { ReadPage } from './publications.page.tsx'
import { askToPublish, findLastPublished, isBeingPublished } from './publications.ts'
import { sayMended } from './standing.ts'
import { findPublishedFile, listPublished } from './published.ts'

export const publicationsRoutes: Route[] = [
  staffPage(listeningPaths.gates(':series'), 'series.publish', async ({ visit, frame, within }) => {
    const seriesId = visit.id('series')
    const view = await within(async (ctx) => openGates(ctx, seriesId, await checkGates(ctx, seriesId)))
    return visit.page(<GatesPage frame={frame} {...view} />)
  }),

  staffSend(listeningPaths.publish(':series'), 'series.publish', async ({ visit, frame, within }) => {
    const seriesId = visit.id('series')
    const asked = await within((ctx) => askToPublish(ctx, seriesId))
    if (asked.ok) return visit.redirect(listeningPaths.gates(seriesId))
    const view = await within((ctx) => openGates(ctx, seriesId, asked.problems))
    return visit.page(<GatesPage frame={frame} {...view} />, 422)
  }),

  staffPage(listeningPaths.clearances(':series'), 'series.clear-word', async ({ visit, frame, within }) => {
    const view = await within((ctx) => openClearances(ctx, visit.id('series')))
    return visit.page(<ClearancesPage frame={frame} {...view} />)
  }),

  staffSend(listeningPaths.clearances(':series'), 'series.clear-word', async ({ visit, frame, within }) => {
    const seriesId = visit.id('series')
    const fields = await visit.fields()
    const parsed = parseClearance(fields)
    if (!parsed.ok) {
      const view = await within((ctx) => openClearances(ctx, seriesId))
      const typed = { word: fields.text('word'), reason: fields.text('reason') }
      return visit.page(<ClearancesPage {...{ frame, ...view, typed }} problems={parsed.problems} />, 422)
    }
    await within((ctx) => proposeClearance(ctx, seriesId, parsed.input))
    return visit.redirect(listeningPaths.clearances(seriesId), 'proposed')
  }),

  staffSend(
    listeningPaths.clearance(':series', ':clearance'),
    'series.clear-word',
    async ({ visit, within }) => {
      const seriesId = visit.id('series')
      const id = visit.id('clearance')
      const isAgreement = (await visit.fields()).text('then') === 'agree'
      const change = isAgreement ? agreeClearance : removeClearance
      await within((ctx) => change(ctx, seriesId, id))
      return visit.redirect(listeningPaths.clearances(seriesId), isAgreement ? 'agreed' : 'removed')
    },
  ),

  staffSend(listeningPaths.mended(':series'), 'series.compose', async ({ visit, within }) => {
    const seriesId = visit.id('series')
    const wisdomId = (await visit.fields()).text('wisdom')
    if (!isId(wisdomId)) throw new Failure('not-found', '')
    await within((ctx) => sayMended(ctx, seriesId, wisdomId))
    return visit.redirect(listeningPaths.series(seriesId), 'mended')
  }),

  staffSend(listeningPaths.folderGone(':series'), 'series.forget-folder', async ({ visit, within }) => {
    const seriesId = visit.id('series')
    const folderId = (await visit.fields()).text('folder')
    if (!isId(folderId)) throw new Failure('not-found', '')
    await within((ctx) => forgetFolder(ctx, seriesId, folderId))
    return visit.redirect(listeningPaths.series(seriesId), 'folder-gone')
  }),

  page(listeningPaths.read, async (visit) => {
    const series = await listPublished(visit.services.db)
    return visit.page(<ReadPage stylesheet={visit.services.stylesheet} series={series} />)
  }),

  page(`${listeningPaths.read}/:address`, (visit) =>
    visit.redirect(listeningPaths.readSeries(encodeURIComponent(visit.param('address')))),
  ),

  page(listeningPaths.readSeries(':address'), (visit) => showFile(visit, 'index.html')),

  page(listeningPaths.readFile(':address', ':file'), (visit) => showFile(visit, visit.param('file'))),
]

// A reader's own browser may keep a page for a minute; nothing between us and it may keep it at all.
const shortly = 'private, max-age=60'

async function showFile(visit: Visit, name: string): Promise<Response> {
  const file = await findPublishedFile(visit.services.db, visit.param('address'), name)
  if (!file) throw new Failure('not-found', '')
  return visit.file(file.bytes, file.mediaType, shortly)
}

async function openGates(ctx: Ctx, seriesId: string, problems: readonly GateProblem[]) {
  return {
    ...(await getSeriesPlace(ctx, seriesId)),
    problems,
    last: await findLastPublished(ctx, seriesId),
    isUnderWay: await isBeingPublished(ctx, seriesId),
  }
}

async function openClearances(ctx: Ctx, seriesId: string) {
  return { ...(await getSeriesPlace(ctx, seriesId)), clearances: await listClearances(ctx, seriesId) }
}
