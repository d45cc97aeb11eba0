import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { newBlindId } from '../../platform/ids.ts'
import { openPaper, openScript } from '../consent/script.ts'
import { getToday } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { parseSitting, readTypedSitting, type TypedSitting } from './sittings.form.ts'
import { SittingPage } from './sittings.page.tsx'
import { keepSitting } from './sittings.ts'

const path = listeningPaths.sitting(':exercise')

export const sittingRoutes: Route[] = [
  staffPage(path, 'source.import', (staff) => showSitting(staff)),

  staffSend(path, 'source.import', async (staff) => {
    const exerciseId = staff.visit.id('exercise')
    const typed = readTypedSitting(await staff.visit.fields())
    const parsed = parseSitting(typed, await staff.within(async (ctx) => getToday(ctx)))
    if (!parsed.ok) return showSitting(staff, typed, parsed.problems)
    await staff.within((ctx) => keepSitting(ctx, exerciseId, parsed.input))
    return staff.visit.redirect(listeningPaths.sitting(exerciseId), 'kept')
  }),
]

async function showSitting(
  { visit, frame, within }: StaffVisit,
  typed?: TypedSitting,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { aloud, paper, today } = await within(async (ctx) => ({
    aloud: await openScript(ctx, visit.id('exercise'), 'one'),
    paper: await openPaper(ctx, visit.id('exercise')),
    today: getToday(ctx),
  }))
  const empty: TypedSitting = {
    door: 'conversation',
    words: '',
    isMany: false,
    mine: '',
    label: '',
    on: today,
    read: false,
    quote: false,
    sending: newBlindId(),
  }
  const said = { aloud: aloud.said, paper: paper.said }
  const given = { frame, exercise: aloud.exercise, said, typed: typed ?? empty, problems }
  return visit.page(<SittingPage {...given} />, problems ? 422 : 200)
}
