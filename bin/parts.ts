import { homeRoutes } from '../src/access/home/home.routes.tsx'
import { organisationRoutes } from '../src/access/organisation/organisation.routes.tsx'
import { sessionRoutes } from '../src/access/sessions/sessions.routes.tsx'
import { setUpRoutes } from '../src/access/set-up/set-up.routes.tsx'
import { signInRoutes } from '../src/access/sign-in/sign-in.routes.tsx'
import { staffRoutes } from '../src/access/staff/staff.routes.tsx'
import { importCommand } from '../src/listening/doors/import.commands.ts'
import { importTask } from '../src/listening/doors/import.jobs.ts'
import { doorsRoutes } from '../src/listening/doors/doors.routes.tsx'
import { proposeContributionTask, proposeTask } from '../src/listening/review/review.jobs.ts'
import type { Command } from '../src/platform/commands.ts'
import type { Route } from '../src/platform/http/routes.ts'
import type { TaskHandler } from '../src/platform/jobs/tasks.ts'

/** Every page of the house. */
export const routes: readonly Route[] = [
  ...homeRoutes,
  ...setUpRoutes,
  ...signInRoutes,
  ...sessionRoutes,
  ...staffRoutes,
  ...organisationRoutes,
  ...doorsRoutes,
]

/** Everything done in the background. */
export const taskHandlers: readonly TaskHandler[] = [importTask, proposeTask, proposeContributionTask]

/** Everything the command line can do, beside starting the server. */
export const commands: readonly Command[] = [importCommand]
