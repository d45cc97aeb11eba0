import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getDoor } from '../emergency/emergency.ts'
import { coachPage, guestPage, guestSend, type GuestVisit } from '../guest-route.ts'
import { goAway, noteSpokenYes } from '../invitations/invitations.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { parseAsk, readAsk } from './asked.form.ts'
import { listAsked, sayToday } from './asked.ts'
import { GuestPage, TodayPage } from './today.page.tsx'
import { listToday } from './today.ts'

export const todayRoutes: Route[] = [
  coachPage(supportPaths.today, async ({ visit, who, frame }) => {
    const spaces = await listToday(visit.services.db, who)
    return visit.page(<TodayPage frame={frame} spaces={spaces} />)
  }),

  guestPage(supportPaths.guest(':space'), (guest) => showGuest(guest)),

  guestSend(supportPaths.askedAloud(':space'), async (guest) => {
    const { visit, spaceId, look } = guest
    const typed = readAsk(await visit.fields())
    const parsed = parseAsk(typed)
    if (!parsed.ok) return showGuest(guest, typed.words, parsed.problems)
    await look('space', (ctx) => sayToday(ctx, parsed.input))
    return visit.redirect(supportPaths.guest(spaceId), 'aloud')
  }),

  guestSend(supportPaths.spoken(':space'), async ({ visit, spaceId, bring }) => {
    await bring(noteSpokenYes)
    return visit.redirect(supportPaths.guest(spaceId), 'spoken')
  }),

  guestSend(supportPaths.goAway(':space'), async ({ visit, bring }) => {
    await bring(goAway)
    return visit.redirect(supportPaths.today, 'gone')
  }),
]

async function showGuest(
  { visit, frame, spaceId, look }: GuestVisit,
  typed = '',
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await look('space', async (ctx) => ({
    name: await getSpaceName(ctx),
    ...(await getDoor(ctx)),
    asked: await listAsked(ctx),
  }))
  return visit.page(
    <GuestPage frame={frame} spaceId={spaceId} {...shown} typed={typed} problems={problems} />,
    problems ? 422 : 200,
  )
}
