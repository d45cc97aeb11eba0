import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { recordAsked } from '../consent/consent.ts'
import { openPaper, openScript } from '../consent/script.ts'
import { attachPhoto, type Kept } from '../doors/attachments.ts'
import { getExercise, takeNumbers } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { changePart, meetSpeakers } from '../voices/voices.ts'
import type { Sitting } from './sittings.form.ts'
import { insertSitting } from './sittings.queries.ts'
import { sittingsWords } from './sittings.words.ts'

const words = sittingsWords['en-GB']

/**
 * Keeps what a listener wrote down: one source, a voice for each who spoke, a passage for each turn or paragraph, and
 * their yes with the sentences they heard or read before it. A photo of the paper lies with the first passage. The
 * same form sent twice is kept once. Gives the source's id, or null when it was kept before. Throws not-found.
 */
export async function keepSitting(
  ctx: Ctx,
  exerciseId: string,
  sitting: Sitting,
  photo: Kept | null = null,
): Promise<string | null> {
  await getExercise(ctx, exerciseId)
  const id = newId()
  const how = sitting.door === 'paper' ? words.howPaper : words.how
  const sending = sitting.sending || JSON.stringify(sitting.turns)
  ctx.vault.keepKeys([id])
  const isNew = await insertSitting(ctx, {
    id,
    exerciseId,
    door: sitting.door,
    contentIndex: ctx.vault.fingerprint('source', `typed/${exerciseId}/${sending}`),
    howAgreedSealed: ctx.vault.sealUnder(id, 'source.how_agreed', id, how),
    passages: sitting.turns.length,
  })
  if (!isNew) {
    await ctx.vault.destroy([id])
    return null
  }
  const labels = [...new Set(sitting.turns.map((turn) => turn.label))]
  const numbers = await takeNumbers(ctx, exerciseId, labels.length, sitting.turns.length)
  const speakers = new Map(
    (await meetSpeakers(ctx, { exerciseId, sourceId: id, labels, firstNumber: numbers.firstVoice })).map(
      (speaker) => [speaker.label, speaker],
    ),
  )
  const passageIds = await writePassages(
    ctx,
    sitting.turns.map((turn, index) => ({
      exerciseId,
      contributionId: speakers.get(turn.label)!.contributionId,
      number: numbers.firstPassage + index,
      line: null,
      saidAt: sitting.on,
      text: turn.text,
    })),
  )
  if (photo) {
    const { contributionId } = speakers.get(sitting.turns[0]!.label)!
    const passageId = passageIds[0]!
    await attachPhoto(ctx, { exerciseId, contributionId, passageId, saidAt: sitting.on }, photo)
  }
  const mine = new Set(sitting.turns.filter((turn) => turn.isMine).map((turn) => turn.label))
  const heard = labels.filter((label) => !mine.has(label)).map((label) => speakers.get(label)!.voiceId)
  const isPaper = sitting.door === 'paper'
  const { said, version } = isPaper
    ? await openPaper(ctx, exerciseId)
    : await openScript(ctx, exerciseId, sitting.isMany ? 'room' : 'one')
  await recordAsked(ctx, {
    exerciseId,
    voiceIds: [...new Set(heard)],
    answers: { read: true, quote: sitting.mayQuote },
    before: said,
    version,
    how,
    way: isPaper ? 'written' : 'spoken',
    isForMany: sitting.isMany,
  })
  for (const label of mine) await changePart(ctx, speakers.get(label)!.voiceId, 'facilitator')
  await ctx.enqueue({ kind: 'passage.propose', aboutId: exerciseId })
  await recordAct(ctx, 'source.written-down', 'source', id)
  return id
}
