import { CallWrong, type Command } from '../../platform/commands.ts'
import { getOrganisation } from '../../access/organisation/organisation.ts'
import { makeTyped, parseExercise, type TypedExercise } from './exercises.form.ts'
import { getToday, openExercise } from './exercises.ts'

/** `ownterms exercise open --title T --question Q [--json]`: other fields take what the page starts with. */
export const openExerciseCommand: Command = {
  name: 'exercise open',
  asks: 'exercise.open',
  usage:
    'exercise open --title T --question Q [--asked WHOM] [--open-until YYYY-MM-DD] [--what-happens TEXT] [--who-reads TEXT] [--read-by TEXT] [--json]',
  takes: ['title', 'question', 'asked', 'open-until', 'what-happens', 'who-reads', 'read-by'],
  switches: ['json'],
  run: async (run) => {
    const id = await run.within(async (ctx) => {
      const typed = fillIn(makeTyped((await getOrganisation(ctx)).name), run.option)
      const parsed = parseExercise(typed, getToday(ctx))
      if (!parsed.ok) {
        throw new CallWrong(
          parsed.problems.map(({ field, sentence }) => `--${optionOf(field)}: ${sentence}`).join('\n'),
        )
      }
      return openExercise(ctx, parsed.input)
    })
    run.print(run.has('json') ? JSON.stringify({ id }) : id)
  },
}

function fillIn(typed: TypedExercise, option: (name: string) => string | undefined): TypedExercise {
  const fields = Object.entries(typed).map(([field, value]) => [
    field,
    option(optionOf(field))?.trim() ?? value,
  ])
  return Object.fromEntries(fields) as TypedExercise
}

/** The option of a field: openUntil is --open-until. */
function optionOf(field: string | null): string {
  return (field ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
