import { createHash } from 'node:crypto'
import type { Ctx } from '../../platform/db/database.ts'
import type { SourceFormat } from '../../text/sources/source.ts'
import { openVerbatims } from '../passages/passages.ts'
import { ensureLabels, fingerprintLabel } from '../voices/label-index.ts'
import { OtherPhone, type Coming, type Here } from './other-phone.ts'
import { selectEarlier, selectSaidAt } from './overlap.queries.ts'

/** One message, as far as it tells whether it is here already. */
export type Message = { label: string | null; text: string; at: string | null }

/**
 * Finds messages that an earlier file of the same kind brought to the same exercise: the same label, time and text.
 * Two messages alike in one minute are two messages, so each that is here stands for one that comes. Only times with a
 * date count (an offset in a recording says nothing of another recording), and only of somebody with a label. In a chat
 * the minute counts, and who has another name on another phone is known by what they said. Items must come in the order of the file.
 */
export class Overlap {
  readonly #exerciseId: string
  readonly #sourceIds: readonly string[]
  /** A chat may come from another phone, with other names and without seconds. */
  readonly #otherPhone: OtherPhone | null
  #used = new Map<string, number>()

  /** `sourceIds`: the earlier files to look in. */
  constructor(exerciseId: string, sourceIds: readonly string[], format: string) {
    this.#exerciseId = exerciseId
    this.#sourceIds = sourceIds
    this.#otherPhone = format === 'whatsapp' ? new OtherPhone() : null
  }

  /** Whether there is anything to overlap with. */
  get isPossible(): boolean {
    return this.#sourceIds.length > 0
  }

  /** The id of the source that brought it, or null, for each message of one batch. */
  async find(ctx: Ctx, messages: readonly Message[]): Promise<(string | null)[]> {
    const dated = messages.filter(canTell)
    if (dated.length === 0 || !this.isPossible) return messages.map(() => null)
    await ensureLabels(ctx)
    const here = await this.#findHere(ctx, dated)
    const coming = new Map(dated.map((message) => [message, this.#stamp(ctx, message)]))
    this.#otherPhone?.learn([...coming.values()], here)
    const known = new Map<string, string[]>()
    for (const one of here) {
      for (const blind of one.blinds) {
        const print = this.#print(one, blind)
        const list = known.get(print)
        if (list) list.push(one.sourceId)
        else known.set(print, [one.sourceId])
      }
    }
    const found = messages.map((message) => {
      const one = coming.get(message as Dated)
      return one ? this.#use(one, known) : null
    })
    this.#forgetBefore(coming.get(dated.at(-1)!)!)
    return found
  }

  async #findHere(ctx: Ctx, dated: readonly Dated[]): Promise<(Here & { at: string })[]> {
    const lengthAt = (at: string, length: number) => `${this.#otherPhone ? minuteOf(at) : at} ${length}`
    const lengths = new Set(dated.map(({ at, text }) => lengthAt(at, text.length)))
    const times = [...new Set(dated.map(({ at }) => (this.#otherPhone ? minuteOf(at) : at)))]
    const rows = await selectSaidAt(ctx, {
      exerciseId: this.#exerciseId,
      sourceIds: this.#sourceIds,
      ...(this.#otherPhone ? { minutes: times } : { times }),
    })
    const near = rows.filter((row) => lengths.has(lengthAt(row.saidAt, row.length)))
    const verbatims = await openVerbatims(
      ctx,
      near.map((row) => row.passageId),
    )
    return near.flatMap(({ passageId, saidAt, length, sourceId, blinds }) => {
      const text = verbatims.get(passageId)
      if (text === undefined) return []
      return { at: saidAt, minute: minuteOf(saidAt), stamp: stampOf(text), length, sourceId, blinds }
    })
  }

  #stamp(ctx: Ctx, { at, text, label }: Dated): Coming & { at: string } {
    const blind = fingerprintLabel(ctx, label).toString('hex')
    return { at, minute: minuteOf(at), stamp: stampOf(text), length: text.length, blind }
  }

  /** In a chat the minute is what both phones say. */
  #print(one: { at: string; minute: string; stamp: string }, blind: string): string {
    return `${this.#otherPhone ? one.minute : one.at} ${blind} ${one.stamp}`
  }

  #use(one: Coming & { at: string }, known: ReadonlyMap<string, string[]>): string | null {
    const named = this.#otherPhone?.nameHere(one.blind) ?? one.blind
    const print = this.#print(one, named)
    const used = this.#used.get(print) ?? 0
    const source = known.get(print)?.[used] ?? null
    if (source !== null) this.#used.set(print, used + 1)
    return source
  }

  /** What was used in an earlier minute is never asked for again. */
  #forgetBefore(last: { at: string; minute: string }): void {
    const time = this.#otherPhone ? last.minute : last.at
    for (const print of this.#used.keys()) if (!print.startsWith(`${time} `)) this.#used.delete(print)
  }
}

type Dated = Message & { at: string; label: string }

/** Earlier files of the same kind in an exercise, newest first: where a later export may overlap. */
export async function findEarlier(
  ctx: Ctx,
  input: { exerciseId: string; sourceId: string; format: SourceFormat },
): Promise<{ id: string; withdrawn: number; passages: number }[]> {
  return selectEarlier(ctx, input)
}

/** Without a label two people may well have said one thing at one time. */
function canTell(message: Message): message is Dated {
  return message.label !== null && message.at !== null && /^\d{4}-\d\d-\d\dT/.test(message.at)
}

function minuteOf(at: string): string {
  return at.slice(0, 16)
}

function stampOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
