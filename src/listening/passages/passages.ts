import { inBatches } from '../../platform/db/batches.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindIds } from '../../platform/ids.ts'
import { readingOf, type Edit, type Reading } from '../../text/edits/reading.ts'
import {
  deleteReadings,
  hasDerivedMark,
  insertDerivedMark,
  insertPassages,
  selectExerciseIds,
  selectIdsOfVoices,
  selectEdits,
  selectPassageStates,
  selectReadings,
  selectSealedPassages,
  upsertReadings,
  waitForTurn,
  type EditRow,
  type PassageState,
} from './passages.queries.ts'

export type { EditRow, PassageState } from './passages.queries.ts'
export { selectEdits as listEditRows } from './passages.queries.ts'
export {
  countPassages,
  deleteReadings as dropReadings,
  selectIdsOfVoices as listIdsOfVoices,
  selectContribution as findContribution,
  selectPassageStates as listPassageStates,
} from './passages.queries.ts'

/** An edit with its words opened. `note` is the listener's own reason, when one was written. */
export type OpenEdit = Edit & {
  id: string
  type: string
  reason: string
  note: string | null
  state: EditRow['state']
}

/** A passage with its words: for review and for building on. */
export type OpenPassage = PassageState & {
  verbatim: string
  /** What the words answer, where the source shows it: never part of a reading or a quote. */
  context: string | null
  edits: OpenEdit[]
  reading: Reading
}

/** Writes verbatims, each sealed under a key of its own, once and for good. Gives the ids in the same order. */
export async function writePassages(
  ctx: Ctx,
  rows: readonly {
    exerciseId: string
    contributionId: string
    number: number
    line: number | null
    saidAt: string | null
    text: string
    context?: string | undefined
  }[],
): Promise<string[]> {
  const ids = newBlindIds(rows.length)
  const sealed = ctx.vault.sealEach(
    'passage.verbatim',
    rows.map((row, index) => ({ id: ids[index]!, text: row.text })),
  )
  await insertPassages(
    ctx,
    rows.map((row, index) => ({
      id: ids[index]!,
      exerciseId: row.exerciseId,
      contributionId: row.contributionId,
      number: row.number,
      line: row.line,
      saidAt: row.saidAt,
      verbatimSealed: sealed[index]!,
      contextSealed: row.context
        ? ctx.vault.sealUnder(ids[index]!, 'passage.context', ids[index]!, row.context)
        : null,
      length: row.text.length,
    })),
  )
  return ids
}

/** What stands with one passage. Throws not-found. */
export async function getPassageState(ctx: Ctx, passageId: string): Promise<PassageState> {
  const [state] = await selectPassageStates(ctx, { passageIds: [passageId] })
  if (!state) throw new Failure('not-found', '')
  return state
}

/**
 * Opens passages whose voices agreed to be read; the others are left out, whoever asks. The reading counts accepted
 * edits only.
 */
export async function openPassages(ctx: Ctx, states: readonly PassageState[]): Promise<OpenPassage[]> {
  const readable = states.filter((state) => state.mayRead)
  const ids = readable.map((state) => state.passageId)
  const [sealedPassages, edits] = [await selectSealedPassages(ctx, ids), await openEdits(ctx, ids)]
  return readable.flatMap((state) => {
    const sealed = sealedPassages.get(state.passageId)
    if (!sealed) return []
    const id = state.passageId
    const verbatim = ctx.vault.open(id, 'passage.verbatim', id, sealed.verbatimSealed)
    const context = sealed.contextSealed
      ? ctx.vault.open(id, 'passage.context', id, sealed.contextSealed)
      : null
    const own = edits.get(state.passageId) ?? []
    return [{ ...state, verbatim, context, edits: own, reading: readingOf(verbatim, accepted(own)) }]
  })
}

/** One passage with its words. Throws not-found, also while its voice has not agreed to be read. */
export async function openPassage(ctx: Ctx, passageId: string): Promise<OpenPassage> {
  const [passage] = await openPassages(ctx, [await getPassageState(ctx, passageId)])
  if (!passage) throw new Failure('not-found', '')
  return passage
}

/**
 * Verbatims whether or not their voices have agreed to be read: for the engine that looks for names, and for whoever has seen in the
 * same transaction that this account may read them.
 */
export async function openVerbatims(ctx: Ctx, passageIds: readonly string[]): Promise<Map<string, string>> {
  const sealed = await selectSealedPassages(ctx, passageIds)
  return new Map(
    [...sealed].map(
      ([id, { verbatimSealed }]) => [id, ctx.vault.open(id, 'passage.verbatim', id, verbatimSealed)] as const,
    ),
  )
}

/**
 * Words of a source that waits to be checked, for the listener who checks it. Whoever calls has seen that their voices
 * agreed to be read: a passage stands in no list before its source is shown.
 */
export async function openToCheck(
  ctx: Ctx,
  passageIds: readonly string[],
): Promise<Map<string, { verbatim: string; context: string | null }>> {
  const sealed = await selectSealedPassages(ctx, passageIds)
  return new Map(
    [...sealed].map(([id, { verbatimSealed, contextSealed }]) => {
      const verbatim = ctx.vault.open(id, 'passage.verbatim', id, verbatimSealed)
      const context = contextSealed ? ctx.vault.open(id, 'passage.context', id, contextSealed) : null
      return [id, { verbatim, context }] as const
    }),
  )
}

export function accepted(edits: readonly OpenEdit[]): OpenEdit[] {
  return edits.filter((edit) => edit.state === 'accepted')
}

export async function openEdits(ctx: Ctx, passageIds: readonly string[]): Promise<Map<string, OpenEdit[]>> {
  const byPassage = new Map<string, OpenEdit[]>()
  for (const row of await selectEdits(ctx, passageIds)) {
    const edit: OpenEdit = {
      id: row.id,
      start: row.start,
      end: row.end,
      kind: row.kind,
      replacement: ctx.vault.open(row.passageId, 'edit.replacement', row.id, row.replacementSealed),
      type: row.type,
      reason: row.reason,
      note: row.reasonSealed ? ctx.vault.open(row.passageId, 'edit.reason', row.id, row.reasonSealed) : null,
      state: row.state,
    }
    const list = byPassage.get(row.passageId)
    if (list) list.push(edit)
    else byPassage.set(row.passageId, [edit])
  }
  return byPassage
}

/**
 * Brings the derived readings of these passages in line with what stands: a row for each that is reviewed, none
 * for the others. Called in the transaction of whatever changed an edit, a review, a consent or a part.
 */
export async function rewriteReadings(ctx: Ctx, passageIds: readonly string[]): Promise<void> {
  for (const ids of inBatches(passageIds, 200)) {
    const states = await selectPassageStates(ctx, { passageIds: ids, limit: ids.length })
    const reviewed = states.filter((state) => state.isReviewed)
    const reviewedIds = reviewed.map((state) => state.passageId)
    // Whoever set this going may be shut out of these words; the readings are whole all the same.
    const [verbatims, edits] = [await openVerbatims(ctx, reviewedIds), await openEdits(ctx, reviewedIds)]
    await upsertReadings(
      ctx,
      reviewed.flatMap(({ passageId, exerciseId }) => {
        const verbatim = verbatims.get(passageId)
        if (verbatim === undefined) return []
        return [
          { passageId, exerciseId, text: readingOf(verbatim, accepted(edits.get(passageId) ?? [])).text },
        ]
      }),
    )
    const kept = new Set(verbatims.keys())
    await deleteReadings(
      ctx,
      ids.filter((id) => !kept.has(id)),
    )
  }
}

/** The same for all passages of these voices. */
export async function rewriteReadingsOf(ctx: Ctx, voiceIds: readonly string[]): Promise<void> {
  await rewriteReadings(ctx, await selectIdsOfVoices(ctx, voiceIds))
}

/**
 * Rebuilds the derived readings of this organisation from the vault when a crash or a restore emptied them. Every
 * function that reads derived rows calls it first; when they are whole it costs one look.
 */
export async function ensureReadings(ctx: Ctx): Promise<void> {
  if (await hasDerivedMark(ctx)) return
  await waitForTurn(ctx, 'derived')
  if (await hasDerivedMark(ctx)) return
  for (const exerciseId of await selectExerciseIds(ctx)) await rebuildReadings(ctx, exerciseId)
  await insertDerivedMark(ctx)
}

async function rebuildReadings(ctx: Ctx, exerciseId: string): Promise<void> {
  let afterNumber = -1
  for (;;) {
    const states = await selectPassageStates(ctx, { exerciseId, isReviewed: true, afterNumber, limit: 500 })
    if (states.length === 0) return
    await rewriteReadings(
      ctx,
      states.map((state) => state.passageId),
    )
    afterNumber = states.at(-1)!.number
  }
}

/** Every derived reading of an exercise, in pages, for checks that must see them all. */
export async function* eachReading(
  ctx: Ctx,
  exerciseId: string,
): AsyncGenerator<{ passageId: string; number: number; text: string }> {
  await ensureReadings(ctx)
  let afterNumber = -1
  for (;;) {
    const rows = await selectReadings(ctx, exerciseId, afterNumber, 1000)
    yield* rows
    if (rows.length < 1000) return
    afterNumber = rows.at(-1)!.number
  }
}
