import { createHash } from 'node:crypto'
import type { Ctx } from '../../platform/db/database.ts'
import { readStylesheet } from '../../platform/http/app.tsx'
import { quotePiecesOf, type QuotePiece } from '../../text/edits/quote.ts'
import { openPlaces, type QuotePlace } from '../quotes/quotes.ts'
import { getPicture } from '../wisdoms/pictures.ts'
import { openKept } from '../withdrawals/withdrawals.ts'
import { boundTo, type EditionWisdom } from './draft.ts'
import { renderIntroduction, renderWisdom, type ShownWisdom } from './publications.page.tsx'
import type { Edition } from './publications.ts'

/** The files of an edition by their names: the introduction, a page for each Wisdom, one stylesheet, the pictures. */
export type BuiltSeries = Map<string, Buffer>

/**
 * Draws an edition: plain HTML and CSS with relative addresses, no script. The words of every quote are computed now,
 * from its passage as it stands. A quote whose passage is gone, waits for its readers, or may not be quoted any more is
 * left out, and the narration that goes with it; where it was the lead, the page says it is being rewritten. What is
 * kept sealed for the builder until a rebuild is shown until then. The same state gives the same bytes. As the worker:
 * nobody else sees what is kept.
 */
export async function buildSeries(ctx: Ctx, edition: Edition): Promise<BuiltSeries> {
  const shown: ShownWisdom[] = []
  const pictures = new Map<string, Buffer>()
  const quotes = await openQuotesOf(ctx, edition.content.wisdoms)
  for (const wisdom of edition.content.wisdoms) {
    const picture = wisdom.pictureId ? await getPicture(ctx, wisdom.pictureId) : null
    const name = picture ? pictureName(picture.bytes, picture.mediaType) : null
    if (picture && name) pictures.set(name, picture.bytes)
    shown.push({
      number: wisdom.number,
      title: wisdom.title,
      reflection: wisdom.reflection,
      picture:
        picture && name
          ? { src: name, alt: wisdom.pictureAlt, width: picture.width, height: picture.height }
          : null,
      lead: wisdom.lead ? (quotes.get(wisdom.lead) ?? null) : null,
      parts: wisdom.parts.flatMap((part, index): ShownWisdom['parts'] => {
        if ('quote' in part) {
          const quote = quotes.get(part.quote)
          return quote ? [{ quote }] : []
        }
        const bound = boundTo(wisdom.parts, index)
        return bound && !quotes.has(bound) ? [] : [{ narration: part.narration }]
      }),
    })
  }
  const pages = [
    ['index.html', renderIntroduction(edition, shown)] as const,
    ...shown.map((wisdom) => [pageName(wisdom.number), renderWisdom(edition, shown, wisdom)] as const),
  ]
  return new Map([
    ...pages.map(([name, html]) => [name, Buffer.from(html)] as const),
    ['style.css', Buffer.from(readStylesheet().text)] as const,
    ...[...pictures].sort(([a], [b]) => (a < b ? -1 : 1)),
  ])
}

function pageName(number: number): string {
  return `${number}.html`
}

/** What type a file of an edition has, by its name. */
export function mediaTypeOf(name: string): string {
  if (name.endsWith('.html')) return 'text/html; charset=utf-8'
  if (name.endsWith('.css')) return 'text/css; charset=utf-8'
  return name.endsWith('.png') ? 'image/png' : 'image/webp'
}

async function openQuotesOf(
  ctx: Ctx,
  wisdoms: readonly EditionWisdom[],
): Promise<Map<QuotePlace, { pieces: readonly QuotePiece[] }>> {
  const places = wisdoms.flatMap((wisdom) => [
    ...(wisdom.lead ? [wisdom.lead] : []),
    ...wisdom.parts.flatMap((part) => ('quote' in part ? [part.quote] : [])),
  ])
  const open = await openPlaces(ctx, places)
  const gone = places.filter((_, index) => !open[index]).map((place) => place.passageId)
  const kept = await openKept(ctx, [...new Set(gone)])
  return new Map(
    places.flatMap((place, index): [QuotePlace, { pieces: readonly QuotePiece[] }][] => {
      const quote = open[index]
      if (quote) return quote.isFit ? [[place, quote]] : []
      const passage = kept.get(place.passageId)
      return passage ? [[place, { pieces: quotePiecesOf(passage.verbatim, passage.edits, place) }]] : []
    }),
  )
}

function pictureName(bytes: Buffer, mediaType: string): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return `picture-${hash}.${mediaType === 'image/png' ? 'png' : 'webp'}`
}
