/**
 * Kills the real server in the middle of imports, contributions and readings, and looks whether anything it had
 * acknowledged is lost.
 *
 *   node test/crash/crash.ts [--rounds 20] [--seed 1] [--built dist]
 *
 * Prints a line a round and a last line with figures; ends with 1 when anything was lost, doubled or left behind.
 */
import { parseArgs } from 'node:util'
import { runCrashes } from './rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    built: { type: 'string', default: 'dist' },
  },
})
const print = (line: string) => void process.stdout.write(`${line}\n`)
const report = await runCrashes({
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  built: values.built,
  print,
})
for (const fault of report.faults) print(fault)
if (report.strange.size > 0) {
  const said = [...report.strange].map(([status, count]) => `${count} × ${status}`)
  print(`Answers while parts were gone, beside the good ones: ${said.join(', ')}.`)
}
print(
  `${report.rounds.length} kills (seed ${values.seed}): ${report.contributions} contributions, ${report.inSpaces} words in spaces, ${report.files} files with ` +
    `${report.messages} messages and ${report.readings} readings acknowledged; ${report.faults.length} faults; ` +
    `${report.looseKeys} keys without words.`,
)
process.exitCode = report.faults.length === 0 ? 0 : 1
