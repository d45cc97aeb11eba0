import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { CallWrong, type Command } from '../../platform/commands.ts'
import { exitCodeOf, Failure } from '../../platform/errors.ts'
import { isId, newBlindId } from '../../platform/ids.ts'
import { manners } from '../consent/manners.ts'
import { announceSource, bringIn, type Agreed } from './import.ts'
import { openFileText } from '../files/file-text.ts'

/**
 * `ownterms import EXERCISE FILE… [--agreed "how"] [--uses read,quote] --json`. With `--agreed` a file is shown at once;
 * without, it waits for a listener to check it. `--asked` says how they were asked, `--said` what they were told where
 * that was not our words.
 */
export const importCommand: Command = {
  name: 'import',
  asks: 'source.import',
  usage:
    'import EXERCISE FILE… [--agreed "how they agreed"] [--asked one|group|chat|room|written|form|message] [--said "what they were told"] [--uses read,quote] [--json]',
  takes: ['agreed', 'asked', 'said', 'uses'],
  switches: ['json'],
  run: async (run) => {
    const [exerciseId, ...files] = run.words
    if (!isId(exerciseId) || files.length === 0) {
      throw new CallWrong('Name the exercise (its id) and at least one file: ownterms import EXERCISE FILE…')
    }
    const agreed = readAgreed(run.option)
    let refused: Failure | null = null
    for (const path of files) {
      try {
        const result = await importPath(run, exerciseId, path, agreed)
        run.print(
          run.has('json')
            ? JSON.stringify(result)
            : `${result.file}: ${result.passages} passages of ${result.voices} voices, ${result.notices} notices, ${result.linesNotUnderstood} lines not understood, ${result.seconds} s${result.state === 'to-check' ? '; look at its page and say that it is right' : ''}`,
        )
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        // One bad file does not keep the others out; the exit code tells of it.
        refused ??= error
        process.stderr.write(`${basename(path)}: ${error.message}\n`)
      }
    }
    // Each sentence was said above; what is left is the exit code.
    if (refused) process.exitCode = exitCodeOf[refused.kind]
  },
}

async function importPath(
  run: Parameters<Command['run']>[0],
  exerciseId: string,
  path: string,
  agreed: Agreed | null,
) {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new Failure('not-found', 'There is no such file.')
  const { store } = run.runtime
  const id = newBlindId()
  const kept = await store.keep(id, createReadStream(path))
  const file = { id, key: kept.key, size: kept.size, name: basename(path) }
  try {
    const text = await openFileText(store, file)
    const sourceId = await run.within((ctx) => announceSource(ctx, { exerciseId, file, text, agreed }))
    const { sourceId: _, ...result } = await bringIn(run.within, store, {
      exerciseId,
      sourceId,
      file,
      text,
      agreed,
    })
    return { file: basename(path), ...result }
  } catch (error) {
    await store.remove(id)
    throw error
  }
}

function readAgreed(option: (name: string) => string | undefined): Agreed | null {
  const how = option('agreed')
  if (how === undefined) return null
  if (!how.trim()) throw new CallWrong('Say after --agreed how they agreed, in a few words.')
  const wanted = (option('uses') ?? 'read,quote').split(',').map((use) => use.trim())
  if (!wanted.every((use) => use === 'read' || use === 'quote')) {
    throw new CallWrong('--uses takes read, or read,quote.')
  }
  const [asked, said] = [option('asked'), option('said')?.trim() ?? '']
  const manner = manners.find((one) => one === asked) ?? null
  if (asked !== undefined && manner === null) {
    throw new CallWrong(`--asked takes one of ${manners.join(', ')}.`)
  }
  if (manner === 'form' && !said) throw new CallWrong('Say after --said what the page or form says.')
  return { how: how.trim(), manner, said, uses: wanted as ('read' | 'quote')[] }
}
