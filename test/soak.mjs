/**
 * `npm run soak [-- --seed N --minutes M]`: damaged files of the demo taken the whole way, one seed after another, until
 * the time is over (five minutes when not said). A failure names its seed; `--seed` begins there.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

if (Number(process.versions.node.split('.')[0]) < 24) {
  const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
  process.exit(spawnSync(node, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1)
}

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, minutes: { type: 'string', default: '5' } },
})
const first = Number(values.seed)
const minutes = Number(values.minutes)
if (!Number.isInteger(first) || first < 0 || !(minutes > 0)) {
  console.error('Say a whole number after --seed, and how long in minutes after --minutes.')
  process.exit(2)
}

const { tryMutatedFile } = await import('./soak/mutated-files.ts')
const until = performance.now() + minutes * 60_000
const failures = new Map()
let seed = first
let tried = 0
for (; performance.now() < until; seed += 1) {
  tried += 1
  try {
    tryMutatedFile(seed)
  } catch (error) {
    failures.set(error.message, [...(failures.get(error.message) ?? []), seed])
  }
}
for (const [message, seeds] of failures) {
  console.log(`${seeds.length} times: ${message} (seeds ${seeds.slice(0, 5).join(', ')})`)
}
const failed = [...failures.values()].reduce((sum, seeds) => sum + seeds.length, 0)
console.log(`seeds ${first} to ${seed - 1}: ${tried - failed} of ${tried} damaged files went the whole way`)
process.exit(failed === 0 ? 0 : 1)
