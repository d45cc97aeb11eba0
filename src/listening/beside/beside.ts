import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { prepareKnownNames } from '../../text/deidentify/deidentify.ts'
import { findHits } from '../review/giveaways.ts'
import { getSeries } from '../series/series.ts'
import {
  callFoldersOf,
  replaceReading,
  selectBeside,
  selectCameAs,
  selectLabels,
  selectReadings,
  type BesideRow,
} from './beside.queries.ts'
import { besideWords } from './beside.words.ts'

export type BesideKind = BesideRow['kind']

/** Words of a voice that may stand beside its quotes: a description, or in a signed piece its name. */
export type Beside = { id: string; voiceId: string; kind: BesideKind; text: string }

/** The same with how far it has come. `isLeftOut`: somebody of the team says it is not to be printed. */
export type Chosen = Beside & {
  exerciseId: string
  voiceNumber: number
  mayPrint: boolean
  isLeftOut: boolean
}

/** What stands beside the quotes of a passage: each where its voice chose it. */
export type ChosenOf = Partial<Record<BesideKind, Chosen>>

/** Where a quote comes from: a passage, and whose it is. */
export type From = { passageId: string; voiceId: string }

const words = besideWords['en-GB']

/**
 * What the voices of these passages say yes to now, by passage; whether two people have read it is told with it. What
 * was chosen with a phrase stands beside the words that came as its own, and beside none that were joined to them.
 */
export async function listChosen(ctx: Ctx, from: readonly From[]): Promise<Map<string, ChosenOf>> {
  const rows = await selectBeside(ctx, { voiceIds: [...new Set(from.map((one) => one.voiceId))] })
  const own = Map.groupBy(
    rows.filter((row) => row.isChosen && ctx.vault.isKept(row.voiceId)),
    (row) => row.voiceId,
  )
  const cameAs = await selectCameAs(
    ctx,
    from.filter((one) => own.has(one.voiceId)).map((one) => one.passageId),
  )
  const opened = new Map([...own.values()].flat().map((row) => [row.id, open(ctx, row)]))
  return new Map(
    from.flatMap(({ passageId, voiceId }): [string, ChosenOf][] => {
      const stand = (own.get(voiceId) ?? []).filter(
        (row) => row.givenAs === null || row.givenAs === cameAs.get(passageId),
      )
      if (stand.length === 0) return []
      return [[passageId, Object.fromEntries(stand.map((row) => [row.kind, opened.get(row.id)!]))]]
    }),
  )
}

/** Of these, by their ids, what may be printed now. */
export async function openPrintable(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Beside>> {
  const rows = (await selectBeside(ctx, { ids })).filter(
    (row) => row.mayPrint && ctx.vault.isKept(row.voiceId),
  )
  return new Map(rows.map((row) => [row.id, open(ctx, row)]))
}

/** The ids of these that may be printed now, without opening any. */
export async function listPrintable(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  return [...(await selectBeside(ctx, { ids }))]
    .filter((row) => row.mayPrint && ctx.vault.isKept(row.voiceId))
    .map((row) => row.id)
    .toSorted()
}

/** What may be printed of one voice now, beside whichever of its quotes. */
export async function listPrintableOf(ctx: Ctx, voiceId: string): Promise<Beside[]> {
  const rows = await selectBeside(ctx, { voiceIds: [voiceId] })
  return rows.filter((row) => row.mayPrint && ctx.vault.isKept(voiceId)).map((row) => open(ctx, row))
}

/** What a voice chose with the phrase of one of these, or of them as they came, and the team left out. */
export async function listLeftOut(ctx: Ctx, voiceId: string, as: readonly string[]): Promise<Beside[]> {
  const rows = await selectBeside(ctx, { voiceIds: [voiceId] })
  return rows
    .filter((row) => row.isChosen && row.isLeftOut && as.includes(row.givenAs ?? row.voiceId))
    .filter((row) => ctx.vault.isKept(row.voiceId))
    .map((row) => open(ctx, row))
}

/** Which of these stand beside a quote, in their order: a name only in a signed piece. */
export function besideIn(chosen: ChosenOf | undefined, isSigned: boolean): Chosen[] {
  return [
    ...(isSigned && chosen?.name ? [chosen.name] : []),
    ...(chosen?.description ? [chosen.description] : []),
  ]
}

/** What somebody of the team said of words they read, the first one first. */
export type Reading = { by: string; mayPrint: boolean; at: Date }

export async function listReadings(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Reading[]>> {
  const rows = Map.groupBy(await selectReadings(ctx, ids), (row) => row.detailId)
  return new Map(
    [...rows].map(([id, own]) => [
      id,
      own.map(({ readBy, mayPrint, readAt }) => ({ by: readBy, mayPrint, at: readAt })),
    ]),
  )
}

/**
 * Somebody read what a voice chose, and says that it may be printed, that it is to be left out, or (null) neither any
 * more. Printed it is when two people say that it may and nobody that it may not. Throws not-found when the voice has
 * other words by now or says no; invalid-state for a yes to words that tell who somebody is.
 */
export async function sayBeside(
  ctx: Ctx,
  seriesId: string,
  id: string,
  mayPrint: boolean | null,
): Promise<void> {
  const { exerciseId } = await getSeries(ctx, seriesId)
  const [row] = await selectBeside(ctx, { ids: [id] })
  if (!row?.isChosen || row.exerciseId !== exerciseId || !ctx.vault.isKept(row.voiceId))
    throw new Failure('not-found', words.changed)
  if (mayPrint && (await findTelling(ctx, exerciseId, [open(ctx, row)])).has(id)) {
    throw new Failure('invalid-state', words.tells)
  }
  await replaceReading(ctx, id, mayPrint)
  await callFoldersOf(ctx, row.voiceId)
  await recordAct(ctx, 'beside.read', 'voice_detail', id)
}

/**
 * Which of these hold what tells who somebody is: a number, handle, address or code; in a description any name known to
 * the exercise; in a name the whole name of somebody else. A first name that two people share is for its readers.
 */
export async function findTelling(
  ctx: Ctx,
  exerciseId: string,
  chosen: readonly Beside[],
): Promise<Set<string>> {
  if (chosen.length === 0) return new Set()
  const labels = (await selectLabels(ctx, exerciseId)).filter((row) => ctx.vault.isKept(row.id))
  const known = labels.map((row) => ({
    voiceId: row.voiceId,
    label: ctx.vault.open(row.id, 'voice_label.label', row.id, row.labelSealed),
  }))
  const all = prepareKnownNames(known.map(({ label }) => label))
  const tells = ({ kind, text, voiceId }: Beside) => {
    if (kind === 'description') return findHits(text, all).length > 0
    const others = prepareKnownNames(known.flatMap((one) => (one.voiceId === voiceId ? [] : [one.label])))
    return findHits(text, others).some((hit) => hit.kind !== 'label' || /\s/u.test(hit.words))
  }
  return new Set(chosen.filter(tells).map((one) => one.id))
}

function open(ctx: Ctx, row: BesideRow): Chosen {
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    voiceId: row.voiceId,
    voiceNumber: row.voiceNumber,
    kind: row.kind,
    text: ctx.vault.open(row.voiceId, 'voice_detail.text', row.id, row.textSealed),
    mayPrint: row.mayPrint,
    isLeftOut: row.isLeftOut,
  }
}
