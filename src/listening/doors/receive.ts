import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import type { Parsed } from '../../platform/http/fields.ts'
import type { Received } from '../../platform/http/upload.ts'
import type { Within } from './arrival.ts'
import { doorsWords } from './doors.words.ts'
import { openFileText } from '../files/file-text.ts'
import { announceSource, bringIn } from './import.ts'

const words = doorsWords['en-GB'].bring

export const uploadLimit = 250 * 1024 * 1024

/** Up to here a file is brought in while its sender waits; above, in the background. */
const atOnce = 1024 * 1024

/**
 * Takes an uploaded file: brings a small one in at once, announces a larger one for the background. Gives the id of
 * its source, or what to put right.
 */
export async function receiveFile(
  within: Within,
  store: Store,
  exerciseId: string,
  received: Received,
): Promise<Parsed<string>> {
  const [file] = received.files
  if (received.tooLarge.length > 0) return refuse(words.tooLarge)
  if (!file || !file.name) {
    if (file) await store.remove(file.id)
    return refuse(words.missing)
  }
  try {
    const text = await openFileText(store, file)
    const sourceId = await within(async (ctx) => {
      const id = await announceSource(ctx, { exerciseId, file, text, agreed: null })
      if (file.size > atOnce) await ctx.enqueue({ kind: 'source.import', aboutId: id, total: file.size })
      return id
    })
    if (file.size <= atOnce) await bringIn(within, store, { exerciseId, sourceId, file, text, agreed: null })
    return { ok: true, input: sourceId }
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'unavailable') throw error
    await store.remove(file.id)
    return refuse(error.message)
  }
}

function refuse(sentence: string): Parsed<string> {
  return { ok: false, problems: [{ field: 'file', sentence }] }
}
