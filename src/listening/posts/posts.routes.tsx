import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Route } from '../../platform/http/routes.ts'
import { newBlindId } from '../../platform/ids.ts'
import { getExercise, getToday } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { parsePaste, readTypedPaste } from './posts.form.ts'
import { PastePage } from './posts.page.tsx'
import { keepPaste } from './posts.ts'

export const postRoutes: Route[] = [
  staffPage(listeningPaths.posts(':exercise'), 'source.import', async ({ visit, frame, within }) => {
    const exercise = await within((ctx) => getExercise(ctx, visit.id('exercise')))
    const typed = { words: '', isMany: false, label: '', link: '', on: '', sending: newBlindId() }
    return visit.page(<PastePage frame={frame} exercise={exercise} typed={typed} />)
  }),

  staffSend(listeningPaths.posts(':exercise'), 'source.import', async ({ visit, frame, within }) => {
    const exercise = await within((ctx) => getExercise(ctx, visit.id('exercise')))
    const typed = readTypedPaste(await visit.fields())
    const parsed = parsePaste(typed, await within(async (ctx) => getToday(ctx)))
    if (!parsed.ok) {
      const given = { frame, exercise, typed, problems: parsed.problems }
      return visit.page(<PastePage {...given} />, 422)
    }
    const id = await within((ctx) => keepPaste(ctx, exercise.id, parsed.input))
    return visit.redirect(listeningPaths.source(id), 'brought-in')
  }),
]
