import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from '../../platform/errors.ts'
import type { BuiltSeries } from './build.ts'
import { publicationsWords } from './publications.words.ts'

const words = publicationsWords['en-GB']
const marker = 'ownterms-series.json'
/** In a folder that is being written, and in no other: what was left when a writing was cut short is known by it. */
const draftMarker = '.ownterms-draft.json'

/**
 * Writes a built series into a folder as plain files: all of them beside it first, then each into its place, then what
 * an earlier edition left over goes. The folder may be new, empty, or one written for the same series before; any other
 * is refused (invalid-state) and left as it was, and so is one that holds a file of somebody else's where ours belongs.
 * `folderId` is how it is known again (see `isFolderOf`).
 */
export async function writeFolder(
  files: BuiltSeries,
  seriesId: string,
  folder: string,
  folderId?: string,
): Promise<void> {
  const before = await readMarker(folder, seriesId)
  await refuseStrange(folder, [...files.keys()], before)
  const draft = await makeDraft(folder, seriesId)
  try {
    for (const [name, bytes] of files) await writeFile(join(draft, name), bytes)
    const names = [...files.keys()]
    const mark = (listed: readonly string[]) =>
      `${JSON.stringify({ series: seriesId, folder: folderId, files: listed }, null, 2)}\n`
    await mkdir(folder, { recursive: true })
    // Marked as ours before the first file moves: stopped halfway, the next writing knows the folder and its files.
    await writeFile(join(draft, marker), mark([...new Set([...before, ...names])]))
    await rename(join(draft, marker), join(folder, marker))
    for (const name of names) await rename(join(draft, name), join(folder, name))
    for (const name of before.filter((old) => !files.has(old))) await rm(join(folder, name), { force: true })
    await writeFile(join(draft, marker), mark(names))
    await rename(join(draft, marker), join(folder, marker))
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/**
 * A new folder beside the one to write: `<folder>.tmp`, or the next such name that is free. What a writing of the same
 * series left there goes; whatever else has the name stays.
 */
async function makeDraft(folder: string, seriesId: string): Promise<string> {
  const name = `${folder.replace(/\/+$/, '')}.tmp`
  await mkdir(dirname(name), { recursive: true })
  for (let number = 1; ; number += 1) {
    const draft = number === 1 ? name : `${name}${number}`
    const left = await readFile(join(draft, draftMarker), 'utf8').catch(() => null)
    if (left === seriesId) await rm(draft, { recursive: true, force: true })
    try {
      await mkdir(draft)
    } catch (error) {
      if ((error as { code?: unknown }).code === 'EEXIST') continue
      throw error
    }
    await writeFile(join(draft, draftMarker), seriesId)
    return draft
  }
}

/** Throws invalid-state when a file stands where one of ours belongs, and no writing of ours left it. */
async function refuseStrange(
  folder: string,
  names: readonly string[],
  before: readonly string[],
): Promise<void> {
  const there = new Set(await readdir(folder).catch(() => []))
  const strange = names.find((name) => there.has(name) && !before.includes(name))
  if (strange !== undefined) throw new Failure('invalid-state', words.notOurFile(strange))
}

/** Whether a folder of this machine is the one that was written for a series under this id. */
export async function isFolderOf(folder: string, seriesId: string, folderId: string): Promise<boolean> {
  const text = await readFile(join(folder, marker), 'utf8').catch(() => null)
  const mark = text === null ? null : parseMarker(text)
  return mark?.series === seriesId && mark.folder === folderId
}

/** The files an earlier writing left in the folder. */
async function readMarker(folder: string, seriesId: string): Promise<string[]> {
  const found = await stat(folder).catch(() => null)
  if (!found) return []
  if (!found.isDirectory()) throw new Failure('invalid-state', words.notAFolder)
  if ((await readdir(folder)).length === 0) return []
  const text = await readFile(join(folder, marker), 'utf8').catch(() => null)
  const mark = text === null ? null : parseMarker(text)
  if (mark?.series !== seriesId) throw new Failure('invalid-state', words.notOurs)
  return mark.files
}

function parseMarker(text: string): { series: string; folder: unknown; files: string[] } | null {
  try {
    const value = JSON.parse(text) as { series?: unknown; folder?: unknown; files?: unknown }
    if (typeof value.series !== 'string' || !Array.isArray(value.files)) return null
    // A file name only: a marker somebody changed must not remove anything outside its folder.
    const files = value.files.filter(
      (name): name is string => typeof name === 'string' && /^[\w-][\w.-]*$/.test(name),
    )
    return { series: value.series, folder: value.folder, files }
  } catch {
    return null
  }
}
