import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem, Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { findLastJoin, undoJoin } from './joins.ts'
import { answerProposal, findProposal } from './proposals.ts'
import { parseAnswer, readAfter } from './same.form.ts'
import { SamePage } from './same.page.tsx'

/** The page that looks for people who are counted twice, and the way back from joining. */
export const sameRoutes: Route[] = [
  staffPage(listeningPaths.voicesSame(':exercise'), 'voice.change', (staff) => showSame(staff)),

  staffSend(listeningPaths.voicesSame(':exercise'), 'voice.change', async (staff) => {
    const exerciseId = staff.visit.id('exercise')
    const fields = await staff.visit.fields()
    const parsed = parseAnswer(fields)
    if (!parsed.ok) return showSame(staff, parsed.problems)
    await staff.within((ctx) => answerProposal(ctx, { exerciseId, ...parsed.input }))
    return staff.visit.redirect(sameAfter(exerciseId, fields), parsed.input.isSame ? 'joined' : 'apart')
  }),

  staffSend(listeningPaths.undoJoin(':join'), 'voice.change', async (staff) => {
    const { visit } = staff
    const fields = await visit.fields()
    const undone = await staff.within((ctx) => undoJoin(ctx, visit.id('join')))
    const isFromSame = fields.text('to') === 'same'
    return visit.redirect(
      isFromSame ? sameAfter(undone.exerciseId, fields) : listeningPaths.voice(undone.restoredId),
      'undone',
    )
  }),
]

/** The page as it stood: what was passed over before is not shown again. */
function sameAfter(exerciseId: string, fields: Fields): string {
  const after = readAfter(fields.text('after'))
  const path = listeningPaths.voicesSame(exerciseId)
  return after === null ? path : `${path}?after=${after}`
}

async function showSame(staff: StaffVisit, problems?: readonly FieldProblem[]): Promise<Response> {
  const { visit, frame, within } = staff
  const exerciseId = visit.id('exercise')
  const after = readAfter(visit.query('after'))
  const shown = await within(async (ctx) => ({
    exercise: await getExercise(ctx, exerciseId),
    ...(await findProposal(ctx, exerciseId, after)),
    after,
    last: visit.query('done') === 'joined' ? await findLastJoin(ctx, exerciseId) : null,
  }))
  return visit.page(<SamePage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}
