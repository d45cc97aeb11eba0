import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { taskHandlers } from '../bin/background.ts'
import { makeOrganisation } from '../src/access/organisation/organisation.ts'
import { readDemo, demoPath } from '../src/listening/demo/demo-files.ts'
import { confirmSource } from '../src/listening/doors/confirm.ts'
import { recordAgreement } from '../src/listening/doors/doors.ts'
import { getExercise, openExercise } from '../src/listening/exercises/exercises.ts'
import { answerIntruder, openIntruder } from '../src/listening/intruder/intruder.ts'
import { listPassageStates, openPassages, type OpenPassage } from '../src/listening/passages/passages.ts'
import { listeningPaths } from '../src/listening/paths.ts'
import { keepPaste } from '../src/listening/posts/posts.ts'
import { rememberFolder, writeRemembered } from '../src/listening/publications/folders.ts'
import { publishSeries } from '../src/listening/publications/publications.ts'
import { decide, openForReview, openSecondReading, passSecond } from '../src/listening/review/review.ts'
import { makeSeries } from '../src/listening/series/series.ts'
import { keepSitting } from '../src/listening/sittings/sittings.ts'
import { findDoor, makeSendingOf, receive } from '../src/listening/web/web.ts'
import { placeQuote, removePart } from '../src/listening/wisdoms/parts.ts'
import { setPicture } from '../src/listening/wisdoms/pictures.ts'
import { redrawPicture, type Redrawn } from '../src/listening/wisdoms/redraw.ts'
import { openQuotes } from '../src/listening/quotes/quotes.ts'
import {
  listQuotesOf,
  listWisdoms,
  makeWisdom,
  quoteIdsOf,
  saveWisdom,
  stampText,
} from '../src/listening/wisdoms/wisdoms.ts'
import type { Actor, Ctx, Database } from '../src/platform/db/database.ts'
import type { Store } from '../src/platform/files/store.ts'
import { newBlindId } from '../src/platform/ids.ts'
import { runWaitingTasks } from '../src/platform/jobs/tasks.ts'
import { bringFile } from '../test/brought-file.ts'
import { dealToDoors, makeFiles, type Said } from './leak-files.ts'
import type { Planted } from './leak-planting.ts'

export type House = { db: Database; store: Store }
type Within = <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
export type Team = { listener: Within; reader: Within }

/** A planted passage after all of it: what was done to its words, and what of it stands in the folder, if anything. */
export type Outcome = { said: Said; passage: OpenPassage; inFolder: string | null }

/** What a first reader does with the passages that hold plants, of which they are told nothing. */
export type FirstReader = (team: Team, exerciseId: string, passages: readonly OpenPassage[]) => Promise<void>

type Found = { bySaid: ReadonlyMap<Said, OpenPassage>; lead: OpenPassage }

/** Nothing in it tells anything: the lead of every Wisdom. */
const lead = 'She put the kettle on and sat down, and nobody said a word until it boiled.'
const quotesOfOne = 12

/**
 * Brings all that is planted in through the doors of the demo exercise, beside the demo's own files; has it reviewed by
 * this first reader and by a second one who passes everything; quotes all of it, publishes through the gates, leaving
 * out each quote a gate names, and reads the folder.
 */
export async function runPipeline(
  house: House,
  run: {
    name: string
    planted: readonly Planted[]
    firstReader: FirstReader
    folder: string
    isBesideDemo?: boolean
  },
): Promise<Outcome[]> {
  const { exercise } = await readDemo()
  const made = await makeOrganisation(house.db, {
    ...exercise.organisation,
    name: run.name,
    staff: [
      { name: 'First', address: 'first@bench.example', roles: ['listener'] },
      { name: 'Second', address: 'second@bench.example', roles: ['reader'] },
    ],
  })
  const as =
    (actor: Actor): Within =>
    (fn) =>
      house.db.within(made.tenantId, actor, fn)
  const team: Team = {
    listener: as({ id: made.accountIds[0]!, roles: ['listener'] }),
    reader: as({ id: made.accountIds[1]!, roles: ['reader'] }),
  }
  const exerciseId = await team.listener((ctx) => openExercise(ctx, exercise.exercise))
  const said = dealToDoors(run.planted)
  if (run.isBesideDemo ?? true) await bringDemoIn(house, team, exerciseId)
  await bringSaidIn(house, team, exerciseId, said)
  await runWaitingTasks(house, taskHandlers)

  const found = await team.listener((ctx) => findPassages(ctx, exerciseId, said))
  const toRead = [...found.bySaid.values(), found.lead]
  await run.firstReader(team, exerciseId, toRead)
  for (const { passageId } of toRead) await passOn(team, passageId)

  const seriesId = await compose(team, exerciseId, `All that was said, ${run.name}`, found)
  await publish(team, seriesId)
  const folderId = await team.listener((ctx) => rememberFolder(ctx, seriesId, run.folder))
  await writeRemembered(house.db, made.tenantId, folderId, true)
  const pages = await readFolder(run.folder)
  return team.listener((ctx) => outcomesOf(ctx, seriesId, found.bySaid, pages))
}

async function bringDemoIn({ store }: House, { listener }: Team, exerciseId: string): Promise<void> {
  for (const name of await readdir(demoPath('files'))) {
    const bytes = await readFile(demoPath('files', name))
    const agreed = { how: 'As in the demo.', uses: ['read'] as const }
    await bringFile(store, listener, { exerciseId, name, bytes, agreed })
  }
}

async function bringSaidIn(
  house: House,
  team: Team,
  exerciseId: string,
  said: readonly Said[],
): Promise<void> {
  const { listener } = team
  const agreed = { how: 'Everybody was asked and said yes.', uses: ['read', 'quote'] as const }
  for (const file of makeFiles(said)) await bringFile(house.store, listener, { exerciseId, ...file, agreed })

  const { address } = await listener((ctx) => getExercise(ctx, exerciseId))
  const door = (await findDoor(house.db, address))!
  const through = (name: string) => said.filter((one) => one.door === name)
  for (const words of [lead, ...through('web page').map((one) => one.text)]) {
    await receive(house.db, door, { words, mayQuote: true, sending: makeSendingOf(house.db, door) })
  }
  for (const way of ['conversation', 'paper'] as const) {
    const turns = through(way).map((one) => ({ label: one.by, text: one.text, isMine: false }))
    if (turns.length === 0) continue
    const sitting = { door: way, turns, isMany: way === 'conversation', on: '2026-10-20', mayQuote: true }
    await listener((ctx) => keepSitting(ctx, exerciseId, { ...sitting, sending: newBlindId() }))
  }
  const posts = through('pasted posts').map((one) => ({ label: one.by, text: one.text }))
  if (posts.length === 0) return
  const sourceId = await listener((ctx) =>
    keepPaste(ctx, exerciseId, { posts, link: null, on: '2026-10-20', sending: newBlindId() }),
  )
  await listener((ctx) =>
    recordAgreement(ctx, sourceId, { how: agreed.how, everybody: agreed.uses, answers: new Map() }),
  )
  await confirmSource(listener, house.store, sourceId)
}

/** Each planted passage where it came to lie. Throws when a door lost or cut one, so that nothing is counted that never was. */
async function findPassages(ctx: Ctx, exerciseId: string, said: readonly Said[]): Promise<Found> {
  const states = await listPassageStates(ctx, { exerciseId, part: 'contributor', limit: 100_000 })
  const passages = await openPassages(
    ctx,
    states.filter((state) => state.mayQuote),
  )
  const byWords = new Map(passages.map((passage) => [plain(passage.verbatim), passage]))
  const find = (text: string, door: string): OpenPassage => {
    const found = byWords.get(plain(text))
    if (!found) throw new Error(`${door}: these words did not come in as one passage: ${text}`)
    return found
  }
  return { bySaid: new Map(said.map((one) => [one, find(one.text, one.door)])), lead: find(lead, 'web page') }
}

/** With one space wherever a door put several or a new line. */
export const plain = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Every proposal is accepted as it stands, unless the first reader left it, and the second reader passes the reading. */
async function passOn({ listener, reader }: Team, passageId: string): Promise<void> {
  for (let times = 0; ; times += 1) {
    const outcome = await listener(async (ctx) => {
      const { edits, stamp } = await openForReview(ctx, passageId)
      const answers = edits.map((edit) => ({
        editId: edit.id,
        answer: edit.state === 'rejected' ? ('leave' as const) : ('accept' as const),
        replacement: edit.replacement,
        note: edit.note ?? '',
      }))
      return decide(ctx, passageId, { stamp, answers, pass: true })
    })
    if (outcome.ok && outcome.done === 'passed') break
    if (times === 3) throw new Error(`A passage could not be passed on: ${JSON.stringify(outcome)}`)
  }
  await reader(async (ctx) => {
    const { seal } = await openSecondReading(ctx, passageId)
    const passed = await passSecond(ctx, passageId, seal)
    if (!passed.ok) throw new Error(passed.problems.map((problem) => problem.sentence).join(' '))
  })
}

async function compose({ listener }: Team, exerciseId: string, title: string, found: Found): Promise<string> {
  const passages = [...found.bySaid.values()]
  const picture = await drawPicture()
  const fields = {
    title,
    introduction: 'We asked one thing.',
    howHeard: 'Through every door we have.',
  }
  const seriesId = await listener((ctx) => makeSeries(ctx, exerciseId, fields))
  const whole = (passage: OpenPassage) => {
    return { passageId: passage.passageId, start: 0, end: passage.verbatim.length, cuts: [] }
  }
  for (let from = 0; from < passages.length; from += quotesOfOne) {
    await listener(async (ctx) => {
      const name = 'What helped'
      const wisdomId = await makeWisdom(ctx, { seriesId, title: name })
      await setPicture(ctx, { wisdomId, picture, alt: 'A kettle on a stove.' })
      await placeQuote(ctx, { wisdomId, place: 'lead', from: whole(found.lead) })
      // Stays when a gate takes all the others, so that the Wisdom keeps a quote.
      await placeQuote(ctx, { wisdomId, place: 'last', from: whole(found.lead) })
      for (const passage of passages.slice(from, from + quotesOfOne)) {
        await placeQuote(ctx, { wisdomId, place: 'last', from: whole(passage) })
      }
      await saveWisdom(ctx, wisdomId, {
        title: { typed: name, madeFrom: stampText(ctx, name) },
        reflection: { typed: 'We read this together.', madeFrom: stampText(ctx, '') },
        narrations: new Map(),
      })
    })
  }
  return seriesId
}

async function drawPicture(): Promise<Redrawn> {
  const drawn = await redrawPicture(await readFile(demoPath('pictures', 'kettle.svg')))
  if (!drawn.ok) throw new Error(drawn.sentence)
  return drawn.picture
}

/** Publishes; where a gate names the page of a passage, its quote is left out, and it is tried again. */
async function publish({ listener, reader }: Team, seriesId: string): Promise<void> {
  for (;;) {
    await reader(async (ctx) => {
      for (const { voiceId, stamp } of await openIntruder(ctx, seriesId)) {
        await answerIntruder(ctx, seriesId, { voiceId, stamp, answer: 'no' })
      }
    })
    const published = await listener((ctx) => publishSeries(ctx, seriesId))
    if (published.ok) return
    const stopped = new Set(published.problems.map((problem) => problem.href))
    const removed = await listener((ctx) => leaveOut(ctx, seriesId, stopped))
    if (removed === 0) throw new Error(published.problems.map((problem) => problem.sentence).join('\n'))
  }
}

async function leaveOut(ctx: Ctx, seriesId: string, stopped: ReadonlySet<string>): Promise<number> {
  let removed = 0
  const passageOf = await quotedPassages(ctx, seriesId)
  for (const wisdom of await listWisdoms(ctx, seriesId)) {
    for (const part of wisdom.parts) {
      if (part.kind !== 'quote') continue
      if (!stopped.has(listeningPaths.reviewPassage(passageOf.get(part.quoteId) ?? ''))) continue
      await removePart(ctx, { wisdomId: wisdom.id, partId: part.id })
      removed += 1
    }
  }
  return removed
}

async function quotedPassages(ctx: Ctx, seriesId: string): Promise<Map<string, string>> {
  const ids = (await listQuotesOf(ctx, seriesId)).map((placed) => placed.quoteId)
  const open = await openQuotes(ctx, ids)
  return new Map([...open.values()].map((quote) => [quote.id, quote.passageId]))
}

/** The quotes of each page of the folder, in their order, without what edits put in the place of words. */
async function readFolder(folder: string): Promise<Map<number, string[]>> {
  const pages = new Map<number, string[]>()
  for (const name of await readdir(folder)) {
    const number = /^(\d+)\.html$/.exec(name)?.[1]
    if (number === undefined) continue
    const html = await readFile(join(folder, name), 'utf8')
    const quotes = [...html.matchAll(/<blockquote[^>]*>(.*?)<\/blockquote>/gs)].map((found) =>
      textOf(found[1]!),
    )
    pages.set(Number(number), quotes)
  }
  return pages
}

function textOf(html: string): string {
  return html
    .replace(/<span class="edited"[^>]*>.*?<\/span>/gs, ' ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

async function outcomesOf(
  ctx: Ctx,
  seriesId: string,
  bySaid: ReadonlyMap<Said, OpenPassage>,
  pages: ReadonlyMap<number, readonly string[]>,
): Promise<Outcome[]> {
  const passageOf = await quotedPassages(ctx, seriesId)
  const inFolder = new Map<string, string>()
  for (const wisdom of await listWisdoms(ctx, seriesId)) {
    const ids = quoteIdsOf(wisdom)
    const texts = pages.get(wisdom.number) ?? []
    if (texts.length !== ids.length)
      throw new Error(`Page ${wisdom.number} holds ${texts.length} of ${ids.length} quotes.`)
    ids.forEach((id, at) => inFolder.set(passageOf.get(id)!, texts[at]!))
  }
  const ids = [...bySaid.values()].map((passage) => passage.passageId)
  const states = await listPassageStates(ctx, { passageIds: ids, limit: ids.length })
  const now = new Map((await openPassages(ctx, states)).map((passage) => [passage.passageId, passage]))
  return [...bySaid].map(([said, { passageId }]) => {
    return { said, passage: now.get(passageId)!, inFolder: inFolder.get(passageId) ?? null }
  })
}
