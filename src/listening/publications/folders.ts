import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { logEvent, logFault } from '../../platform/log.ts'
import { getSeries } from '../series/series.ts'
import { buildSeries } from './build.ts'
import {
  holdFolder,
  markGone,
  markMissed,
  markWritten,
  selectFolders,
  upsertFolder,
  type FolderRow,
} from './folders.queries.ts'
import { findEdition } from './publications.ts'
import { isFolderOf, writeFolder } from './write-folder.ts'

/**
 * A folder a series was written to. `path` is null for who may not see it. `state`: as it is in public; to be written
 * again soon; out of reach, so that what was taken back may still lie in it.
 */
export type Folder = {
  id: string
  number: number
  path: string | null
  writtenAt: Date
  state: 'current' | 'due' | 'missed'
}

const worker = { id: 'worker', roles: ['worker'] }

/** Remembers a folder of a series, to be written now and whenever what is in public changes. Gives its id. */
export async function rememberFolder(ctx: Ctx, seriesId: string, path: string): Promise<string> {
  await getSeries(ctx, seriesId)
  const id = newId()
  return upsertFolder(ctx, {
    id,
    seriesId,
    // By series and path, so that the place stays readable whatever id the row has.
    pathSealed: ctx.vault.sealTeam('published_folder.path', seriesId, path),
    pathIndex: ctx.vault.fingerprint('folder', path),
  })
}

/**
 * Writes the edition in public into a folder of this machine. `isNew`: the folder may be made, or be empty; otherwise
 * it must hold what was written there for it before. Gives its number and how many files, or null when this machine
 * does not have it or somebody else is writing it.
 */
export async function writeRemembered(
  db: Database,
  tenantId: string,
  id: string,
  isNew = false,
): Promise<{ files: number } | null> {
  return db.within(tenantId, worker, async (ctx) => {
    if (!(await holdFolder(ctx, id))) return null
    const [folder] = await selectFolders(ctx, { id })
    const path = openPath(ctx, folder!)
    if (!isNew && !(await isFolderOf(path, folder!.seriesId, id))) {
      if (await markMissed(ctx, id)) {
        logEvent('folder.missed', { series: folder!.seriesId, folder: String(folder!.number) })
      }
      return null
    }
    const edition = await findEdition(ctx, folder!.seriesId)
    if (!edition) return null
    const files = await buildSeries(ctx, edition)
    await writeFolder(files, folder!.seriesId, path, id)
    await markWritten(ctx, id)
    return { files: files.size }
  })
}

/** Writes every folder again that is to be, of one exercise or of all. One that cannot be reached waits and is named. */
export async function rewriteFolders(db: Database, tenantId: string, exerciseId?: string): Promise<void> {
  const stale = await db.within(tenantId, worker, (ctx) =>
    selectFolders(ctx, { isStale: true, ...(exerciseId && { exerciseId }) }),
  )
  for (const { id, number, seriesId } of stale) {
    try {
      await writeRemembered(db, tenantId, id)
    } catch (error) {
      await db.within(tenantId, worker, (ctx) => markMissed(ctx, id))
      logFault('folder.missed', error, { series: seriesId, folder: String(number) })
    }
  }
}

export async function listFolders(ctx: Ctx, seriesId: string): Promise<Folder[]> {
  const maySee = ctx.actor.roles.some((role) => role === 'lead' || role === 'listener')
  return (await selectFolders(ctx, { seriesId })).map((row) => ({
    id: row.id,
    number: row.number,
    path: maySee ? openPath(ctx, row) : null,
    writtenAt: row.writtenAt,
    state: row.missedAt ? 'missed' : row.staleAt ? 'due' : 'current',
  }))
}

/** A lead says that a folder is no more: nobody looks for it any longer. Throws not-found. */
export async function forgetFolder(ctx: Ctx, seriesId: string, id: string): Promise<void> {
  if (!(await markGone(ctx, seriesId, id))) throw new Failure('not-found', '')
  await recordAct(ctx, 'folder.gone', 'published_folder', id)
}

function openPath(ctx: Ctx, row: FolderRow): string {
  return ctx.vault.openTeam('published_folder.path', row.seriesId, row.pathSealed)
}
