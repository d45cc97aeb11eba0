import type { Ctx } from '../../platform/db/database.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import type { Duty, Ground, Withholding } from './safeguarding.ts'
import { selectTold } from './told.queries.ts'

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
}

/** What stays with an organisation when its person takes their space away, and until when. */
export type KeptByLaw = { organisation: string; writtenAt: Date; keptUntil: string }

/** What was written about the person of this space by duty, once they were told; the newest first. */
export async function listTold(ctx: Ctx, vault: Vault): Promise<Told[]> {
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
    }
  })
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
  return (await selectTold(ctx)).map((row) => ({
    organisation: row.organisation,
    writtenAt: row.written_at,
    keptUntil: row.kept_until,
  }))
}
