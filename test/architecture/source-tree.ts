import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One file of the house: its path from the root with forward slashes, and what stands in it. */
export type SourceFile = { path: string; text: string }

/** What a rule says against a place. `line` counts from 1. */
export type Complaint = { path: string; line?: number; sentence: string }

export const houseFolder = fileURLToPath(new URL('../..', import.meta.url))

/** The files of the house the rules speak of. */
export function readHouse(): SourceFile[] {
  return ['bin', 'src', 'migrations', 'test', 'bench', 'training'].flatMap((folder) =>
    readFolder(houseFolder, folder),
  )
}

/**
 * A small house that breaks one rule. Its files end in `.broken`, so that no other tool reads them as the house's
 * own; the ending is taken off here.
 */
export function readBrokenHouse(name: string): SourceFile[] {
  const root = join(houseFolder, 'test/architecture/fixtures', name)
  return readFolder(root, '.').map((file) => ({ ...file, path: file.path.replace(/\.broken$/, '') }))
}

function readFolder(root: string, folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
    .filter((file) => !file.path.startsWith('test/architecture/fixtures/'))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('test/') || path.startsWith('bench/')
}

export function isCode(path: string): boolean {
  return /\.tsx?$/.test(path)
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
