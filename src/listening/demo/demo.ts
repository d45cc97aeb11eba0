import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hasOrganisation, makeOrganisation } from '../../access/organisation/organisation.ts'
import type { Actor, Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import { runWaitingTasks, type TaskHandler } from '../../platform/jobs/tasks.ts'
import type { Runtime } from '../../platform/runtime.ts'
import type { Stretch } from '../../text/edits/reading.ts'
import { listChosen, sayBeside } from '../beside/beside.ts'
import { codeStretch } from '../codings/codings.ts'
import { recordSpoken } from '../consent/spoken.ts'
import { confirmSource } from '../doors/confirm.ts'
import { getSource, recordAgreement } from '../doors/doors.ts'
import { openFileText } from '../files/file-text.ts'
import { announceSource, bringIn } from '../doors/import.ts'
import { findDoor, makeSendingOf, receive } from '../web/web.ts'
import { getExercise, openExercise } from '../exercises/exercises.ts'
import { answerIntruder, openIntruder } from '../intruder/intruder.ts'
import { listPassageStates, openPassages, type OpenPassage } from '../passages/passages.ts'
import { publishSeries } from '../publications/publications.ts'
import { addEdit } from '../review/additions.ts'
import { decide, openForReview, openSecondReading, passFirst, passSecond } from '../review/review.ts'
import { makeSeries } from '../series/series.ts'
import { keepSitting } from '../sittings/sittings.ts'
import { joinVoices } from '../voices/joins.ts'
import { normaliseLabel } from '../voices/label-index.ts'
import { changePart } from '../voices/voices.ts'
import { addNarration, placeQuote } from '../wisdoms/parts.ts'
import { setPicture } from '../wisdoms/pictures.ts'
import { redrawPicture } from '../wisdoms/redraw.ts'
import { getWisdom, makeWisdom, saveWisdom, stampText } from '../wisdoms/wisdoms.ts'
import { whileLoading } from './demo-folder.ts'
import { demoPath, readDemo, type DemoDecisions, type DemoQuote } from './demo-files.ts'
import { demoWords } from './demo.words.ts'

const words = demoWords['en-GB']

type Within = <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>

/** Somebody of the fictional team, at work. */
type Team = { listener: Within; reader: Within }

/**
 * Loads the fictional exercise of `demo/` the way a team would: its files come in through the doors, proposals are
 * made, the decisions that ship beside the files are taken, two people read, themes are put on words, Wisdoms are
 * composed and the series is published through its gates. Does nothing where there is an organisation already.
 * Throws when a decision does not fit its file: the demo is a test of the whole way.
 */
export async function loadDemo(
  runtime: Runtime,
  handlers: readonly TaskHandler[],
  print: (line: string) => void,
): Promise<void> {
  if (await hasOrganisation(runtime.db)) return
  print(words.loading)
  await whileLoading(runtime.config.dataFolder, () => load(runtime, handlers))
}

async function load(runtime: Runtime, handlers: readonly TaskHandler[]): Promise<void> {
  const { exercise, decisions, web } = await readDemo()
  const made = await makeOrganisation(runtime.db, { ...exercise.organisation, staff: exercise.staff })
  const as = (role: string, skip = 0): Within => {
    const index = exercise.staff.findIndex(
      (person, at) => at >= skip && person.roles.some((held) => held === role),
    )
    const actor: Actor = { id: made.accountIds[index]!, roles: exercise.staff[index]!.roles }
    return (fn) => runtime.db.within(made.tenantId, actor, fn)
  }
  const team: Team = { listener: as('listener'), reader: as('reader') }
  const exerciseId = await team.listener((ctx) => openExercise(ctx, exercise.exercise))

  const sources = new Map<string, string>()
  for (const agreed of decisions.agreed) {
    const sourceId = await bringFileIn(runtime, team, exerciseId, agreed.file)
    await applyAgreement(team, agreed, sourceId)
    await confirmSource(team.listener, runtime.store, sourceId)
    sources.set(agreed.file, sourceId)
  }
  const address = (await team.listener((ctx) => getExercise(ctx, exerciseId))).address
  const door = (await findDoor(runtime.db, address))!
  for (const sent of web) {
    await receive(runtime.db, door, {
      words: sent.words,
      mayQuote: sent.quote,
      sending: makeSendingOf(runtime.db, door),
    })
  }
  for (const { door, label, on, quote, words: text } of decisions.sittings) {
    const turns = [{ label: label || null, text, isMine: false }]
    await team.listener((ctx) =>
      keepSitting(ctx, exerciseId, {
        door,
        turns,
        isMany: false,
        on,
        mayQuote: quote,
        sending: newBlindId(),
      }),
    )
  }
  await applyVoices(team, decisions, sources)
  await runWaitingTasks({ db: runtime.db, store: runtime.store }, handlers)

  const heard = await team.listener((ctx) => readHeard(ctx, exerciseId, sources))
  await review(team, decisions, heard)
  await code(team, decisions, heard)
  const seriesId = await compose(team, exerciseId, decisions, heard)
  await choose(team, seriesId, decisions, heard)
  await team.reader(async (ctx) => {
    for (const { voiceId, stamp } of await openIntruder(ctx, seriesId)) {
      await answerIntruder(ctx, seriesId, { voiceId, stamp, answer: 'no' })
    }
  })
  const published = await team.listener((ctx) => publishSeries(ctx, seriesId))
  if (!published.ok) {
    throw new Failure('invalid-state', published.problems.map((problem) => problem.sentence).join('\n'))
  }
}

/** Where to go and how to sign in, for the console. */
export async function describeDemo(origin: string): Promise<string> {
  const { exercise } = await readDemo()
  return words.guide(origin, exercise.staff)
}

async function bringFileIn(runtime: Runtime, team: Team, exerciseId: string, name: string): Promise<string> {
  const { store } = runtime
  const id = newBlindId()
  const kept = await store.keep(id, createReadStream(demoPath('files', name)))
  const file = { id, name, ...kept }
  const text = await openFileText(store, file)
  const sourceId = await team.listener((ctx) => announceSource(ctx, { exerciseId, file, text, agreed: null }))
  await bringIn(team.listener, store, { exerciseId, sourceId, file, text, agreed: null })
  return sourceId
}

async function applyAgreement(
  team: Team,
  agreed: DemoDecisions['agreed'][number],
  sourceId: string,
): Promise<void> {
  await team.listener(async (ctx) => {
    const { speakers } = await getSource(ctx, sourceId, { limit: 1000 })
    const isOneOf = (labels: readonly string[], list: readonly string[]) =>
      labels.some((label) => list.some((other) => sameLabel(label, other)))
    await recordAgreement(ctx, sourceId, {
      how: agreed.how,
      manner: agreed.asked,
      said: agreed.said,
      everybody: null,
      answers: new Map(
        speakers.map((speaker) => [
          speaker.voiceId,
          isOneOf(speaker.labels, agreed.except)
            ? []
            : isOneOf(speaker.labels, agreed.notQuoted)
              ? ['read']
              : ['read', 'quote'],
        ]),
      ),
    })
  })
}

async function applyVoices(
  team: Team,
  decisions: DemoDecisions,
  sources: Map<string, string>,
): Promise<void> {
  await team.listener(async (ctx) => {
    for (const { file, label } of decisions.facilitators) {
      await changePart(ctx, await findVoice(ctx, sources, file, label), 'facilitator')
    }
    for (const { labels } of decisions.same) {
      const [keep, ...others] = labels
      for (const other of others) {
        const keepId = await findVoice(ctx, sources, keep!.file, keep!.label)
        const otherId = await findVoice(ctx, sources, other.file, other.label)
        if (keepId !== otherId) await joinVoices(ctx, keepId, otherId)
      }
    }
  })
}

async function findVoice(
  ctx: Ctx,
  sources: Map<string, string>,
  file: string,
  label: string,
): Promise<string> {
  const { speakers } = await getSource(ctx, sources.get(file)!, { limit: 1000 })
  const found = speakers.find((speaker) => speaker.labels.some((own) => sameLabel(own, label)))
  return found?.voiceId ?? unfit(`${file}: ${label}`)
}

/** WhatsApp writes `~ Sam` for a number nobody has saved; the label is the same person with or without the mark. */
function sameLabel(a: string, b: string): boolean {
  const plain = (label: string) => normaliseLabel(label.replace(/^~[\s\u202f]*/u, ''))
  return plain(a) === plain(b)
}

type Heard = Map<string, OpenPassage[]>

/** Every passage that may be read, by the file it came in; web contributions as `web:1`, `web:2`… in their order. */
async function readHeard(ctx: Ctx, exerciseId: string, sources: Map<string, string>): Promise<Heard> {
  const passages = await openPassages(ctx, await listPassageStates(ctx, { exerciseId, limit: 5000 }))
  const heard: Heard = new Map()
  for (const [file, sourceId] of sources) {
    heard.set(
      file,
      passages.filter((passage) => passage.sourceId === sourceId),
    )
  }
  passages
    .filter((passage) => passage.door === 'web')
    .forEach((passage, index) => heard.set(`web:${index + 1}`, [passage]))
  return heard
}

function findStretch(heard: Heard, file: string, text: string): { passage: OpenPassage; stretch: Stretch } {
  const found = (heard.get(file) ?? []).flatMap((passage) => {
    const start = passage.verbatim.indexOf(text)
    return start < 0 ? [] : [{ passage, stretch: { start, end: start + text.length } }]
  })
  return found.length >= 1 ? found[0]! : unfit(`${file}: ${text.slice(0, 60)}`)
}

async function review(team: Team, decisions: DemoDecisions, heard: Heard): Promise<void> {
  for (const [file, passages] of heard) {
    if (decisions.waiting.includes(file)) continue
    for (const { passageId, part } of passages) {
      if (part !== 'contributor') continue
      await team.listener((ctx) => readFirst(ctx, file, passageId, decisions))
      await team.reader(async (ctx) => {
        const { seal } = await openSecondReading(ctx, passageId)
        expectDone(await passSecond(ctx, passageId, seal), `${file}: second reading`)
      })
    }
  }
}

async function readFirst(ctx: Ctx, file: string, passageId: string, decisions: DemoDecisions): Promise<void> {
  const before = await openForReview(ctx, passageId)
  const own = decisions.edits.filter(
    (edit) => edit.file === file && before.passage.verbatim.includes(edit.within ?? edit.words),
  )
  // A proposal may cover half of what the team changes by itself, so it is answered first.
  if (own.length > 0) await answerProposals(ctx, file, passageId, { leaveAll: true, pass: false }, decisions)
  for (const edit of own) {
    const around = edit.within ?? edit.words
    const start = before.passage.verbatim.indexOf(around) + around.indexOf(edit.words)
    const { kind, replacement, reason: note } = edit
    const stretch = { start, end: start + edit.words.length }
    expectDone(
      await addEdit(ctx, passageId, { ...stretch, kind, replacement, note, hasReadAll: false }),
      `${file}: ${edit.words}`,
    )
  }
  await answerProposals(ctx, file, passageId, { leaveAll: false, pass: true }, decisions)
  if ((await openForReview(ctx, passageId)).passage.firstBy === null) await passFirst(ctx, passageId)
}

/**
 * Answers what the engine proposed as the team did. What is not in its list is put as the engine suggests, and left
 * where it is only likely to be a name: the team found the names by reading.
 */
async function answerProposals(
  ctx: Ctx,
  file: string,
  passageId: string,
  how: { leaveAll: boolean; pass: boolean },
  decisions: DemoDecisions,
): Promise<void> {
  const { edits, stamp, passage } = await openForReview(ctx, passageId)
  const answers = edits.map((edit) => {
    const stands = passage.verbatim.slice(edit.start, edit.end)
    const isOwn = edit.reason === 'added-by-team'
    const listed = decisions.proposals.find((one) => one.file === file && stands.includes(one.words))
    const isLeft = listed ? listed.decision === 'reject' : edit.reason.startsWith('likely-')
    const leave = !isOwn && (how.leaveAll || isLeft)
    return {
      editId: edit.id,
      answer: leave ? ('leave' as const) : ('accept' as const),
      replacement: (isOwn ? undefined : listed?.replacement) ?? edit.replacement,
      note: leave && isLeft ? (listed?.reason ?? words.tellsNobody) : '',
    }
  })
  expectDone(await decide(ctx, passageId, { stamp, answers, pass: how.pass }), `${file}: first reading`)
}

async function code(team: Team, decisions: DemoDecisions, heard: Heard): Promise<void> {
  for (const coding of decisions.codings) {
    const { passage, stretch } = findStretch(heard, coding.file, coding.words)
    for (const newTheme of coding.themes) {
      await team.listener((ctx) =>
        codeStretch(ctx, { passageId: passage.passageId, ...stretch, themeIds: [], newTheme }),
      )
    }
  }
}

async function compose(
  team: Team,
  exerciseId: string,
  { series }: DemoDecisions,
  heard: Heard,
): Promise<string> {
  const { title, introduction, how: howHeard } = series
  const seriesId = await team.listener((ctx) =>
    makeSeries(ctx, exerciseId, { title, introduction, howHeard }),
  )
  for (const wisdom of series.wisdoms) {
    const drawn = await redrawPicture(await readFile(demoPath('pictures', wisdom.picture)))
    if (!drawn.ok) unfit(wisdom.picture)
    await team.listener(async (ctx) => {
      const wisdomId = await makeWisdom(ctx, { seriesId, title: wisdom.title })
      await setPicture(ctx, { wisdomId, picture: drawn.ok ? drawn.picture : null, alt: wisdom.alt })
      await placeQuote(ctx, { wisdomId, place: 'lead', from: findQuote(heard, wisdom.lead) })
      for (const part of wisdom.parts) {
        if ('narration' in part) await addNarration(ctx, { wisdomId, place: 'last', text: part.narration })
        else await placeQuote(ctx, { wisdomId, place: 'last', from: findQuote(heard, part.quote) })
      }
      const standing = await getWisdom(ctx, wisdomId)
      await saveWisdom(ctx, wisdomId, {
        title: { typed: wisdom.title, madeFrom: stampText(ctx, standing.title) },
        reflection: { typed: wisdom.reflection, madeFrom: stampText(ctx, standing.reflection) },
        narrations: new Map(),
      })
    })
  }
  return seriesId
}

/** People were asked what may stand beside their quotes; two of the team read it. */
async function choose(team: Team, seriesId: string, { beside }: DemoDecisions, heard: Heard): Promise<void> {
  for (const { file, words: said, description } of beside) {
    const { passageId, voiceId } = findStretch(heard, file, said).passage
    await team.listener((ctx) =>
      recordSpoken(ctx, voiceId, {
        answers: [{ use: 'describe', answer: true, text: description }],
        hats: '',
        hearers: 'one',
        way: 'spoken',
        how: '',
      }),
    )
    const chosen = (await team.listener((ctx) => listChosen(ctx, [{ passageId, voiceId }]))).get(passageId)
    const id = chosen?.description?.id ?? unfit(`${file}: ${description}`)
    for (const reader of [team.listener, team.reader]) {
      await reader((ctx) => sayBeside(ctx, seriesId, id, true))
    }
  }
}

function findQuote(heard: Heard, quote: DemoQuote) {
  const { passage, stretch } = findStretch(heard, quote.file, quote.words)
  const cuts = quote.cuts.map((cut) => {
    const start = passage.verbatim.indexOf(cut, stretch.start)
    if (start < 0 || start + cut.length > stretch.end) unfit(`${quote.file}: ${cut}`)
    return { start, end: start + cut.length }
  })
  return { passageId: passage.passageId, ...stretch, cuts }
}

function expectDone(outcome: { ok: boolean; problems?: { sentence: string }[] }, where: string): void {
  if (!outcome.ok) unfit(`${where} (${outcome.problems?.map((problem) => problem.sentence).join(' ') ?? ''})`)
}

function unfit(what: string): never {
  throw new Failure('invalid-state', words.unfit(what))
}
