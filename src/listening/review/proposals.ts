import type { Ctx } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import {
  deidentify,
  entityOfWords,
  prepareKnownNames,
  suggestReplacements,
  type PreparedNames,
  type Proposal,
} from '../../text/deidentify/deidentify.ts'
import { listPassageStates, openVerbatims, rewriteReadings } from '../passages/passages.ts'
import { listEditRows, type EditRow } from '../passages/passages.ts'
import { listNamesElsewhere } from './elsewhere.ts'
import { fitTo, type Fit } from './fitting.ts'
import { indexOfEntity } from './entities.ts'
import { weighCards, weighGrown } from './harm.ts'
import { selectHarm } from './harm.queries.ts'
import { tidyReplacement } from './replacement.ts'
import { insertEdits, selectLabels, takeProposeTurn, updateEntities, type NewEdit } from './review.queries.ts'
import { overlaps } from './marks.ts'
import { shippedTagger } from './shipped-tagger.ts'

/** Every name, number and address a label of this exercise holds, ready for the engine. For listeners and the worker. */
export async function listKnownNames(ctx: Ctx, exerciseId: string): Promise<PreparedNames> {
  return prepareKnownNames(await openLabels(ctx, exerciseId))
}

/** The same, and beside it the names that stand in other passages: what the engine reads with, not what may never be printed. */
export async function listNamesToFind(ctx: Ctx, exerciseId: string): Promise<PreparedNames> {
  const elsewhere = await listNamesElsewhere(ctx, exerciseId)
  return prepareKnownNames(await openLabels(ctx, exerciseId), elsewhere, await shippedTagger())
}

async function openLabels(ctx: Ctx, exerciseId: string): Promise<string[]> {
  const rows = await selectLabels(ctx, exerciseId)
  return rows.map((row) => ctx.vault.open(row.id, 'voice_label.label', row.id, row.labelSealed))
}

/**
 * Has the engine read these passages and keeps what it proposes. A stretch somebody decided about, or that has a
 * proposal, is not proposed again, so doing it twice adds nothing. It reads whether or not a voice has agreed: what is
 * kept are offsets, and nobody is shown a word. A passage that was reviewed and gets a new proposal waits for a reader
 * again. `fit` is what this team's decisions made of the engine's chances; it is looked up when it is not given.
 * `weighsLater`: cards that are there keep their place; another reading brings them in order. Gives how many proposals are new.
 */
export async function proposeFor(
  ctx: Ctx,
  exerciseId: string,
  passageIds: readonly string[],
  known: PreparedNames,
  how: { fit?: Fit; weighsLater?: boolean } = {},
): Promise<number> {
  const tagger = await shippedTagger()
  const { least } = how.fit ?? (await fitTo(ctx, exerciseId))
  await takeProposeTurn(ctx, exerciseId)
  const states = await listPassageStates(ctx, { exerciseId, passageIds, limit: passageIds.length })
  const ids = states.map((state) => state.passageId)
  const verbatims = await openVerbatims(ctx, ids)
  const standing = Map.groupBy(await listEditRows(ctx, ids), (edit) => edit.passageId)
  const rows: NewEdit[] = []
  const unnamed: { id: string; entityIndex: Buffer }[] = []
  for (const [passageId, verbatim] of verbatims) {
    const own = standing.get(passageId) ?? []
    const proposals = deidentify(verbatim, { known, tagger, least })
    const replacements = suggestReplacements(verbatim, proposals)
    for (const [at, proposal] of proposals.entries()) {
      if (isAsBroad(verbatim, proposal, replacements[at]!)) continue
      const touched = own.filter((edit) => overlaps(edit, proposal))
      const entityIndex = indexOfEntity(ctx, exerciseId, proposal)
      if (touched.length === 0)
        rows.push(newProposal(ctx, passageId, { ...proposal, entityIndex }, replacements[at]!))
      const same = touched.find((edit) => edit.start === proposal.start && edit.end === proposal.end)
      if (same && isUnnamed(ctx, exerciseId, same, verbatim) && !same.entityIndex?.equals(entityIndex)) {
        unnamed.push({ id: same.id, entityIndex })
      }
    }
  }
  await writeInOrder(ctx, exerciseId, { rows, unnamed, weighsLater: how.weighsLater ?? false })
  const touched = new Set(rows.map((row) => row.passageId))
  await rewriteReadings(
    ctx,
    states
      .filter((state) => state.isReviewed && touched.has(state.passageId))
      .map((state) => state.passageId),
  )
  return rows.length
}

/** "By the summer" is as broad as what could stand for it: accepting it would change nothing. */
function isAsBroad(verbatim: string, { start, end }: Proposal, suggested: string): boolean {
  return tidyReplacement(suggested).toLowerCase() === verbatim.slice(start, end).trim().toLowerCase()
}

/** A mention comes onto its card where that stands among the cards; a new card is weighed at once. */
async function writeInOrder(
  ctx: Ctx,
  exerciseId: string,
  written: {
    rows: readonly NewEdit[]
    unnamed: readonly { id: string; entityIndex: Buffer }[]
    weighsLater: boolean
  },
): Promise<void> {
  const { rows, unnamed } = written
  const named = [...rows, ...unnamed].flatMap(({ entityIndex: card }) => card ?? [])
  const cards = new Map(named.map((card) => [card.toString('hex'), card]))
  const standing = await selectHarm(ctx, exerciseId, [...cards.values()])
  const harmOf = (card: Buffer | null) => (card ? standing.get(card.toString('hex')) : undefined)
  await insertEdits(
    ctx,
    rows.map((row) => ({ ...row, harm: harmOf(row.entityIndex) ?? 0 })),
  )
  await updateEntities(
    ctx,
    unnamed.map((one) => ({ ...one, harm: harmOf(one.entityIndex) })),
  )
  const cardsThat = (stand: boolean) =>
    [...cards].flatMap(([hex, card]) => (standing.has(hex) === stand ? [card] : []))
  await weighCards(ctx, exerciseId, cardsThat(false))
  if (!written.weighsLater) await weighGrown(ctx, exerciseId, cardsThat(true))
}

/** Whether nothing is known yet of whom a standing proposal is about but its own words. A person who parted or joined cards knows. */
function isUnnamed(ctx: Ctx, exerciseId: string, edit: EditRow, verbatim: string): boolean {
  if (edit.reason === 'added-by-team') return false
  if (edit.entityIndex === null) return true
  const entity = entityOfWords(verbatim.slice(edit.start, edit.end))
  return edit.entityIndex.equals(indexOfEntity(ctx, exerciseId, { type: edit.type, entity }))
}

function newProposal(
  ctx: Ctx,
  passageId: string,
  proposal: Proposal & { entityIndex: Buffer },
  suggested: string,
): NewEdit {
  const id = newBlindId()
  const replacement = tidyReplacement(suggested)
  return {
    id,
    passageId,
    start: proposal.start,
    end: proposal.end,
    kind: 'generalise',
    type: proposal.type,
    confidence: proposal.confidence,
    reason: proposal.reason,
    replacementSealed: ctx.vault.sealUnder(passageId, 'edit.replacement', id, replacement),
    reasonSealed: null,
    state: 'proposed',
    proposedBy: 'engine',
    decidedBy: null,
    entityIndex: proposal.entityIndex,
  }
}
