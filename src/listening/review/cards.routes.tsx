import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { Problem } from '../../ui/error-summary.tsx'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { parseCardAnswer, parseCardPlace, readCardFields, type CardFields } from './cards.form.ts'
import { CardsPage } from './cards.page.tsx'
import { decideCard, openCards, type CardPlace } from './cards.ts'
import { readMeasured } from './measured.ts'

export const cardRoutes: Route[] = [
  staffPage(listeningPaths.reviewNames(':exercise'), 'review.first', async (staff) => {
    const { visit } = staff
    const place = parseCardPlace(visit.query('card'), visit.query('source'), visit.query('from'))
    return show(staff, place)
  }),

  staffSend(listeningPaths.reviewNames(':exercise'), 'review.first', async (staff) => {
    const { visit, within } = staff
    const id = visit.id('exercise')
    const fields = await visit.fields()
    const parsed = parseCardAnswer(fields)
    const sent = readCardFields(fields)
    const place = parseCardPlace(sent.entity, fields.text('source'), null)
    if (!parsed.ok) return show(staff, place, { sent, problems: parsed.problems, status: 422 })
    const outcome = await within((ctx) => decideCard(ctx, id, parsed.input))
    if (!outcome.ok) {
      return show(staff, place, { sent, problems: outcome.problems, status: outcome.isStale ? 409 : 422 })
    }
    const address = listeningPaths.reviewNames(id, { card: outcome.next ?? null, source: place.sourceId })
    return visit.redirect(address, outcome.done)
  }),
]

async function show(
  { visit, frame, within }: StaffVisit,
  place: CardPlace,
  refused?: { sent: CardFields; problems: readonly Problem[]; status: 409 | 422 },
): Promise<Response> {
  const id = visit.id('exercise')
  const measured = await readMeasured()
  const shown = await within(async (ctx) => ({
    exercise: await getExercise(ctx, id),
    view: await openCards(ctx, id, place),
  }))
  const { sent: fields, problems, status } = refused ?? {}
  const props = { frame, ...shown, sourceId: place.sourceId, measured, problems, fields }
  return visit.pageWithScript('keys', (script) => <CardsPage {...props} script={script} />, status)
}
