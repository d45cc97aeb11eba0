import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { listAnswers } from '../consent/consent.ts'
import { takeNumbers } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { cameBefore } from '../workplace/workplace.ts'
import { destroyKeys } from '../withdrawals/withdrawals.ts'
import type { Within } from './arrival.ts'
import {
  deleteAttachment,
  holdAttachment,
  selectAttachments,
  setTyped,
  type AttachmentRow,
} from './attachments.queries.ts'
import { checkingWords } from './checking.words.ts'
import { putInPlace } from './lines.ts'
import { addPassages, holdSource } from './sources.queries.ts'

const words = checkingWords['en-GB'].recordings

export type RecordingKind = 'audio' | 'video' | 'image'

/** Something that came with words, as its pages show it. */
export type Recording = {
  id: string
  sourceId: string
  kind: RecordingKind
  line: number | null
  saidAt: string | null
  voiceNumber: number
  isTyped: boolean
}

const recordingsOnAPage = 50

/** What came with the words of everybody who agreed to be read, page by page. */
export async function listRecordings(
  ctx: Ctx,
  sourceId: string,
  skip: number,
): Promise<{ recordings: Recording[]; hasMore: boolean }> {
  const rows = await selectAttachments(ctx, { sourceId, skip, limit: recordingsOnAPage + 1 })
  const open = await listOpen(ctx, rows.slice(0, recordingsOnAPage))
  return {
    recordings: open.map(summarise),
    hasMore: rows.length > recordingsOnAPage,
  }
}

/** One of them. `doesGo`: it is destroyed once it is typed, for want of a yes to keeping it. Throws not-found. */
export async function getRecording(
  ctx: Ctx,
  sourceId: string,
  id: string,
): Promise<{ recording: Recording; doesGo: boolean }> {
  const row = await findRow(ctx, sourceId, id)
  return { recording: summarise(row), doesGo: await doesGo(ctx, row) }
}

/** How to read the bytes of one. Throws not-found, also when its file is not here (any more). */
export async function openRecording(
  within: Within,
  store: Store,
  sourceId: string,
  id: string,
): Promise<{ mediaType: string; size: number; key: Buffer }> {
  const found = await within(async (ctx) => {
    const row = await findRow(ctx, sourceId, id)
    const key = ctx.vault.open(id, 'attachment.file_key', id, row.fileKeySealed)
    return { mediaType: row.mediaType, key: Buffer.from(key, 'base64') }
  })
  const size = await store.size(id)
  if (size === null) throw new Failure('not-found', '')
  return { ...found, size }
}

/**
 * Writes down what is said in one: a passage of its voice, at its place and time. A recording goes then, unless its
 * voice said yes to keeping it. Throws not-found, and conflict when somebody typed it already.
 */
export async function typeRecording(ctx: Ctx, sourceId: string, id: string, text: string): Promise<void> {
  await holdAttachment(ctx, id)
  const row = await findRow(ctx, sourceId, id)
  if (row.isTyped) throw new Failure('conflict', words.typedAlready)
  const { firstPassage } = await takeNumbers(ctx, row.exerciseId, 0, 1)
  const [passageId] = await writePassages(ctx, [
    {
      exerciseId: row.exerciseId,
      contributionId: row.contributionId,
      number: firstPassage,
      line: row.line,
      saidAt: row.saidAt,
      text,
    },
  ])
  const source = await holdSource(ctx, sourceId)
  if (source?.state === 'to-check') await putInPlace(ctx, source)
  await addPassages(ctx, sourceId, 1)
  if (await doesGo(ctx, row)) {
    // The file itself goes with the next sweep; without its key it says nothing.
    await deleteAttachment(ctx, id)
    await destroyKeys(ctx, row.exerciseId, [id])
  } else {
    await setTyped(ctx, id, passageId!)
  }
  if (row.sourceState === 'shown') {
    await ctx.enqueue({ kind: 'contribution.propose', aboutId: row.contributionId })
  }
  await recordAct(ctx, 'attachment.typed', 'source', sourceId)
}

async function findRow(ctx: Ctx, sourceId: string, id: string): Promise<AttachmentRow> {
  const [row] = await selectAttachments(ctx, { sourceId, id })
  if (!row || !ctx.vault.isKept(id) || (await listOpen(ctx, [row])).length === 0) {
    throw new Failure('not-found', '')
  }
  return row
}

/** Without what came before this person joined the team of a workplace. */
async function listOpen(ctx: Ctx, rows: readonly AttachmentRow[]): Promise<AttachmentRow[]> {
  const open: AttachmentRow[] = []
  for (const row of rows) if (!(await cameBefore(ctx, row.exerciseId, row.receivedAt))) open.push(row)
  return open
}

async function doesGo(ctx: Ctx, row: AttachmentRow): Promise<boolean> {
  if (row.mediaType.startsWith('image/')) return false
  return (await listAnswers(ctx, row.voiceId)).recording?.answer !== true
}

function summarise(row: AttachmentRow): Recording {
  return {
    id: row.id,
    sourceId: row.sourceId,
    kind: row.mediaType.split('/')[0] as RecordingKind,
    line: row.line,
    saidAt: row.saidAt,
    voiceNumber: row.voiceNumber,
    isTyped: row.isTyped,
  }
}
