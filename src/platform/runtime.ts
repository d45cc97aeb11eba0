import { SettingWrong, type Config } from './config/config.ts'
import { Database } from './db/database.ts'
import { openEmbedded } from './db/embedded.ts'
import { migrate, type AccessRule } from './db/migrate.ts'
import { refuseMoved } from './files/moved-note.ts'
import { Store } from './files/store.ts'
import { openPostbox, type Postbox } from './mail/postbox.ts'
import { describeCopies } from './vault/copies.words.ts'
import { openVault, type Vault } from './vault/vault.ts'

/** Everything a process of ours stands on. `close` lets go of it in the right order. */
export type Runtime = {
  config: Config
  /** The owner's address: migrations, backup and move only. */
  ownerUrl: string
  /** The restricted login's address. */
  databaseUrl: string
  vault: Vault
  db: Database
  store: Store
  postbox: Postbox
  /** True when no server runs on this data: what this process leaves undone stays undone. */
  isAlone: boolean
  close: () => Promise<void>
}

export type RuntimeOptions = {
  print: (line: string) => void
  statementTimeout?: number
  connections?: number
  /** An older keyring than the database has seen is refused, except by what mends that. */
  olderKeyring?: 'refuse' | 'allow'
}

/**
 * Opens the data folder or the operator's PostgreSQL, brings the schema up to date and opens the restricted login.
 * `server` is the one process that owns an embedded folder; `command` joins it or, without one, starts the
 * database for as long as it runs.
 */
export async function openRuntime(
  config: Config,
  purpose: 'server' | 'command',
  rules: readonly AccessRule[],
  options: RuntimeOptions = { print: (line) => process.stderr.write(`${line}\n`) },
): Promise<Runtime> {
  const embedded = config.databaseUrl
    ? null
    : await openEmbedded({
        folder: config.dataFolder,
        purpose,
        log: options.print,
        onExit: (sentence) => {
          options.print(sentence)
          process.exit(1)
        },
      })
  let vault: Vault | null = null
  try {
    if (embedded) refuseMoved(config.dataFolder)
    vault = openVault(config)
    const ownerUrl = config.databaseUrl ?? embedded!.url
    await vault.followCopies().catch(() => undefined)
    for (const line of describeCopies(vault.copies)) options.print(line)
    const databaseUrl = await migrate(ownerUrl, rules, vault, {
      olderKeyring: options.olderKeyring ?? 'refuse',
    }).catch((error: unknown) => {
      throw explainConnection(error)
    })
    const db = new Database({
      url: databaseUrl,
      vault,
      statementTimeout: options.statementTimeout ?? 10_000,
      connections: options.connections ?? 10,
    })
    const watch = watchDeploymentKey(vault, options.print)
    const postbox = openPostbox(config.smtpUrl, config.mailFrom, options.print)
    return {
      config,
      ownerUrl,
      databaseUrl,
      vault,
      db,
      store: new Store(config.dataFolder),
      postbox,
      isAlone: purpose === 'command' && embedded?.owner === true,
      close: async () => {
        clearInterval(watch)
        postbox.close()
        await db.close()
        await vault?.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await vault?.close()
    await embedded?.stop()
    throw error
  }
}

/** How long a process may go on with a deployment key that is no longer the keyring's, in milliseconds. */
const keyWatch = 3_000

/** With the old key, sessions and addresses would be written that nobody can read: the process ends. */
function watchDeploymentKey(vault: Vault, print: (line: string) => void): NodeJS.Timeout {
  return setInterval(() => {
    if (vault.isUnderOurKey()) return
    print('The deployment key was changed. This process stops; start it again with the new key.')
    process.exit(3)
  }, keyWatch).unref()
}

/** What an operator can do about a database that cannot be used; any other error as it is. */
export function explainConnection(error: unknown, setting = 'DATABASE_URL'): unknown {
  const code = (error as { code?: string }).code
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') {
    return new SettingWrong(
      `The database at ${setting} does not answer. Check the address, and that it is running.`,
    )
  }
  if (code === '28P01' || code === '28000') {
    return new SettingWrong(`The database at ${setting} refused the user or password.`)
  }
  if (code === '3D000')
    return new SettingWrong(`The database named in ${setting} does not exist. Create it first.`)
  if (code === '42501') {
    return new SettingWrong(
      `The user of ${setting} may not make tables or roles. It must own the database and have CREATEROLE.`,
    )
  }
  return error
}
