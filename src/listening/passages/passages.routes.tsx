import { staffPage } from '../../access/staff-route.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { listPassages } from './passages-list.ts'
import { parseWhich } from './passages.form.ts'
import { PassagesPage } from './passages.page.tsx'

export const passagesRoutes: Route[] = [
  staffPage(listeningPaths.passages(':exercise'), 'passage.list', async ({ visit, frame, within, can }) => {
    const id = visit.id('exercise')
    const which = parseWhich(visit.query('which'), visit.query('after'))
    const shown = await within(async (ctx) => ({
      exercise: await getExercise(ctx, id),
      list: await listPassages(ctx, id, which),
    }))
    return visit.page(<PassagesPage frame={frame} {...shown} canReview={can('review.second')} />)
  }),
]
