/**
 * `npm run soak [-- --seed N --files F --minutes M]`: damaged samples of every format taken the whole way a file takes
 * (1,000 when not said), then damaged texts of the demo, one seed after another, until the time is over (one minute
 * when not said). A failure names its seed; `--seed` begins there.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

if (Number(process.versions.node.split('.')[0]) < 24) {
  const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
  process.exit(spawnSync(node, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1)
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    files: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '1' },
  },
})
const first = Number(values.seed)
const files = Number(values.files)
const minutes = Number(values.minutes)
if (!Number.isInteger(first) || first < 0 || !Number.isInteger(files) || files < 0 || !(minutes >= 0)) {
  console.error('Say a whole number after --seed and --files, and how long in minutes after --minutes.')
  process.exit(2)
}
/** What this process may hold at most; the PDFs are read in another, which has its own bound. */
const mostMegabytes = 500

const failures = new Map()
const note = (error, seed) => failures.set(error.message, [...(failures.get(error.message) ?? []), seed])

await soakFiles()
await soakTexts()

for (const [message, seeds] of failures) {
  console.log(`${seeds.length} times: ${message} (seeds ${seeds.slice(0, 5).join(', ')})`)
}
const peak = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(`peak memory ${peak} MB (under ${mostMegabytes})`)
process.exit(failures.size === 0 && peak < mostMegabytes ? 0 : 1)

/** Files of every format, as bytes. */
async function soakFiles() {
  const { tryHostileFile } = await import('./soak/hostile-files.ts')
  const { Store } = await import('../src/platform/files/store.ts')
  const folder = mkdtempSync(join(tmpdir(), 'ownterms-soak-'))
  const store = new Store(folder)
  const read = new Map()
  const begun = performance.now()
  let [failed, slowest] = [0, { milliseconds: 0, seed: 0 }]
  for (let seed = first; seed < first + files; seed += 1) {
    const start = performance.now()
    try {
      const { name, refused } = await tryHostileFile(store, seed)
      const counts = read.get(name) ?? { read: 0, refused: 0, 'slowest ms': 0 }
      counts[refused === null ? 'read' : 'refused'] += 1
      const milliseconds = Math.round(performance.now() - start)
      counts['slowest ms'] = Math.max(counts['slowest ms'], milliseconds)
      if (milliseconds > slowest.milliseconds) slowest = { milliseconds, seed }
      read.set(name, counts)
    } catch (error) {
      failed += 1
      note(error, seed)
    }
  }
  rmSync(folder, { recursive: true })
  if (files === 0) return
  console.table(Object.fromEntries([...read].sort()))
  console.log(
    `files, seeds ${first} to ${first + files - 1}: ${files - failed} of ${files} came out as items or as one sentence in ${Math.round((performance.now() - begun) / 1000)} s; slowest ${slowest.milliseconds} ms (seed ${slowest.seed})`,
  )
}

/** Texts of the demo: what is in them must come out again. */
async function soakTexts() {
  const { tryMutatedFile } = await import('./soak/mutated-files.ts')
  const until = performance.now() + minutes * 60_000
  let [seed, failed] = [first, 0]
  for (; performance.now() < until; seed += 1) {
    try {
      tryMutatedFile(seed)
    } catch (error) {
      failed += 1
      note(error, seed)
    }
  }
  const tried = seed - first
  if (tried > 0) {
    console.log(
      `texts, seeds ${first} to ${seed - 1}: ${tried - failed} of ${tried} damaged texts went the whole way`,
    )
  }
}
