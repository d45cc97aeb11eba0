import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { SourceItem } from '../../text/sources/source.ts'
import { takeNumbers } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { meetSpeakers } from '../voices/voices.ts'
import { doorsWords } from './doors.words.ts'
import {
  addPassages,
  insertSource,
  isSourceKnown,
  selectSources,
  settleSource,
  showSource,
} from './sources.queries.ts'

/**
 * Opens a source that words go on coming to (a mailbox), shown from the beginning: each voice in it stays unread until a
 * listener records how it agreed. `key` tells one from another: the same is refused twice. Gives its id.
 */
export async function openStandingSource(
  ctx: Ctx,
  input: { exerciseId: string; door: 'email'; name: string; key: string },
): Promise<string> {
  const id = newId()
  ctx.vault.keepKeys([id])
  await insertSource(ctx, {
    id,
    exerciseId: input.exerciseId,
    door: input.door,
    format: input.door,
    fileNameSealed: ctx.vault.sealUnder(id, 'source.file_name', id, input.name),
    contentIndex: ctx.vault.fingerprint('source', `${input.key}/${id}`),
    broughtBy: null,
    uploadId: null,
    uploadKeySealed: null,
  })
  await showSource(ctx, id)
  return id
}

/**
 * Writes somebody's words into a standing source, all in the caller's transaction, and asks for names in them to be
 * looked for. Gives how many passages came: what is no words of anybody's is not kept here.
 */
export async function bringToStanding(
  ctx: Ctx,
  input: { exerciseId: string; sourceId: string; items: readonly SourceItem[] },
): Promise<number> {
  const passages = input.items.filter((item) => item.kind === 'passage')
  if (passages.length === 0) return 0
  const labels = [...new Set(passages.map((item) => item.label))]
  const numbers = await takeNumbers(ctx, input.exerciseId, labels.length, passages.length)
  const speakers = await meetSpeakers(ctx, {
    exerciseId: input.exerciseId,
    sourceId: input.sourceId,
    labels,
    firstNumber: numbers.firstVoice,
  })
  const contributions = new Map(speakers.map((speaker) => [speaker.label, speaker.contributionId]))
  await writePassages(
    ctx,
    passages.map((item, index) => ({
      exerciseId: input.exerciseId,
      contributionId: contributions.get(item.label)!,
      number: numbers.firstPassage + index,
      line: null,
      saidAt: item.at,
      text: item.text,
      context: item.context,
    })),
  )
  await addPassages(ctx, input.sourceId, passages.length)
  for (const aboutId of contributions.values()) await ctx.enqueue({ kind: 'contribution.propose', aboutId })
  return passages.length
}

/**
 * Keeps words that were put together on a page as a source a listener checks before anybody sees them. The same `key`
 * again gives the source it made. Gives its id. Throws conflict when both were sent at once.
 */
export async function bringToCheck(
  ctx: Ctx,
  input: { exerciseId: string; door: 'social'; name: string; key: string; items: readonly SourceItem[] },
): Promise<string> {
  const { exerciseId, door } = input
  const contentIndex = ctx.vault.fingerprint('source', `${exerciseId}/${input.key}`)
  const [known] = await selectSources(ctx, { exerciseId, contentIndex })
  if (known) return known.id
  const id = newId()
  ctx.vault.keepKeys([id])
  await insertSource(ctx, {
    id,
    exerciseId,
    door,
    format: door,
    fileNameSealed: ctx.vault.sealUnder(id, 'source.file_name', id, input.name),
    contentIndex,
    broughtBy: ctx.actor.id,
    uploadId: null,
    uploadKeySealed: null,
  }).catch((error: unknown) => {
    throw isSourceKnown(error) ? new Failure('conflict', doorsWords['en-GB'].failures.arriving) : error
  })
  await bringToStanding(ctx, { exerciseId, sourceId: id, items: input.items })
  const passages = input.items.filter((item) => item.kind === 'passage').length
  await settleSource(ctx, id, {
    door,
    format: door,
    dayMonth: null,
    passages,
    notices: 0,
    notUnderstood: 0,
    repeated: 0,
    leftOut: 0,
    seconds: 0,
  })
  return id
}
