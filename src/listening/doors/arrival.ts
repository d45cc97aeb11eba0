import type { Ctx } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Said, SourceFormat, SourceItem } from '../../text/sources/source.ts'
import { takeNumbers } from '../exercises/exercises.ts'
import { writePassages } from '../passages/passages.ts'
import { namesOnePerson, normaliseLabel } from '../voices/label-index.ts'
import { claimMails, noteMailWords } from '../sources/mails.ts'
import { meetSpeakers, type Speaker } from '../voices/voices.ts'
import { insertSourceLines } from './lines.queries.ts'
import { sealLine } from './lines.ts'
import type { Overlap } from './overlap.ts'
import { touchSource } from './sources.queries.ts'

/** Opens one short transaction after another; a page, a task and a command each bring their own. */
export type Within = <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>

/** So many items make one transaction: small enough that a visitor's contribution is never kept waiting. */
const batchSize = 1000

const firstLines = 100

/** So many files that came with the words are looked for; a phone's export holds fewer. */
const mostAttachments = 5000

/** A file that came with somebody's words, by the name the source gives it. */
export type Named = {
  name: string
  contributionId: string
  passageId: string | null
  line: number | null
  saidAt: string | null
}

type Passage = Extract<SourceItem, { kind: 'passage' }>
type Line = Exclude<SourceItem, { kind: 'passage' }>

/** What arrives: gathers items, writes them batch by batch, remembers who spoke. */
export class Arrival {
  passages = 0
  notices = 0
  notUnderstood = 0
  /** Messages an earlier file had brought, and mails that came by any way. */
  get repeated(): number {
    return this.#repeated + this.#knownMails.size
  }
  /** Messages of people who withdrew. */
  leftOut = 0
  /** Some lines not understood, to be told at once; all of them lie in the vault. */
  firstNotUnderstood: { line: number; text: string }[] = []
  /** Voice notes and pictures the words speak of. */
  named: Named[] = []
  #repeated = 0
  #within: Within
  #exerciseId: string
  #sourceId: string
  #format: SourceFormat
  #overlap: Overlap
  #leaveOut: ReadonlySet<string>
  #pending: SourceItem[] = []
  /** Mails of somebody who withdrew, that no mailbox may bring either. */
  #leftMails: string[] = []
  #knownMails = new Set<string>()
  #speakers = new Map<string | null, Speaker>()
  #loose: string[] = []
  /** Who the row is that came last: the answers of one row are one voice's, also across two batches. */
  #lastRow: { line: number; speaker: Speaker } | null = null
  #fresh = false

  /** `leaveOut`: labels of people who withdrew; nothing of theirs is stored. */
  constructor(
    within: Within,
    source: { exerciseId: string; id: string; format: SourceFormat },
    options: { overlap: Overlap; leaveOut: readonly string[] },
  ) {
    this.#within = within
    this.#exerciseId = source.exerciseId
    this.#sourceId = source.id
    this.#format = source.format
    this.#overlap = options.overlap
    this.#leaveOut = new Set(options.leaveOut.map(normaliseLabel))
  }

  async take(items: readonly SourceItem[]): Promise<void> {
    for (const item of items) {
      if (this.#isLeftOut(item)) {
        this.leftOut += 1
        if (item.mail !== undefined) this.#leftMails.push(item.mail)
      } else this.#pending.push(item)
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
    if (this.#pending.length + this.#leftMails.length === 0) return
    const items = await this.#withoutRepeated(await this.#withoutKnownMails(this.#pending))
    this.#pending = []
    const passages = items.filter((item) => item.kind === 'passage')
    const lines = items.filter((item) => item.kind !== 'passage')
    // Somebody who only sent a voice note is a voice too: its words are in the recording.
    const recorded = lines.flatMap((line) => (line.said?.attachments?.length ? [line.said] : []))
    const newLabels = this.#newLabels(passages, recorded)
    // Numbers first, in a transaction of their own: the counter is shared with the public page.
    const numbers =
      passages.length + newLabels.length > 0
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
      const contributionIds = passages.map(
        (item) =>
          (rows.get(this.#isLoose(item) ? item.line : -1) ?? this.#speakers.get(whoIs(item.label))!)
            .contributionId,
      )
      const passageIds = await writePassages(
        ctx,
        passages.map((item, index) => ({
          exerciseId: this.#exerciseId,
          contributionId: contributionIds[index]!,
          number: numbers.firstPassage + index,
          line: item.line,
          saidAt: item.at,
          text: item.text,
          context: item.context,
        })),
      )
      passages.forEach((item, index) =>
        this.#name(item, item.line, contributionIds[index]!, passageIds[index]!),
      )
      await noteMailWords(ctx, {
        exerciseId: this.#exerciseId,
        sourceId: this.#sourceId,
        words: passages.flatMap(({ mail }, index) =>
          mail === undefined ? [] : [{ mail, passageId: passageIds[index]! }],
        ),
      })
      await insertSourceLines(
        ctx,
        this.#sourceId,
        lines.map((item) => {
          const reason = item.kind === 'notice' ? item.reason : null
          return sealLine(ctx, this.#sourceId, { ...item, id: newBlindId(), reason, said: item.said ?? null })
        }),
      )
      await touchSource(ctx, this.#sourceId)
    })
    this.passages += passages.length
    for (const item of lines) this.#count(item)
    this.#fresh = true
  }

  #count(item: Line): void {
    const speaker = this.#speakers.get(whoIs(item.said?.label ?? null))
    if (item.said && speaker) this.#name(item.said, item.line, speaker.contributionId, null)
    if (item.kind === 'notice') {
      this.notices += 1
      return
    }
    this.notUnderstood += 1
    if (this.firstNotUnderstood.length < firstLines) {
      this.firstNotUnderstood.push({ line: item.line, text: item.text.slice(0, 300) })
    }
  }

  #name(said: Said, line: number, contributionId: string, passageId: string | null): void {
    for (const name of said.attachments ?? []) {
      if (this.named.length >= mostAttachments) return
      this.named.push({ name, contributionId, passageId, line, saidAt: said.at })
    }
  }

  /** A message of somebody who withdrew, or a line that names them. */
  #isLeftOut(item: SourceItem): boolean {
    if (this.#leaveOut.size === 0) return false
    const label = item.kind === 'passage' ? item.label : (item.said?.label ?? null)
    if (label !== null && this.#leaveOut.has(normaliseLabel(label))) return true
    if (item.kind === 'passage') return false
    const text = normaliseLabel(item.text)
    return [...this.#leaveOut].some((left) => text.includes(left))
  }

  /** Without what stands in mails that came before, by a mailbox or in another file. */
  async #withoutKnownMails(items: readonly SourceItem[]): Promise<readonly SourceItem[]> {
    const mails = items.flatMap(({ mail }) => mail ?? [])
    const all = [...mails, ...this.#leftMails]
    if (all.length === 0) return items
    this.#leftMails = []
    const source = { exerciseId: this.#exerciseId, sourceId: this.#sourceId }
    const own = await this.#within((ctx) => claimMails(ctx, { ...source, mails: all }))
    for (const mail of mails) if (!own.has(mail)) this.#knownMails.add(mail)
    return items.filter(({ mail }) => mail === undefined || own.has(mail))
  }

  async #withoutRepeated(items: readonly SourceItem[]): Promise<SourceItem[]> {
    if (!this.#overlap.isPossible) return [...items]
    const passages = items.filter((item): item is Passage => item.kind === 'passage')
    const found = await this.#within((ctx) => this.#overlap.find(ctx, passages))
    const repeated = new Set<SourceItem>(passages.filter((_, index) => found[index] !== null))
    for (const item of repeated) if (item.mail !== undefined) this.#knownMails.add(item.mail)
    this.#repeated += [...repeated].filter((item) => item.mail === undefined).length
    return items.filter((item) => !repeated.has(item))
  }

  /** A row of a table without a name is somebody of their own; elsewhere speech without a label is one voice. */
  #isLoose(item: { label: string | null }): boolean {
    return item.label === null && this.#format === 'table'
  }

  #newLabels(
    passages: readonly { label: string | null; line: number }[],
    recorded: readonly { label: string | null }[],
  ): (string | null)[] {
    const named = new Map<string | null, string | null>()
    for (const item of [...passages, ...recorded.filter(({ label }) => label !== null)]) {
      const who = whoIs(item.label)
      if (!this.#isLoose(item) && !this.#speakers.has(who) && !named.has(who)) named.set(who, item.label)
    }
    return [...named.values(), ...this.#newRows(passages).map(() => null)]
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
        this.#speakers.set(whoIs(speaker.label), speaker)
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

/** One address or number is one person in one file, whatever name stands beside it. */
function whoIs(label: string | null): string | null {
  return label !== null && namesOnePerson(label) ? normaliseLabel(label) : label
}
