import { accessRules } from '../src/access/matrix.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { startRounds } from '../src/platform/jobs/rounds.ts'
import { startWorker } from '../src/platform/jobs/worker.ts'
import { runProgram, waitForStop } from '../src/platform/process.ts'
import { openRuntime } from '../src/platform/runtime.ts'
import { rounds, taskHandlers } from './background.ts'

await runProgram(async () => {
  const config = readConfig(process.env)
  const runtime = await openRuntime(config, 'command', accessRules(), {
    print: (line) => process.stderr.write(`${line}\n`),
    statementTimeout: 600_000,
    connections: 4,
  })
  const { db, store, postbox } = runtime
  const services = { db, store, postbox, origin: config.origin }
  const worker = await startWorker(runtime.databaseUrl, services, taskHandlers)
  const going = startRounds(services, rounds)
  await waitForStop()
  await going.stop()
  await worker.stop()
  await runtime.close()
})
