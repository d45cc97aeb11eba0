import type { Ctx } from '../../platform/db/database.ts'
import { listAnswersOf } from '../consent/consent.ts'
import { listeningPaths } from '../paths.ts'
import { listSaid } from '../previews/previews.ts'
import type { Draft } from './draft.ts'
import type { GateProblem } from './gates.ts'
import { gatesWords } from './gates.words.ts'

const words = gatesWords['en-GB']

/**
 * Voices that want to see their words before they are printed: each of their quotes waits for their own yes to it as it
 * stands now. A no is told with the place of its quote. Who has no way back is shown it by somebody, who writes down
 * that they need not see it first any more.
 */
export async function checkShownFirst(ctx: Ctx, draft: Draft): Promise<GateProblem[]> {
  const voiceIds = [...new Set([...draft.quotes.values()].map((quote) => quote.voiceId))]
  const answers = await listAnswersOf(ctx, voiceIds)
  const placed = draft.wisdoms.flatMap((wisdom) => {
    const { number, title, isSigned } = wisdom
    const page = listeningPaths.wisdom(wisdom.id)
    const lead = { quoteId: wisdom.leadQuoteId, place: words.places.lead(number), href: `${page}#lead` }
    const parts = wisdom.parts.map((part, index) => ({
      quoteId: part.kind === 'quote' ? part.quoteId : null,
      place: words.places.quote(number, index + 1),
      href: `${page}#part-${part.id}`,
    }))
    return [lead, ...parts].flatMap(({ quoteId, ...at }) => {
      const quote = quoteId === null ? undefined : draft.quotes.get(quoteId)
      return quote && answers.get(quote.voiceId)!.preview?.answer ? [{ ...at, quote, title, isSigned }] : []
    })
  })
  const said = await listSaid(ctx, placed, draft.beside)
  const waiting = placed.filter(({ quote }) => said.get(quote.id) === null)
  const voices = new Map(waiting.map(({ quote }) => [quote.voiceId, quote.voiceNumber]))
  return [
    ...[...voices].map(([voiceId, number]) => ({
      kind: 'not-shown' as const,
      sentence: words.notShown(number),
      href: listeningPaths.voiceAnswers(voiceId),
    })),
    ...placed
      .filter(({ quote }) => said.get(quote.id) === 'no')
      .map(({ place, href, quote }) => ({
        kind: 'not-shown' as const,
        sentence: words.notThisOne(place, quote.voiceNumber),
        href,
      })),
  ]
}
