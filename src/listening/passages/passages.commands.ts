import { CallWrong, type Command, type CommandRun } from '../../platform/commands.ts'
import { isId } from '../../platform/ids.ts'
import { listPassageLines, type PassageLine } from './passages-list.ts'
import { passagesWords } from './passages.words.ts'

const words = passagesWords['en-GB'].command
const batch = 500

/**
 * `passages EXERCISE [--verbatim] [--json]`: one line a passage, in order of number. The reading stands there once two
 * people passed it. `--verbatim` is for listeners and readers, and opens only what its voice agreed to.
 */
export const passagesCommand: Command = {
  name: 'passages',
  asks: 'passage.list',
  usage: 'passages EXERCISE [--verbatim] [--json]',
  takes: [],
  switches: ['verbatim', 'json'],
  run: async (run) => {
    const [exerciseId] = run.words
    if (!isId(exerciseId)) throw new CallWrong(words.whichExercise)
    let afterNumber = -1
    for (;;) {
      const lines = await run.within((ctx) =>
        listPassageLines(ctx, exerciseId, { afterNumber, isVerbatim: run.has('verbatim'), limit: batch }),
      )
      for (const line of lines) printLine(run, line)
      if (lines.length < batch) return
      afterNumber = lines.at(-1)!.number
    }
  },
}

function printLine(run: CommandRun, line: PassageLine): void {
  if (run.has('json')) return run.print(JSON.stringify(line))
  const text = (line.verbatim ?? line.reading ?? '').replace(/\s+/gu, ' ')
  run.print(`${line.number}\t${line.voice ?? ''}\t${line.at ?? ''}\t${line.door}\t${line.state}\t${text}`)
}
