import { parseArgs } from 'node:util'
import { CallWrong } from '../src/platform/commands.ts'

/** Takes a call apart into words and options; an option that is unknown or lacks its value is a `CallWrong`. */
export function readArguments(
  args: readonly string[],
  takes: readonly string[],
  switches: readonly string[],
): { words: string[]; options: Record<string, string> } {
  const options = Object.fromEntries([
    ...takes.map((name) => [name, { type: 'string' as const }]),
    ...switches.map((name) => [name, { type: 'boolean' as const }]),
  ])
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    return {
      words: parsed.positionals,
      options: Object.fromEntries(
        Object.entries(parsed.values).map(([name, value]) => [name, value === true ? '' : String(value)]),
      ),
    }
  } catch (error) {
    throw new CallWrong(`${(error as Error).message.split('. ')[0]}. Try: ownterms help`)
  }
}
