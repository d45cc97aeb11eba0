import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { newId } from '../../platform/ids.ts'
import { SourceTooLong, type SourceFormat } from '../../text/sources/source.ts'
import type { TableSurvey } from '../../text/sources/table.ts'
import type { Use } from '../consent/consent.ts'
import { recordAsking, type Asking } from '../consent/manners.ts'
import { getExercise } from '../exercises/exercises.ts'
import { dropReadings } from '../passages/passages.ts'
import { releaseMails } from '../sources/mails.ts'
import { dropFingerprints } from '../voices/label-index.ts'
import { destroyKeys } from '../withdrawals/withdrawals.ts'
import { Arrival, type Within } from './arrival.ts'
import { keepAttachments } from './attachments.ts'
import { filesWords } from '../files/files.words.ts'
import { doorsWords } from './doors.words.ts'
import type { FileText, StoredFile } from '../files/file-text.ts'
import { findEarlier, Overlap } from './overlap.ts'
import { chooseParser, doorOf, piecesFor, recogniseOrRefuse } from './readers.ts'
import { findWhoToAsk, openLeftOut, sealLabels } from './asking.ts'
import { showNow } from './confirm.ts'
import { recallChoice } from './table-columns.ts'
import {
  deleteSource,
  emptySource,
  holdSource,
  insertSource,
  isSourceKnown,
  selectKeysInSource,
  selectSources,
  setAsked,
  setFailure,
  setHowAgreed,
  settleSource,
  startAgain,
  type SourceRow,
} from './sources.queries.ts'

const words = { ...filesWords['en-GB'].failures, ...doorsWords['en-GB'].failures }

/** How everybody in a file agreed, when that is known for the whole file. */
export type Agreed = Asking & { uses: readonly Use[] }

export type ImportResult = {
  sourceId: string
  door: string
  /**
   * `to-check` until a listener says it is right; `shown` at once where it is known how everybody agreed; `asking` when
   * nothing is stored before somebody says who in it withdrew.
   */
  state: 'to-check' | 'shown' | 'asking'
  passages: number
  voices: number
  notices: number
  linesNotUnderstood: number
  /** Messages that an earlier file had brought, and those left out because somebody withdrew. */
  repeated: number
  leftOut: number
  /** The first of them; their words only where everybody agreed. */
  notUnderstood: { line: number; text?: string }[]
  seconds: number
}

/**
 * Notes that a file is on its way: the row nobody sees until the import is whole. Throws conflict when the same file
 * was brought in before.
 */
export async function announceSource(
  ctx: Ctx,
  input: { exerciseId: string; file: StoredFile; text: FileText; agreed?: Agreed | null },
): Promise<string> {
  await getExercise(ctx, input.exerciseId)
  const contentIndex = ctx.vault.fingerprint(
    'source',
    Buffer.concat([Buffer.from(input.exerciseId), input.text.hash]),
  )
  const [same] = await selectSources(ctx, { exerciseId: input.exerciseId, contentIndex })
  if (same?.state === 'shown') throw new Failure('conflict', words.twice)
  if (same?.state === 'to-check' || same?.state === 'asking') throw new Failure('conflict', words.waits)
  if (same) {
    if (ctx.now.getTime() - same.touchedAt.getTime() < 60_000) throw new Failure('conflict', words.arriving)
    await removeSource(ctx, same.id)
  }
  const format = recogniseOrRefuse(input.text)
  const id = newId()
  ctx.vault.keepKeys([id])
  await insertSource(ctx, {
    id,
    exerciseId: input.exerciseId,
    door: doorOf[format],
    format,
    fileNameSealed: sealOfSource(ctx, id, 'file_name', input.file.name),
    contentIndex,
    broughtBy: ctx.actor.roles.includes('worker') ? null : ctx.actor.id,
    uploadId: input.file.id,
    uploadKeySealed: ctx.vault.sealTeam('source.upload_key', id, input.file.key.toString('base64')),
  }).catch((error: unknown) => {
    // Sent twice at once: the other one was written between our look and this line.
    throw isSourceKnown(error) ? new Failure('conflict', words.arriving) : error
  })
  await recordAct(ctx, 'source.announced', 'source', id)
  return id
}

/**
 * Brings an announced file in: its words arrive in short transactions that nothing shows, and one last transaction
 * (`finish` runs in it) makes it whole: it waits to be checked, its upload kept, or, where it is known how everybody
 * agreed, it is shown at once. Whatever goes wrong, nothing of it stays. Safe to begin again.
 */
export async function bringIn(
  within: Within,
  store: Store,
  input: {
    exerciseId: string
    sourceId: string
    file: StoredFile
    text: FileText
    agreed: Agreed | null
    report?: (done: number, total: number) => Promise<void>
    finish?: (ctx: Ctx) => Promise<void>
    /** Keeps an empty row that says why it failed, for the page somebody is waiting on. */
    keepFailure?: boolean
  },
): Promise<ImportResult> {
  const start = performance.now()
  try {
    const { source, leaveOut, earlier } = await within(async (ctx) => {
      const cleared = await clearArrived(ctx, input.sourceId)
      const format = cleared.format as SourceFormat
      return {
        source: cleared,
        leaveOut: openLeftOut(ctx, cleared),
        earlier: await findEarlier(ctx, { ...input, format }),
      }
    })
    const { exerciseId, text } = input
    const chosen = {
      dayMonth: source.dayMonth,
      columns: (survey: TableSurvey) => within((ctx) => recallChoice(ctx, survey, source.contentIndex)),
    }
    if (leaveOut === null) {
      const { parser, format } = await chooseParser(text, chosen)
      const labels = await findWhoToAsk(within, { exerciseId, earlier, text, parser, format })
      if (labels.length > 0) return await ask(within, source, labels, input.finish)
    }
    const { parser, format, dayMonth } = await chooseParser(text, chosen)
    const arrival = new Arrival(
      within,
      { exerciseId, id: source.id, format },
      {
        overlap: new Overlap(
          exerciseId,
          earlier.map(({ id }) => id),
          format,
        ),
        leaveOut: leaveOut ?? [],
      },
    )
    let read = 0
    for await (const chunk of piecesFor(text, parser)) {
      read += chunk.length
      await arrival.take(await parser.push(chunk))
      if (input.report && arrival.isFresh()) await input.report(read, input.file.size)
    }
    await arrival.take(await parser.end())
    await arrival.flush()
    const { file } = input
    const kept = await keepAttachments(within, store, { exerciseId, file, named: arrival.named })
    if (arrival.passages + kept === 0) throw new Failure('invalid-state', sayNothing(arrival))
    const seconds = (performance.now() - start) / 1000
    await within(async (ctx) => {
      await holdArriving(ctx, input.sourceId)
      await settleSource(ctx, input.sourceId, {
        door: doorOf[format],
        format,
        dayMonth,
        ...countsOf(arrival),
        seconds,
      })
      await recordAct(ctx, 'source.arrived', 'source', input.sourceId)
      if (input.agreed) await agreeAndShow(ctx, input.sourceId, exerciseId, input.agreed, arrival)
      await input.finish?.(ctx)
    })
    if (input.agreed || arrival.leftOut > 0) await store.remove(input.file.id)
    const { notUnderstood, ...counts } = countsOf(arrival)
    return {
      sourceId: input.sourceId,
      door: doorOf[format],
      state: input.agreed ? 'shown' : 'to-check',
      ...counts,
      voices: arrival.voiceIds().length,
      linesNotUnderstood: notUnderstood,
      notUnderstood: arrival.firstNotUnderstood.map(({ line, text: stands }) =>
        input.agreed ? { line, text: stands } : { line },
      ),
      seconds: Math.round(seconds * 1000) / 1000,
    }
  } catch (error) {
    const refused = explain(error)
    if (refused) {
      await within((ctx) =>
        input.keepFailure
          ? failSource(ctx, input.sourceId, refused.message)
          : removeSource(ctx, input.sourceId),
      )
      await store.remove(input.file.id)
      throw refused
    }
    throw error
  }
}

/**
 * Reads a source that waits to be checked again from its kept upload, in the background: somebody chose other columns
 * or the other order of day and month. `prepare` notes the choice, in the same transaction in which all that arrived
 * goes. Throws not-found, conflict while it is on its way, and invalid-state when it is shown already or the upload
 * is not kept any more.
 */
export async function readAgain(
  within: Within,
  store: Store,
  sourceId: string,
  prepare?: (ctx: Ctx) => Promise<void>,
): Promise<void> {
  const [known] = await within((ctx) => selectSources(ctx, { id: sourceId }))
  const size = known?.uploadId ? await store.size(known.uploadId) : null
  await within(async (ctx) => {
    const source = await holdSource(ctx, sourceId)
    if (!source || source.format === 'web') throw new Failure('not-found', '')
    if (source.state === 'arriving') throw new Failure('conflict', words.arriving)
    if (source.state !== 'to-check') throw new Failure('invalid-state', words.checked)
    if (size === null) throw new Failure('invalid-state', words.lost)
    await emptyArrived(ctx, source)
    await startAgain(ctx, sourceId)
    await prepare?.(ctx)
    await ctx.enqueue({ kind: 'source.import', aboutId: sourceId, total: size })
    await recordAct(ctx, 'source.read-again', 'source', sourceId)
  })
}

/** Removes a source and everything that came with it, keys included. */
export async function removeSource(ctx: Ctx, sourceId: string): Promise<void> {
  const [source] = await selectSources(ctx, { id: sourceId })
  if (!source) return
  await emptyArrived(ctx, source, [sourceId])
  await deleteSource(ctx, sourceId)
  await recordAct(ctx, 'source.removed', 'source', sourceId)
}

/** Empties a source and leaves only why it failed. The same file may come again. */
async function failSource(ctx: Ctx, sourceId: string, failure: string): Promise<void> {
  const source = await holdSource(ctx, sourceId)
  if (!source) return
  await emptyArrived(ctx, source)
  await setFailure(ctx, sourceId, failure)
}

/** Nothing of the file is stored but the question. */
async function ask(
  within: Within,
  source: SourceRow,
  labels: readonly string[],
  finish: ((ctx: Ctx) => Promise<void>) | undefined,
): Promise<ImportResult> {
  await within(async (ctx) => {
    await holdArriving(ctx, source.id)
    await setAsked(ctx, source.id, sealLabels(ctx, source.id, 'asked', labels))
    await recordAct(ctx, 'source.asks', 'source', source.id)
    await finish?.(ctx)
  })
  return {
    sourceId: source.id,
    door: source.door,
    state: 'asking',
    passages: 0,
    voices: 0,
    notices: 0,
    linesNotUnderstood: 0,
    repeated: 0,
    leftOut: 0,
    notUnderstood: [],
    seconds: 0,
  }
}

/** Seals what a source says of itself under its own key, which goes when somebody in it withdraws. */
export function sealOfSource(ctx: Ctx, id: string, column: 'file_name' | 'how_agreed', text: string): Buffer {
  return ctx.vault.sealUnder(id, `source.${column}`, id, text)
}

/** Opens it; null where there is nothing or its key is gone. */
export function openOfSource(
  ctx: Ctx,
  id: string,
  column: 'file_name' | 'how_agreed',
  sealed: Buffer | null,
): string | null {
  return sealed && ctx.vault.isKept(id) ? ctx.vault.open(id, `source.${column}`, id, sealed) : null
}

function countsOf({ passages, notices, notUnderstood, repeated, leftOut }: Arrival) {
  return { passages, notices, notUnderstood, repeated, leftOut }
}

function sayNothing({ repeated, leftOut }: Arrival): string {
  if (repeated > 0) return words.allRepeated
  return leftOut > 0 ? words.allLeftOut : words.nothing
}

/** Takes back what an earlier attempt at this source left. */
async function clearArrived(ctx: Ctx, sourceId: string): Promise<SourceRow> {
  const source = await holdArriving(ctx, sourceId)
  await emptyArrived(ctx, source)
  await startAgain(ctx, sourceId)
  return source
}

/** The source, held until the transaction ends. Throws not-found unless it is on its way: somebody took it out. */
async function holdArriving(ctx: Ctx, sourceId: string): Promise<SourceRow> {
  const source = await holdSource(ctx, sourceId)
  if (source?.state !== 'arriving') throw new Failure('not-found', words.lost)
  return source
}

/**
 * All that came with a source goes, its keys and `keys` included: a backup may hold the rows. The source itself stays.
 */
async function emptyArrived(ctx: Ctx, source: SourceRow, keys: readonly string[] = []): Promise<void> {
  const { passageIds, labelIds, otherIds } = await selectKeysInSource(ctx, source.id)
  await releaseMails(ctx, source)
  await dropReadings(ctx, passageIds)
  await dropFingerprints(ctx, labelIds)
  await emptySource(ctx, source.id)
  const gone = [...keys, ...passageIds, ...labelIds, ...otherIds]
  if (gone.length > 0) await destroyKeys(ctx, source.exerciseId, gone)
}

async function agreeAndShow(
  ctx: Ctx,
  sourceId: string,
  exerciseId: string,
  agreed: Agreed,
  arrival: Arrival,
): Promise<void> {
  await recordAsking(ctx, {
    exerciseId,
    voiceIds: arrival.voiceIds(),
    answers: Object.fromEntries(agreed.uses.map((use) => [use, true])),
    asking: agreed,
    isForMany: true,
  })
  await setHowAgreed(ctx, sourceId, sealOfSource(ctx, sourceId, 'how_agreed', agreed.how))
  await showNow(ctx, { id: sourceId, exerciseId })
}

function explain(error: unknown): Failure | null {
  if (error instanceof SourceTooLong) return new Failure('invalid-state', words.longLine(error.line))
  if (error instanceof Failure && error.kind !== 'unavailable') return error
  return null
}
