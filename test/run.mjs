/**
 * `npm test`: everything this machine can run, on real parts. Builds, looks for what is there (Chromium, a PostgreSQL
 * 15 beside the embedded one, the mail server dovecot), names what it leaves out and why, and ends with `N passed, N failed, N skipped`.
 * With OWNTERMS_TEST_EVERYTHING=1 something left out is a failure.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { startPostgres15 } from './postgres-15.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const node = join(bin, 'node')
process.chdir(root)

if (Number(process.versions.node.split('.')[0]) < 24) {
  const again = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(again.status ?? 1)
}

const isEverything = process.env.OWNTERMS_TEST_EVERYTHING === '1'
const folder = mkdtempSync(join(tmpdir(), 'ownterms-tests-'))
const toClose = [
  async () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
]
const sum = { passed: 0, failed: 0, skipped: 0 }
const leftOut = []
/** What failed, to be said last, where it is looked for. */
const failures = []

process.exitCode = 1
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void close().finally(() => process.exit(130)))
}
try {
  await build()
  const embedded = await startEmbedded()
  await run('on the embedded PostgreSQL', ['architecture', 'rooms', 'promises', 'contract', 'soak'], embedded)
  await runImap(embedded)
  await runOn15()
  await runJourneys()
} catch (error) {
  sum.failed += 1
  console.error(`\nThe tests could not run to their end: ${error.message}`)
} finally {
  await close()
}
tell()

async function build() {
  heading('building')
  const status = await call('tsc', ['-p', 'tsconfig.build.json'], {})
  if (status !== 0) throw new Error('the program does not build; see above.')
}

/** One server for the whole run: starting one takes longer than most tests. */
async function startEmbedded() {
  const { openRunServer } = await import(pathToFileURL(join(root, 'test/run-server.ts')).href)
  const server = await openRunServer(folder)
  toClose.unshift(() => server.stop())
  return { OWNTERMS_TEST_DATABASE: server.url }
}

async function runOn15() {
  const what = 'the contract suite on PostgreSQL 15'
  const server = await startPostgres15(join(folder, 'postgres-15'))
  if (server.missing) return leaveOut(what, server.missing, ['contract'])
  toClose.unshift(server.stop)
  await run('on PostgreSQL 15', ['contract'], { OWNTERMS_TEST_DATABASE: server.url })
}

async function runImap(embedded) {
  const { whyNoDovecot } = await import(pathToFileURL(join(root, 'test/dovecot.ts')).href)
  const why = whyNoDovecot()
  if (why) return leaveOut('mailboxes on a real mail server', why, ['imap'])
  await run('on a real mail server', ['imap'], embedded)
}

async function runJourneys() {
  const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
  if (!existsSync(chromium)) {
    const why = `there is no Chromium at ${chromium}. Install Debian's package chromium, or set CHROMIUM to another.`
    return leaveOut('the journeys in a browser', why, ['journeys'])
  }
  // What was built above: two journeys at once would each write over what the other is starting.
  await run('in the browser', ['journeys'], { CHROMIUM: chromium, OWNTERMS_BUILT: 'dist' })
}

/** Runs projects of vitest.config.ts and adds their tests to the sum. A file that cannot be loaded is a failed test. */
async function run(name, projects, env) {
  heading(name)
  const file = join(folder, `${projects.join('-')}-${leftOut.length}-${sum.passed}.json`)
  const reporters = [
    '--reporter',
    isEverything ? 'default' : 'dot',
    '--reporter',
    'json',
    '--outputFile.json',
    file,
  ]
  const status = await call(
    'vitest',
    // Two at once also where there are two processors: most of a test's time is waiting for its database.
    [
      'run',
      '--passWithNoTests',
      `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`,
      ...forProjects(projects),
      ...reporters,
    ],
    env,
  )
  if (!existsSync(file)) throw new Error(`the tests ${name} ended (${status}) without a result.`)
  const told = JSON.parse(readFileSync(file, 'utf8'))
  const broken = told.testResults.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
  )
  for (const one of broken) failures.push(`${relative(root, one.name)}, as a whole: ${one.message}`)
  for (const one of told.testResults) {
    const wrong = one.assertionResults.filter((test) => test.status === 'failed')
    for (const { fullName, failureMessages } of wrong) {
      failures.push(`${relative(root, one.name)}: ${fullName}\n  ${firstLines(failureMessages.join('\n'))}`)
    }
  }
  const failed = told.numFailedTests + broken.length
  sum.passed += told.numPassedTests
  // Something outside of any test went wrong: an error nobody caught, a set-up that failed.
  if (failed === 0 && status !== 0) failures.push(`${name}: something outside of any test; see above`)
  sum.failed += failed === 0 && status !== 0 ? 1 : failed
  sum.skipped += told.numTotalTests - told.numPassedTests - told.numFailedTests
}

/** Counts what would have run, by collecting it. */
async function leaveOut(what, why, projects) {
  const file = join(folder, `left-out-${leftOut.length}.json`)
  const args = ['list', '--no-static-parse', `--json=${file}`, ...forProjects(projects)]
  const status = await call('vitest', args, {})
  if (status !== 0) throw new Error(`${what}: not even a list of the tests could be made.`)
  const count = JSON.parse(readFileSync(file, 'utf8')).length
  leftOut.push(`${what} (${count} tests): ${why}`)
  if (isEverything) sum.failed += Math.max(1, count)
  else sum.skipped += count
}

function forProjects(projects) {
  return projects.flatMap((project) => ['--project', project])
}

/** Runs a tool in sight; gives its exit code. */
function call(tool, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(bin, tool), args, { stdio: 'inherit', env: environment(env) })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function environment(more) {
  const { OWNTERMS_TEST_DATABASE: _, ...rest } = process.env
  return { ...rest, PATH: bin + delimiter + process.env.PATH, ...more }
}

async function close() {
  for (const step of toClose.splice(0)) await step().catch((error) => console.error(error.message))
}

function firstLines(text) {
  return text.split('\n').slice(0, 12).join('\n  ')
}

function heading(name) {
  console.log(`\n${name}`)
}

function tell() {
  if (leftOut.length > 0) console.log(`\nLeft out:\n${leftOut.map((line) => `- ${line}`).join('\n')}`)
  if (sum.passed + sum.failed === 0) {
    console.log('\nNo test ran at all, which is a failure.')
    sum.failed = 1
  }
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `- ${line}`).join('\n')}`)
  process.exitCode = sum.failed === 0 ? 0 : 1
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
}
