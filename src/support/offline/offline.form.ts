import type { Fields } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { SentNote } from './offline.ts'

/** A sealed note as a phone sends it; null for anything else. */
export function readSent(fields: Fields): SentNote | null {
  const [id, space, note] = [fields.text('id'), fields.text('space'), fields.text('note')]
  if (!isId(id) || !isId(space) || !/^[\w-]+$/.test(note)) return null
  return { id, space, sealed: Uint8Array.from(Buffer.from(note, 'base64url')) }
}
