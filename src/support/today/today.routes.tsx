import type { FieldProblem, Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { getDoor } from '../emergency/emergency.ts'
import { coachPage, guestForm, guestPage, guestSend, type GuestVisit } from '../guest-route.ts'
import { goAway, noteSpokenYes } from '../invitations/invitations.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { makeBoundSending } from '../unsaved/sendings.ts'
import { parseAsk, readAsk } from './asked.form.ts'
import { LateAloudPage, OtherAloudPage } from './asked.page.tsx'
import { listAsked, sayToday } from './asked.ts'
import { GuestPage, TodayPage } from './today.page.tsx'
import { listToday } from './today.ts'

const unsaved = {
  late: (visit: Visit, fields: Fields) => {
    const typed = readAsk(fields)
    const { stylesheet } = visit.services
    return typed.words ? <LateAloudPage {...{ stylesheet, typed }} action={visit.address} /> : null
  },
  other: (frame: GuestVisit['frame'], fields: Fields) => (
    <OtherAloudPage frame={frame} typed={readAsk(fields)} />
  ),
}

export const todayRoutes: Route[] = [
  coachPage(supportPaths.today, async ({ visit, who, frame }) => {
    const spaces = await listToday(visit.services.db, who)
    return visit.page(<TodayPage frame={frame} spaces={spaces} doneIn={visit.query('in')} />)
  }),

  guestPage(supportPaths.guest(':space'), (guest) => showGuest(guest)),

  guestForm(
    supportPaths.askedAloud(':space'),
    'space',
    async (guest, { fields }) => {
      const { visit, spaceId, look } = guest
      const typed = readAsk(fields)
      const parsed = parseAsk(typed)
      if (!parsed.ok) return showGuest(guest, typed.words, parsed.problems)
      await look('space', (ctx) => sayToday(ctx, parsed.input))
      return visit.redirect(supportPaths.guest(spaceId), 'aloud')
    },
    unsaved,
  ),

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
    sending: makeBoundSending(ctx),
  }))
  return visit.page(
    <GuestPage frame={frame} spaceId={spaceId} {...shown} typed={typed} problems={problems} />,
    problems ? 422 : 200,
  )
}
