import { listStaff } from '../../access/staff/staff.ts'
import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Ctx } from '../../platform/db/database.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { openQuotes } from '../quotes/quotes.ts'
import { getSeriesPlace } from '../series/series.ts'
import { listQuotesOf } from '../wisdoms/wisdoms.ts'
import { isWorkplace } from '../workplace/workplace.ts'
import { parseBeside } from './beside.form.ts'
import { BesidePage } from './beside.page.tsx'
import { sayBeside } from './beside.ts'
import { openToRead } from './shown.ts'

export const besideRoutes: Route[] = [
  staffPage(listeningPaths.beside(':series'), 'beside.read', async ({ visit, frame, within }) => {
    const view = await within((ctx) => openBeside(ctx, visit.id('series')))
    return visit.page(<BesidePage frame={frame} {...view} />)
  }),

  staffSend(listeningPaths.beside(':series'), 'beside.read', async ({ visit, within }) => {
    const seriesId = visit.id('series')
    const { id, pressed, mayPrint } = parseBeside(await visit.fields())
    await within((ctx) => sayBeside(ctx, seriesId, id, mayPrint))
    return visit.redirect(listeningPaths.beside(seriesId), pressed)
  }),
]

async function openBeside(ctx: Ctx, seriesId: string) {
  const place = await getSeriesPlace(ctx, seriesId)
  const placed = await listQuotesOf(ctx, seriesId)
  const open = await openQuotes(
    ctx,
    placed.map(({ quoteId }) => quoteId),
  )
  const quotes = placed.flatMap(({ quoteId, wisdomNumber, isSigned }) => {
    const quote = open.get(quoteId)
    return quote ? [{ ...quote, wisdom: wisdomNumber, isSigned }] : []
  })
  const names = new Map((await listStaff(ctx)).map((member) => [member.accountId, member.name]))
  return {
    ...place,
    isWorkplace: await isWorkplace(ctx, place.exercise.id),
    voices: await openToRead(ctx, place.exercise.id, quotes, names),
  }
}
