import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { findTaskAbout, type Task } from '../../platform/jobs/tasks.ts'
import { asksQuestions } from '../../text/sources/document-markers.ts'
import { listStanding, type Standing, type Use } from '../consent/consent.ts'
import { findOurs, mannersOf, recordAsking, type Asking, type Manner } from '../consent/manners.ts'
import type { Said } from '../consent/script.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import { listPassageStates, rewriteReadings } from '../passages/passages.ts'
import { openLabelsOf } from '../voices/label-index.ts'
import { findJoinedLater } from '../workplace/workplace.ts'
import type { Within } from './arrival.ts'
import { openAsked } from './asking.ts'
import { listLines, type OpenLine } from './checking.ts'
import {
  countAttachments,
  countSpeakers,
  selectSpeakers,
  selectVoicesOfSource,
  type SpeakerRow,
} from './doors.queries.ts'
import { openOfSource, readAgain, removeSource, sealOfSource } from './import.ts'
import { chosenOrders } from './readers.ts'
import { holdSource, selectSources, setDayMonth, setHowAgreed, type SourceRow } from './sources.queries.ts'
import { countUnread, goesOn, listUnread } from './unread.ts'

/** A source as its page shows it. File names are opened; they may hold a name, so only listeners see them. */
export type SourceSummary = Pick<
  SourceRow,
  | 'id'
  | 'exerciseId'
  | 'door'
  | 'format'
  | 'state'
  | 'failure'
  | 'dayMonth'
  | 'passages'
  | 'notices'
  | 'notUnderstood'
  | 'repeated'
  | 'leftOut'
  | 'withdrawn'
  | 'broughtAt'
> & {
  fileName: string | null
  howAgreed: string | null
  isAgreed: boolean
  /** Whether the file itself is still here and can be read again. */
  isKept: boolean
  /** When the whole file goes if nobody says that it is right; null once somebody has. */
  goesOn: Date | null
}

/**
 * `asks`: by the label, whoever ran the conversation (`INT`), who is no contributor as a rule. `goesOn`: when their words
 * go, unread, unless they say yes; null where they have.
 */
export type SourceSpeaker = SpeakerRow & {
  labels: string[]
  asks: boolean
  standing: Standing
  goesOn: Date | null
}

export type SourceView = {
  exercise: Exercise
  source: SourceSummary
  task: Task | null
  /** How many spoke, and one page of them, those who said most first. */
  voices: number
  speakers: SourceSpeaker[]
  skippedSpeakers: number
  /** How many of them may not be read. */
  unread: number
  /** Voice notes, films and pictures that came with it, whoever may see them. */
  attachments: number
  /** The first lines of each kind, while a source waits to be checked. */
  notices: OpenLine[]
  notUnderstood: OpenLine[]
  /** How its people may have been asked, and our words for that where there are any. */
  manners: readonly { manner: Manner; ours: Said | null }[]
  /** The labels somebody must look at before anything is stored. */
  asked: string[]
}

const speakersOnAPage = 60
const linesAtFirst = 15

/** Every file and sitting of an exercise: those that wait for somebody first, then in the order they came. */
export async function listSources(ctx: Ctx, exerciseId: string): Promise<SourceSummary[]> {
  await getExercise(ctx, exerciseId)
  const rows = await selectSources(ctx, { exerciseId })
  const joinedAt = await findJoinedLater(ctx, exerciseId)
  const sources = rows.filter((row) => row.format !== 'web').map((row) => summarise(ctx, row, joinedAt))
  const waits = ({ state }: SourceSummary) => state === 'to-check' || state === 'asking'
  return [...sources.filter(waits), ...sources.filter((source) => !waits(source))]
}

/** A source that is whole or on its way, without what came in it. Throws not-found. */
export async function getSummary(
  ctx: Ctx,
  sourceId: string,
): Promise<{ exercise: Exercise; source: SourceSummary }> {
  const [row] = await selectSources(ctx, { id: sourceId })
  if (!row || row.format === 'web') throw new Failure('not-found', '')
  const joinedAt = await findJoinedLater(ctx, row.exerciseId)
  return { exercise: await getExercise(ctx, row.exerciseId), source: summarise(ctx, row, joinedAt) }
}

/** Everything a listener checks after an import, with one page of its speakers. Throws not-found. */
export async function getSource(
  ctx: Ctx,
  sourceId: string,
  { skip = 0, limit = speakersOnAPage }: { skip?: number; limit?: number } = {},
): Promise<SourceView> {
  const [row] = await selectSources(ctx, { id: sourceId })
  if (!row || row.format === 'web') throw new Failure('not-found', '')
  const joinedAt = await findJoinedLater(ctx, row.exerciseId)
  const source = summarise(ctx, row, joinedAt)
  const view: SourceView = {
    exercise: await getExercise(ctx, row.exerciseId),
    source,
    task: await findTaskAbout(ctx, 'source.import', sourceId),
    manners: await listManners(ctx, row),
    voices: 0,
    speakers: [],
    skippedSpeakers: skip,
    unread: 0,
    attachments: 0,
    notices: [],
    notUnderstood: [],
    asked: row.state === 'asking' && !isShutTo(row, joinedAt) ? openAsked(ctx, row) : [],
  }
  if (row.state !== 'shown' && row.state !== 'to-check') return view
  const rows = await selectSpeakers(ctx, sourceId, skip, limit)
  const ids = rows.map((speaker) => speaker.voiceId)
  const [standing, labels] = [await listStanding(ctx, ids), await openLabelsOf(ctx, ids, { sourceId })]
  const unread = await listUnread(ctx, sourceId, ids)
  const lines = async (kind: OpenLine['kind']) =>
    row.state === 'to-check' ? listLines(ctx, row, { kind, skip: 0, limit: linesAtFirst }) : []
  return {
    ...view,
    voices: await countSpeakers(ctx, sourceId),
    speakers: rows.map((speaker) => {
      const since = unread.get(speaker.voiceId)
      return {
        ...speaker,
        labels: labels.get(speaker.voiceId) ?? [],
        asks: (labels.get(speaker.voiceId) ?? []).some(asksQuestions),
        standing: standing.get(speaker.voiceId)!,
        goesOn: since ? goesOn(since) : null,
      }
    }),
    unread: await countUnread(ctx, sourceId),
    attachments: await countAttachments(ctx, sourceId),
    notices: await lines('notice'),
    notUnderstood: await lines('not-understood'),
  }
}

/**
 * Records who in a source agreed, and how. `answers` names voices of this source one by one; `everybody` answers for
 * all of them at once. A voice nobody answers for stays as it was.
 */
export async function recordAgreement(
  ctx: Ctx,
  sourceId: string,
  input: Asking & {
    everybody: readonly Use[] | null
    answers: ReadonlyMap<string, readonly Use[]>
  },
): Promise<void> {
  const row = await holdSource(ctx, sourceId)
  if (!row || (row.state !== 'shown' && row.state !== 'to-check') || row.format === 'web') {
    throw new Failure('not-found', '')
  }
  const voices = await selectVoicesOfSource(ctx, sourceId)
  const own = new Set(voices)
  if ([...input.answers.keys()].some((id) => !own.has(id))) throw new Failure('not-found', '')
  const byAnswer = new Map<string, string[]>()
  for (const voiceId of voices) {
    const uses = input.everybody ?? input.answers.get(voiceId)
    if (!uses) continue
    const key = [...uses].sort().join()
    byAnswer.set(key, [...(byAnswer.get(key) ?? []), voiceId])
  }
  for (const [key, voiceIds] of byAnswer) {
    const uses = key.split(',')
    await recordAsking(ctx, {
      exerciseId: row.exerciseId,
      voiceIds,
      answers: { read: uses.includes('read'), quote: uses.includes('quote') },
      asking: input,
      isForMany: input.everybody !== null,
    })
  }
  // Where somebody withdrew, only each voice's own answers say how it agreed.
  const how = ctx.vault.isKept(sourceId) ? sealOfSource(ctx, sourceId, 'how_agreed', input.how) : null
  await setHowAgreed(ctx, sourceId, how)
  await recordAct(ctx, 'source.agreed', 'source', sourceId)
  for (let afterNumber = -1; ;) {
    const states = await listPassageStates(ctx, { sourceId, afterNumber, limit: 1000 })
    const passed = states.filter((state) => state.secondBy !== null).map((state) => state.passageId)
    await rewriteReadings(ctx, passed)
    if (states.length < 1000) return
    afterNumber = states.at(-1)!.number
  }
}

async function listManners(ctx: Ctx, { door, exerciseId }: SourceRow): Promise<SourceView['manners']> {
  const list: { manner: Manner; ours: Said | null }[] = []
  for (const manner of mannersOf(door)) list.push({ manner, ours: await findOurs(ctx, exerciseId, manner) })
  return list
}

/** Reads a source again with day and month the other way round. Throws as `readAgain` does. */
export async function turnDates(within: Within, store: Store, sourceId: string): Promise<void> {
  await readAgain(within, store, sourceId, async (ctx) => {
    const [row] = await selectSources(ctx, { id: sourceId })
    const isMonthFirst = row?.dayMonth?.startsWith('month-day')
    await setDayMonth(ctx, sourceId, chosenOrders[isMonthFirst ? 'day-month' : 'month-day'])
  })
}

/** Takes a whole source out again: words, keys, and the file where it is still kept. Throws not-found. */
export async function takeOutSource(within: Within, store: Store, sourceId: string): Promise<string> {
  const row = await within(async (ctx) => {
    const source = await holdSource(ctx, sourceId)
    if (!source || source.format === 'web') throw new Failure('not-found', '')
    await removeSource(ctx, sourceId)
    return source
  })
  if (row.uploadId) await store.remove(row.uploadId)
  return row.exerciseId
}

/** It came before this person joined the team of a workplace. */
function isShutTo(row: SourceRow, joinedAt: Date | null): boolean {
  return joinedAt !== null && row.broughtAt < joinedAt
}

function summarise(ctx: Ctx, row: SourceRow, joinedAt: Date | null): SourceSummary {
  const { state } = row
  const open = (column: 'file_name' | 'how_agreed', sealed: Buffer | null) =>
    isShutTo(row, joinedAt) ? null : openOfSource(ctx, row.id, column, sealed)
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    door: row.door,
    format: row.format,
    state,
    failure: row.failure,
    dayMonth: row.dayMonth,
    passages: row.passages,
    notices: row.notices,
    notUnderstood: row.notUnderstood,
    repeated: row.repeated,
    leftOut: row.leftOut,
    withdrawn: row.withdrawn,
    broughtAt: row.broughtAt,
    fileName: open('file_name', row.fileNameSealed),
    howAgreed: open('how_agreed', row.howAgreedSealed),
    isAgreed: row.agreedAt !== null,
    isKept: row.uploadId !== null,
    goesOn: state === 'to-check' || state === 'asking' ? goesOn(row.broughtAt) : null,
  }
}
