import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { findTaskAbout, type Task } from '../../platform/jobs/tasks.ts'
import { asksQuestions } from '../../text/sources/document-markers.ts'
import { listStanding, recordConsent, type Standing, type Use } from '../consent/consent.ts'
import { consentWords } from '../consent/consent.words.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import { listPassageStates, rewriteReadings } from '../passages/passages.ts'
import type { Within } from './arrival.ts'
import {
  selectLabelsOfSource,
  selectSpeakers,
  selectVoicesOfSource,
  type SpeakerRow,
} from './doors.queries.ts'
import { readAgain, removeSource } from './import.ts'
import { chosenOrders } from './readers.ts'
import {
  holdSource,
  selectSourceLines,
  selectSources,
  setDayMonth,
  setHowAgreed,
  type SourceRow,
} from './sources.queries.ts'

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
  | 'broughtAt'
> & { fileName: string | null; howAgreed: string | null }

/** `asks`: by the label, whoever ran the conversation (`INT`), who is no contributor as a rule. */
export type SourceSpeaker = SpeakerRow & { labels: string[]; asks: boolean; standing: Standing }

export type OpenLine = { line: number; reason: string | null; text: string | null }

export type SourceView = {
  exercise: Exercise
  source: SourceSummary
  task: Task | null
  speakers: SourceSpeaker[]
  /** Lines are kept while a source waits to be checked; their words stay shut until it is known how people agreed. */
  notices: OpenLine[]
  notUnderstood: OpenLine[]
}

export async function listSources(ctx: Ctx, exerciseId: string): Promise<SourceSummary[]> {
  await getExercise(ctx, exerciseId)
  const rows = await selectSources(ctx, { exerciseId })
  return rows.filter((row) => row.format !== 'web').map((row) => summarise(ctx, row))
}

/** Everything a listener checks after an import. Throws not-found. */
export async function getSource(ctx: Ctx, sourceId: string): Promise<SourceView> {
  const [row] = await selectSources(ctx, { id: sourceId })
  if (!row || row.format === 'web') throw new Failure('not-found', '')
  const exercise = await getExercise(ctx, row.exerciseId)
  const task = await findTaskAbout(ctx, 'source.import', sourceId)
  if (row.state !== 'shown' && row.state !== 'to-check') {
    return { exercise, source: summarise(ctx, row), task, speakers: [], notices: [], notUnderstood: [] }
  }
  const speakers = await selectSpeakers(ctx, sourceId, 500)
  const standing = await listStanding(
    ctx,
    speakers.map((speaker) => speaker.voiceId),
  )
  const labels = new Map<string, string[]>()
  for (const label of await selectLabelsOfSource(ctx, sourceId)) {
    const list = labels.get(label.voiceId) ?? []
    list.push(ctx.vault.open(label.id, 'voice_label.label', label.id, label.labelSealed))
    labels.set(label.voiceId, list)
  }
  const mayShowLines = row.howAgreedSealed !== null
  const openLines = async (kind: 'notice' | 'not-understood'): Promise<OpenLine[]> =>
    (await selectSourceLines(ctx, sourceId, kind, 500)).map((line) => ({
      line: line.line,
      reason: line.reason,
      text: mayShowLines ? ctx.vault.openTeam('source_line.text', line.id, line.textSealed) : null,
    }))
  return {
    exercise,
    source: summarise(ctx, row),
    task,
    speakers: speakers.map((speaker) => ({
      ...speaker,
      labels: labels.get(speaker.voiceId) ?? [],
      asks: (labels.get(speaker.voiceId) ?? []).some(asksQuestions),
      standing: standing.get(speaker.voiceId)!,
    })),
    notices: await openLines('notice'),
    notUnderstood: await openLines('not-understood'),
  }
}

/**
 * Records who in a source agreed, and how. `answers` names voices of this source one by one; `everybody` answers for
 * all of them. A voice nobody answers for stays as it was.
 */
export async function recordAgreement(
  ctx: Ctx,
  sourceId: string,
  input: {
    how: string
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
    await recordConsent(ctx, {
      exerciseId: row.exerciseId,
      voiceIds,
      answers: { read: uses.includes('read'), quote: uses.includes('quote') },
      how: input.how,
      wordsVersion: consentWords.version,
    })
  }
  await setHowAgreed(ctx, sourceId, ctx.vault.sealTeam('source.how_agreed', sourceId, input.how))
  await recordAct(ctx, 'source.agreed', 'source', sourceId)
  for (let afterNumber = -1; ;) {
    const states = await listPassageStates(ctx, { sourceId, afterNumber, limit: 1000 })
    const passed = states.filter((state) => state.secondBy !== null).map((state) => state.passageId)
    await rewriteReadings(ctx, passed)
    if (states.length < 1000) return
    afterNumber = states.at(-1)!.number
  }
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

function summarise(ctx: Ctx, row: SourceRow): SourceSummary {
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    door: row.door,
    format: row.format,
    state: row.state,
    failure: row.failure,
    dayMonth: row.dayMonth,
    passages: row.passages,
    notices: row.notices,
    notUnderstood: row.notUnderstood,
    broughtAt: row.broughtAt,
    fileName: row.fileNameSealed ? ctx.vault.openTeam('source.file_name', row.id, row.fileNameSealed) : null,
    howAgreed: row.howAgreedSealed
      ? ctx.vault.openTeam('source.how_agreed', row.id, row.howAgreedSealed)
      : null,
  }
}
