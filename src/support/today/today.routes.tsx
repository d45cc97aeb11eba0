import type { Route } from '../../platform/http/routes.ts'
import { getDoor } from '../emergency/emergency.ts'
import { coachPage, guestPage, guestSend } from '../guest-route.ts'
import { goAway, listOpenSpaces, noteSpokenYes } from '../invitations/invitations.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { GuestPage, TodayPage } from './today.page.tsx'

export const todayRoutes: Route[] = [
  coachPage(supportPaths.today, async ({ visit, who, frame }) => {
    const spaces = await listOpenSpaces(visit.services.db, who)
    return visit.page(<TodayPage frame={frame} spaces={spaces} />)
  }),

  guestPage(supportPaths.guest(':space'), async ({ visit, frame, spaceId, look }) => {
    const shown = await look('space', async (ctx) => ({
      name: await getSpaceName(ctx),
      ...(await getDoor(ctx)),
    }))
    return visit.page(<GuestPage frame={frame} spaceId={spaceId} {...shown} />)
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
