import { accessRules } from '../src/access/matrix.ts'
import { actAs } from '../src/access/acting/acting.ts'
import { CallWrong, type Command } from '../src/platform/commands.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { runWaitingTasks } from '../src/platform/jobs/tasks.ts'
import { runProgram } from '../src/platform/process.ts'
import { openRuntime } from '../src/platform/runtime.ts'
import { readArguments } from './arguments.ts'
import { commands, taskHandlers } from './parts.ts'

await runProgram(async () => {
  const args = process.argv.slice(2)
  if (args.length === 0 || args[0] === 'help' || args.includes('--help')) return printHelp()
  const command = findCommand(args)
  const rest = args.slice(command.name.split(' ').length)
  const call = readArguments(rest, ['data', 'as', ...command.takes], ['json', ...(command.switches ?? [])])
  const config = readConfig(process.env, { data: call.options['data'] })
  const runtime = await openRuntime(config, 'command', accessRules(), {
    print: (line) => process.stderr.write(`${line}\n`),
    statementTimeout: 600_000,
    connections: 4,
  })
  try {
    const within = command.needsActor === false ? refuseWithin : await actAs(runtime.db, call.options['as'])
    await command.run({
      runtime,
      words: call.words,
      option: (name) => call.options[name],
      has: (name) => name in call.options,
      within,
      print: (line) => process.stdout.write(`${line}\n`),
    })
    // With no server running nobody else would do what the command asked for.
    if (runtime.isAlone) await runWaitingTasks({ ...runtime, dataFolder: config.dataFolder }, taskHandlers)
  } finally {
    await runtime.close()
  }
})

function findCommand(args: readonly string[]): Command {
  const found = commands.find((command) =>
    command.name.split(' ').every((word, index) => args[index] === word),
  )
  if (!found) throw new CallWrong(`There is no command “${args.slice(0, 2).join(' ')}”. Try: ownterms help`)
  return found
}

async function refuseWithin(): Promise<never> {
  throw new TypeError('This command acts as nobody.')
}

function printHelp(): void {
  const lines = commands.map((command) => `  ownterms ${command.usage}`)
  process.stdout.write(
    `Ownterms: listening and support, on people's own terms.\n\n${lines.join('\n')}\n\n` +
      'Every command takes --data DIR (the embedded database’s folder) or DATABASE_URL, and --as ADDRESS (who acts).\n' +
      'To start the server: npm run serve\n',
  )
}
