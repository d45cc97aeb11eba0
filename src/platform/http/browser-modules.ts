import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, extname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Failure } from '../errors.ts'
import { projectFolder } from '../project-folder.ts'
import { page, type Route } from './routes.ts'

/** A file as it travels. */
export type Served = { mediaType: string; plain: Buffer; gzip: Buffer }

/** What a page may run in a browser: one module and all it imports, at addresses that change with any of them. */
export type BrowserModules = {
  /** Where the first module is. */
  href: string
  /** Paths of all of them, the first one first. */
  paths: readonly string[]
  /** The addresses of all of them. */
  addresses: readonly string[]
  find: (hash: string, path: string) => Served | null
}

/** The address every module is under. */
const modulesFolder = '/browser'

/** Serves modules to the pages that run them. */
export function modulesRoute(gathered: readonly (() => BrowserModules)[]): Route {
  return page(`${modulesFolder}/:hash/:path{.+}`, (visit) => {
    const [hash, path] = [visit.param('hash'), visit.param('path')]
    for (const modules of gathered) {
      const found = modules().find(hash, path)
      if (found) return visit.lasting(found)
    }
    throw new Failure('not-found', '')
  })
}

/** The folder this program was built into, or the project itself when it runs from source. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const isBuilt = extname(import.meta.url) === '.js'

/**
 * The module `entry` (a path from the root, without its ending) and whatever it imports, also later (`import('…')`): all of
 * them files of ours. `x.bin.js` is the file `models/x.bin`, as text to unpack, because a page that may run scripts
 * of ours is still not allowed to fetch anything.
 */
export function gatherModules(entry: string): BrowserModules {
  const texts = new Map<string, string>()
  const waiting = [isBuilt ? `${entry}.js` : findSource(entry)]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (texts.has(path)) continue
    const text = readModule(path)
    texts.set(path, text)
    for (const to of isPacked(path) ? [] : listImported(path, text)) waiting.push(to)
  }
  const sum = createHash('sha256')
  for (const [path, text] of [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    sum.update(path).update(text)
  const hash = sum.digest('hex').slice(0, 10)
  const served = new Map<string, Served>()
  const paths = [...texts.keys()]
  const addresses = paths.map((path) => `${modulesFolder}/${hash}/${path}`)
  return {
    href: addresses[0]!,
    paths,
    addresses,
    find: (asked, path) => {
      const text = asked === hash ? texts.get(path) : undefined
      if (text === undefined) return null
      const known = served.get(path) ?? pack(text)
      served.set(path, known)
      return known
    },
  }
}

function pack(text: string): Served {
  const plain = Buffer.from(text)
  return { mediaType: 'text/javascript; charset=utf-8', plain, gzip: gzipSync(plain, { level: 9 }) }
}

/** Imports that are there when the program runs; types are gone by now. */
function listImported(path: string, text: string): string[] {
  const found = text.matchAll(
    /^(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]/gm,
  )
  return [...found].map((match) => {
    const to = (match[1] ?? match[2])!
    if (!to.startsWith('.')) throw new Error(`${path} imports ${to}, which no browser has.`)
    return posix.join(posix.dirname(path), to)
  })
}

function readModule(path: string): string {
  if (isPacked(path)) {
    const bytes = readFileSync(join(projectFolder, 'models', posix.basename(path, '.js')))
    return `export default '${gzipSync(bytes, { level: 9 }).toString('base64')}'\n`
  }
  const text = readFileSync(join(root, path), 'utf8')
  return isBuilt ? text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n') : stripTypeScriptTypes(text)
}

function isPacked(path: string): boolean {
  return path.endsWith('.bin.js')
}

function findSource(entry: string): string {
  return existsSync(join(root, `${entry}.tsx`)) ? `${entry}.tsx` : `${entry}.ts`
}
