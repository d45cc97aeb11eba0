import { listeningPaths } from '../paths.ts'
import { exerciseWords } from './exercises.words.ts'

export type Crumb = { href: string; label: string }

/** The way to a page of an exercise: all exercises, this one, then what lies between it and the page. */
export function exerciseCrumbs(exercise: { id: string; title: string }, ...between: Crumb[]): Crumb[] {
  return [
    { href: listeningPaths.exercises, label: exerciseWords['en-GB'].title },
    { href: listeningPaths.exercise(exercise.id), label: exercise.title },
    ...between,
  ]
}
