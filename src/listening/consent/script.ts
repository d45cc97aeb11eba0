import { getOrganisation } from '../../access/organisation/organisation.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import { tellOf } from '../exercises/told.ts'
import { hasRecorded } from './consent.queries.ts'
import { scriptWords } from './script.words.ts'
import { readFurtherUses, type Use } from './uses.ts'
import { stampWording, wordingOf } from './wording.ts'

const words = scriptWords['en-GB']

/** Whether one person listens, or others hear it too: on a call, in a group chat, or in the same room. */
export type Hearers = 'one' | 'group' | 'chat' | 'room'

/** The sentences that come before the questions, under the name of their version. */
export type Said = { said: string[]; version: string }

/** What is read aloud first, in its order, and then asked. */
export type Script = Said & { exercise: Exercise; hearers: Hearers; asked: Use[] }

/** The script of an exercise. The limits of what stays between us come first. Throws not-found. */
export async function openScript(ctx: Ctx, exerciseId: string, hearers: Hearers): Promise<Script> {
  const exercise = await getExercise(ctx, exerciseId)
  const said = await sayAll(ctx, exercise, [hearers === 'one' ? '' : words[hearers], words.names])
  const asked: Use[] = ['read', 'quote', ...readFurtherUses(exercise.asks)]
  return { exercise, hearers, said, asked, version: scriptWords.version }
}

/** Whether whoever acts has kept an answer to these very sentences before, so that they need not be read from the page. */
export async function hasReadOut(ctx: Ctx, exerciseId: string): Promise<boolean> {
  const stamps: Buffer[] = []
  for (const hearers of ['one', 'room'] as const) {
    const { said } = await openScript(ctx, exerciseId, hearers)
    stamps.push(stampWording(ctx, wordingOf('read', said).sentences))
  }
  return hasRecorded(ctx, exerciseId, stamps)
}

/** What the paper of an exercise says before its questions. Throws not-found. */
export async function openPaper(ctx: Ctx, exerciseId: string): Promise<Said> {
  const said = await sayAll(ctx, await getExercise(ctx, exerciseId), [words.onPaper])
  return { said, version: scriptWords.paperVersion }
}

/** `between`: what is said of this way of asking; '' is left out. */
async function sayAll(ctx: Ctx, exercise: Exercise, between: readonly string[]): Promise<string[]> {
  const told = tellOf(exercise)
  return [
    told.mightAct,
    words.asks((await getOrganisation(ctx)).name, exercise.question),
    ...between,
    exercise.whoReads && words.whoReads(trimStop(exercise.whoReads), trimStop(exercise.readBy)),
    exercise.whatHappens,
    told.basis,
    ...told.changeMind,
    told.payment,
  ].filter(Boolean)
}

function trimStop(text: string): string {
  return text.replace(/\.$/, '')
}
