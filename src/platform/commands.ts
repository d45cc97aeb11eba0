import type { Config } from './config/config.ts'
import type { Ctx } from './db/database.ts'
import type { Runtime } from './runtime.ts'

/** What a command was called with and what it can reach. */
export type CommandRun = {
  runtime: Runtime
  /** Words of the call that are neither the command's name nor an option. */
  words: string[]
  /** `--name value` gives its value, `--name` alone gives ''. */
  option: (name: string) => string | undefined
  has: (name: string) => boolean
  /** Opens transactions as the person `--as` names (made a listener of an organisation on first use). */
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** One line to standard output. */
  print: (line: string) => void
}

/** A command of the CLI. `name` may have two words: `exercise open`. */
export type Command = {
  name: string
  usage: string
  /** Options that take a value; the others are switches. */
  takes: readonly string[]
  switches?: readonly string[] | undefined
  /**
   * What whoever acts must be allowed to do (an action of the access matrix); null for commands that work on the data
   * as a whole and act as nobody (backup, restore).
   */
  asks: string | null
  /** Only what mends it may open a keyring that is older than the database has seen. */
  olderKeyring?: 'allow' | undefined
  run: (run: CommandRun) => Promise<void>
}

/** What a command gets that works before anything is opened. */
export type EarlyRun = Pick<CommandRun, 'words' | 'option' | 'has' | 'print'> & { config: Config }

/** A command that needs no open database: it mends or looks at what the others stand on. */
export type EarlyCommand = Pick<Command, 'name' | 'usage' | 'takes' | 'switches'> & {
  early: (run: EarlyRun) => Promise<void>
}

/** The call itself cannot be used. The message is one sentence that says what to do. */
export class CallWrong extends Error {}
