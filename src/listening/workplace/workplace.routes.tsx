import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { parseWorkplace } from './workplace.form.ts'
import { WorkplacePage } from './workplace.page.tsx'
import { changeWorkplace, viewWorkplace } from './workplace.ts'

export const workplaceRoutes: Route[] = [
  staffPage(listeningPaths.workplace(':exercise'), 'workplace.change', (staff) => showWorkplace(staff)),

  staffSend(listeningPaths.workplace(':exercise'), 'workplace.change', async (staff) => {
    const exerciseId = staff.visit.id('exercise')
    const parsed = parseWorkplace(await staff.visit.fields())
    if (!parsed.ok) return showWorkplace(staff, parsed.problems)
    await staff.within((ctx) => changeWorkplace(ctx, exerciseId, parsed.input))
    return staff.visit.redirect(listeningPaths.workplace(exerciseId), 'saved')
  }),
]

async function showWorkplace(
  { visit, frame, within }: StaffVisit,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const exerciseId = visit.id('exercise')
  const shown = await within(async (ctx) => ({
    exercise: await getExercise(ctx, exerciseId),
    workplace: await viewWorkplace(ctx, exerciseId),
  }))
  return visit.page(<WorkplacePage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}
