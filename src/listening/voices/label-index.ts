import type { Ctx } from '../../platform/db/database.ts'
import { keysOfLabel } from '../../text/labels/keys.ts'
import { isWhole, readLabel } from '../../text/labels/names.ts'
import { wholeNumber } from '../../text/labels/number.ts'
import {
  insertFingerprints,
  lookAtLabelIndex,
  selectLabelsAfter,
  selectLabelsOf,
  selectVoicesOfLabels,
  type Fingerprint,
  type LabelPart,
} from './label-index.queries.ts'
import { takeTurn } from './voices.queries.ts'

export { deleteFingerprints as dropFingerprints } from './label-index.queries.ts'

/**
 * Rebuilds the fingerprints of this organisation's labels from the vault when a crash or a restore emptied them. They
 * need no mark of their own: a crash empties the whole table, and every writer comes through here first, so they are
 * either all there or all gone.
 */
export async function ensureLabels(ctx: Ctx): Promise<void> {
  if (await hasAllFingerprints(ctx)) return
  await takeTurn(ctx, 'labels')
  if (await hasAllFingerprints(ctx)) return
  let afterId: string | null = null
  for (;;) {
    const rows: Awaited<ReturnType<typeof selectLabelsAfter>> = await selectLabelsAfter(ctx, afterId, 2000)
    if (rows.length === 0) return
    const kept = rows.filter((row) => ctx.vault.isKept(row.id))
    await insertFingerprints(
      ctx,
      kept.map((row) => ({
        id: row.id,
        exerciseId: row.exerciseId,
        fingerprints: fingerprintsOf(ctx, openLabel(ctx, row)),
      })),
    )
    afterId = rows.at(-1)!.id
  }
}

async function hasAllFingerprints(ctx: Ctx): Promise<boolean> {
  const { hasLabels, hasFingerprints } = await lookAtLabelIndex(ctx)
  return hasFingerprints || !hasLabels
}

/** What a label says. Throws `KeyDestroyed`. */
export function openLabel(ctx: Ctx, row: { id: string; labelSealed: Buffer }): string {
  return ctx.vault.open(row.id, 'voice_label.label', row.id, row.labelSealed)
}

/** Whose a label is, and as which voice the words under it came; null where they came as several. */
export type Owner = { voiceId: string; cameAs: string | null }

/**
 * What the labels of these voices say, each once and in order; all, or those of a part. A label whose key is gone is
 * left out.
 */
export async function openLabelsOf(
  ctx: Ctx,
  voiceIds: readonly string[],
  part: LabelPart = {},
): Promise<Map<string, string[]>> {
  const labels = new Map<string, string[]>()
  for (const row of await selectLabelsOf(ctx, voiceIds, part)) {
    if (!ctx.vault.isKept(row.id)) continue
    const label = openLabel(ctx, row)
    const known = labels.get(row.voiceId) ?? []
    if (known.includes(label)) continue
    const sorted = [...known, label].sort((a, b) => a.localeCompare(b, 'en-GB'))
    labels.set(row.voiceId, sorted)
  }
  return labels
}

export async function listLabelIds(ctx: Ctx, voiceId: string): Promise<string[]> {
  return (await selectLabelsOf(ctx, [voiceId], {})).map((row) => row.id)
}

/**
 * The voices these labels belong to, in the same order: of one that surely names one person (a number, an address, a
 * whole name) the voice that came with it before in a source that is shown, else undefined. Where two voices came with
 * it, nobody can say which.
 */
export async function findVoicesByLabel(
  ctx: Ctx,
  exerciseId: string,
  labels: readonly (string | null)[],
): Promise<(Owner | undefined)[]> {
  const blinds = labels.map((label) =>
    label !== null && namesOnePerson(label) ? fingerprintLabel(ctx, label) : null,
  )
  const found = await selectVoicesOfLabels(
    ctx,
    exerciseId,
    blinds.filter((blind) => blind !== null),
  )
  const voices = new Map<string, Owner | undefined>()
  for (const { blind, ...owner } of found) {
    voices.set(blind, voices.has(blind) ? either(voices.get(blind), owner) : owner)
  }
  return blinds.map((blind) => (blind === null ? undefined : voices.get(blind.toString('hex'))))
}

function either(one: Owner | undefined, other: Owner): Owner | undefined {
  if (one?.voiceId !== other.voiceId) return undefined
  return one.cameAs === other.cameAs ? one : { ...one, cameAs: null }
}

/** All fingerprints of a label: of the whole, and of what another label of the same person could share. */
export function fingerprintsOf(ctx: Ctx, label: string): Fingerprint[] {
  return [
    { kind: 'label', blind: fingerprintLabel(ctx, label) },
    ...keysOfLabel(label).map(({ kind, key }) => ({
      kind,
      blind: ctx.vault.fingerprint('label-key', `${kind}/${key}`),
    })),
  ]
}

/** Equal labels, whatever their case and spaces, and any writing of one number, have equal fingerprints. */
export function fingerprintLabel(ctx: Ctx, label: string): Buffer {
  return ctx.vault.fingerprint('label', normaliseLabel(label))
}

export function normaliseLabel(label: string): string {
  const read = readLabel(label)
  // However somebody's name is written beside it, one address is one person.
  if (read.address !== null) return read.address
  const plain = label.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  return read.number === null ? plain : wholeNumber(plain)
}

/** A telephone number, an address, or a given and a family name. */
export function namesOnePerson(label: string): boolean {
  const read = readLabel(label)
  if (read.number !== null || read.address !== null) return true
  return read.names.some((name) => name.bearing === 'name' && isWhole(name))
}
