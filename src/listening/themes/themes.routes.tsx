import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem, Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listStretchesOf, listToCode, type WhichToCode } from '../codings/codings.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { parseThemeChange } from './themes.form.ts'
import { ThemePage, ThemesPage } from './themes.page.tsx'
import { changeTheme, countThemes, getTheme, listThemes } from './themes.ts'
import { themesWords } from './themes.words.ts'

/** Passages on one page. */
const pageSize = 20

const nameTaken: FieldProblem = { field: 'name', sentence: themesWords['en-GB'].problems.nameTaken }

export const themeRoutes: Route[] = [
  staffPage(listeningPaths.themes(':exercise'), 'passage.list', async ({ visit, frame, can, within }) => {
    const exerciseId = visit.id('exercise')
    const which: WhichToCode = visit.query('which') === 'all' ? 'all' : 'open'
    const afterNumber = afterOf(visit.query('after'))
    const shown = await within(async (ctx) => {
      const exercise = await getExercise(ctx, exerciseId)
      const themes = await countThemes(ctx, exerciseId)
      return { exercise, themes, ...(await listToCode(ctx, exerciseId, which, afterNumber, pageSize)) }
    })
    const given = { frame, which, ...shown, canCode: can('coding.change') }
    return visit.page(<ThemesPage {...given} />)
  }),

  staffPage(listeningPaths.theme(':theme'), 'passage.list', (staff) => showTheme(staff)),

  staffSend(listeningPaths.theme(':theme'), 'coding.change', async (staff) => {
    const { visit, within } = staff
    const fields = await visit.fields()
    const parsed = parseThemeChange(fields)
    if (!parsed.ok) return showTheme(staff, typedName(fields), parsed.problems)
    const outcome = await within((ctx) => changeTheme(ctx, visit.id('theme'), parsed.input))
    if (!outcome.ok) return showTheme(staff, typedName(fields), [nameTaken])
    const { shownId, exerciseId, done } = outcome
    return visit.redirect(shownId ? listeningPaths.theme(shownId) : listeningPaths.themes(exerciseId), done)
  }),
]

/** What was typed, where the form that was sent has a name in it. */
function typedName(fields: Fields): string | undefined {
  return fields.has('name') ? fields.text('name') : undefined
}

async function showTheme(
  staff: StaffVisit,
  typed?: string,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { visit, frame, can, within } = staff
  const shown = await within(async (ctx) => {
    const theme = await getTheme(ctx, visit.id('theme'))
    const others = (await listThemes(ctx, theme.exerciseId)).filter((other) => other.id !== theme.id)
    const list = await listStretchesOf(ctx, theme.id, afterOf(visit.query('after')), pageSize)
    return { theme, others, exercise: await getExercise(ctx, theme.exerciseId), ...list }
  })
  const given = { frame, ...shown, canCode: can('coding.change'), typed, problems }
  return visit.page(<ThemePage {...given} />, problems ? 422 : 200)
}

function afterOf(sent: string | null): number {
  return sent !== null && /^\d{1,9}$/.test(sent) ? Number(sent) : 0
}
