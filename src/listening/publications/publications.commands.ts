import { resolve } from 'node:path'
import { CallWrong, type Command } from '../../platform/commands.ts'
import { Failure } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { rememberFolder, writeRemembered } from './folders.ts'
import { publishSeries } from './publications.ts'
import { publicationsWords } from './publications.words.ts'

/** `ownterms publish SERIES --out DIR [--json]` */
export const publishCommand: Command = {
  name: 'publish',
  asks: 'series.publish',
  usage: 'publish SERIES --out DIR [--json]',
  takes: ['out'],
  switches: ['json'],
  run: async (run) => {
    const [seriesId] = run.words
    const out = run.option('out')
    if (!isId(seriesId) || !out) {
      throw new CallWrong(
        'Name the series (its id) and the folder to write to: ownterms publish SERIES --out DIR',
      )
    }
    const published = await run.within((ctx) => publishSeries(ctx, seriesId))
    if (!published.ok) {
      for (const problem of published.problems) process.stderr.write(`${problem.sentence}\n`)
      throw new Failure('invalid-state', publicationsWords['en-GB'].stopped(published.problems.length))
    }
    const { edition, address, isNew } = published
    const folder = resolve(out)
    const { tenantId, id } = await run.within(async (ctx) => ({
      tenantId: ctx.tenantId,
      id: await rememberFolder(ctx, seriesId, folder),
    }))
    const written = await writeRemembered(run.runtime.db, tenantId, id, true)
    if (!written) throw new Failure('unavailable', publicationsWords['en-GB'].folderBusy)
    const { files } = written
    const result = { series: seriesId, edition: edition.edition, isNew, address, folder, files }
    run.print(
      run.has('json')
        ? JSON.stringify(result)
        : `Edition ${result.edition} of ${address}: ${result.files} files in ${folder}`,
    )
  },
}
