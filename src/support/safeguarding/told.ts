import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { idFrom } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import type { Duty, Ground, Withholding } from './safeguarding.ts'
import { deleteOwnLine, insertOwnLine, selectOwnLines, selectTold, type ToldRow } from './told.queries.ts'

/** What the person says of a record, in their own words. */
export type OwnLine = { id: string; words: string; writtenAt: Date }

/** A record as its person reads it. What others said is not in it. */
export type Told = {
  id: string
  kind: 'record' | 'emergency'
  organisation: string
  author: string
  duty: Duty | Ground
  writtenAt: Date
  toldAt: Date
  keptUntil: string
  why: string
  account: { happened: string; acted: string; wish: string } | null
  /** How they were told. */
  told: string
  /** On which ground something is not shown; null when everything is. */
  withheld: Withholding | null
  /** What they stood beside it. */
  lines: OwnLine[]
}

/** What stays with an organisation when its person takes their space away, and until when. */
export type KeptByLaw = {
  organisation: string
  writtenAt: Date
  keptUntil: string
  /** The person stood a line of their own beside it, which stays with it. */
  hasOwnLine: boolean
}

/** What was written about the person of this space by duty, once they were told; the newest first. */
export async function listTold(ctx: Ctx, vault: Vault): Promise<Told[]> {
  const lines = Map.groupBy(await selectOwnLines(ctx), (line) => line.record_id)
  return (await selectTold(ctx)).map((row) => {
    const keys = vault.forTenant(row.organisation_id)
    const open = (column: string, sealed: Buffer) =>
      keys.open(row.id, `safeguarding_words.${column}`, row.id, sealed)
    const names = JSON.parse(keys.open(row.id, 'safeguarding_record.names', row.id, row.names_sealed)) as {
      author: string
    }
    return {
      id: row.id,
      kind: row.kind as Told['kind'],
      organisation: row.organisation,
      author: names.author,
      duty: row.duty as Told['duty'],
      writtenAt: row.written_at,
      toldAt: row.told_at,
      keptUntil: row.kept_until,
      why: open('why', row.why_sealed),
      account:
        row.happened_sealed && row.acted_sealed && row.wish_sealed
          ? {
              happened: open('happened', row.happened_sealed),
              acted: open('acted', row.acted_sealed),
              wish: open('wish', row.wish_sealed),
            }
          : null,
      told: keys.open(row.id, 'safeguarding_decision.words', row.decision_id, row.told_sealed),
      withheld: row.withheld as Withholding | null,
      lines: (lines.get(row.id) ?? []).map((line) => ({
        id: line.id,
        words: keys.open(row.id, 'safeguarding_line.words', line.id, line.words_sealed),
        writtenAt: line.written_at,
      })),
    }
  })
}

/** One of them. Throws not-found. */
export async function getTold(ctx: Ctx, vault: Vault, id: string): Promise<Told> {
  const told = (await listTold(ctx, vault)).find((one) => one.id === id)
  if (!told) throw new Failure('not-found', '')
  return told
}

/**
 * Stands a line of the person's own beside a record they were told of. It lies with the record, under its key, and is
 * kept as long. Whoever may read the record is asked to look. Sent twice, it is there once. Throws not-found.
 */
export async function standBesideRecord(
  ctx: Ctx,
  vault: Vault,
  line: { recordId: string; sending: string; words: string },
): Promise<void> {
  const { recordId, sending, words } = line
  const { organisation_id: organisationId } = await getRow(ctx, recordId)
  const id = idFrom(ctx.vault.fingerprint('sent-record-line', JSON.stringify([recordId, sending, words])))
  const wordsSealed = vault
    .forTenant(organisationId)
    .sealUnder(recordId, 'safeguarding_line.words', id, words)
  if (!(await insertOwnLine(ctx, { recordId, id, wordsSealed }))) throw new Failure('not-found', '')
}

/** Takes such a line back: it is gone for everybody who could read it. Throws not-found. */
export async function takeBackFromRecord(ctx: Ctx, recordId: string, lineId: string): Promise<void> {
  if (!(await deleteOwnLine(ctx, recordId, lineId))) throw new Failure('not-found', '')
}

/** Whether there is anything to read. What somebody was not told of yet is not there, for nobody who holds the phone. */
export async function hasTold(ctx: Ctx): Promise<boolean> {
  return (await selectTold(ctx)).length > 0
}

/**
 * For the page of leaving, in the space as its person: what the law keeps with an organisation. Only what they were told
 * of; a sentence of that page says for everybody that there may be more.
 */
export async function listKeptByLaw(ctx: Ctx): Promise<KeptByLaw[]> {
  const answered = new Set((await selectOwnLines(ctx)).map((line) => line.record_id))
  return (await selectTold(ctx)).map((row) => ({
    organisation: row.organisation,
    writtenAt: row.written_at,
    keptUntil: row.kept_until,
    hasOwnLine: answered.has(row.id),
  }))
}

async function getRow(ctx: Ctx, id: string): Promise<ToldRow> {
  const row = (await selectTold(ctx)).find((one) => one.id === id)
  if (!row) throw new Failure('not-found', '')
  return row
}
