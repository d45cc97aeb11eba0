/**
 * `npm run check`: format, lint, types, architecture. One line each; ends non-zero when one of them fails. The tools
 * run on the Node of node_modules/.bin, whichever Node started this.
 */
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const env = { ...process.env, PATH: bin + delimiter + process.env.PATH, NO_COLOR: '1' }
delete env.FORCE_COLOR

const checks = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.', '!dist-*'], 'Run `npm run format`.'],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings', '--format', 'unix', '.']],
  ['types', 'tsc', ['--noEmit', '--pretty', 'false', '--project', '.']],
  ['architecture', 'vitest', ['run', '--project', 'architecture', '--reporter', 'agent']],
]

let isGood = true
for (const [name, tool, args, advice = ''] of checks) {
  const start = performance.now()
  const run = spawnSync(join(bin, tool), args, { cwd: root, env, encoding: 'utf8' })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const isFine = run.status === 0
  console.log(`${isFine ? 'fine  ' : 'FAILED'}  ${name.padEnd(12)} ${seconds} s`)
  if (isFine) continue
  isGood = false
  const said = [run.error?.message, run.stdout, run.stderr, advice]
    .map((part) => part?.trim())
    .filter(Boolean)
  console.log(`${said.join('\n').replace(/^/gm, '    ')}\n`)
}
process.exit(isGood ? 0 : 1)
