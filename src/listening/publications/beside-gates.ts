import type { Ctx } from '../../platform/db/database.ts'
import { besideIn, findTelling, type Chosen } from '../beside/beside.ts'
import { listeningPaths } from '../paths.ts'
import type { OpenQuote } from '../quotes/quotes.ts'
import { quoteIdsOf, type Wisdom } from '../wisdoms/wisdoms.ts'
import { isWorkplace } from '../workplace/workplace.ts'
import type { Draft } from './draft.ts'
import type { GateProblem } from './gates.ts'
import { gatesWords } from './gates.words.ts'

const words = gatesWords['en-GB']

/**
 * What voices chose to stand beside their quotes waits until two people have read it or somebody leaves it out, and is
 * held back while it tells who somebody is. In a signed piece everybody quoted has said yes to be named.
 */
export async function checkBeside(ctx: Ctx, draft: Draft): Promise<GateProblem[]> {
  const href = listeningPaths.beside(draft.series.id)
  const hasNobodyNamed = await isWorkplace(ctx, draft.exercise.id)
  const stands = new Map<string, Chosen>()
  const signed: GateProblem[] = []
  for (const wisdom of draft.wisdoms) {
    for (const { passageId } of quotesIn(draft, wisdom)) {
      for (const one of besideIn(draft.beside.get(passageId), wisdom.isSigned)) stands.set(one.id, one)
    }
    if (wisdom.isSigned) signed.push(...checkSigned(draft, wisdom, hasNobodyNamed))
  }
  const waiting = [...stands.values()].filter((one) => !one.isLeftOut)
  const telling = await findTelling(ctx, draft.exercise.id, waiting)
  const problems = new Map<string, GateProblem>()
  for (const { id, voiceNumber, mayPrint } of waiting.toSorted((a, b) => a.voiceNumber - b.voiceNumber)) {
    const tell = telling.has(id) ? words.beside.tells : mayPrint ? null : words.beside.waits
    const sentence = tell?.(voiceNumber)
    if (sentence) problems.set(sentence, { kind: 'beside', sentence, href: `${href}#voice-${voiceNumber}` })
  }
  return [...problems.values(), ...signed]
}

function checkSigned(draft: Draft, wisdom: Wisdom, hasNobodyNamed: boolean): GateProblem[] {
  const problem = (sentence: string, href = `${listeningPaths.wisdom(wisdom.id)}#names`): GateProblem => ({
    kind: 'not-signed',
    sentence,
    href,
  })
  if (hasNobodyNamed) return [problem(words.notSigned.workplace(wisdom.number))]
  const quoted = quotesIn(draft, wisdom).map(({ passageId, voiceNumber }) => ({
    voiceNumber,
    name: draft.beside.get(passageId)?.name,
  }))
  const numbers = listNumbers(quoted.filter(({ name }) => !name))
  const leftOut = listNumbers(quoted.filter(({ name }) => name?.isLeftOut))
  return [
    ...(numbers.length > 0 ? [problem(words.notSigned.noName(wisdom.number, numbers))] : []),
    ...leftOut.map((voiceNumber) =>
      problem(
        words.notSigned.leftOut(wisdom.number, voiceNumber),
        `${listeningPaths.beside(draft.series.id)}#voice-${voiceNumber}`,
      ),
    ),
  ]
}

function quotesIn(draft: Draft, wisdom: Wisdom): OpenQuote[] {
  return quoteIdsOf(wisdom).flatMap((id) => draft.quotes.get(id) ?? [])
}

function listNumbers(quoted: readonly { voiceNumber: number }[]): number[] {
  return [...new Set(quoted.map(({ voiceNumber }) => voiceNumber))].toSorted((a, b) => a - b)
}
