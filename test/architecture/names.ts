import type { Complaint, SourceFile } from './source-tree.ts'
import { isTest } from './source-tree.ts'

/** All there is in a noun's folder of a part or of access. No other without a decision record. */
const suffixes = [
  '.ts',
  '.queries.ts',
  '.routes.tsx',
  '.form.ts',
  '.page.tsx',
  '.words.ts',
  '.island.tsx',
  '.jobs.ts',
  '.commands.ts',
  '.test.ts',
] as const

const places = /^(?:utils?|helpers?|common|misc|services?|shared|lib|index|types|constants)$/

/** A place named after nothing collects everything. */
export function findPlacesForAnything(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter(({ path }) => !path.startsWith('migrations/'))
    .filter(({ path }) => path.split('/').some((part) => places.test(part.replace(/\..*$/, ''))))
    .map(({ path }) => ({ path, sentence: 'name the file after the noun it is about, not after a drawer.' }))
}

/** Two guesses find any code: the noun, then the suffix. */
export function findUnknownSuffixes(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter(({ path }) => /^src\/(?:listening|support|change|access|crossing)\/[^/]+\//.test(path))
    .filter(({ path }) => !hasKnownName(path))
    .map(({ path }) => ({
      path,
      sentence: `a noun's folder holds only ${suffixes.join(' ')}, and no folders.`,
    }))
}

/** A test is named after what it tests, whose suffix it may repeat: `sign-in.routes.test.ts`. */
function hasKnownName(path: string): boolean {
  const parts = path.split('/')
  const [, suffix] = /^[a-z0-9]+(?:-[a-z0-9]+)*(\..+)$/.exec(parts.at(-1)!) ?? []
  const known: readonly string[] = suffixes
  const tested = suffix?.replace(/^(\.\w+)\.test\.tsx?$/, '$1').replace(/^\.test\.tsx$/, '.test.ts')
  return parts.length === 4 && known.some((one) => one === tested || one.replace(/\.tsx?$/, '') === tested)
}

const mostLines = 400

/** A file somebody can hold in mind. Style sheets, data and tests are read differently. */
export function findLongFiles(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter(({ path }) => /^(?:src|bin)\/.*\.tsx?$/.test(path) && !isTest(path))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => ({
      path,
      sentence: `${lines} lines; part it where the subject changes (${mostLines}).`,
    }))
}
