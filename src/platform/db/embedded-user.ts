import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, lchownSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { canUserRun, copyBinariesForAll } from './embedded-binaries.ts'
import type { Binaries } from './embedded-binaries.ts'
import { FolderUnusable } from './embedded-errors.ts'
import type { EmbeddedFolder } from './embedded-folder.ts'

/**
 * How PostgreSQL's programs are run, because they refuse root: as ourselves; in a user namespace, where our
 * root is called by another user's number; or as another user of this machine.
 */
export type RunAs =
  { kind: 'self' } | { kind: 'namespace'; uid: number } | { kind: 'user'; uid: number; gid: number }

type User = { name: string; uid: number; gid: number }

/**
 * Decides how to run, and makes what is there fit for it: owners of files, a copy of the programs. Files that
 * another user already owns stay theirs where they can reach them; else a namespace, which works in a folder only
 * root can enter; else the user postgres or nobody. Throws FolderUnusable when none of these can be done.
 */
export function chooseUser(place: EmbeddedFolder, binaries: Binaries): { runAs: RunAs; binaries: Binaries } {
  if (process.getuid?.() !== 0) return { runAs: { kind: 'self' }, binaries }

  const owner = existsSync(place.data) ? findOwner(place.data) : null
  if (owner !== null && findBlocked(place.folder, owner) === null) return runAsUser(place, binaries, owner)

  const user = findUser('postgres') ?? findUser('nobody')
  if (user === null) throw new FolderUnusable('rootHasNoUser', {})
  if (process.env['OWNTERMS_NO_USERNS'] !== '1' && canUseNamespace(binaries, user.uid)) {
    if (existsSync(place.data)) changeOwner(place.data, 0, 0)
    return { runAs: { kind: 'namespace', uid: user.uid }, binaries }
  }
  return runAsUser(place, binaries, user)
}

/** Gives a file, or a folder with all in it, to whoever will run the server on it. */
export function giveToServer(path: string, runAs: RunAs): void {
  if (runAs.kind === 'user') changeOwner(path, runAs.uid, runAs.gid)
}

function runAsUser(
  place: EmbeddedFolder,
  binaries: Binaries,
  user: User,
): { runAs: RunAs; binaries: Binaries } {
  let blocked = findBlocked(dirname(place.folder), user)
  if (blocked === null) {
    letThrough(place.folder, user)
    blocked = findBlocked(place.folder, user)
  }
  if (blocked !== null) {
    throw new FolderUnusable('rootCannotReach', { user: user.name, blocked, folder: place.folder })
  }
  const runAs: RunAs = { kind: 'user', uid: user.uid, gid: user.gid }
  if (existsSync(place.data)) giveToServer(place.data, runAs)
  return {
    runAs,
    binaries: canUserRun(binaries, user.uid, user.gid) ? binaries : copyBinariesForAll(binaries),
  }
}

/** Our own folder is 0700: the server's group may walk through it, and still list and read nothing in it. */
function letThrough(folder: string, user: User): void {
  const now = statSync(folder)
  if (now.uid !== 0 || canPass(now, user)) return
  chownSync(folder, 0, user.gid)
  chmodSync(folder, (now.mode & 0o707) | 0o010)
}

/** The first folder on the way to `folder`, itself included, that the user may not pass through; null when none. */
function findBlocked(folder: string, user: User): string | null {
  const parent = dirname(folder)
  const above = parent === folder ? null : findBlocked(parent, user)
  if (above !== null) return above
  return canPass(statSync(folder), user) ? null : folder
}

function canPass(folder: { uid: number; gid: number; mode: number }, user: User): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0
  return (folder.mode & 0o001) !== 0
}

function canUseNamespace(binaries: Binaries, uid: number): boolean {
  if (process.platform !== 'linux') return false
  const args = ['--user', `--map-user=${uid}`, '--', binaries.postgres, '--version']
  return spawnSync('unshare', args, { stdio: 'ignore' }).status === 0
}

function findOwner(path: string): User | null {
  const { uid, gid } = statSync(path)
  if (uid === 0) return null
  return { uid, gid, name: listUsers().find((user) => user.uid === uid)?.name ?? `with number ${uid}` }
}

function findUser(name: string): User | null {
  return listUsers().find((user) => user.name === name) ?? null
}

function listUsers(): User[] {
  if (!existsSync('/etc/passwd')) return []
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }))
}

function changeOwner(path: string, uid: number, gid: number): void {
  const now = statSync(path)
  if (now.uid === uid && now.gid === gid) return
  const entries = now.isDirectory() ? readdirSync(path, { recursive: true, withFileTypes: true }) : []
  for (const entry of entries) {
    lchownSync(join(entry.parentPath, entry.name), uid, gid)
  }
  // The top last: while it still has its old owner, a change cut short is done again.
  chownSync(path, uid, gid)
}
