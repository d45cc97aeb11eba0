import { staffPage, staffSend } from '../../access/staff-route.ts'
import { Failure } from '../../platform/errors.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { showBeside } from '../beside/shown.ts'
import { getSeriesPlace } from '../series/series.ts'
import { placeQuote } from '../wisdoms/parts.ts'
import { getWisdom, getWisdomOfQuote, listQuotesOf } from '../wisdoms/wisdoms.ts'
import { narrowPicks } from './picks.ts'
import { CutsPage, PickPage } from './quotes.page.tsx'
import { changeCuts, getCodedPlace, listPicks, openForCuts } from './quotes.ts'

export const quotesRoutes: Route[] = [
  staffPage(listeningPaths.pickQuote(':wisdom'), 'series.compose', async ({ visit, frame, within }) => {
    const place = parsePlace(visit.query('place'))
    const view = await within(async (ctx) => {
      const wisdom = await getWisdom(ctx, visit.id('wisdom'))
      const place = await getSeriesPlace(ctx, wisdom.seriesId)
      const used = await listQuotesOf(ctx, wisdom.seriesId)
      return { ...place, wisdom, all: await listPicks(ctx, place.exercise.id, used) }
    })
    const picking = narrowPicks(view.all, visit.query('theme'), view.wisdom.number)
    return visit.page(<PickPage frame={frame} {...view} place={place} picking={picking} />)
  }),

  staffSend(listeningPaths.pickQuote(':wisdom'), 'series.compose', async ({ visit, within }) => {
    const wisdomId = visit.id('wisdom')
    const { place, codingId } = parseChoice(await visit.fields())
    await within(async (ctx) => {
      await placeQuote(ctx, { wisdomId, place, from: await getCodedPlace(ctx, codingId) })
    })
    return visit.redirect(listeningPaths.wisdom(wisdomId), place === 'lead' ? 'lead' : 'quote')
  }),

  staffPage(listeningPaths.cutQuote(':quote'), 'series.compose', async ({ visit, frame, within }) => {
    const quoteId = visit.id('quote')
    const view = await within(async (ctx) => ({
      ...(await openPlace(ctx, quoteId)),
      ...(await openForCuts(ctx, quoteId)),
    }))
    return visit.page(<CutsPage frame={frame} {...view} quoteId={quoteId} text={view.quote.text} />)
  }),

  staffSend(listeningPaths.cutQuote(':quote'), 'series.compose', async ({ visit, frame, within }) => {
    const quoteId = visit.id('quote')
    const fields = await visit.fields()
    const isTrial = fields.text('then') === 'show'
    const ticked = fields.all('cut')
    const view = await within(async (ctx) => ({
      place: await openPlace(ctx, quoteId),
      before: await openForCuts(ctx, quoteId),
      outcome: await changeCuts(ctx, quoteId, ticked, isTrial),
    }))
    const { place, outcome } = view
    if (!outcome.ok) {
      const words = view.before.words.map((word) => ({ ...word, isCut: ticked.includes(word.value) }))
      const problems = [{ field: 'cut', sentence: outcome.sentence }]
      return visit.page(<CutsPage {...{ frame, ...place, quoteId, words, problems }} text={null} />, 422)
    }
    if (!isTrial) return visit.redirect(listeningPaths.wisdom(place.wisdom.id), 'saved')
    return visit.page(
      <CutsPage {...{ frame, ...place, quoteId }} text={outcome.text} words={outcome.words} />,
    )
  }),
]

async function openPlace(ctx: Ctx, quoteId: string) {
  const wisdom = await getWisdomOfQuote(ctx, quoteId)
  const { quote } = await openForCuts(ctx, quoteId)
  const beside = await showBeside(ctx, quote, wisdom.isSigned)
  return { ...(await getSeriesPlace(ctx, wisdom.seriesId)), wisdom, beside }
}

/** 'lead', 'first', or the id of the part it goes after; anything else is the end. */
function parsePlace(value: string | null): string {
  return value === 'lead' || value === 'first' || isId(value) ? value : 'last'
}

function parseChoice(fields: Fields): { place: string; codingId: string } {
  const codingId = fields.text('coding')
  if (!isId(codingId)) throw new Failure('not-found', '')
  return { place: parsePlace(fields.text('place')), codingId }
}
