import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { StaffVisit } from '../../access/staff-route.ts'
import { coachPage, coachSend } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { parseCode } from './invitations.form.ts'
import { acceptAsked } from './invitations.ts'
import { OfferMadePage, OffersPage } from './offers.page.tsx'
import { listOffers, makeOffer, removeOffer } from './offers.ts'
import { offersWords } from './offers.words.ts'

const words = offersWords['en-GB']

export const offersRoutes: Route[] = [
  coachPage(supportPaths.offers, (staff) => showOffers(staff)),

  coachSend(supportPaths.makeOffer, async ({ visit, frame, within }) => {
    const { db, config } = visit.services
    const code = await within((ctx) => makeOffer(ctx, db.vault))
    return visit.page(<OfferMadePage frame={frame} code={code} origin={config.origin} />)
  }),

  coachSend(supportPaths.removeOffer(':offer'), async ({ visit, within }) => {
    await within((ctx) => removeOffer(ctx, visit.id('offer')))
    return visit.redirect(supportPaths.offers, 'removed')
  }),

  coachSend(supportPaths.takeAsked, async (staff) => {
    const { visit, who } = staff
    const typed = (await visit.fields()).text('card')
    const parsed = parseCode(typed)
    if (!parsed.ok) return showOffers(staff, typed, parsed.problems)
    const { db, limits } = visit.services
    const take = () => acceptAsked(db, who, parsed.input)
    const tried = await limits.patience.try('asked', visit.network, take)
    if (tried.isBusy) return showOffers(staff, typed, [{ field: 'card', sentence: words.often }])
    if (!tried.found) return showOffers(staff, typed, [{ field: 'card', sentence: words.wrong }])
    return visit.redirect(supportPaths.guest(tried.found), 'open')
  }),
]

async function showOffers(
  { visit, frame, within }: StaffVisit,
  typed?: string,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const offers = await within(listOffers)
  return visit.page(
    <OffersPage frame={frame} offers={offers} typed={typed} problems={problems} />,
    problems ? 422 : 200,
  )
}
