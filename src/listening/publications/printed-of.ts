import type { Ctx } from '../../platform/db/database.ts'
import { quotesOf, type EditionContent } from './draft.ts'
import { selectEditionsOf } from './publications.queries.ts'

/** A Wisdom that quotes somebody, or did: where it stands, since when, and until when it did. */
export type Printed = {
  title: string
  number: number
  /** Of the series, under /read. */
  address: string
  /** `YYYY-MM-DD`: the first edition that quoted these passages here, and the first that no longer did. */
  since: string
  until: string | null
  /** How many quotes of these passages stand in it now. */
  quotes: number
}

/** Every Wisdom of an exercise that quotes one of these passages now or did before, newest first. */
export async function listPrintedOf(
  ctx: Ctx,
  exerciseId: string,
  passageIds: readonly string[],
): Promise<Printed[]> {
  const own = new Set(passageIds)
  const printed = new Map<string, Printed>()
  for (const row of await selectEditionsOf(ctx, exerciseId)) {
    const text = ctx.vault.openTeam('publication.content', row.id, row.contentSealed)
    const content = JSON.parse(text) as EditionContent
    const standing = new Set<string>()
    for (const wisdom of content.wisdoms) {
      const quotes = countQuotes(wisdom, own)
      if (quotes === 0) continue
      const place = `${row.seriesId}/${wisdom.title}`
      standing.add(place)
      const since = printed.get(place)?.since ?? row.printedOn
      const { title, number } = wisdom
      printed.set(place, { title, number, address: row.address, since, until: null, quotes })
    }
    for (const [place, one] of printed) {
      if (!place.startsWith(`${row.seriesId}/`) || standing.has(place) || one.until) continue
      printed.set(place, { ...one, until: row.printedOn, quotes: 0 })
    }
  }
  return [...printed.values()].sort((a, b) => b.since.localeCompare(a.since) || a.number - b.number)
}

function countQuotes(wisdom: EditionContent['wisdoms'][number], own: ReadonlySet<string>): number {
  return quotesOf(wisdom).filter((place) => own.has(place.passageId)).length
}
