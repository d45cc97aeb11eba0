import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { CallWrong, type EarlyCommand, type EarlyRun } from '../../platform/commands.ts'
import {
  deidentify,
  usualLeast,
  type DeidentifyOptions,
  type Proposal,
} from '../../text/deidentify/deidentify.ts'
import { deidentifyWords } from './deidentify.words.ts'
import { shippedTagger } from './shipped-tagger.ts'

const words = deidentifyWords['en-GB']

/**
 * `deidentify [--profile record] [--min 0.02] [--format jsonl|text]`: proposals for what comes by standard input. `jsonl`: one
 * `{"id","text"}` a line, and one `{"id","spans"}` a line in the same order, offsets in UTF-16 code units; a line that is
 * none goes to standard error with its number, the rest still comes out, and the exit code is 1. `text`: the text itself with
 * its proposals in square brackets.
 */
export const deidentifyCommand: EarlyCommand = {
  name: 'deidentify',
  usage: 'deidentify [--profile conversation|record] [--min 0.02] [--format jsonl|text] < FILE',
  takes: ['profile', 'min', 'format'],
  early: async (run) => {
    const options = { ...readOptions(run), tagger: await shippedTagger() }
    if (readChoice(run, 'format', ['jsonl', 'text']) === 'text') {
      const whole = await text(process.stdin)
      run.print(bracket(whole, deidentify(whole, options), options.least))
      return
    }
    let number = 0
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      number += 1
      if (!line.trim()) continue
      const answer = answerLine(line, options)
      if (answer !== null) run.print(answer)
      else {
        process.stderr.write(`${words.badLine(number)}\n`)
        process.exitCode = 1
      }
    }
  },
}

/** One line of `jsonl` answered; null when it is no object with a text. */
export function answerLine(line: string, options: DeidentifyOptions & { least: number }): string | null {
  let asked: unknown
  try {
    asked = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof asked !== 'object' || asked === null) return null
  const { id, text: said } = asked as { id?: unknown; text?: unknown }
  if (typeof said !== 'string') return null
  const spans = deidentify(said, options)
    .filter(({ confidence }) => confidence >= options.least)
    .map(({ start, end, type, confidence, entity }) => ({
      start,
      end,
      type,
      confidence: Number(confidence.toFixed(4)),
      entity,
    }))
  return JSON.stringify({ id, spans })
}

function bracket(whole: string, proposals: readonly Proposal[], least: number): string {
  let out = ''
  let at = 0
  for (const { start, end, type } of proposals.filter(({ confidence }) => confidence >= least)) {
    out += `${whole.slice(at, start)}[${words.kinds[type]}]`
    at = end
  }
  return out + whole.slice(at)
}

function readOptions(run: EarlyRun): { profile: 'conversation' | 'record'; least: number } {
  const least = Number(run.option('min') ?? usualLeast)
  if (!(least >= 0 && least <= 1)) throw new CallWrong(words.badMin)
  return { profile: readChoice(run, 'profile', ['conversation', 'record']), least }
}

/** One of the choices; the first when the option is not given. */
function readChoice<T extends string>(run: EarlyRun, name: string, choices: readonly [T, ...T[]]): T {
  const given = run.option(name) ?? choices[0]
  const chosen = choices.find((choice) => choice === given)
  if (chosen === undefined) throw new CallWrong(words.badChoice(name, choices.join(' or ')))
  return chosen
}
