import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { bringToCheck } from '../doors/standing.ts'
import { getExercise } from '../exercises/exercises.ts'
import type { Paste } from './posts.form.ts'
import { postsWords } from './posts.words.ts'

const words = postsWords['en-GB']

/**
 * Keeps what was pasted as a source a listener checks. The link lies with each passage, as what it answers, under the
 * passage's own key: it leads to the person, so it goes when they take their words back; the source's name says only
 * which place it came from. The same form sent twice is kept once. Gives the source's id. Throws not-found.
 */
export async function keepPaste(ctx: Ctx, exerciseId: string, paste: Paste): Promise<string> {
  await getExercise(ctx, exerciseId)
  const { link, on } = paste
  const host = link === null ? null : new URL(link).hostname.replace(/^(?:www|m|mobile)\./, '')
  const id = await bringToCheck(ctx, {
    exerciseId,
    door: 'social',
    name: words.name(host, on),
    key: `posts/${paste.sending}`,
    items: paste.posts.map(({ label, text }) => ({
      kind: 'passage',
      label,
      text,
      at: on,
      line: 1,
      ...(link !== null && { context: link }),
    })),
  })
  await recordAct(ctx, 'source.pasted', 'source', id)
  return id
}
