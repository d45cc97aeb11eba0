import { listStaff } from '../../access/staff/staff.ts'
import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Ctx } from '../../platform/db/database.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { getSeriesPlace } from '../series/series.ts'
import { parseAnswer } from './intruder.form.ts'
import { IntruderPage } from './intruder.page.tsx'
import { answerIntruder, openIntruder } from './intruder.ts'

export const intruderRoutes: Route[] = [
  staffPage(listeningPaths.intruder(':series'), 'intruder.answer', async ({ visit, frame, within, can }) => {
    const view = await within((ctx) => show(ctx, visit.id('series')))
    return visit.page(<IntruderPage frame={frame} {...view} canCompose={can('series.compose')} />)
  }),

  staffSend(listeningPaths.intruder(':series'), 'intruder.answer', async ({ visit, within }) => {
    const seriesId = visit.id('series')
    const { pressed, input } = parseAnswer(await visit.fields())
    await within((ctx) => answerIntruder(ctx, seriesId, input))
    return visit.redirect(listeningPaths.intruder(seriesId), pressed)
  }),
]

async function show(ctx: Ctx, seriesId: string) {
  const names = new Map((await listStaff(ctx)).map((member) => [member.accountId, member.name]))
  const voices = await openIntruder(ctx, seriesId)
  return {
    ...(await getSeriesPlace(ctx, seriesId)),
    voices: voices.map(({ answers, ...voice }) => ({
      ...voice,
      answers: answers.map(({ by, ...answer }) => ({
        ...answer,
        name: names.get(by) ?? null,
        isOwn: by === ctx.actor.id,
      })),
    })),
  }
}
