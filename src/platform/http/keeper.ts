import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../project-folder.ts'

/** How the names of the places begin in which a device keeps pages. */
export const keptFamily = 'kept-'

let lines: string | undefined

/**
 * The service worker that keeps one page of ours: `html` is that page at `path`, `files` what it runs on. It changes with
 * any of them, and so a device that keeps them fetches them again.
 */
export function makeKeeper(page: { path: string; html: string; files: readonly string[] }): string {
  lines ??= readFileSync(join(projectFolder, 'src/ui/keeper.js'), 'utf8')
  const files = [page.path, ...page.files]
  const sum = createHash('sha256').update(lines).update(page.html).update(files.join('\n')).digest('hex')
  const kept = { family: keptFamily, name: `${keptFamily}${sum.slice(0, 10)}`, files }
  return `const kept = ${JSON.stringify(kept)}\n${lines}`
}
