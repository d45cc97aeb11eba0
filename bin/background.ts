import { concernRound } from '../src/listening/concerns/concerns.jobs.ts'
import { heldRound } from '../src/listening/web/held.ts'
import { importTask, sweepRound } from '../src/listening/doors/import.jobs.ts'
import { unreadRound } from '../src/listening/doors/unread.ts'
import { mailboxRound } from '../src/listening/mailboxes/mailboxes.jobs.ts'
import {
  afterWithdrawalTask,
  foldersRound,
  rebuildRound,
} from '../src/listening/publications/rebuild.jobs.ts'
import { publishTask } from '../src/listening/publications/publications.jobs.ts'
import { proposeContributionTask, proposeTask } from '../src/listening/review/review.jobs.ts'
import { leftWithdrawalsRound, retentionRound } from '../src/listening/withdrawals/withdrawals.jobs.ts'
import { emptyOutTask, withdrawalTask } from '../src/listening/withdrawals/withdrawals.ts'
import { leftCoachesRound } from '../src/support/invitations/invitations.jobs.ts'
import { leavingRound } from '../src/support/leaving/leaving.jobs.ts'
import {
  safeguardingEndRound,
  safeguardingLettersRound,
} from '../src/support/safeguarding/safeguarding.jobs.ts'
import { daysRound } from '../src/support/today/today.jobs.ts'
import type { Round } from '../src/platform/jobs/rounds.ts'
import { keyringRound } from '../src/platform/keyring/keyring-round.ts'
import type { TaskHandler } from '../src/platform/jobs/tasks.ts'

/** Everything done in the background. */
export const taskHandlers: readonly TaskHandler[] = [
  importTask,
  proposeTask,
  proposeContributionTask,
  withdrawalTask,
  afterWithdrawalTask,
  emptyOutTask,
  publishTask,
]

/** Everything done again and again. */
export const rounds: readonly Round[] = [
  sweepRound,
  mailboxRound,
  heldRound,
  unreadRound,
  concernRound,
  rebuildRound,
  foldersRound,
  retentionRound,
  leftWithdrawalsRound,
  leftCoachesRound,
  daysRound,
  leavingRound,
  safeguardingLettersRound,
  safeguardingEndRound,
  keyringRound,
]
