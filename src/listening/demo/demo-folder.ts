import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../../platform/project-folder.ts'

const mark = 'demo-is-loading'

/**
 * Where the demo's data lives unless told otherwise: in the checkout, or for root in a system place, one for each
 * checkout, because root's own folders are often closed to the user PostgreSQL runs as.
 */
export function demoFolder(): string {
  if (process.getuid?.() !== 0) return join(projectFolder, 'data', 'demo')
  return `/var/lib/ownterms/demo-${createHash('sha256').update(projectFolder).digest('hex').slice(0, 8)}`
}

/** Empties a demo folder whose loading was cut short; called before its database is opened. */
export async function clearCutShort(folder: string): Promise<void> {
  if (existsSync(join(folder, mark))) await rm(folder, { recursive: true, force: true })
}

/** Marks the folder for as long as the demo is being loaded. */
export async function whileLoading<T>(folder: string, load: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, mark), '')
  const result = await load()
  await rm(join(folder, mark), { force: true })
  return result
}
