import type { Ctx, Database } from '../../platform/db/database.ts'
import { listPrintable } from '../beside/beside.ts'
import { listKeptStanding } from '../withdrawals/withdrawals.ts'
import { buildSeries, mediaTypeOf, type BuiltSeries } from './build.ts'
import { besideOf, passagesOf } from './draft.ts'
import { findEdition, type Edition } from './publications.ts'
import { selectFigures } from './rebuild.queries.ts'
import { selectLastEdition, selectPublished, selectStandingOf } from './publications.queries.ts'

/**
 * What this process has built: the newest edition of each series. A copy is shown only while its standing (consent,
 * review and edits of every passage it quotes, what may stand beside it, and whether their keys are there) is what it was built from, asked of
 * the database at each request; so a withdrawal shows at the next request, in every process.
 */
const built = new Map<string, { edition: Edition; standing: string; files: BuiltSeries }>()
const mostBuilt = 50

const reader = { id: 'worker', roles: ['worker'] }

/** Lets go of what was built of a series; the next request builds it anew. */
export function forgetBuilt(seriesId: string): void {
  built.delete(seriesId)
}

/** Every published series, by title. */
export async function listPublished(
  db: Database,
): Promise<{ address: string; title: string; question: string }[]> {
  const rows = await db.outside((tx) => selectPublished(tx))
  const shown: { address: string; title: string; question: string }[] = []
  for (const row of rows) {
    const known = built.get(row.seriesId)?.edition
    const edition =
      known?.edition === row.edition
        ? known
        : await db.within(row.tenantId, reader, (ctx) => findEdition(ctx, row.seriesId))
    if (!edition) continue
    shown.push({ address: row.address, title: edition.content.title, question: edition.content.question })
  }
  return shown.sort((a, b) => a.title.localeCompare(b.title, 'en-GB'))
}

/** A file of the edition that stands at an address, or null when there is none. */
export async function findPublishedFile(
  db: Database,
  address: string,
  name: string,
): Promise<{ bytes: Buffer; mediaType: string } | null> {
  const place = await findPlace(db, address)
  if (!place) return null
  const files = await db.within(place.tenantId, reader, (ctx) => openBuilt(ctx, place.seriesId))
  const bytes = files?.get(name)
  return bytes ? { bytes, mediaType: mediaTypeOf(name) } : null
}

// Once published, an address belongs to its series for good, so where it leads need not be asked twice.
const places = new Map<string, { tenantId: string; seriesId: string }>()

async function findPlace(
  db: Database,
  address: string,
): Promise<{ tenantId: string; seriesId: string } | null> {
  if (!/^[a-z0-9-]{1,80}$/.test(address)) return null
  const known = places.get(address)
  if (known) return known
  const [row] = await db.outside((tx) => selectPublished(tx, address))
  if (!row) return null
  places.set(address, { tenantId: row.tenantId, seriesId: row.seriesId })
  return row
}

async function openBuilt(ctx: Ctx, seriesId: string): Promise<BuiltSeries | null> {
  const known = built.get(seriesId)
  const last = await selectLastEdition(ctx, seriesId)
  if (known?.edition.id === last && known.standing === (await standingOf(ctx, known.edition))) {
    return known.files
  }
  const edition = await findEdition(ctx, seriesId)
  if (!edition) return null
  const standing = await standingOf(ctx, edition)
  const files = await buildSeries(ctx, edition)
  built.delete(seriesId)
  built.set(seriesId, { edition, standing, files })
  if (built.size > mostBuilt) forgetBuilt(built.keys().next().value!)
  return files
}

async function standingOf(ctx: Ctx, edition: Edition): Promise<string> {
  const passages = passagesOf(edition.content)
  const kept = passages.filter((id) => ctx.vault.isKept(id))
  const gone = passages.filter((id) => !kept.includes(id))
  const figures = await selectFigures(ctx, edition.seriesId)
  return [
    `${kept.length}/${passages.length}`,
    await selectStandingOf(ctx, kept),
    (await listKeptStanding(ctx, gone)).join(),
    (await listPrintable(ctx, besideOf(edition.content))).join(),
    `${figures?.voices} ${figures?.checkedOn}`,
  ].join('/')
}
