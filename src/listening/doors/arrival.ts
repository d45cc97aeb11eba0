import type { Ctx } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { SourceFormat, SourceItem } from '../../text/sources/source.ts'
import { takeNumbers } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { meetSpeakers, type Speaker } from '../voices/voices.ts'
import { insertSourceLines, touchSource, type SourceLine } from './sources.queries.ts'

/** Opens one short transaction after another; a page, a task and a command each bring their own. */
export type Within = <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>

/** So many items make one transaction: small enough that a visitor's contribution is never kept waiting. */
const batchSize = 1000

const firstLines = 100

/** What arrives: gathers items, writes them batch by batch, remembers who spoke. */
export class Arrival {
  passages = 0
  notices = 0
  notUnderstood = 0
  /** Some lines not understood, to be told at once; all of them lie in the vault. */
  firstNotUnderstood: { line: number; text: string }[] = []
  #within: Within
  #exerciseId: string
  #sourceId: string
  #format: SourceFormat
  #pending: SourceItem[] = []
  #speakers = new Map<string | null, Speaker>()
  #loose: string[] = []
  /** Who the row is that came last: the answers of one row are one voice's, also across two batches. */
  #lastRow: { line: number; speaker: Speaker } | null = null
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
      const rows = this.#remember(met, passages)
      await writePassages(
        ctx,
        passages.map((item, index) => ({
          exerciseId: this.#exerciseId,
          contributionId: (rows.get(this.#isLoose(item) ? item.line : -1) ?? this.#speakers.get(item.label)!)
            .contributionId,
          number: numbers.firstPassage + index,
          line: item.line,
          saidAt: item.at,
          text: item.text,
          context: item.context,
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
      if (item.kind === 'notice') {
        this.notices += 1
        continue
      }
      this.notUnderstood += 1
      if (this.firstNotUnderstood.length < firstLines) {
        this.firstNotUnderstood.push({ line: item.line, text: item.text.slice(0, 300) })
      }
    }
    this.#fresh = true
  }

  /** A row of a table without a name is somebody of their own; elsewhere speech without a label is one voice. */
  #isLoose(item: { label: string | null }): boolean {
    return item.label === null && this.#format === 'table'
  }

  #newLabels(passages: readonly { label: string | null; line: number }[]): (string | null)[] {
    const named = new Set<string | null>()
    for (const item of passages) {
      if (!this.#isLoose(item) && !this.#speakers.has(item.label)) named.add(item.label)
    }
    return [...named, ...this.#newRows(passages).map(() => null)]
  }

  /** Lines of rows without a name that were not met yet, in order. */
  #newRows(passages: readonly { label: string | null; line: number }[]): number[] {
    const lines = new Set(passages.filter((item) => this.#isLoose(item)).map((item) => item.line))
    return [...lines].filter((line) => line !== this.#lastRow?.line)
  }

  /** Gives who each row without a name is, by its line. */
  #remember(
    met: readonly Speaker[],
    passages: readonly { label: string | null; line: number }[],
  ): Map<number, Speaker> {
    const rows = new Map<number, Speaker>()
    if (this.#lastRow) rows.set(this.#lastRow.line, this.#lastRow.speaker)
    const lines = this.#newRows(passages)
    for (const speaker of met) {
      if (!this.#isLoose(speaker)) {
        this.#speakers.set(speaker.label, speaker)
        continue
      }
      const line = lines.shift()!
      rows.set(line, speaker)
      this.#lastRow = { line, speaker }
      this.#loose.push(speaker.voiceId)
    }
    return rows
  }
}
