import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import { listStaff } from '../../access/staff/staff.ts'
import type { Ctx } from '../../platform/db/database.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { listThemes } from '../themes/themes.ts'
import {
  chooseFrom,
  emptyCoding,
  parseCoding,
  pathAfter,
  readTypedCoding,
  type TypedCoding,
} from './codings.form.ts'
import { CodePassagePage } from './codings.page.tsx'
import { codeStretch, findNextToCode, listCodingsOf, openToCode, removeCoding } from './codings.ts'

export const codingRoutes: Route[] = [
  staffPage(listeningPaths.codePassage(':passage'), 'coding.change', (staff) =>
    showPassage(staff, emptyCoding),
  ),

  staffSend(listeningPaths.codePassage(':passage'), 'coding.change', async (staff) => {
    const { visit, within } = staff
    const fields = await visit.fields()
    const parsed = parseCoding(fields)
    if (!parsed.ok) return showPassage(staff, readTypedCoding(fields), parsed.problems)
    const saved = await within(async (ctx) => {
      await codeStretch(ctx, { passageId: visit.id('passage'), ...parsed.input })
      return open(ctx, visit)
    })
    const { path, done } = pathAfter(saved, parsed.input.isNext)
    return visit.redirect(path, done)
  }),

  staffSend(listeningPaths.removeCoding(':coding'), 'coding.change', async ({ visit, within }) => {
    const passageId = await within((ctx) => removeCoding(ctx, visit.id('coding')))
    return visit.redirect(listeningPaths.codePassage(passageId), 'removed')
  }),
]

async function showPassage(
  staff: StaffVisit,
  typed: TypedCoding,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { visit, frame, who, within } = staff
  const shown = await within(async (ctx) => {
    const opened = await open(ctx, visit)
    const { exerciseId } = opened.passage
    return {
      ...opened,
      exercise: await getExercise(ctx, exerciseId),
      themes: await listThemes(ctx, exerciseId),
      codings: await listCodingsOf(ctx, [opened.passage]),
      people: new Map((await listStaff(ctx)).map((member) => [member.accountId, member.name])),
    }
  })
  const given = { frame, accountId: who.accountId, ...shown, typed, problems }
  return visit.page(<CodePassagePage {...given} />, problems ? 422 : 200)
}

async function open(ctx: Ctx, visit: StaffVisit['visit']) {
  const passage = await openToCode(ctx, visit.id('passage'))
  const choosing = chooseFrom(passage.reading, visit.query('sentence'))
  return { passage, choosing, nextId: await findNextToCode(ctx, passage.exerciseId, passage.number) }
}
