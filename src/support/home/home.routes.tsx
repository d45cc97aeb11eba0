import type { Route } from '../../platform/http/routes.ts'
import { findNewest } from '../conversations/conversations.ts'
import { makeBoundSending } from '../unsaved/sendings.ts'
import { listFirstGoals } from '../goals/goals.ts'
import { listInvitations, namesOfReaders } from '../invitations/invitations.ts'
import { getLeaving } from '../leaving/moving-on.ts'
import { supportPaths } from '../paths.ts'
import { personPage } from '../person-route.ts'
import { hasTold } from '../safeguarding/told.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { listAsked } from '../today/asked.ts'
import { SpaceHomePage } from './home.page.tsx'

export const spaceHomeRoutes: Route[] = [
  personPage(supportPaths.space, async ({ visit, person, frame, within }) => {
    const shown = await within(async (ctx) => {
      const invitations = await listInvitations(ctx)
      return {
        name: await getSpaceName(ctx),
        goals: await listFirstGoals(ctx, 3),
        invitations,
        asked: await listAsked(ctx),
        readers: namesOfReaders(invitations, 'conversations'),
        sending: makeBoundSending(ctx),
        newest: await findNewest(ctx),
        leaving: await getLeaving(ctx),
        hasTold: await hasTold(ctx),
      }
    })
    return visit.page(<SpaceHomePage frame={frame} asking={person.asking} {...shown} />)
  }),
]
