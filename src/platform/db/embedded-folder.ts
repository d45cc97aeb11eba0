import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { FolderUnusable, explainFileError } from './embedded-errors.ts'

/** Where things are in a data folder. Only `data` is PostgreSQL's; the rest is ours and private (0600). */
export type EmbeddedFolder = {
  folder: string
  data: string
  log: string
  password: string
  holder: string
  lock: string
}

/** Who has the folder's lock. `port` is null until their database answers, and while it is stopping. */
export type Holder = {
  pid: number
  startedAt: string
  /** The kernel's own start mark of the process, which tells it from a later one with the same pid; null off Linux. */
  startMark: string | null
  purpose: 'server' | 'command'
  port: number | null
}

/** Makes the folder (0700) when it is not there. Throws FolderUnusable when it cannot be made. */
export function openFolder(path: string): EmbeddedFolder {
  const asked = resolve(path)
  try {
    makeParents(asked)
    if (mkdirSync(asked, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(asked, 0o700)
    const folder = realpathSync(asked)
    return {
      folder,
      data: join(folder, 'postgresql'),
      log: join(folder, 'postgresql.log'),
      password: join(folder, 'postgresql.password'),
      holder: join(folder, 'server.json'),
      lock: join(folder, 'lock'),
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOTDIR' || code === 'EEXIST')
      throw new FolderUnusable('notAFolder', { folder: asked }, error)
    // A read-only disk answers "no such folder" to the making of one.
    if (code === 'ENOENT') throw new FolderUnusable('notAllowed', { folder: asked }, error)
    throw explainFileError(error, asked)
  }
}

/** Null when nobody has said they hold the folder, or when the process that said so is gone. */
export function findHolder(place: EmbeddedFolder): Holder | null {
  let holder: Holder
  try {
    holder = JSON.parse(readFileSync(place.holder, 'utf8')) as Holder
  } catch {
    return null
  }
  return Number.isInteger(holder.pid) && isSameProcess(holder) ? holder : null
}

export function writeHolder(place: EmbeddedFolder, purpose: Holder['purpose'], port: number | null): void {
  const holder: Holder = {
    pid: process.pid,
    startedAt: new Date(performance.timeOrigin).toISOString(),
    startMark: findStartMark(process.pid),
    purpose,
    port,
  }
  writePrivately(place, place.holder, `${JSON.stringify(holder)}\n`)
}

export function removeHolder(place: EmbeddedFolder): void {
  rmSync(place.holder, { force: true })
}

/** The superuser's password; made anew while there is no database it could belong to. */
export function openPassword(place: EmbeddedFolder): string {
  if (!existsSync(place.data)) writePrivately(place, place.password, randomBytes(24).toString('base64url'))
  const password = existsSync(place.password) ? readFileSync(place.password, 'utf8').trim() : ''
  if (password === '') throw new FolderUnusable('passwordMissing', { file: place.password })
  return password
}

/** The next process that reads `path` finds either all of `text` or what was there before. */
function writePrivately(place: EmbeddedFolder, path: string, text: string): void {
  const draft = `${path}.${process.pid}.new`
  writeFileSync(draft, text, { mode: 0o600, flush: true })
  giveToFolderOwner(place, draft)
  renameSync(draft, path)
}

/** Root must not leave files behind which the folder's own user can no longer open. */
export function giveToFolderOwner(place: EmbeddedFolder, path: string): void {
  if (process.getuid?.() !== 0) return
  const owner = statSync(place.folder)
  chownSync(path, owner.uid, owner.gid)
}

/** Only the folder itself is private: root's server may run as a user who has to pass through those above it. */
function makeParents(path: string): void {
  const first = mkdirSync(dirname(path), { recursive: true, mode: 0o755 })
  if (first === undefined || process.getuid?.() !== 0) return
  for (let made = dirname(path); made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755)
}

/** Makes renames in a folder outlive a power cut. Windows keeps its own order and cannot open folders. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function isSameProcess(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return holder.startMark === findStartMark(holder.pid)
}

function findStartMark(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may hold spaces; the 22nd is the start time.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
