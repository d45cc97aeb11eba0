import { accessRules } from '../src/access/matrix.ts'
import { keyringRotateCommand } from '../src/access/deployment-key/deployment-key.commands.ts'
import { homeRoutes } from '../src/access/home/home.routes.tsx'
import { organisationRoutes } from '../src/access/organisation/organisation.routes.tsx'
import { passkeysRoutes } from '../src/access/passkeys/passkeys.routes.tsx'
import { programRoutes } from '../src/access/program/program.routes.tsx'
import { sessionRoutes } from '../src/access/sessions/sessions.routes.tsx'
import { setUpRoutes } from '../src/access/set-up/set-up.routes.tsx'
import { signInRoutes } from '../src/access/sign-in/sign-in.routes.tsx'
import { staffRoutes } from '../src/access/staff/staff.routes.tsx'
import { besideRoutes } from '../src/listening/beside/beside.routes.tsx'
import { intruderRoutes } from '../src/listening/intruder/intruder.routes.tsx'
import { codingRoutes } from '../src/listening/codings/codings.routes.tsx'
import { concernRoutes } from '../src/listening/concerns/concerns.routes.tsx'
import { consentRoutes } from '../src/listening/consent/consent.routes.tsx'
import { doorsRoutes } from '../src/listening/doors/doors.routes.tsx'
import { heldRoutes } from '../src/listening/web/held.routes.tsx'
import { importCommand } from '../src/listening/doors/import.commands.ts'
import { tableChoiceRoutes } from '../src/listening/doors/table-choice.routes.tsx'
import { recordingRoutes } from '../src/listening/doors/recordings.routes.tsx'
import { offerModules } from '../src/listening/web/names-offer.ts'
import { webRoutes } from '../src/listening/web/web.routes.tsx'
import { openExerciseCommand } from '../src/listening/exercises/exercises.commands.ts'
import { exerciseRoutes } from '../src/listening/exercises/exercises.routes.tsx'
import { mailboxRoutes } from '../src/listening/mailboxes/mailboxes.routes.tsx'
import { passagesCommand } from '../src/listening/passages/passages.commands.ts'
import { passagesRoutes } from '../src/listening/passages/passages.routes.tsx'
import { rebuildCommand } from '../src/listening/publications/rebuild.commands.ts'
import { postRoutes } from '../src/listening/posts/posts.routes.tsx'
import { paymentRoutes } from '../src/listening/payments/payments.routes.tsx'
import { publishCommand } from '../src/listening/publications/publications.commands.ts'
import { publicationsRoutes } from '../src/listening/publications/publications.routes.tsx'
import { quotesRoutes } from '../src/listening/quotes/quotes.routes.tsx'
import { requestRoutes } from '../src/listening/requests/requests.routes.tsx'
import { deidentifyCommand } from '../src/listening/review/deidentify.commands.ts'
import { cardRoutes } from '../src/listening/review/cards.routes.tsx'
import { reviewRoutes } from '../src/listening/review/review.routes.tsx'
import { sweepRoutes } from '../src/listening/review/sweep.routes.tsx'
import { seriesRoutes } from '../src/listening/series/series.routes.tsx'
import { sittingRoutes } from '../src/listening/sittings/sittings.routes.tsx'
import { themeRoutes } from '../src/listening/themes/themes.routes.tsx'
import { sameRoutes } from '../src/listening/voices/same.routes.tsx'
import { voiceRoutes } from '../src/listening/voices/voice.routes.tsx'
import { voicesRoutes } from '../src/listening/voices/voices.routes.tsx'
import { withdrawalRoutes } from '../src/listening/withdrawals/withdrawals.routes.tsx'
import { wisdomsRoutes } from '../src/listening/wisdoms/wisdoms.routes.tsx'
import { workplaceRoutes } from '../src/listening/workplace/workplace.routes.tsx'
import { backupCommand, restoreCommand } from '../src/platform/backup/backup.commands.ts'
import { makeMoveCommand } from '../src/platform/backup/move.commands.ts'
import type { Command, EarlyCommand } from '../src/platform/commands.ts'
import type { Route } from '../src/platform/http/routes.ts'
import {
  keyringRestoreCommand,
  keyringStatusCommand,
  keyringSweepCommand,
} from '../src/platform/keyring/keyring.commands.ts'
import { modulesRoute } from '../src/platform/http/browser-modules.ts'
import { supportModules, supportRoutes } from './support-parts.ts'

/** Every page of the house. */
export const routes: readonly Route[] = [
  ...homeRoutes,
  ...setUpRoutes,
  ...signInRoutes,
  ...sessionRoutes,
  ...passkeysRoutes,
  ...staffRoutes,
  ...organisationRoutes,
  ...programRoutes,
  ...exerciseRoutes,
  ...doorsRoutes,
  ...recordingRoutes,
  ...sittingRoutes,
  ...tableChoiceRoutes,
  ...heldRoutes,
  ...webRoutes,
  ...voicesRoutes,
  ...sameRoutes,
  ...mailboxRoutes,
  ...postRoutes,
  ...voiceRoutes,
  ...consentRoutes,
  ...requestRoutes,
  ...paymentRoutes,
  ...withdrawalRoutes,
  ...concernRoutes,
  ...workplaceRoutes,
  ...passagesRoutes,
  ...cardRoutes,
  ...reviewRoutes,
  ...sweepRoutes,
  ...themeRoutes,
  ...codingRoutes,
  ...seriesRoutes,
  ...wisdomsRoutes,
  ...quotesRoutes,
  ...besideRoutes,
  ...intruderRoutes,
  ...publicationsRoutes,
  ...supportRoutes,
  modulesRoute([offerModules, ...supportModules]),
]

export { rounds, taskHandlers } from './background.ts'

/** Everything the command line can do, beside starting the server. */
export const commands: readonly Command[] = [
  openExerciseCommand,
  importCommand,
  passagesCommand,
  publishCommand,
  rebuildCommand,
  backupCommand,
  restoreCommand,
  makeMoveCommand(accessRules),
  keyringSweepCommand,
]

/** What works before anything is opened. */
export const earlyCommands: readonly EarlyCommand[] = [
  keyringStatusCommand,
  keyringRestoreCommand,
  keyringRotateCommand,
  deidentifyCommand,
]
