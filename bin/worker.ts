import { accessRules } from '../src/access/matrix.ts'
import { sweepDoors } from '../src/listening/doors/import.jobs.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { startWorker } from '../src/platform/jobs/worker.ts'
import { logFault } from '../src/platform/log.ts'
import { runProgram, waitForStop } from '../src/platform/process.ts'
import { openRuntime } from '../src/platform/runtime.ts'
import { taskHandlers } from './parts.ts'

await runProgram(async () => {
  const config = readConfig(process.env)
  const runtime = await openRuntime(config, 'command', accessRules(), {
    print: (line) => process.stderr.write(`${line}\n`),
    statementTimeout: 600_000,
    connections: 4,
  })
  const { db, store } = runtime
  const sweep = () => sweepDoors(db, store).catch((error: unknown) => logFault('sweep.fault', error))
  await sweep()
  const sweeping = setInterval(() => void sweep(), 5 * 60_000)
  const worker = await startWorker(
    runtime.databaseUrl,
    { db, store, dataFolder: config.dataFolder },
    taskHandlers,
  )
  await waitForStop()
  clearInterval(sweeping)
  await worker.stop()
  await runtime.close()
})
