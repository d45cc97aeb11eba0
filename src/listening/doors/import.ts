import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Store } from '../../platform/files/store.ts'
import { newBlindId, newId } from '../../platform/ids.ts'
import { parseDocument } from '../../text/sources/document.ts'
import { recogniseSource } from '../../text/sources/recognise.ts'
import {
  SourceTooLong,
  type SourceFormat,
  type SourceItem,
  type SourceParser,
} from '../../text/sources/source.ts'
import { parseTable, surveyTable } from '../../text/sources/table.ts'
import { parseWebvtt } from '../../text/sources/webvtt.ts'
import { parseWhatsapp, surveyWhatsapp } from '../../text/sources/whatsapp.ts'
import { parseZoomChat } from '../../text/sources/zoom-chat.ts'
import { recordConsent, type Use } from '../consent/consent.ts'
import { consentWords } from '../consent/consent.words.ts'
import { getExercise, takeNumbers } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { destroyKeys } from '../withdrawals/withdrawals.ts'
import { meetSpeakers, type Speaker } from '../voices/voices.ts'
import { doorsWords } from './doors.words.ts'
import type { FileText, StoredFile } from './file-text.ts'
import {
  deleteSource,
  insertSource,
  insertSourceLines,
  isSourceKnown,
  selectKeysOfSource,
  selectSources,
  setFailure,
  showSource,
  touchSource,
  updateSource,
  type SourceLine,
} from './sources.queries.ts'

const words = doorsWords['en-GB'].failures

/** How everybody in a file agreed, when that is known for the whole file. */
export type Agreed = { how: string; uses: readonly Use[] }

/** Opens one short transaction after another; a page, a task and a command each bring their own. */
export type Within = <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>

export type ImportResult = {
  sourceId: string
  door: string
  passages: number
  voices: number
  notices: number
  notUnderstood: { line: number; text?: string }[]
  seconds: number
}

/** So many items make one transaction: small enough that a visitor's contribution is never kept waiting. */
const batchSize = 1000

/**
 * Notes that a file is on its way: the row nobody sees until the import is whole. Throws conflict when the same file
 * was brought in before.
 */
export async function announceSource(
  ctx: Ctx,
  input: { exerciseId: string; file: StoredFile; text: FileText; agreed: Agreed | null },
): Promise<string> {
  await getExercise(ctx, input.exerciseId)
  const contentIndex = ctx.vault.fingerprint(
    'source',
    Buffer.concat([Buffer.from(input.exerciseId), input.text.hash]),
  )
  const [same] = await selectSources(ctx, { exerciseId: input.exerciseId, contentIndex })
  if (same?.state === 'shown') throw new Failure('conflict', words.twice)
  if (same) {
    if (ctx.now.getTime() - same.touchedAt.getTime() < 60_000) throw new Failure('conflict', words.arriving)
    await removeSource(ctx, same.id)
  }
  const format = recogniseOrRefuse(input.text)
  const id = newId()
  await insertSource(ctx, {
    id,
    exerciseId: input.exerciseId,
    door: doorOf[format],
    format,
    fileNameSealed: ctx.vault.sealTeam('source.file_name', id, input.file.name),
    contentIndex,
    howAgreedSealed: input.agreed ? ctx.vault.sealTeam('source.how_agreed', id, input.agreed.how) : null,
    broughtBy: ctx.actor.roles.includes('worker') ? null : ctx.actor.id,
    uploadId: input.file.id,
    uploadKeySealed: ctx.vault.sealTeam('source.upload_key', id, input.file.key.toString('base64')),
  }).catch((error: unknown) => {
    // Sent twice at once: the other one was written between our look and this line.
    throw isSourceKnown(error) ? new Failure('conflict', words.arriving) : error
  })
  await recordAct(ctx, 'source.announced', 'source', id)
  return id
}

/**
 * Brings an announced file in: its words arrive in short transactions that nothing shows, and one last transaction
 * (`finish` runs in it) shows them all. Whatever goes wrong, nothing of it stays. Safe to begin again.
 */
export async function bringIn(
  within: Within,
  store: Store,
  input: {
    exerciseId: string
    sourceId: string
    file: StoredFile
    text: FileText
    agreed: Agreed | null
    report?: (done: number, total: number) => Promise<void>
    finish?: (ctx: Ctx) => Promise<void>
    /** Keeps an empty row that says why it failed, for the page somebody is waiting on. */
    keepFailure?: boolean
  },
): Promise<ImportResult> {
  const start = performance.now()
  try {
    await within((ctx) => clearArrived(ctx, input.sourceId))
    const { parser, format, dayMonth } = await chooseParser(input.text)
    const arrival = new Arrival(within, input.exerciseId, input.sourceId, format)
    let read = 0
    for await (const chunk of input.text.chunks()) {
      read += chunk.length
      await arrival.take(parser.push(chunk))
      if (input.report && arrival.isFresh()) await input.report(read, input.file.size)
    }
    await arrival.take(parser.end())
    await arrival.flush()
    if (arrival.passages === 0) throw new Failure('invalid-state', words.nothing)
    const seconds = (performance.now() - start) / 1000
    const notUnderstood = await within(async (ctx) => {
      await updateSource(ctx, input.sourceId, { door: doorOf[format], format, dayMonth })
      await showSource(ctx, input.sourceId, {
        passages: arrival.passages,
        notices: arrival.notices,
        notUnderstood: arrival.notUnderstood.length,
        seconds,
      })
      if (input.agreed) {
        await recordConsent(ctx, {
          exerciseId: input.exerciseId,
          voiceIds: arrival.voiceIds(),
          answers: Object.fromEntries(input.agreed.uses.map((use) => [use, true])),
          how: input.agreed.how,
          wordsVersion: consentWords.version,
        })
      }
      await ctx.enqueue({ kind: 'passage.propose', aboutId: input.exerciseId })
      await recordAct(ctx, 'source.shown', 'source', input.sourceId)
      await input.finish?.(ctx)
      return arrival.notUnderstood
    })
    await store.remove(input.file.id)
    return {
      sourceId: input.sourceId,
      door: doorOf[format],
      passages: arrival.passages,
      voices: arrival.voiceIds().length,
      notices: arrival.notices,
      notUnderstood: notUnderstood.map(({ line, text }) => (input.agreed ? { line, text } : { line })),
      seconds: Math.round(seconds * 1000) / 1000,
    }
  } catch (error) {
    const refused = explain(error)
    if (refused) {
      await within((ctx) =>
        input.keepFailure
          ? failSource(ctx, input.sourceId, refused.message)
          : removeSource(ctx, input.sourceId),
      )
      await store.remove(input.file.id)
      throw refused
    }
    throw error
  }
}

/** Removes a source and everything that came with it, keys included. */
export async function removeSource(ctx: Ctx, sourceId: string): Promise<void> {
  const [source] = await selectSources(ctx, { id: sourceId })
  if (!source) return
  const keys = await selectKeysOfSource(ctx, sourceId)
  await deleteSource(ctx, sourceId)
  await recordAct(ctx, 'source.removed', 'source', sourceId)
  if (keys.length > 0) await destroyKeys(ctx, source.exerciseId, keys)
}

/** Empties a source and leaves only why it failed. The same file may come again. */
async function failSource(ctx: Ctx, sourceId: string, failure: string): Promise<void> {
  const [source] = await selectSources(ctx, { id: sourceId })
  if (!source) return
  await removeSource(ctx, sourceId)
  await insertSource(ctx, {
    ...source,
    fileNameSealed: source.fileNameSealed!,
    uploadId: null,
    uploadKeySealed: null,
  })
  await setFailure(ctx, sourceId, failure)
}

/** Takes back what an earlier attempt at this source left. */
async function clearArrived(ctx: Ctx, sourceId: string): Promise<void> {
  const [source] = await selectSources(ctx, { id: sourceId })
  if (!source || source.state !== 'arriving') throw new Failure('not-found', words.lost)
  const keys = await selectKeysOfSource(ctx, sourceId)
  if (keys.length === 0) return touchSource(ctx, sourceId)
  await deleteSource(ctx, sourceId)
  await insertSource(ctx, { ...source, fileNameSealed: source.fileNameSealed! })
  ctx.afterCommit(() => ctx.vault.destroy(keys))
}

function recogniseOrRefuse(text: FileText): SourceFormat {
  const found = recogniseSource(text.name, text.head)
  if (found.format === null) throw new Failure('invalid-state', words[found.why])
  return found.format
}

async function chooseParser(
  text: FileText,
): Promise<{ parser: SourceParser; format: SourceFormat; dayMonth: string | null }> {
  const format = recogniseOrRefuse(text)
  switch (format) {
    case 'whatsapp': {
      const survey = surveyWhatsapp()
      for await (const chunk of text.chunks()) survey.push(chunk)
      const dialect = survey.end()
      return {
        parser: parseWhatsapp(dialect),
        format,
        dayMonth: `${dialect.dayMonth} ${dialect.dayMonthEvidence}`,
      }
    }
    case 'table': {
      const survey = surveyTable(text.head)
      const column = (guess: string) => survey.columns.findIndex((one) => one.guess === guess)
      const wordsColumn = column('words')
      if (wordsColumn < 0) throw new Failure('invalid-state', words.noWords)
      const orNull = (index: number) => (index < 0 ? null : index)
      return {
        parser: parseTable({
          separator: survey.separator,
          hasHeader: survey.hasHeader,
          dayMonth: survey.dayMonth,
          wordsColumn,
          voiceColumn: orNull(column('voice')),
          dateColumn: orNull(column('date')),
        }),
        format,
        dayMonth: survey.dayMonth,
      }
    }
    case 'webvtt':
      return { parser: parseWebvtt(), format, dayMonth: null }
    case 'zoom-chat':
      return { parser: parseZoomChat(), format, dayMonth: null }
    case 'document':
      return { parser: parseDocument(), format, dayMonth: null }
  }
}

const doorOf: Record<SourceFormat, string> = {
  whatsapp: 'whatsapp',
  webvtt: 'group-call',
  'zoom-chat': 'group-call',
  table: 'table',
  document: 'document',
}

/** What arrives: gathers items, writes them batch by batch, remembers who spoke. */
class Arrival {
  passages = 0
  notices = 0
  notUnderstood: { line: number; text: string }[] = []
  #within: Within
  #exerciseId: string
  #sourceId: string
  #format: SourceFormat
  #pending: SourceItem[] = []
  #speakers = new Map<string | null, Speaker>()
  #loose: string[] = []
  #fresh = false

  constructor(within: Within, exerciseId: string, sourceId: string, format: SourceFormat) {
    this.#within = within
    this.#exerciseId = exerciseId
    this.#sourceId = sourceId
    this.#format = format
  }

  async take(items: readonly SourceItem[]): Promise<void> {
    for (const item of items) {
      this.#pending.push(item)
      if (this.#pending.length >= batchSize) await this.flush()
    }
  }

  /** Every voice that spoke in this source. */
  voiceIds(): string[] {
    return [...new Set([...[...this.#speakers.values()].map((speaker) => speaker.voiceId), ...this.#loose])]
  }

  /** Whether something was written since last asked. */
  isFresh(): boolean {
    const fresh = this.#fresh
    this.#fresh = false
    return fresh
  }

  async flush(): Promise<void> {
    const items = this.#pending
    if (items.length === 0) return
    this.#pending = []
    const passages = items.filter((item) => item.kind === 'passage')
    const lines = items.filter((item) => item.kind !== 'passage')
    const newLabels = this.#newLabels(passages)
    // Numbers first, in a transaction of their own: the counter is shared with the public page.
    const numbers =
      passages.length > 0
        ? await this.#within((ctx) => takeNumbers(ctx, this.#exerciseId, newLabels.length, passages.length))
        : { firstVoice: 0, firstPassage: 0 }
    await this.#within(async (ctx) => {
      const met = await meetSpeakers(ctx, {
        exerciseId: this.#exerciseId,
        sourceId: this.#sourceId,
        labels: newLabels,
        firstNumber: numbers.firstVoice,
      })
      const loose = this.#remember(met)
      await writePassages(
        ctx,
        passages.map((item, index) => ({
          exerciseId: this.#exerciseId,
          contributionId: (this.#speakers.get(item.label) ?? loose.shift()!).contributionId,
          number: numbers.firstPassage + index,
          line: item.line,
          saidAt: item.at,
          text: item.text,
        })),
      )
      await insertSourceLines(
        ctx,
        this.#sourceId,
        lines.map((item): SourceLine => {
          const id = newBlindId()
          return {
            id,
            line: item.line,
            kind: item.kind,
            reason: item.kind === 'notice' ? item.reason : null,
            textSealed: ctx.vault.sealTeam('source_line.text', id, item.text),
          }
        }),
      )
      await touchSource(ctx, this.#sourceId)
    })
    this.passages += passages.length
    for (const item of lines) {
      if (item.kind === 'notice') this.notices += 1
      else this.notUnderstood.push({ line: item.line, text: item.text })
    }
    this.#fresh = true
  }

  /** A row of a table without a name is somebody of their own; elsewhere speech without a label is one voice. */
  #newLabels(passages: readonly { label: string | null }[]): (string | null)[] {
    const named = new Set<string | null>()
    const loose: null[] = []
    for (const { label } of passages) {
      if (label === null && this.#format === 'table') loose.push(null)
      else if (!this.#speakers.has(label)) named.add(label)
    }
    return [...named, ...loose]
  }

  #remember(met: readonly Speaker[]): Speaker[] {
    const loose: Speaker[] = []
    for (const speaker of met) {
      if (speaker.label === null && this.#format === 'table') {
        loose.push(speaker)
        this.#loose.push(speaker.voiceId)
      } else {
        this.#speakers.set(speaker.label, speaker)
      }
    }
    return loose
  }
}

function explain(error: unknown): Failure | null {
  if (error instanceof SourceTooLong) return new Failure('invalid-state', words.longLine(error.line))
  if (error instanceof Failure && error.kind !== 'unavailable') return error
  return null
}
