import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { Route } from '../../platform/http/routes.ts'
import { findEnding } from '../withdrawals/retention.ts'
import { listeningPaths } from '../paths.ts'
import { makeTyped, parseExercise, readTyped, typedOf, sayRefusal } from './exercises.form.ts'
import { parseTold, readTold, sayToldRefusal, typedToldOf } from './told.form.ts'
import { ToldPage } from './told.page.tsx'
import { ExerciseFormPage, ExerciseListPage } from './exercises.page.tsx'
import { ExercisePage } from './hub.page.tsx'
import {
  changeExercise,
  changeTold,
  closeExercise,
  getExercise,
  getToday,
  listWaitingExercises,
  openExercise,
  viewExercise,
} from './exercises.ts'

export const exerciseRoutes: Route[] = [
  staffPage(listeningPaths.exercises, 'exercise.list', async ({ visit, frame, within, can }) => {
    const exercises = await within(listWaitingExercises)
    return visit.page(<ExerciseListPage frame={frame} exercises={exercises} mayOpen={can('exercise.open')} />)
  }),

  staffPage(listeningPaths.newExercise, 'exercise.open', ({ visit, who, frame }) =>
    visit.page(<ExerciseFormPage frame={frame} exercise={null} typed={makeTyped(who.organisation)} />),
  ),

  staffSend(listeningPaths.newExercise, 'exercise.open', async ({ visit, frame, within }) => {
    const typed = readTyped(await visit.fields())
    const parsed = parseExercise(typed, await within(async (ctx) => getToday(ctx)))
    if (!parsed.ok) {
      return visit.page(
        <ExerciseFormPage frame={frame} exercise={null} typed={typed} problems={parsed.problems} />,
        422,
      )
    }
    const id = await within((ctx) => openExercise(ctx, parsed.input))
    return visit.redirect(listeningPaths.exercise(id), 'opened')
  }),

  staffPage(listeningPaths.exercise(':exercise'), 'exercise.list', async ({ visit, frame, within, can }) => {
    const view = await within(async (ctx) => ({
      ...(await viewExercise(ctx, visit.id('exercise'))),
      ending: await findEnding(ctx, visit.id('exercise')),
    }))
    const may = {
      change: can('exercise.change'),
      doors: can('source.check'),
      same: can('voice.change'),
      mailboxes: can('mailbox.change'),
      review: can('review.second'),
      concerns: can('concern.answer'),
      script: can('consent.record'),
      payments: can('payment.change'),
    }
    return visit.page(
      <ExercisePage frame={frame} view={view} origin={visit.services.config.origin} may={may} />,
    )
  }),

  staffPage(
    listeningPaths.changeExercise(':exercise'),
    'exercise.change',
    async ({ visit, frame, within }) => {
      const exercise = await within((ctx) => getExercise(ctx, visit.id('exercise')))
      return visit.page(<ExerciseFormPage frame={frame} exercise={exercise} typed={typedOf(exercise)} />)
    },
  ),

  staffSend(
    listeningPaths.changeExercise(':exercise'),
    'exercise.change',
    async ({ visit, frame, within }) => {
      const exercise = await within((ctx) => getExercise(ctx, visit.id('exercise')))
      const typed = readTyped(await visit.fields())
      const parsed = parseExercise(typed, null)
      const problems = parsed.ok
        ? sayRefusal(await within((ctx) => changeExercise(ctx, exercise.id, parsed.input)))
        : parsed.problems
      if (problems.length === 0) return visit.redirect(listeningPaths.exercise(exercise.id), 'changed')
      return visit.page(<ExerciseFormPage {...{ frame, exercise, typed, problems }} />, 422)
    },
  ),

  staffPage(listeningPaths.told(':exercise'), 'exercise.change', async ({ visit, frame, within }) => {
    const exercise = await within((ctx) => getExercise(ctx, visit.id('exercise')))
    return visit.page(<ToldPage frame={frame} exercise={exercise} typed={typedToldOf(exercise)} />)
  }),

  staffSend(listeningPaths.told(':exercise'), 'exercise.change', async ({ visit, frame, within }) => {
    const exercise = await within((ctx) => getExercise(ctx, visit.id('exercise')))
    const typed = readTold(await visit.fields())
    const parsed = parseTold(typed)
    const problems = parsed.ok
      ? sayToldRefusal(await within((ctx) => changeTold(ctx, exercise.id, parsed.input)))
      : parsed.problems
    if (problems.length === 0) return visit.redirect(listeningPaths.exercise(exercise.id), 'changed')
    return visit.page(<ToldPage {...{ frame, exercise, typed, problems }} />, 422)
  }),

  staffSend(listeningPaths.closeExercise(':exercise'), 'exercise.change', (staff) => setClosed(staff, true)),
  staffSend(listeningPaths.reopenExercise(':exercise'), 'exercise.change', (staff) =>
    setClosed(staff, false),
  ),
]

async function setClosed({ visit, within }: StaffVisit, closed: boolean): Promise<Response> {
  const id = visit.id('exercise')
  await within((ctx) => closeExercise(ctx, id, closed))
  return visit.redirect(listeningPaths.exercise(id), closed ? 'closed' : 'reopened')
}
