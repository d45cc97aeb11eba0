import { buffer } from 'node:stream/consumers'
import type { Store } from '../../platform/files/store.ts'
import type { FieldProblem, Parsed } from '../../platform/http/fields.ts'
import type { Received } from '../../platform/http/upload.ts'
import { redrawPicture, type Redrawn } from './redraw.ts'
import { wisdomsWords } from './wisdoms.words.ts'

const words = wisdomsWords['en-GB']
const mostAlt = 1000

/** Reads the picture form: the file is drawn anew at once, and nothing of what was sent stays in the store. */
export async function openUploadedPicture(
  store: Store,
  received: Received,
  hasPicture: boolean,
): Promise<Parsed<{ picture: Redrawn | null; alt: string }>> {
  const alt = received.fields.text('alt')
  const file = received.files.find((other) => other.field === 'picture' && other.size > 0)
  try {
    const problems = checkPictureForm(alt, Boolean(file) || received.tooLarge.length > 0, hasPicture)
    if (received.tooLarge.length > 0) {
      problems.unshift({ field: 'picture', sentence: words.picture.tooLarge })
    }
    const redrawn = file ? await redrawPicture(await buffer(store.read(file.id, file.key))) : null
    if (redrawn && !redrawn.ok) problems.unshift({ field: 'picture', sentence: redrawn.sentence })
    if (problems.length > 0) return { ok: false, problems }
    return { ok: true, input: { picture: redrawn?.ok ? redrawn.picture : null, alt } }
  } finally {
    for (const other of received.files) await store.remove(other.id)
  }
}

/** The picture's words are needed whatever the file; the file only while there is none. */
function checkPictureForm(alt: string, hasFile: boolean, hasPicture: boolean): FieldProblem[] {
  return [
    ...(hasFile || hasPicture ? [] : [{ field: 'picture', sentence: words.picture.fileMissing }]),
    ...(alt ? [] : [{ field: 'alt', sentence: words.picture.altMissing }]),
    ...(alt.length > mostAlt ? [{ field: 'alt', sentence: words.tooLong(mostAlt) }] : []),
  ]
}
