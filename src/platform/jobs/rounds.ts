import type { Ctx, Database } from '../db/database.ts'
import { logFault } from '../log.ts'
import type { Postbox } from '../mail/postbox.ts'
import { selectTenantIds, takeRound } from './rounds.queries.ts'
import type { TaskServices } from './tasks.ts'

/** What a round can reach. */
export type RoundServices = TaskServices & {
  postbox: Postbox
  /** Where people open this server, such as https://listen.example: for letters. */
  origin: string
}

/**
 * Something done again and again. One worker of all has each turn, but a turn may be cut short by a crash and the next
 * begins anew, so `run` must bear being done twice and must look at the rows to know what is due.
 */
export type Round = { name: string; everyMinutes: number; run: (services: RoundServices) => Promise<void> }

/** How often a worker asks whether a turn has come, in milliseconds. */
const asking = 20_000

/** Takes turns at the rounds until stopped. A round that fails is logged and has its next turn in time. */
export function startRounds(
  services: RoundServices,
  rounds: readonly Round[],
): { stop: () => Promise<void> } {
  let stopping = false
  let waiting: NodeJS.Timeout | undefined
  let going: Promise<void> = Promise.resolve()
  const loop = (): void => {
    going = goRounds(services, rounds, () => stopping).finally(() => {
      if (!stopping) waiting = setTimeout(loop, asking)
    })
  }
  loop()
  return {
    stop: async () => {
      stopping = true
      clearTimeout(waiting)
      await going
    },
  }
}

/** Runs each round whose turn has come and that nobody else has taken. */
export async function goRounds(
  services: RoundServices,
  rounds: readonly Round[],
  isOver: () => boolean = () => false,
): Promise<void> {
  for (const round of rounds) {
    if (isOver()) return
    try {
      if (await services.db.outside((tx) => takeRound(tx, round.name, round.everyMinutes))) {
        await round.run(services)
      }
    } catch (error) {
      logFault('rounds.fault', error, { round: round.name })
    }
  }
}

/** Every organisation there is, the oldest first. */
export async function listTenants(db: Database): Promise<string[]> {
  return db.outside((tx) => selectTenantIds(tx))
}

/** Runs `fn` as the worker inside one organisation after the other. One that fails does not stop the others. */
export async function eachTenant(db: Database, fn: (ctx: Ctx) => Promise<void>): Promise<void> {
  for (const tenantId of await listTenants(db)) {
    try {
      await db.within(tenantId, { id: 'worker', roles: ['worker'] }, fn)
    } catch (error) {
      logFault('rounds.tenant-fault', error, { tenant: tenantId })
    }
  }
}
