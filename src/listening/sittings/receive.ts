import type { Store } from '../../platform/files/store.ts'
import type { Parsed } from '../../platform/http/fields.ts'
import type { Received } from '../../platform/http/upload.ts'
import type { Within } from '../doors/arrival.ts'
import { keepPhoto } from '../doors/attachments.ts'
import { getToday } from '../exercises/exercises.ts'
import type { Sitting } from './sittings.form.ts'
import { keepSitting } from './sittings.ts'

/**
 * Takes the form of a sitting with the photo that may have come with it: keeps both, or neither and says what to put
 * right. A photo nobody keeps a row for goes from the store.
 */
export async function receiveSitting(
  within: Within,
  store: Store,
  input: { exerciseId: string; received: Received; parse: (today: string) => Parsed<Sitting> },
): Promise<Parsed<null>> {
  const photo = await keepPhoto(store, input.received)
  if (!photo.ok) return photo
  const letGo = async (): Promise<void> => {
    if (photo.input) await store.remove(photo.input.id)
  }
  const today = await within(async (ctx) => getToday(ctx))
  const parsed = input.parse(today)
  if (!parsed.ok) {
    await letGo()
    return parsed
  }
  const sourceId = await within((ctx) => keepSitting(ctx, input.exerciseId, parsed.input, photo.input))
  if (!sourceId) await letGo()
  return { ok: true, input: null }
}
