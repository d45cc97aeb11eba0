import { exerciseCrumbs, type Crumb } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { seriesWords } from './series.words.ts'

type Around = { id: string; title: string }

/** The way to a page of a series: its exercise, all series of that, this one, then what lies between. */
export function seriesCrumbs(exercise: Around, series: Around, ...between: Crumb[]): Crumb[] {
  return exerciseCrumbs(
    exercise,
    { href: listeningPaths.seriesOf(exercise.id), label: seriesWords['en-GB'].listTitle },
    { href: listeningPaths.series(series.id), label: series.title },
    ...between,
  )
}
