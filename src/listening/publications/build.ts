import { createHash } from 'node:crypto'
import type { Ctx } from '../../platform/db/database.ts'
import { readStylesheet } from '../../platform/http/app.tsx'
import { openPrintable, type Beside } from '../beside/beside.ts'
import { quotePiecesOf, type QuotePiece } from '../../text/edits/quote.ts'
import { openPlaces } from '../quotes/quotes.ts'
import { getPicture } from '../wisdoms/pictures.ts'
import { openKept } from '../withdrawals/withdrawals.ts'
import { besideOf, boundTo, quotesOf, type EditionContent, type EditionQuote } from './draft.ts'
import { renderIntroduction, renderWisdom, type ShownWisdom } from './publications.page.tsx'
import type { Edition } from './publications.ts'

/** The files of an edition by their names: the introduction, a page for each Wisdom, one stylesheet, the pictures. */
export type BuiltSeries = Map<string, Buffer>

/**
 * Draws an edition: plain HTML and CSS with relative addresses, no script. The words of every quote are computed now,
 * from its passage as it stands. A quote whose passage is gone, waits for its readers, or may not be quoted any more is
 * left out, and the narration that goes with it; where it was the lead, the page says it is being rewritten. What is
 * kept sealed for the builder until a rebuild is shown until then. What a voice chose to stand beside its quote stands
 * there as long as it says yes to these very words and two people have read them. The same state gives the same bytes. As the worker:
 * nobody else sees what is kept.
 */
export async function buildSeries(ctx: Ctx, edition: Edition): Promise<BuiltSeries> {
  const shown: ShownWisdom[] = []
  const pictures = new Map<string, Buffer>()
  const quotes = await openQuotesOf(ctx, edition.content)
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

type BuiltQuote = { pieces: readonly QuotePiece[]; by: Pick<Beside, 'kind' | 'text'>[] }

async function openQuotesOf(ctx: Ctx, content: EditionContent): Promise<Map<EditionQuote, BuiltQuote>> {
  const places = content.wisdoms.flatMap(quotesOf)
  const open = await openPlaces(ctx, places)
  const gone = places.filter((_, index) => !open[index]).map((place) => place.passageId)
  const kept = await openKept(ctx, [...new Set(gone)])
  const beside = await openPrintable(ctx, besideOf(content))
  // Words that came to another voice since the edition was made do not bring what the one before said of itself.
  const chosenBy = (place: EditionQuote, voiceId: string) =>
    (place.beside ?? []).flatMap((id) => beside.get(id) ?? []).filter((one) => one.voiceId === voiceId)
  return new Map(
    places.flatMap((place, index): [EditionQuote, BuiltQuote][] => {
      const quote = open[index]
      if (quote) {
        return quote.isFit ? [[place, { pieces: quote.pieces, by: chosenBy(place, quote.voiceId) }]] : []
      }
      const passage = kept.get(place.passageId)
      if (!passage) return []
      const left = passage.beside.filter((one) => place.beside?.includes(one.id))
      const by = [...chosenBy(place, passage.voiceId), ...left]
      return [[place, { pieces: quotePiecesOf(passage.verbatim, passage.edits, place), by }]]
    }),
  )
}

function pictureName(bytes: Buffer, mediaType: string): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return `picture-${hash}.${mediaType === 'image/png' ? 'png' : 'webp'}`
}
