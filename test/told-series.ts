import sharp from 'sharp'
import type { Actor, Ctx } from '../src/platform/db/database.ts'
import { newId } from '../src/platform/ids.ts'
import { listChosen, sayBeside } from '../src/listening/beside/beside.ts'
import { answerFor } from '../src/listening/consent/consent.ts'
import { answerIntruder, openIntruder } from '../src/listening/intruder/intruder.ts'
import { openPassage } from '../src/listening/passages/passages.ts'
import { checkGates } from '../src/listening/publications/gates.ts'
import { publishSeries } from '../src/listening/publications/publications.ts'
import { findPublishedFile } from '../src/listening/publications/published.ts'
import { openSecondReading, passSecond } from '../src/listening/review/review.ts'
import { answerWithoutGuesses } from './passage-to-review.ts'
import { makeTestExercise, propose, type Said, type TestExercise } from './test-exercise.ts'
import { changeSeries, makeSeries } from '../src/listening/series/series.ts'
import { addNarration, placeQuote } from '../src/listening/wisdoms/parts.ts'
import { setPicture } from '../src/listening/wisdoms/pictures.ts'
import { redrawPicture, type Redrawn } from '../src/listening/wisdoms/redraw.ts'
import { makeWisdom, saveWisdom, stampText } from '../src/listening/wisdoms/wisdoms.ts'
import type { TestHouse } from './database.ts'

/** A series of one Wisdom in which nothing stands in the way of publishing, and the last part of its address under /read. */
export type ToldSeries = TestExercise & {
  address: string
  seriesId: string
  wisdomId: string
  leadQuoteId: string
  quoteId: string
  narrationId: string
}

/** By place in `voiceIds`: Will's words are the lead, Sam's are in the body. */
export const [sam, will] = [0, 1]

/** Whoever is behind a phrase. */
export const voice: Actor = { id: 'voice', roles: ['voice'] }

const said: Said[] = [
  {
    label: 'Sam Okafor',
    text: 'I came with two bags and a cat. Nobody asked me anything, she just said the kettle was on, and I sat down.',
  },
  {
    label: 'Will',
    text: 'He gave me the key on the first day. I slept with it under my pillow for a week because it was mine.',
  },
  {
    label: '+44 7700 900123',
    text: 'Ring me on 07700 900123 she said, day or night. So I rang her at four in the morning and she picked up.',
  },
  {
    label: 'Grace Bello',
    text: 'They wanted to know everything before they gave us as much as a chair to sit on.',
  },
]

/** The team's words: true to nobody in particular, and clear of every gate. */
export const texts = {
  title: 'A key of my own',
  introduction: 'We asked one thing and listened.\n\nThis is what came back.',
  howHeard: 'On one call and on postcards. We missed people who work nights.',
  wisdom: 'Begin with tea',
  narration: 'Somebody arrives, and the first minute decides a great deal.',
  reflection: 'We shall put our forms away until the third visit.',
  alt: 'A green kettle on a stove, beginning to steam.',
}

let serial = 0

/**
 * Builds it through the same functions the pages call, as a listener (Ada) and a second reader (Cleo), in an
 * organisation of its own.
 */
export async function tellSeries(house: TestHouse, name: string): Promise<ToldSeries> {
  serial += 1
  const made = await makeTestExercise(house, `${name}${serial}`, said)
  const address = `${name.toLowerCase()}-${serial}`
  await propose(made)
  for (const passageId of made.passageIds) await passTwice(made, passageId)
  const picture = await drawSquare()
  const told = await made.as(made.people.ada, async (ctx) => {
    const seriesId = await makeSeries(ctx, made.exerciseId, texts)
    await changeSeries(ctx, seriesId, { ...texts, address })
    const wisdomId = await makeWisdom(ctx, { seriesId, title: texts.wisdom })
    const narrationId = await addNarration(ctx, { wisdomId, place: 'last', text: texts.narration })
    const leadQuoteId = await placeQuote(ctx, {
      wisdomId,
      place: 'lead',
      from: await stretchOf(ctx, made.passageIds[1]!, 'He gave me the key', 'first day.'),
    })
    const quoteId = await placeQuote(ctx, {
      wisdomId,
      place: 'last',
      from: await stretchOf(ctx, made.passageIds[0]!, 'I came with', 'sat down.'),
    })
    await setPicture(ctx, { wisdomId, picture, alt: texts.alt })
    await writeText(ctx, wisdomId, { reflection: texts.reflection })
    return { ...made, address, seriesId, wisdomId, leadQuoteId, quoteId, narrationId }
  })
  await sayNobodyCouldTell(told)
  return told
}

/** From the first words to the last ones, in a passage's verbatim. */
export async function stretchOf(ctx: Ctx, passageId: string, from: string, to: string) {
  const { verbatim } = await openPassage(ctx, passageId)
  const start = verbatim.indexOf(from)
  const end = verbatim.indexOf(to, start) + to.length
  if (start < 0 || end < to.length) throw new Error('These words are not in the passage.')
  return { passageId, start, end, cuts: [] }
}

/** Changes texts of a Wisdom as its page would: from what stands. */
export async function writeText(
  ctx: Ctx,
  wisdomId: string,
  change: { title?: string; reflection?: string; narration?: { id: string; text: string } },
): Promise<void> {
  const { wisdom } = await saveWisdom(ctx, wisdomId, nothingTyped(ctx))
  const narrations = new Map(
    wisdom.parts.flatMap((part) =>
      part.kind === 'narration' && change.narration?.id === part.id
        ? [[part.id, { typed: change.narration.text, madeFrom: stampText(ctx, part.text) }] as const]
        : [],
    ),
  )
  await saveWisdom(ctx, wisdomId, {
    title: { typed: change.title ?? wisdom.title, madeFrom: stampText(ctx, wisdom.title) },
    reflection: {
      typed: change.reflection ?? wisdom.reflection,
      madeFrom: stampText(ctx, wisdom.reflection),
    },
    narrations,
  })
}

/** The first reader answers what is no guess, the second passes the reading. */
export async function passTwice(made: TestExercise, passageId: string): Promise<void> {
  await made.as(made.people.ada, (ctx) => answerWithoutGuesses(ctx, passageId))
  await made.as(made.people.cleo, async (ctx) =>
    passSecond(ctx, passageId, (await openSecondReading(ctx, passageId)).seal),
  )
}

/** What a form sends when its button with this value is pressed. */
export function press(
  button: string,
  sent: Readonly<Record<string, string | readonly string[]>>,
): [string, string][] {
  const fields = Object.entries(sent).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  )
  return [...fields, ['then', button]]
}

/** A coding of a stretch under a theme of its own; gives the coding's id. */
export async function codeStretch(
  house: TestHouse,
  made: TestExercise,
  stretch: { passageId: string; start: number; end: number },
): Promise<string> {
  const themeId = newId()
  const codingId = newId()
  const name = await made.as(made.people.ada, async (ctx) =>
    ctx.vault.sealTeam('theme.name', themeId, 'Kettle first'),
  )
  await house.asOwner('insert into theme (tenant_id, id, exercise_id, name_sealed) values ($1, $2, $3, $4)', [
    made.tenantId,
    themeId,
    made.exerciseId,
    name,
  ])
  await house.asOwner(
    `insert into coding (tenant_id, id, passage_id, theme_id, start_at, end_at, coded_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [made.tenantId, codingId, stretch.passageId, themeId, stretch.start, stretch.end, made.people.ada.id],
  )
  return codingId
}

export async function drawSquare(): Promise<Redrawn> {
  const file = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#24523f' } })
    .png()
    .toBuffer()
  const redrawn = await redrawPicture(file)
  if (!redrawn.ok) throw new Error(redrawn.sentence)
  return redrawn.picture
}

function nothingTyped(ctx: Ctx) {
  const untouched = { typed: '', madeFrom: stampText(ctx, '') }
  return { title: untouched, reflection: untouched, narrations: new Map() }
}

/** A voice says on its own page what may stand beside its quotes, or (null) that nothing may. */
export async function chooseBeside(
  made: TestExercise,
  index: number,
  use: 'describe' | 'sign',
  text: string | null,
): Promise<void> {
  await made.as(voice, (ctx) =>
    answerFor(ctx, {
      exerciseId: made.exerciseId,
      voiceId: made.voiceIds[index]!,
      answers: [{ use, answer: text !== null, text: text ?? '' }],
      before: [],
      how: null,
      way: 'page',
      as: [made.voiceIds[index]!],
    }),
  )
}

/** The id of what a voice chose, as it stands now. */
export async function besideIdOf(
  made: TestExercise,
  index: number,
  kind: 'description' | 'name' = 'description',
): Promise<string> {
  const from = { voiceId: made.voiceIds[index]!, passageId: made.passageIds[index]! }
  const chosen = await made.as(made.people.ada, (ctx) => listChosen(ctx, [from]))
  return chosen.get(from.passageId)![kind]!.id
}

/** Ada and Cleo have both read it and say that it may be printed. */
export async function readBesideTwice(
  made: ToldSeries,
  index: number,
  kind?: 'description' | 'name',
): Promise<void> {
  const id = await besideIdOf(made, index, kind)
  for (const person of [made.people.ada, made.people.cleo]) {
    await made.as(person, (ctx) => sayBeside(ctx, made.seriesId, id, true))
  }
}

/** Cleo looked at all quotes of the series as they read now, and says of every voice that nobody could tell. */
export async function sayNobodyCouldTell(made: TestExercise & { seriesId: string }): Promise<void> {
  await made.as(made.people.cleo, async (ctx) => {
    for (const { voiceId, stamp } of await openIntruder(ctx, made.seriesId)) {
      await answerIntruder(ctx, made.seriesId, { voiceId, stamp, answer: 'no' })
    }
  })
}

/** Publishes it; throws what stands in the way. */
export async function publish(series: ToldSeries) {
  const published = await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))
  if (!published.ok) throw new Error(published.problems.map((problem) => problem.sentence).join('\n'))
  return published
}

/** A page as the public gets it; empty where there is none. */
export async function readPublic(
  house: TestHouse,
  series: { address: string },
  name = '1.html',
): Promise<string> {
  return (await findPublishedFile(house.db, series.address, name))?.bytes.toString() ?? ''
}

/** What stands in the way of publishing, as somebody of the team reads it: its kind and its sentence. */
export async function listProblems(series: ToldSeries, who = series.people.ada): Promise<string[]> {
  const found = await series.as(who, (ctx) => checkGates(ctx, series.seriesId))
  return found.map(({ kind, sentence }) => `${kind}: ${sentence}`)
}

export async function listProblemKinds(series: ToldSeries, who = series.people.ada): Promise<string[]> {
  return (await series.as(who, (ctx) => checkGates(ctx, series.seriesId))).map(({ kind }) => kind)
}

/** The words came in a file, not through the public page: a listener may say whose they are. */
export async function bringByFile(house: TestHouse, made: TestExercise): Promise<void> {
  await house.asOwner(`update source set door = 'group-call', format = 'webvtt' where exercise_id = $1`, [
    made.exerciseId,
  ])
}
