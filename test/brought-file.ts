import { Readable } from 'node:stream'
import type { Within } from '../src/listening/doors/arrival.ts'
import { announceSource, bringIn, type Agreed, type ImportResult } from '../src/listening/doors/import.ts'
import { openFileText } from '../src/listening/files/file-text.ts'
import type { Store } from '../src/platform/files/store.ts'
import { newBlindId } from '../src/platform/ids.ts'

/** Brings a file in: kept, announced, read. With `agreed` its words are shown at once, without it they wait. */
export async function bringFile(
  store: Store,
  within: Within,
  brought: { exerciseId: string; name: string; bytes: Buffer | string; agreed?: Agreed | null },
): Promise<ImportResult> {
  const { exerciseId, name, agreed = null } = brought
  const id = newBlindId()
  const file = { id, name, ...(await store.keep(id, Readable.from([Buffer.from(brought.bytes)]))) }
  const text = await openFileText(store, file)
  const sourceId = await within((ctx) => announceSource(ctx, { exerciseId, file, text, agreed }))
  return bringIn(within, store, { exerciseId, sourceId, file, text, agreed })
}
