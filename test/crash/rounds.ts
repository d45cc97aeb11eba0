import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeRandom } from '../chance.ts'
import {
  askAgain,
  countLooseKeys,
  findHalfImports,
  findLeftOvers,
  findLostContributions,
  findLostFiles,
  findLostReviews,
  findWrongReadings,
  waitUntilSettled,
} from './checks.ts'
import { Clients, makeFile, type Setting } from './clients.ts'
import { Ledger } from './ledger.ts'
import { bringPeopleIn, makeSeries, openExercise } from './people.ts'
import { RunningServer, type Processes } from './running-server.ts'
import { OpenSpaces } from './spaces.ts'

/** What a round killed. A backend is one of the processes that answer for the database's clients. */
const targets = ['everything', 'node', 'web', 'worker', 'database', 'backend'] as const
export type Target = (typeof targets)[number]

/** What one round came to: counts are of this round, seconds as they passed. */
export type Round = {
  killed: Target
  afterSeconds: number
  backSeconds: number
  settledSeconds: number
  contributions: number
  unanswered: number
  files: number
  filesUnanswered: number
  firstReadings: number
  secondReadings: number
  faults: string[]
}

export type CrashReport = {
  rounds: Round[]
  contributions: number
  /** Goals and notes that people saved in their own spaces. */
  inSpaces: number
  files: number
  messages: number
  readings: number
  /** Keys under which nothing lies any more. */
  looseKeys: number
  /** Answers that were neither a yes nor a plain refusal, by status. */
  strange: ReadonlyMap<number, number>
  faults: string[]
}

/**
 * Kills the real server in the middle of work, again and again, and looks each time whether everything it had said
 * yes to is still there, once and whole. `built` is the folder the project was compiled to. What is killed and when
 * follows from the seed; what is under way at that moment does not.
 */
export async function runCrashes(input: {
  rounds: number
  seed: number
  built: string
  print?: (line: string) => void
}): Promise<CrashReport> {
  const print = input.print ?? (() => undefined)
  const random = makeRandom(input.seed)
  const server = await RunningServer.inNewFolder(input.built, { OWNTERMS_PROXIES: '1' })
  const ledger = new Ledger()
  const rounds: Round[] = []
  try {
    print(`A server on ${server.folder}, up after ${(await server.start()).toFixed(1)} s.`)
    const people = await bringPeopleIn(server)
    const asked = await openExercise(server, people.listener)
    const seriesId = await makeSeries(people.listener, asked.id)
    const setting: Setting = { server, ledger, random, people, asked, seriesId }
    const spaces = new OpenSpaces(server, random)
    await spaces.open(people.listener)
    const deck = shuffle(random, input.rounds)
    for (const target of deck) {
      const round = await runRound(setting, spaces, target)
      rounds.push(round)
      print(sayRound(rounds.length, round))
    }
    return {
      rounds,
      contributions: ledger.contributions.filter((one) => one.isAcknowledged).length,
      inSpaces: spaces.saved,
      files: ledger.files.filter((file) => file.isAcknowledged).length,
      messages: ledger.files.reduce((sum, file) => sum + file.messages, 0),
      readings: ledger.firsts.size + ledger.seconds.size,
      looseKeys: await countLooseKeys(server),
      strange: ledger.strange,
      faults: rounds.flatMap((round, index) => round.faults.map((fault) => `Round ${index + 1}: ${fault}`)),
    }
  } finally {
    await server.clear()
    for (const file of ledger.files) rmSync(file.path, { force: true })
  }
}

async function runRound(setting: Setting, spaces: OpenSpaces, killed: Target): Promise<Round> {
  const { server, ledger, random, people } = setting
  const before = countLedger(ledger)
  const { id: exerciseId } = await openExercise(server, people.listener)
  const files = [
    await makeFile(setting, { exerciseId, way: 'page', bytes: 1_100_000 + random() * 1_500_000 }),
    await makeFile(setting, { exerciseId, way: 'command', bytes: 300_000 + random() * 1_500_000 }),
    await makeFile(setting, { exerciseId, way: 'page', bytes: 20_000 + random() * 200_000 }),
  ]
  const afterSeconds = 0.4 + random() * 5
  const clients = new Clients(setting, files)
  spaces.start()
  await sleep(afterSeconds * 1000)
  server.kill(choosePids(server.processes(), killed, random))
  await Promise.all([
    clients.stop(),
    spaces.stop(),
    isServerKilled(killed) ? server.waitUntilGone() : undefined,
  ])
  const answered = countLedger(ledger)

  const begun = performance.now()
  if (isServerKilled(killed)) await server.start()
  else await server.waitUntilItAnswers(60_000)
  const backSeconds = (performance.now() - begun) / 1000

  const faults = await findHalfImports(setting)
  const settledSeconds = await waitUntilSettled(server)
  const looks = [
    () => findHalfImports(setting),
    () => findLostContributions(setting),
    () => spaces.findLost(),
    () => findLostReviews(setting),
    () => findWrongReadings(setting),
    () => findLeftOvers(server),
    () => askAgain(setting),
    () => findHalfImports(setting),
    () => findLostContributions(setting),
    () => findLostFiles(setting, exerciseId),
  ]
  for (const look of looks) faults.push(...(await look()))
  return {
    killed,
    afterSeconds,
    backSeconds,
    settledSeconds,
    faults: [...new Set(faults)],
    contributions: answered.contributions - before.contributions,
    unanswered: answered.tried - answered.contributions - (before.tried - before.contributions),
    files: answered.files - before.files,
    filesUnanswered: files.length - (answered.files - before.files),
    firstReadings: answered.firsts - before.firsts,
    secondReadings: answered.seconds - before.seconds,
  }
}

function isServerKilled(target: Target): boolean {
  return target === 'everything' || target === 'node' || target === 'web'
}

function choosePids(running: Processes, target: Target, random: () => number): number[] {
  const { web, worker, database, command } = running
  switch (target) {
    case 'everything':
      return random() < 0.5
        ? [...web, ...worker, ...command, ...database]
        : [...database, ...web, ...worker, ...command]
    case 'node':
      return [...web, ...worker, ...command]
    case 'web':
      return web
    case 'worker':
      return worker
    case 'database':
      return database
    case 'backend':
      // The last started are those of clients; the first is the one that starts all others.
      return database.slice(-1)
  }
}

/** Every target comes as often as any other, in a shuffled order. */
function shuffle(random: () => number, rounds: number): Target[] {
  const deck = Array.from({ length: rounds }, (_, index) => targets[index % targets.length]!)
  for (let last = deck.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const held = deck[last]!
    deck[last] = deck[other]!
    deck[other] = held
  }
  return deck
}

function countLedger(ledger: Ledger) {
  return {
    contributions: ledger.contributions.filter((one) => one.isAcknowledged).length,
    tried: ledger.contributions.filter((one) => one.fields['words']).length,
    files: ledger.files.filter((file) => file.isAcknowledged).length,
    firsts: ledger.firsts.size,
    seconds: ledger.seconds.size,
  }
}

function sayRound(number: number, round: Round): string {
  const figures = [
    `round ${String(number).padStart(2)}`,
    round.killed.padEnd(10),
    `after ${round.afterSeconds.toFixed(1)} s`,
    `back in ${round.backSeconds.toFixed(1)} s`,
    `settled in ${round.settledSeconds.toFixed(0)} s`,
    `contributions ${round.contributions} (+${round.unanswered} unanswered)`,
    `files ${round.files} (+${round.filesUnanswered})`,
    `readings ${round.firstReadings}/${round.secondReadings}`,
    round.faults.length === 0 ? 'fine' : `FAULTS: ${round.faults.slice(0, 8).join(' ')}`,
  ]
  return figures.join('  ')
}
