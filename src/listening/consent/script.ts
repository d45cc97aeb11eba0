import { getOrganisation } from '../../access/organisation/organisation.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import { tellOf } from '../exercises/told.ts'
import { scriptWords } from './script.words.ts'
import { readFurtherUses, type Use } from './uses.ts'

/** Whether one person listens, or others hear it too. */
export type Hearers = 'one' | 'group'

/** What is read aloud first, in its order, and then asked. */
export type Script = { exercise: Exercise; hearers: Hearers; said: string[]; asked: Use[] }

/** The script of an exercise. The limits of what stays between us come first. Throws not-found. */
export async function openScript(ctx: Ctx, exerciseId: string, hearers: Hearers): Promise<Script> {
  const exercise = await getExercise(ctx, exerciseId)
  const words = scriptWords['en-GB']
  const told = tellOf(exercise)
  const said = [
    told.mightAct,
    words.asks((await getOrganisation(ctx)).name, exercise.question),
    hearers === 'group' ? words.group : '',
    words.names,
    exercise.whoReads && words.whoReads(trimStop(exercise.whoReads), trimStop(exercise.readBy)),
    exercise.whatHappens,
    told.basis,
    ...told.changeMind,
    told.payment,
  ].filter(Boolean)
  return { exercise, hearers, said, asked: ['read', 'quote', ...readFurtherUses(exercise.asks)] }
}

function trimStop(text: string): string {
  return text.replace(/\.$/, '')
}
