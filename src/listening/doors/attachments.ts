import { fileTypeFromBuffer } from 'file-type'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import type { Store } from '../../platform/files/store.ts'
import type { Parsed } from '../../platform/http/fields.ts'
import type { Received } from '../../platform/http/upload.ts'
import { newBlindId } from '../../platform/ids.ts'
import { takeTagsOut } from '../files/recording-tags.ts'
import { redrawPicture } from '../wisdoms/redraw.ts'
import type { Named, Within } from './arrival.ts'
import { doorsWords } from './doors.words.ts'
import { insertAttachments, type NewAttachment } from './attachments.queries.ts'
import type { StoredFile } from '../files/file-text.ts'
import { listZip, type ZipPart } from '../files/stored-zip.ts'

/** At most so many files of one export are kept, each and all together no larger than this (bytes, unpacked). */
const most = { files: 2000, each: 64 * 1024 * 1024, picture: 10 * 1024 * 1024, all: 500 * 1024 * 1024 }

/** What a browser plays, by what the bytes are; the name of a file says nothing. */
const played: Readonly<Record<string, string>> = {
  'audio/ogg': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'audio/mpeg': 'audio/mpeg',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/aac': 'audio/aac',
  'audio/amr': 'audio/amr',
  'audio/wav': 'audio/wav',
  'video/mp4': 'video/mp4',
  'video/3gpp': 'video/3gpp',
  'video/webm': 'video/webm',
  'video/quicktime': 'video/quicktime',
}
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp'])
const headLength = 4100

/**
 * Keeps the voice notes, films and pictures of a zip that its words speak of. Pictures are drawn anew, and the tags of
 * recordings taken out, without what they tell of where and when they were made. What is larger or of another kind is passed over; its line says that
 * something came. A file that is no zip has none. Gives how many were kept.
 */
export async function keepAttachments(
  within: Within,
  store: Store,
  input: { exerciseId: string; file: StoredFile; named: readonly Named[] },
): Promise<number> {
  if (input.named.length === 0) return 0
  const start = await buffer(store.readRange(input.file.id, input.file.key, 0, Math.min(4, input.file.size)))
  if (start.toString('latin1') !== 'PK\u0003\u0004') return 0
  const parts = new Map<string, ZipPart>()
  for (const part of await listZip(store, input.file)) parts.set(part.name.split('/').pop() ?? '', part)
  let [kept, left] = [0, most.all]
  for (const one of input.named) {
    const part = parts.get(one.name)
    // Taken once: a name in two messages is one file.
    parts.delete(one.name)
    if (!part || part.isLocked || part.size === 0 || part.size > Math.min(most.each, left)) continue
    const found = await keepPart(store, part)
    if (!found) continue
    left -= found.size
    kept += 1
    await within((ctx) => insertSealed(ctx, input.exerciseId, one, found))
    if (kept >= most.files) break
  }
  return kept
}

/** A file of ours in the store, with its key. */
export type Kept = { id: string; key: Buffer; size: number; mediaType: string }

/** The largest photo somebody may send, in bytes. */
export const largestPhoto = most.picture

/**
 * Draws a photo that came with a form anew, without what it tells of where and when it was taken; null when none came.
 * The original goes. Not inside a transaction: whoever keeps no row for it removes it from the store.
 */
export async function keepPhoto(store: Store, received: Received): Promise<Parsed<Kept | null>> {
  const [photo] = received.files
  if (received.tooLarge.length > 0) return refuse(doorsWords['en-GB'].photoTooLarge)
  if (!photo) return { ok: true, input: null }
  const bytes = photo.name ? await buffer(store.read(photo.id, photo.key)) : null
  await store.remove(photo.id)
  if (!bytes) return { ok: true, input: null }
  const drawn = await redrawPicture(bytes)
  if (!drawn.ok) return refuse(drawn.sentence)
  const id = newBlindId()
  const file = await store.keep(id, Readable.from([drawn.picture.bytes]))
  return { ok: true, input: { id, ...file, mediaType: drawn.picture.mediaType } }
}

function refuse(sentence: string): Parsed<never> {
  return { ok: false, problems: [{ field: 'photo', sentence }] }
}

/** Puts a kept photo beside the passage that was typed from it. */
export async function attachPhoto(
  ctx: Ctx,
  to: { exerciseId: string; contributionId: string; passageId: string; saidAt: string },
  photo: Kept,
): Promise<void> {
  await insertSealed(ctx, to.exerciseId, { ...to, name: '', line: null, isTyped: true }, photo)
}

async function keepPart(store: Store, part: ZipPart): Promise<Kept | null> {
  const id = newBlindId()
  const { head, rest } = await openHead(part)
  const type = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime ?? ''
  if (pictures.has(type)) {
    const bytes = part.size <= most.picture ? await buffer(rest()) : null
    const drawn = bytes && (await redrawPicture(bytes))
    if (!drawn?.ok) return null
    const file = await store.keep(id, Readable.from([drawn.picture.bytes]))
    return { id, ...file, mediaType: drawn.picture.mediaType }
  }
  const mediaType = played[type]
  if (!mediaType) return null
  const bytes = await readWhole(part)
  const file = await store.keep(id, Readable.from([takeTagsOut(bytes, mediaType) ?? bytes]))
  return { id, ...file, mediaType }
}

/** All bytes of a part, which are as many as it says, in memory once. */
async function readWhole(part: ZipPart): Promise<Buffer> {
  const bytes = Buffer.alloc(part.size)
  let size = 0
  for await (const chunk of part.open()) size += chunk.copy(bytes, size)
  return bytes.subarray(0, size)
}

/** The first bytes of a part, and all of it to be read once more from the beginning. */
async function openHead(part: ZipPart): Promise<{ head: Buffer; rest: () => AsyncIterable<Buffer> }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of part.open()) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= headLength) break
  }
  return { head: Buffer.concat(chunks).subarray(0, headLength), rest: () => part.open() }
}

async function insertSealed(
  ctx: Ctx,
  exerciseId: string,
  named: Named & { isTyped?: boolean },
  kept: Kept,
): Promise<void> {
  const [fileKeySealed] = ctx.vault.sealEach('attachment.file_key', [
    { id: kept.id, text: kept.key.toString('base64') },
  ])
  const row: NewAttachment = {
    id: kept.id,
    exerciseId,
    contributionId: named.contributionId,
    passageId: named.passageId,
    isTyped: named.isTyped ?? false,
    line: named.line,
    saidAt: named.saidAt,
    mediaType: kept.mediaType,
    size: kept.size,
    fileKeySealed: fileKeySealed!,
  }
  await insertAttachments(ctx, [row])
  await recordAct(ctx, 'attachment.kept', 'attachment', kept.id)
}
