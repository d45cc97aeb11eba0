import { fileURLToPath } from 'node:url'
import { accessRules } from '../src/access/matrix.ts'
import { makeSetUpCode } from '../src/access/set-up/set-up.ts'
import { clearCutShort, demoFolder } from '../src/listening/demo/demo-folder.ts'
import { describeDemo, loadDemo } from '../src/listening/demo/demo.ts'
import { describeDemoSpaces, loadDemoSpaces } from '../src/support/demo/demo.ts'
import { keepChild } from '../src/platform/child.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { listen } from '../src/platform/http/listen.ts'
import { runProgram, waitForStop } from '../src/platform/process.ts'
import { openRuntime } from '../src/platform/runtime.ts'
import { readArguments } from './arguments.ts'
import { routes, taskHandlers } from './parts.ts'

await runProgram(async () => {
  const call = readArguments(process.argv.slice(2), ['data', 'port'], ['demo'])
  const print = (line: string) => process.stdout.write(`${line}\n`)
  const isDemo = 'demo' in call.options
  const data = call.options['data'] ?? (isDemo ? (process.env['OWNTERMS_DATA'] ?? demoFolder()) : undefined)
  const config = readConfig(process.env, { data, port: call.options['port'] })
  if (isDemo) await clearCutShort(config.dataFolder)
  const runtime = await openRuntime(config, 'server', accessRules(), { print })
  if (isDemo) {
    await loadDemo(runtime, taskHandlers, print)
    await loadDemoSpaces(runtime.db)
  }
  const web = await listen(runtime, routes)
  const worker = keepChild(fileURLToPath(new URL('./worker.js', import.meta.url)), {
    OWNTERMS_DATA: config.dataFolder,
    PORT: String(config.port),
  })
  print(isDemo ? await describeDemo(config.origin) : `Ownterms is at ${config.origin}`)
  if (isDemo) print(await describeDemoSpaces(runtime.db, config.origin))
  const code = await makeSetUpCode(runtime.db)
  if (code) print(`To make the first organisation open ${config.origin}/set-up and type this code: ${code}`)
  await waitForStop()
  print('Stopping…')
  await web.stop()
  await worker.stop()
  await runtime.close()
})
