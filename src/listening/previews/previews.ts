import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import type { QuotePiece } from '../../text/edits/quote.ts'
import { besideIn, listChosen, type ChosenOf } from '../beside/beside.ts'
import { openPlaces, type OpenQuote } from '../quotes/quotes.ts'
import { replaceAnswer, selectAnswers, selectToShow } from './previews.queries.ts'

/** What a voice says of what it sees; null: nothing, or what it saw reads otherwise by now. */
export type Said = 'yes' | 'no' | null

/** A quote as it would stand in print, for its own voice. `seen` stands for all of it. */
export type Preview = {
  quoteId: string
  title: string
  pieces: QuotePiece[]
  beside: string[]
  seen: string
  said: Said
}

/**
 * The quotes of a voice that its phrase opens (what came as one of `opens`), as they stand in drafts and would be
 * printed: words, edits and cuts, what would stand beside them, and the title of their piece. The team's narration is
 * not shown: it may tell of others, and nobody has checked it yet. Empty unless the voice asked to see them first.
 */
export async function listPreviews(ctx: Ctx, voiceId: string, opens: readonly string[]): Promise<Preview[]> {
  const rows = await selectToShow(ctx, voiceId, opens)
  const open = await openPlaces(ctx, rows)
  const chosen = await listChosen(
    ctx,
    rows.map(({ passageId }) => ({ passageId, voiceId })),
  )
  const answers = await selectAnswers(
    ctx,
    rows.map((row) => row.quoteId),
  )
  return rows.flatMap((row, index): Preview[] => {
    const quote = open[index]
    if (!quote?.isFit) return []
    const title = ctx.vault.openTeam('wisdom.title', row.wisdomId, row.titleSealed)
    const beside = tellBeside(chosen.get(row.passageId), row.isSigned)
    const seen = stampSeen(ctx, { title, text: quote.text, beside })
    const answer = answers.get(row.quoteId)
    const isSame = answer?.seenIndex.equals(seen) ?? false
    return [
      {
        quoteId: row.quoteId,
        title,
        pieces: quote.pieces,
        beside,
        seen: seen.toString('hex'),
        said: isSame ? (answer!.answer ? 'yes' : 'no') : null,
      },
    ]
  })
}

/**
 * Keeps what a voice says of one of its quotes; null takes it back. False, and nothing is kept, when that quote is not
 * there any more or is not what was `seen`. The caller holds the voice.
 */
export async function sayPreview(
  ctx: Ctx,
  back: { voiceId: string; opens: readonly string[] },
  input: { quoteId: string; seen: string; said: Said },
): Promise<boolean> {
  const shown = (await listPreviews(ctx, back.voiceId, back.opens)).find(
    (one) => one.quoteId === input.quoteId,
  )
  if (!shown || shown.seen !== input.seen) return false
  const seenIndex = Buffer.from(shown.seen, 'hex')
  await replaceAnswer(ctx, input.quoteId, input.said && { answer: input.said === 'yes', seenIndex })
  await recordAct(ctx, 'preview.answered', 'quote', input.quoteId)
  return true
}

/** What the voices of these quotes say of them as they stand in the draft now, by quote. */
export async function listSaid(
  ctx: Ctx,
  quotes: readonly { quote: OpenQuote; title: string; isSigned: boolean }[],
  chosen: ReadonlyMap<string, ChosenOf>,
): Promise<Map<string, Said>> {
  const answers = await selectAnswers(
    ctx,
    quotes.map(({ quote }) => quote.id),
  )
  return new Map(
    quotes.map(({ quote, title, isSigned }) => {
      const beside = tellBeside(chosen.get(quote.passageId), isSigned)
      const answer = answers.get(quote.id)
      const isSame = answer?.seenIndex.equals(stampSeen(ctx, { title, text: quote.text, beside }))
      return [quote.id, isSame ? (answer!.answer ? 'yes' : 'no') : null]
    }),
  )
}

/** What would stand beside it, once two people have read that. */
function tellBeside(chosen: ChosenOf | undefined, isSigned: boolean): string[] {
  return besideIn(chosen, isSigned)
    .filter((one) => !one.isLeftOut)
    .map((one) => one.text)
}

function stampSeen(ctx: Ctx, seen: { title: string; text: string; beside: readonly string[] }): Buffer {
  return ctx.vault.fingerprint('preview', JSON.stringify([seen.title, seen.text, seen.beside]))
}
