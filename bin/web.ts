import { accessRules } from '../src/access/matrix.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { listen } from '../src/platform/http/listen.ts'
import { runProgram, waitForStop } from '../src/platform/process.ts'
import { openRuntime } from '../src/platform/runtime.ts'
import { routes } from './parts.ts'

await runProgram(async () => {
  const runtime = await openRuntime(readConfig(process.env), 'command', accessRules())
  const web = await listen(runtime, routes)
  await waitForStop()
  await web.stop()
  await runtime.close()
})
