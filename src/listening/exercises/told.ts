import type { Exercise } from './exercises.queries.ts'
import { toldWords } from './told.words.ts'

/** Why the law lets an organisation use what people say. */
export const bases = ['consent', 'legitimate-interests', 'public-task', 'other'] as const

/** What everybody is told before they say anything, as sentences. `payment` is '' where nothing is given. */
export type Told = { mightAct: string; basis: string; changeMind: string[]; payment: string }

/** The promises of an exercise as people read and hear them: the team's own sentences, or ours where it wrote none. */
export function tellOf(
  exercise: Pick<Exercise, 'mightAct' | 'basis' | 'basisText' | 'removeUntil' | 'rawUntil' | 'payment'>,
): Told {
  const words = toldWords['en-GB']
  return {
    mightAct: exercise.mightAct || words.mightAct,
    basis: exercise.basisText || words.basis[exercise.basis],
    changeMind: [
      exercise.removeUntil ? words.removeUntil(writeDay(exercise.removeUntil)) : words.removeUntilPrinted,
      words.afterwards,
      ...(exercise.rawUntil ? [words.rawUntil(writeDay(exercise.rawUntil))] : []),
    ],
    payment: exercise.payment,
  }
}

/** A day written out, from YYYY-MM-DD. */
function writeDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
