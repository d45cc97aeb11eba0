import { homedir } from 'node:os'
import { delimiter, resolve } from 'node:path'

/** What the operator may set. Read once, at start; a wrong value stops the start with one plain sentence. */
export type Config = {
  /** Absolute folder of the embedded database, the keyring, uploads on their way in, and published pages. */
  dataFolder: string
  /** An operator's own PostgreSQL; null: the embedded one in the data folder. */
  databaseUrl: string | null
  /** The folder of the keyring file; never inside what backs up the database. */
  keyringFolder: string
  /** Folders that hold a live copy of the keyring each: they must be there already, on other disks. */
  keyringCopies: readonly string[]
  /** 32 bytes in base64 from the environment; null: a file in the keyring folder, made at first start. */
  deploymentKey: string | null
  /** The key that is to take its place (`ownterms keyring rotate`); null: a new one is made and kept in the file. */
  newDeploymentKey: string | null
  port: number
  host: string
  /** The address people type, without a slash at its end: links, cookies and the origin check stand on it. */
  origin: string
  smtpUrl: string | null
  mailFrom: string
  /** Where the program can be had as it runs here, for an operator who keeps it elsewhere; null: it is given from here. */
  source: string | null
  /** How many proxies of the operator's own stand in front (0: none). Decides whose address a limit counts. */
  proxies: number
}

/** A setting that cannot be used. The message is one sentence that says which and what to do. */
export class SettingWrong extends Error {}

/** Shapes the environment into a `Config`. `--data DIR` of a command comes as `data`. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  given: { data?: string | undefined; port?: string | undefined } = {},
): Config {
  const databaseUrl = env['DATABASE_URL'] || null
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new SettingWrong(
      'DATABASE_URL must start with postgres:// (for example postgres://user:password@host/name).',
    )
  }
  const port = readPort(given.port ?? env['PORT'])
  const origin = readOrigin(env['OWNTERMS_ORIGIN'] || `http://localhost:${port}`)
  const dataFolder = resolve(given.data ?? env['OWNTERMS_DATA'] ?? defaultDataFolder())
  const smtpUrl = env['SMTP_URL'] || null
  if (smtpUrl && !/^smtps?:\/\//.test(smtpUrl)) {
    throw new SettingWrong(
      'SMTP_URL must start with smtp:// or smtps:// (for example smtps://user:password@host:465).',
    )
  }
  const keyringFolder = resolve(env['OWNTERMS_KEYRING'] ?? `${dataFolder}/keyring`)
  return {
    dataFolder,
    databaseUrl,
    keyringFolder,
    keyringCopies: readCopies(env['OWNTERMS_KEYRING_COPIES'], keyringFolder),
    deploymentKey: readKey(env['OWNTERMS_KEY'], 'OWNTERMS_KEY'),
    newDeploymentKey: readKey(env['OWNTERMS_NEW_KEY'], 'OWNTERMS_NEW_KEY'),
    port,
    host: env['HOST'] || '127.0.0.1',
    origin,
    smtpUrl,
    mailFrom: env['MAIL_FROM'] || `Ownterms <no-reply@${new URL(origin).hostname}>`,
    source: readSource(env['OWNTERMS_SOURCE']),
    proxies: readCount(env['OWNTERMS_PROXIES'], 'OWNTERMS_PROXIES'),
  }
}

/** Root's own folder is often closed to the user PostgreSQL runs as, so root's data lives in a system place. */
function defaultDataFolder(): string {
  return process.getuid?.() === 0 ? '/var/lib/ownterms/data' : `${homedir()}/.local/share/ownterms`
}

function readPort(text: string | undefined): number {
  if (!text) return 3000
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new SettingWrong('PORT must be a number from 1 to 65535.')
  }
  return port
}

/** Folders with a colon between them, as in PATH (a semicolon on Windows). */
function readCopies(text: string | undefined, keyringFolder: string): string[] {
  const folders = (text ?? '').split(delimiter).flatMap((one) => (one.trim() ? [resolve(one.trim())] : []))
  if (folders.includes(keyringFolder) || new Set(folders).size < folders.length) {
    throw new SettingWrong(
      'OWNTERMS_KEYRING_COPIES must name other folders than the keyring’s own, each once, such as /mnt/second/keyring.',
    )
  }
  return folders
}

function readKey(text: string | undefined, name: string): string | null {
  if (!text) return null
  if (Buffer.from(text, 'base64').length === 32) return text
  throw new SettingWrong(`${name} must be 32 bytes in base64 (make one with: openssl rand -base64 32).`)
}

function readCount(text: string | undefined, name: string): number {
  if (!text) return 0
  const count = Number(text)
  if (!Number.isInteger(count) || count < 0 || count > 10) {
    throw new SettingWrong(`${name} must be a whole number from 0 to 10.`)
  }
  return count
}

function readSource(text: string | undefined): string | null {
  if (!text) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol)) return text
  throw new SettingWrong('OWNTERMS_SOURCE must be the address of a page where the program can be had.')
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw new SettingWrong(
      'OWNTERMS_ORIGIN must be the address people type, such as https://listen.example.org, with nothing after the name.',
    )
  }
  if (url.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
    throw new SettingWrong(
      'OWNTERMS_ORIGIN must be an https address, because people’s words travel over it. Only localhost may do without.',
    )
  }
  return url.origin
}
