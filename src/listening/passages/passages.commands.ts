import { may } from '../../access/matrix.ts'
import { CallWrong, type Command, type CommandRun } from '../../platform/commands.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { getExercise } from '../exercises/exercises.ts'
import { standingOf } from './passages-list.ts'
import { listPassageStates, openPassages } from './passages.ts'
import { passagesWords } from './passages.words.ts'

const words = passagesWords['en-GB'].command
const batch = 500

/**
 * `passages EXERCISE [--verbatim] [--json]`: one line a passage, in order of number. The reading stands there once two
 * people passed it. `--verbatim` is for listeners and readers, and opens only what its voice agreed to.
 */
export const passagesCommand: Command = {
  name: 'passages',
  usage: 'passages EXERCISE [--verbatim] [--json]',
  takes: [],
  switches: ['verbatim', 'json'],
  run: async (run) => {
    const [exerciseId] = run.words
    if (!isId(exerciseId)) throw new CallWrong(words.whichExercise)
    let afterNumber = -1
    for (;;) {
      const lines = await run.within((ctx) => readLines(ctx, exerciseId, afterNumber, run.has('verbatim')))
      for (const line of lines) printLine(run, line)
      if (lines.length < batch) return
      afterNumber = lines.at(-1)!.number
    }
  },
}

type Line = {
  number: number
  voice: number
  at: string | null
  door: string
  state: string
  reading?: string
  verbatim?: string
}

async function readLines(
  ctx: Ctx,
  exerciseId: string,
  afterNumber: number,
  isVerbatim: boolean,
): Promise<Line[]> {
  if (isVerbatim && !may(ctx.actor.roles, 'passage.read-verbatim')) {
    throw new Failure('forbidden', words.notVerbatim)
  }
  await getExercise(ctx, exerciseId)
  const states = await listPassageStates(ctx, { exerciseId, afterNumber, limit: batch })
  const open = await openPassages(
    ctx,
    states.filter((state) => isVerbatim || state.isReviewed),
  )
  const byId = new Map(open.map((passage) => [passage.passageId, passage]))
  return states.map((state) => {
    const passage = byId.get(state.passageId)
    return {
      number: state.number,
      voice: state.voiceNumber,
      at: state.saidAt,
      door: state.door,
      state: standingOf(state),
      ...(passage && state.isReviewed ? { reading: passage.reading.text } : {}),
      ...(passage && isVerbatim ? { verbatim: passage.verbatim } : {}),
    }
  })
}

function printLine(run: CommandRun, line: Line): void {
  if (run.has('json')) return run.print(JSON.stringify(line))
  const text = (line.verbatim ?? line.reading ?? '').replace(/\s+/gu, ' ')
  run.print(`${line.number}\t${line.voice}\t${line.at ?? ''}\t${line.door}\t${line.state}\t${text}`)
}
