import { may } from '../../access/matrix.ts'
import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import { assertWithin, EditOutOfRange, shownAs, type Stretch } from '../../text/edits/reading.ts'
import { sentencesOf } from '../../text/language/sentences.ts'
import { findSentence, wordsToTick } from './choosing.ts'
import type { OpenEdit, PassageState } from '../passages/passages.ts'
import { overlaps } from './marks.ts'
import { insertEdits, updateEdit } from './review.queries.ts'
import {
  openForReview,
  passFirst,
  problemOfWords,
  takeTurn,
  voidReview,
  type Outcome,
  type ReviewView,
} from './review.ts'
import { upsertForWhole } from './sweep.queries.ts'
import { reviewWords } from './review.words.ts'

const words = reviewWords['en-GB']

/** What somebody chose to change that the engine did not propose. `replacement` is '' for a cut. */
export type Addition = Stretch & {
  kind: 'generalise' | 'cut' | 'correct'
  replacement: string
  note: string
  /** The second reader has read all of the passage, and signs it as its new first reader. */
  hasReadAll: boolean
}

/** `added`: a first reader is to pass it on. `added-and-passed`: it waits for another second reader. */
export type Added = 'added' | 'added-and-passed'

/** A passage to choose words in: all its sentences, and the words of the chosen one (`words` is null before). */
export type Choosing = {
  passage: PassageState
  sentences: string[]
  sentence: number | null
  words: { value: string; text: string; isTaken: boolean }[] | null
  canPassAgain: boolean
  canReadFirst: boolean
}

/** A passage for the page that adds a change. `sentence` is the number of a sentence as it was sent, or null. */
export async function openChoosing(ctx: Ctx, passageId: string, sentence: string | null): Promise<Choosing> {
  const view = await openForReview(ctx, passageId)
  const { verbatim, edits } = view.passage
  const chosen = findSentence(verbatim, sentence)
  const accepted = edits.filter((edit) => edit.state === 'accepted')
  return {
    passage: view.passage,
    sentences: sentencesOf(verbatim).map(({ start, end }) => verbatim.slice(start, end)),
    sentence: chosen?.index ?? null,
    words:
      chosen &&
      wordsToTick(verbatim, chosen.sentence).map(({ stretch, text }) => ({
        value: `${stretch.start}-${stretch.end}`,
        text,
        isTaken: accepted.some((edit) => overlaps(edit, stretch)),
      })),
    canPassAgain: canPassAgain(ctx, view),
    canReadFirst: may(ctx.actor.roles, 'review.first'),
  }
}

/**
 * Adds an edit, accepted at once; a second person agrees to it by passing the reading. Whoever changes a passage that
 * waited for its second reader becomes its editor, and both signatures go: a listener who has read all of it may sign
 * as the first reader in the same step, otherwise a listener looks again. Somebody else always passes it second.
 * Proposals inside the stretch are settled by it. Sending the same twice changes nothing.
 */
export async function addEdit(ctx: Ctx, passageId: string, addition: Addition): Promise<Outcome<Added>> {
  const view = await takeTurn(ctx, passageId)
  const { verbatim, edits } = view.passage
  assertChoosable(verbatim, addition)
  const accepted = edits.filter((edit) => edit.state === 'accepted')
  if (accepted.some((edit) => isSameEdit(edit, addition))) return { ok: true, done: 'added' }
  const sentence = problemOf(verbatim, edits, addition)
  if (sentence) return { ok: false, isStale: false, problems: [sentence] }

  const mayPass = canPassAgain(ctx, view) && addition.hasReadAll
  const id = await settleProposals(ctx, view, addition)
  await recordAct(ctx, 'edit.added', 'edit', id)
  await voidReview(ctx, view.passage)
  if (!mayPass) {
    if (view.passage.firstBy) await upsertForWhole(ctx, passageId)
    return { ok: true, done: 'added' }
  }
  await passFirst(ctx, passageId)
  return { ok: true, done: 'added-and-passed' }
}

/** Whether this account reads the passage second and is a listener, who may also sign first. */
function canPassAgain(ctx: Ctx, { passage }: ReviewView): boolean {
  const isSecond = passage.firstBy !== null && passage.firstBy !== ctx.actor.id && passage.secondBy === null
  return isSecond && !passage.hasOpenProposals && may(ctx.actor.roles, 'review.first')
}

function assertChoosable(verbatim: string, stretch: Stretch): void {
  try {
    assertWithin(verbatim, stretch)
  } catch (error) {
    if (error instanceof EditOutOfRange) throw new Failure('invalid-state', words.failures.notThere)
    throw error
  }
  if (verbatim.slice(stretch.start, stretch.end).trim() === '')
    throw new Failure('invalid-state', words.failures.notThere)
}

function isSameEdit(edit: OpenEdit, addition: Addition): boolean {
  const isSamePlace = edit.start === addition.start && edit.end === addition.end
  return isSamePlace && edit.kind === addition.kind && edit.replacement === addition.replacement
}

function problemOf(verbatim: string, edits: readonly OpenEdit[], addition: Addition) {
  const touching = edits.filter((edit) => overlaps(edit, addition))
  const taken = touching.find((edit) => edit.state === 'accepted')
  if (taken) return { field: 'word', sentence: words.problems.overlapsAccepted(shownAs(taken)) }
  const halfChosen = touching.find((edit) => edit.state === 'proposed' && !covers(addition, edit))
  if (halfChosen) {
    return {
      field: 'word',
      sentence: words.problems.overlapsProposed(verbatim.slice(halfChosen.start, halfChosen.end)),
    }
  }
  const chosen = verbatim.slice(addition.start, addition.end)
  if (addition.kind === 'cut') return null
  const sentence = problemOfWords(chosen, addition.kind, addition.replacement)
  return sentence ? { field: 'replacement', sentence } : null
}

function covers(outer: Stretch, inner: Stretch): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** The new edit takes the place of one on exactly its stretch; proposals it covers are left to it. Gives its id. */
async function settleProposals(ctx: Ctx, view: ReviewView, addition: Addition): Promise<string> {
  const { passageId, edits } = view.passage
  const same = edits.find((edit) => edit.start === addition.start && edit.end === addition.end)
  for (const edit of edits) {
    if (edit !== same && edit.state === 'proposed' && covers(addition, edit)) {
      await updateEdit(ctx, edit.id, { state: 'rejected' })
    }
  }
  const id = same?.id ?? newBlindId()
  const written = {
    kind: addition.kind,
    reason: 'added-by-team',
    proposedBy: ctx.actor.id,
    state: 'accepted' as const,
    replacementSealed: ctx.vault.sealUnder(passageId, 'edit.replacement', id, addition.replacement),
    reasonSealed: addition.note ? ctx.vault.sealUnder(passageId, 'edit.reason', id, addition.note) : null,
  }
  if (same) await updateEdit(ctx, id, written)
  else {
    const { start, end } = addition
    const placed = { id, passageId, start, end, type: 'OTHER', confidence: 1, entityIndex: null }
    await insertEdits(ctx, [{ ...placed, ...written, decidedBy: ctx.actor.id }])
  }
  return id
}
