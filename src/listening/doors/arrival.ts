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
