import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import type { SpaceFrame } from '../frame.tsx'
import { recordLook } from '../looks/looks.ts'
import { supportPaths } from '../paths.ts'
import { personPage } from '../person-route.ts'
import { findPage } from './keeping-safe.ts'
import { readChosen } from './paper.form.ts'
import { PaperPage } from './paper.page.tsx'
import { takeOut, writeTaken, type Taken } from './paper.ts'
import { paperWords } from './paper.words.ts'

export const paperRoutes: Route[] = [
  personPage(supportPaths.keepingPaper, async ({ visit, frame, within }) => {
    const file = `${supportPaths.keepingFile}${visit.address.slice(supportPaths.keepingPaper.length)}`
    const taken = await within((ctx) => take(ctx, visit, frame))
    return visit.page(<PaperPage frame={frame} taken={taken} file={file} />)
  }),

  // Nothing is put on a phone that others use.
  personPage(supportPaths.keepingFile, async ({ visit, frame, within }) => {
    if (frame.isShared) throw new Failure('not-found', '')
    const taken = await within(async (ctx) => {
      await recordLook(ctx, { who: null, room: 'keeping-safe', why: 'taken-out', aboutId: null })
      return take(ctx, visit, frame)
    })
    return visit.download(paperWords['en-GB'].fileName, 'text/html; charset=utf-8', [writeTaken(taken)])
  }),
]

async function take(ctx: Ctx, visit: Visit, { host }: SpaceFrame): Promise<Taken> {
  const chosen = readChosen(visit.query('chosen'), visit.queries('with'))
  return takeOut(await findPage(ctx), chosen, { lines: host.helpLines, now: ctx.now })
}
