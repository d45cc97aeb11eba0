import { may } from '../../access/matrix.ts'
import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { editsOverlap, type Stretch } from '../../text/edits/reading.ts'
import { correctionIsSmall } from '../../text/edits/correction.ts'
import {
  getPassageState,
  listPassageStates,
  openPassage,
  rewriteReadings,
  type OpenEdit,
  type OpenPassage,
  type PassageState,
} from '../passages/passages.ts'
import {
  markedPieces,
  mentionsOf,
  overlaps,
  readingPieces,
  type MarkedPiece,
  type Mention,
  type ReadingPiece,
} from './marks.ts'
import { deleteReview, insertReview, takeReviewTurn, updateEdit, updateSecond } from './review.queries.ts'
import { counted } from './counted.ts'
import { selectWaitingCount, selectWaiting, type Stage, type Waiting } from './waiting.queries.ts'
import { listKnownNames, proposeFor } from './proposals.ts'
import { upsertForWhole } from './sweep.queries.ts'
import { isWorkplace } from '../workplace/workplace.ts'
import { reviewWords } from './review.words.ts'

const words = reviewWords['en-GB']

/** Which of the two readers a passage waits for. */
export type Turn = 'first' | 'second'

/** A passage with what is to be decided about it. */
export type ReviewView = {
  passage: OpenPassage
  /** What is to be decided or was decided, in order and without overlaps; what a wider edit covers is left out. */
  edits: OpenEdit[]
  /** Stands for all of the above; a form sends it back, so that a stale one can be told. */
  stamp: string
}

/** A passage as its first reader sees it. `isPassedOn`: it waits for its second reader, or has two. */
export type FirstReading = {
  passage: PassageState
  pieces: MarkedPiece[]
  mentions: Mention[]
  stamp: string
  isPassedOn: boolean
  /** What the words answer, where the source shows it. */
  context: string | null
  /** Whether these people work for the organisation: then their manager is who would look for them. */
  isTheirWork: boolean
}

/** A passage as its second reader sees it. `seal` stands for the words of the reading. */
export type SecondReading = {
  passage: PassageState
  pieces: ReadingPiece[]
  seal: string
  turn: SecondTurn
  isTheirWork: boolean
}

/** `own`: the asker was the first reader. `not-yet`: a first reader has to look (again). */
export type SecondTurn = 'open' | 'own' | 'not-yet' | 'passed'

/** What a change came to. `stale`: something else stands by now; the page is shown anew with that sentence. */
export type Outcome<Done extends string> =
  | { ok: true; done: Done }
  | {
      ok: false
      isStale: boolean
      problems: { field: string | null; href?: string | undefined; sentence: string }[]
    }

export type Answer = { editId: string; answer: 'accept' | 'leave'; replacement: string; note: string }

/** What the room shows first: how much waits, the next one for each reader, and a page of one list. */
export type Overview = {
  turn: Turn
  canReadFirst: boolean
  counts: { first: number; second: number; own: number }
  next: Record<Turn, string | null>
  waiting: PassageState[]
  /** The number to go on from, or null when the list ends here. */
  nextAfter: number | null
}

const listed = 20

/** The overview of an exercise. `turn` chooses the list; somebody who may not read first gets the other one. */
export async function getOverview(
  ctx: Ctx,
  exerciseId: string,
  input: { turn: Turn; afterNumber: number },
): Promise<Overview> {
  const canReadFirst = may(ctx.actor.roles, 'review.first')
  const turn = canReadFirst ? input.turn : 'second'
  const counts = await countWaiting(ctx, exerciseId)
  const waiting = counts[turn] ? await listWaiting(ctx, exerciseId, turn, input.afterNumber, listed + 1) : []
  // The other list is only looked into for its first passage, and not at all when it is empty.
  const nextOf = async (wanted: Turn): Promise<string | null> => {
    if (counts[wanted] === 0) return null
    if (wanted === turn && input.afterNumber < 0) return waiting[0]?.passageId ?? null
    return findNextWaiting(ctx, exerciseId, wanted, -1)
  }
  return {
    turn,
    canReadFirst,
    counts,
    next: { first: canReadFirst ? await nextOf('first') : null, second: await nextOf('second') },
    waiting: waiting.slice(0, listed),
    nextAfter: waiting.length > listed ? waiting[listed - 1]!.number : null,
  }
}

/**
 * How many passages wait for each reader, counted no further than one more than `counted`. `second` counts what this account may
 * pass, `own` what it read first and somebody else has to.
 */
export async function countWaiting(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ first: number; second: number; own: number }> {
  const count = (which: Waiting) => selectWaitingCount(ctx, exerciseId, { ...which, limit: counted + 1 })
  return {
    first: await count(waits.first),
    second: await count(waits.second),
    own: await count({ ...waits.second, firstBy: 'me' }),
  }
}

/** Passages that wait for a reader, in order of number, after a number. */
async function listWaiting(
  ctx: Ctx,
  exerciseId: string,
  turn: Turn,
  afterNumber: number,
  limit: number,
): Promise<PassageState[]> {
  const rows = await selectWaiting(ctx, exerciseId, { ...waits[turn], afterNumber, limit })
  if (rows.length === 0) return []
  return listPassageStates(ctx, { passageIds: rows.map((row) => row.passageId), limit })
}

/** Of one that waits for a second reader, somebody else has to have been the first. */
const firstStages = ['look', 'cards', 'ready', 'whole', 'again'] as const satisfies readonly Stage[]
const waits: Readonly<Record<Turn, Waiting>> = {
  first: { stages: firstStages },
  second: { stages: ['second'], firstBy: 'others' },
}

/** The next passage that waits after this number, else the first of all; null when none waits. */
export async function findNextWaiting(
  ctx: Ctx,
  exerciseId: string,
  turn: Turn,
  afterNumber: number,
): Promise<string | null> {
  const one = async (after: number) =>
    (await selectWaiting(ctx, exerciseId, { ...waits[turn], afterNumber: after, limit: 1 }))[0]?.passageId
  return (await one(afterNumber)) ?? (afterNumber < 0 ? null : ((await one(-1)) ?? null))
}

/** Opens a passage for review. Throws not-found: also when its voice has not agreed or is a facilitator. */
export async function openForReview(ctx: Ctx, passageId: string): Promise<ReviewView> {
  const passage = await openPassage(ctx, passageId)
  if (passage.part !== 'contributor') throw new Failure('not-found', '')
  return { passage, edits: editsToDecide(passage.edits), stamp: stampOf(ctx, passage.edits) }
}

/** A passage for its first reader's page. Throws as `openForReview`. */
export async function openFirstReading(ctx: Ctx, passageId: string): Promise<FirstReading> {
  const { passage, edits, stamp } = await openForReview(ctx, passageId)
  return {
    passage,
    pieces: markedPieces(passage.verbatim, edits),
    mentions: mentionsOf(passage.verbatim, edits),
    stamp,
    isPassedOn: passage.firstBy !== null && !passage.hasOpenProposals,
    context: passage.context,
    isTheirWork: await isWorkplace(ctx, passage.exerciseId),
  }
}

/** A passage for its second reader's page. Throws as `openForReview`. */
export async function openSecondReading(ctx: Ctx, passageId: string): Promise<SecondReading> {
  const { passage } = await openForReview(ctx, passageId)
  const seal = sealOf(ctx, passage).toString('hex')
  const isTheirWork = await isWorkplace(ctx, passage.exerciseId)
  return { passage, pieces: readingPieces(passage), seal, turn: turnOf(ctx, passage), isTheirWork }
}

/**
 * Takes the first reader's answers to all edits on the page, and passes the passage on when `pass` is set. Any change
 * after a pass takes both signatures away. Sending the same twice changes nothing.
 * `asks-again`: saved, but leaving a wider edit brought back proposals it had covered.
 */
export async function decide(
  ctx: Ctx,
  passageId: string,
  input: { stamp: string; answers: readonly Answer[]; pass: boolean },
): Promise<Outcome<'saved' | 'passed' | 'asks-again'>> {
  if (input.pass) await proposeBeforePass(ctx, passageId)
  const view = await takeTurn(ctx, passageId)
  const answers = new Map(input.answers.map((answer) => [answer.editId, answer]))
  const isSameList = answers.size === view.edits.length && view.edits.every((edit) => answers.has(edit.id))
  if (!isSameList) {
    const isNew = view.edits.some((edit) => edit.state === 'proposed' && !answers.has(edit.id))
    return stale('#verbatim', isNew ? words.problems.newProposals : words.problems.stale)
  }
  const changes = view.edits.flatMap((edit) => changeOf(edit, answers.get(edit.id)!))
  if (changes.length > 0 && input.stamp !== view.stamp) return stale('#verbatim', words.problems.stale)
  const problems = changes.flatMap((change) => problemsOf(view.passage.verbatim, change))
  if (problems.length > 0) return { ok: false, isStale: false, problems }

  for (const change of changes) await writeChange(ctx, passageId, change)
  const isAsking = await bringBackCovered(ctx, view, changes)
  if (changes.length > 0) {
    await voidReview(ctx, view.passage)
    await recordAct(ctx, 'passage.decided', 'passage', passageId)
  }
  if (isAsking) return { ok: true, done: 'asks-again' }
  if (!input.pass) return { ok: true, done: 'saved' }
  if (changes.length > 0 || !view.passage.firstBy) await passFirst(ctx, passageId)
  return { ok: true, done: 'passed' }
}

/**
 * The second person's signature, on exactly the reading they were shown. Throws forbidden for the first reader: two
 * different people pass a passage.
 */
export async function passSecond(ctx: Ctx, passageId: string, seal: string): Promise<Outcome<'passed'>> {
  const { passage } = await takeTurn(ctx, passageId)
  const turn = turnOf(ctx, passage)
  if (turn === 'own') throw new Failure('forbidden', words.failures.ownPassage)
  const now = sealOf(ctx, passage)
  const isSame = now.toString('hex') === seal && passage.readingIndex?.equals(now)
  if (!isSame || turn === 'not-yet') return stale('#reading', words.problems.stale)
  if (turn === 'passed') return { ok: true, done: 'passed' }
  await updateSecond(ctx, passageId)
  await recordAct(ctx, 'passage.passed-second', 'passage', passageId)
  await rewriteReadings(ctx, [passageId])
  return { ok: true, done: 'passed' }
}

/** The second reader asks a listener to look again: the first signature goes. Twice is the same as once. */
export async function sendBack(ctx: Ctx, passageId: string): Promise<void> {
  const { passage } = await takeTurn(ctx, passageId)
  if (!passage.firstBy) return
  await voidReview(ctx, passage)
  await upsertForWhole(ctx, passageId)
  await recordAct(ctx, 'passage.sent-back', 'passage', passageId)
}

/** Waits for its turn at a passage, then opens it as it stands. For the domain functions of this room. */
export async function takeTurn(ctx: Ctx, passageId: string): Promise<ReviewView> {
  const state = await getPassageState(ctx, passageId)
  await takeReviewTurn(ctx, state.exerciseId, passageId)
  return openForReview(ctx, passageId)
}

/**
 * Nobody passes on what the engine has not read with every name known by now, also when its background work is late:
 * what it finds now is on the page the listener gets back.
 */
async function proposeBeforePass(ctx: Ctx, passageId: string): Promise<void> {
  const { exerciseId } = await getPassageState(ctx, passageId)
  const known = await listKnownNames(ctx, exerciseId)
  await proposeFor(ctx, exerciseId, [passageId], known, { weighsLater: true })
}

/** The first signature, on the reading as it stands now. */
export async function passFirst(ctx: Ctx, passageId: string): Promise<void> {
  const passage = await openPassage(ctx, passageId)
  await insertReview(ctx, passageId, sealOf(ctx, passage))
  await recordAct(ctx, 'passage.passed-first', 'passage', passageId)
}

/** Takes the signatures off a passage, and its reading out of what the team builds on. */
export async function voidReview(ctx: Ctx, passage: PassageState): Promise<void> {
  if (!passage.firstBy) return
  await deleteReview(ctx, passage.passageId)
  await rewriteReadings(ctx, [passage.passageId])
}

function stale(href: string, sentence: string): Outcome<never> {
  return { ok: false, isStale: true, problems: [{ field: null, href, sentence }] }
}

function turnOf(ctx: Ctx, passage: PassageState): SecondTurn {
  if (!passage.firstBy || passage.hasOpenProposals) return 'not-yet'
  if (passage.secondBy) return 'passed'
  return passage.firstBy === ctx.actor.id ? 'own' : 'open'
}

/** Stands for the words of a reading. */
export function sealOf(ctx: Ctx, passage: Pick<OpenPassage, 'reading'>): Buffer {
  return ctx.vault.fingerprint('reading', passage.reading.text)
}

function stampOf(ctx: Ctx, edits: readonly OpenEdit[]): string {
  const standing = edits.map((edit) => [
    edit.id,
    edit.start,
    edit.end,
    edit.kind,
    edit.state,
    edit.replacement,
    edit.note,
  ])
  return ctx.vault.fingerprint('review-stamp', JSON.stringify(standing)).toString('hex')
}

/**
 * Proposed and accepted edits never overlap. A rejected one is shown too, to be changed again, unless another edit
 * covers some of its words.
 */
function editsToDecide(edits: readonly OpenEdit[]): OpenEdit[] {
  const shown = edits.filter((edit) => edit.state !== 'rejected')
  for (const edit of edits) {
    if (edit.state === 'rejected' && !shown.some((other) => overlaps(other, edit))) shown.push(edit)
  }
  return shown.sort((a, b) => a.start - b.start)
}

type Change = { edit: OpenEdit; state: 'accepted' | 'rejected'; replacement: string; note: string | null }

function changeOf(edit: OpenEdit, { answer, replacement, note }: Answer): Change[] {
  const isAccept = answer === 'accept'
  const change: Change = {
    edit,
    state: isAccept ? 'accepted' : 'rejected',
    replacement: isAccept && edit.kind !== 'cut' ? replacement : edit.replacement,
    note: isAccept ? edit.note : note || null,
  }
  const isSame =
    change.state === edit.state && change.replacement === edit.replacement && change.note === edit.note
  return isSame ? [] : [change]
}

function problemsOf(verbatim: string, { edit, state, replacement }: Change) {
  if (state !== 'accepted' || edit.kind === 'cut') return []
  const sentence = problemOfWords(verbatim.slice(edit.start, edit.end), edit.kind, replacement)
  return sentence ? [{ field: `put-${edit.id}`, sentence }] : []
}

/** What is wrong with putting these words in place of those, or null. */
export function problemOfWords(stretch: string, kind: OpenEdit['kind'], replacement: string): string | null {
  if (kind === 'correct') {
    if (replacement === stretch) return words.problems.sameWords
    return correctionIsSmall(stretch, replacement) ? null : words.problems.correctionTooLarge
  }
  return replacement.toLowerCase() === stretch.trim().toLowerCase() ? words.problems.sameWords : null
}

async function writeChange(ctx: Ctx, passageId: string, change: Change): Promise<void> {
  const { edit, state, replacement, note } = change
  await updateEdit(ctx, edit.id, {
    state,
    replacementSealed: ctx.vault.sealUnder(passageId, 'edit.replacement', edit.id, replacement),
    reasonSealed: note === null ? null : ctx.vault.sealUnder(passageId, 'edit.reason', edit.id, note),
  })
}

/**
 * An edit that is no longer made may have covered smaller proposals nobody answered for themselves: they are asked
 * again, so that nothing slips through. Gives whether any is.
 */
async function bringBackCovered(ctx: Ctx, view: ReviewView, changes: readonly Change[]): Promise<boolean> {
  const left = changes.filter((change) => change.state === 'rejected').map((change) => change.edit)
  const asked = new Set(view.edits.map((edit) => edit.id))
  const covered = view.passage.edits.filter(
    (edit) => !asked.has(edit.id) && edit.state === 'rejected' && left.some((other) => overlaps(other, edit)),
  )
  const standing: Stretch[] = view.edits.filter((edit) => !left.includes(edit))
  let isAny = false
  for (const edit of covered) {
    if (editsOverlap([...standing, edit])) continue
    await updateEdit(ctx, edit.id, { state: 'proposed' })
    standing.push(edit)
    isAny = true
  }
  return isAny
}
