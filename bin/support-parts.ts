import type { Route } from '../src/platform/http/routes.ts'
import { conversationsRoutes } from '../src/support/conversations/conversations.routes.tsx'
import { guestConversationsRoutes } from '../src/support/conversations/guest-conversations.routes.tsx'
import { goalsRoutes } from '../src/support/goals/goals.routes.tsx'
import { guestGoalsRoutes } from '../src/support/goals/guest-goals.routes.tsx'
import { stepsRoutes } from '../src/support/goals/steps.routes.tsx'
import { spaceHomeRoutes } from '../src/support/home/home.routes.tsx'
import { emergencyRoutes } from '../src/support/emergency/emergency.routes.tsx'
import { invitationsRoutes } from '../src/support/invitations/invitations.routes.tsx'
import { chancesRoutes } from '../src/support/keeping-safe/chances.routes.tsx'
import { guestKeepingSafeRoutes } from '../src/support/keeping-safe/guest.routes.tsx'
import { keepingSafeRoutes } from '../src/support/keeping-safe/keeping-safe.routes.tsx'
import { paperRoutes } from '../src/support/keeping-safe/paper.routes.tsx'
import { offersRoutes } from '../src/support/invitations/offers.routes.tsx'
import { leavingRoutes } from '../src/support/leaving/leaving.routes.tsx'
import { looksRoutes } from '../src/support/looks/looks.routes.tsx'
import { watchModules, writeModules } from '../src/support/offline/modules.ts'
import { offlineRoutes } from '../src/support/offline/offline.routes.tsx'
import { devicesRoutes } from '../src/support/ways/devices.routes.tsx'
import { mailRoutes } from '../src/support/ways/mail.routes.tsx'
import { namedRoutes } from '../src/support/ways/named.routes.tsx'
import { recoveryRoutes } from '../src/support/ways/recovery.routes.tsx'
import { vouchRoutes } from '../src/support/ways/vouch.routes.tsx'
import { quietRoutes } from '../src/support/ways/quiet.routes.tsx'
import { safeguardingRoutes } from '../src/support/safeguarding/safeguarding.routes.tsx'
import { toldRoutes } from '../src/support/safeguarding/told.routes.tsx'
import { waysRoutes } from '../src/support/ways/ways.routes.tsx'
import { spacesRoutes } from '../src/support/spaces/spaces.routes.tsx'
import { askedRoutes } from '../src/support/today/asked.routes.tsx'
import { todayRoutes } from '../src/support/today/today.routes.tsx'

/** Every page of Support: people's own spaces, and the coaches they let in. */
export const supportRoutes: readonly Route[] = [
  ...spaceHomeRoutes,
  ...spacesRoutes,
  ...waysRoutes,
  ...devicesRoutes,
  ...mailRoutes,
  ...quietRoutes,
  ...goalsRoutes,
  ...stepsRoutes,
  ...guestGoalsRoutes,
  ...namedRoutes,
  ...recoveryRoutes,
  ...vouchRoutes,
  ...invitationsRoutes,
  ...conversationsRoutes,
  ...guestConversationsRoutes,
  ...keepingSafeRoutes,
  ...chancesRoutes,
  ...paperRoutes,
  ...guestKeepingSafeRoutes,
  ...looksRoutes,
  ...leavingRoutes,
  ...askedRoutes,
  ...todayRoutes,
  ...offersRoutes,
  ...emergencyRoutes,
  ...offlineRoutes,
  ...safeguardingRoutes,
  ...toldRoutes,
]

/** What pages of Support run in a browser. */
export const supportModules = [writeModules, watchModules] as const
