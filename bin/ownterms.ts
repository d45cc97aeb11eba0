import { accessRules, type Action } from '../src/access/matrix.ts'
import { actAs } from '../src/access/acting/acting.ts'
import { CallWrong, type Command, type EarlyCommand } from '../src/platform/commands.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { isId } from '../src/platform/ids.ts'
import { runWaitingTasks } from '../src/platform/jobs/tasks.ts'
import { runProgram } from '../src/platform/process.ts'
import { openRuntime } from '../src/platform/runtime.ts'
import { readArguments } from './arguments.ts'
import { commands, earlyCommands, taskHandlers } from './parts.ts'

await runProgram(async () => {
  const args = process.argv.slice(2)
  if (args.length === 0 || args[0] === 'help' || args.includes('--help')) return printHelp()
  const command = findCommand(args)
  const rest = args.slice(command.name.split(' ').length)
  const call = readArguments(rest, ['data', 'as', ...command.takes], ['json', ...(command.switches ?? [])])
  const config = readConfig(process.env, { data: call.options['data'] })
  const given = {
    words: call.words,
    option: (name: string) => call.options[name],
    has: (name: string) => name in call.options,
    print: (line: string) => void process.stdout.write(`${line}\n`),
  }
  if ('early' in command) return command.early({ config, ...given })
  const runtime = await openRuntime(config, 'command', accessRules(), {
    print: (line) => process.stderr.write(`${line}\n`),
    statementTimeout: 600_000,
    connections: 4,
    olderKeyring: command.olderKeyring ?? 'refuse',
  })
  try {
    const within =
      command.asks === null
        ? refuseWithin
        : await actAs(runtime.db, call.options['as'], {
            asks: command.asks as Action,
            about: call.words.filter((word) => isId(word)),
          })
    await command.run({ runtime, within, ...given })
    // With no server running nobody else would do what the command asked for.
    if (runtime.isAlone) await runWaitingTasks(runtime, taskHandlers)
  } finally {
    await runtime.close()
  }
})

function findCommand(args: readonly string[]): Command | EarlyCommand {
  const found = [...commands, ...earlyCommands].find((command) =>
    command.name.split(' ').every((word, index) => args[index] === word),
  )
  if (!found) throw new CallWrong(`There is no command “${args.slice(0, 2).join(' ')}”. Try: ownterms help`)
  return found
}

async function refuseWithin(): Promise<never> {
  throw new TypeError('This command acts as nobody.')
}

function printHelp(): void {
  const lines = [...commands, ...earlyCommands].map((command) => `  ownterms ${command.usage}`)
  process.stdout.write(
    `Ownterms: listening and support, on people's own terms.\n\n${lines.join('\n')}\n\n` +
      'Every command takes --data DIR (the embedded database’s folder) or DATABASE_URL, and --as ADDRESS (who acts).\n' +
      'To start the server: npm run serve\n',
  )
}
