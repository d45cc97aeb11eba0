import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { parseSweep } from './sweep.form.ts'
import { SweepPage } from './sweep.page.tsx'
import { keepSweep, openSweep, passAllOn } from './sweep.ts'

export const sweepRoutes: Route[] = [
  staffPage(listeningPaths.reviewSweep(':exercise'), 'review.first', async ({ visit, frame, within }) => {
    const id = visit.id('exercise')
    const shown = await within(async (ctx) => ({
      exercise: await getExercise(ctx, id),
      view: await openSweep(ctx, id),
    }))
    return visit.page(<SweepPage frame={frame} {...shown} ticked={shown.view.ticked} />)
  }),

  staffSend(listeningPaths.reviewSweep(':exercise'), 'review.first', async ({ visit, frame, within }) => {
    const id = visit.id('exercise')
    const sent = parseSweep(await visit.fields())
    const exercise = await within((ctx) => getExercise(ctx, id))
    const outcome = await within((ctx) => keepSweep(ctx, id, sent))
    if (outcome.ok) return visit.redirect(addressAfter(id, outcome.done), outcome.done)
    const view = await within((ctx) => openSweep(ctx, id))
    const { problems } = outcome
    return visit.page(<SweepPage {...{ frame, exercise, view, problems }} ticked={sent.ticked} />, 409)
  }),

  staffSend(listeningPaths.reviewPassOn(':exercise'), 'review.first', async ({ visit, within }) => {
    const id = visit.id('exercise')
    const done = await within(async (ctx) => {
      await getExercise(ctx, id)
      return passAllOn(ctx, id)
    })
    return visit.redirect(listeningPaths.review(id), done)
  }),
]

function addressAfter(exerciseId: string, done: 'swept' | 'swept-with-cards'): string {
  return done === 'swept' ? listeningPaths.review(exerciseId) : listeningPaths.reviewNames(exerciseId)
}
