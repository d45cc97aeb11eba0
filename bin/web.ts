import { accessRules } from '../src/access/matrix.ts'
import { makeSetUpCode } from '../src/access/set-up/set-up.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { listen } from '../src/platform/http/listen.ts'
import { runProgram, waitForStop } from '../src/platform/process.ts'
import { openRuntime } from '../src/platform/runtime.ts'
import { routes } from './parts.ts'

await runProgram(async () => {
  const config = readConfig(process.env)
  const runtime = await openRuntime(config, 'command', accessRules())
  const web = await listen(runtime, routes)
  const code = await makeSetUpCode(runtime.db)
  if (code) {
    process.stdout.write(
      `To make the first organisation open ${config.origin}/set-up and type this code: ${code}\n`,
    )
  }
  await waitForStop()
  await web.stop()
  await runtime.close()
})
