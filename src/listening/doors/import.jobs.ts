import { Failure } from '../../platform/errors.ts'
import type { Round } from '../../platform/jobs/rounds.ts'
import type { TaskHandler } from '../../platform/jobs/tasks.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Store } from '../../platform/files/store.ts'
import { logEvent } from '../../platform/log.ts'
import { doorsWords } from './doors.words.ts'
import { openFileText } from '../files/file-text.ts'
import { bringIn, openOfSource, removeSource } from './import.ts'
import { selectSources, selectStranded, selectUploadsWanted } from './sources.queries.ts'

/** Brings a larger file in, in the background; `aboutId` is the announced source. */
export const importTask: TaskHandler = {
  kind: 'source.import',
  run: async (run) => {
    const source = await run.within(async (ctx) => {
      const [row] = await selectSources(ctx, { id: run.aboutId })
      if (row?.state !== 'arriving') {
        await run.finish(ctx)
        return null
      }
      if (!row.uploadId || !row.uploadKeySealed)
        throw new Failure('not-found', doorsWords['en-GB'].failures.lost)
      return {
        exerciseId: row.exerciseId,
        id: row.uploadId,
        key: Buffer.from(ctx.vault.openTeam('source.upload_key', row.id, row.uploadKeySealed), 'base64'),
        name: openOfSource(ctx, row.id, 'file_name', row.fileNameSealed) ?? '',
      }
    })
    if (!source) return
    const { store } = run.services
    const size = await store.size(source.id)
    if (size === null) {
      await run.within((ctx) => removeSource(ctx, run.aboutId))
      throw new Failure('not-found', doorsWords['en-GB'].failures.lost)
    }
    const file = { id: source.id, key: source.key, name: source.name, size }
    const text = await openFileText(store, file)
    await bringIn(run.within, store, {
      exerciseId: source.exerciseId,
      sourceId: run.aboutId,
      file,
      text,
      agreed: null,
      report: run.report,
      finish: run.finish,
      keepFailure: true,
    })
  },
}

/** Looks for what a kill left. */
export const sweepRound: Round = {
  name: 'doors.sweep',
  everyMinutes: 5,
  run: ({ db, store }) => sweepDoors(db, store),
}

/** What a kill left: half-arrived imports nobody works on, and uploads no row speaks of. */
export async function sweepDoors(db: Database, store: Store): Promise<void> {
  for (const stranded of await db.outside((tx) => selectStranded(tx, '2 minutes'))) {
    await db.within(stranded.tenantId, { id: 'worker', roles: ['worker'] }, (ctx) =>
      removeSource(ctx, stranded.id),
    )
    logEvent('doors.stranded-removed', { source: stranded.id })
  }
  const wanted = await db.outside((tx) => selectUploadsWanted(tx))
  const gone = await store.sweep(async (id) => wanted.has(id))
  if (gone > 0) logEvent('doors.uploads-removed', { count: gone })
}
