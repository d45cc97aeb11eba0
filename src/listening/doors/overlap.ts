import { createHash } from 'node:crypto'
import type { Ctx } from '../../platform/db/database.ts'
import type { SourceFormat } from '../../text/sources/source.ts'
import { openVerbatims } from '../passages/passages.ts'
import { ensureLabels, fingerprintLabel } from '../voices/label-index.ts'
import { selectEarlier, selectSaidAt } from './overlap.queries.ts'

/** One message, as far as it tells whether it is here already. */
export type Message = { label: string | null; text: string; at: string | null }

/**
 * Finds messages that an earlier file of the same kind brought to the same exercise: the same label, time and text.
 * Two messages alike in one minute are two messages, so each that is here stands for one that comes. Only times with a
 * date count (an offset in a recording says nothing of another recording), and only of somebody with a label. Items must come in the order of the file.
 */
export class Overlap {
  readonly #exerciseId: string
  readonly #sourceIds: readonly string[]
  #used = new Map<string, number>()

  /** `sourceIds`: the earlier files to look in. */
  constructor(exerciseId: string, sourceIds: readonly string[]) {
    this.#exerciseId = exerciseId
    this.#sourceIds = sourceIds
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
    const lengths = new Set(dated.map(({ at, text }) => `${at} ${text.length}`))
    const rows = await selectSaidAt(ctx, {
      exerciseId: this.#exerciseId,
      sourceIds: this.#sourceIds,
      times: [...new Set(dated.map(({ at }) => at))],
    })
    const near = rows.filter((row) => lengths.has(`${row.saidAt} ${row.length}`))
    const verbatims = await openVerbatims(
      ctx,
      near.map((row) => row.passageId),
    )
    const here = new Map<string, string[]>()
    for (const row of near) {
      const text = verbatims.get(row.passageId)
      if (text === undefined) continue
      for (const blind of row.blinds) {
        const print = printOf(row.saidAt, blind, text)
        const list = here.get(print)
        if (list) list.push(row.sourceId)
        else here.set(print, [row.sourceId])
      }
    }
    const found = messages.map((message) => (canTell(message) ? this.#use(ctx, message, here) : null))
    this.#forgetBefore(dated.at(-1)!.at)
    return found
  }

  #use(
    ctx: Ctx,
    message: { at: string; label: string; text: string },
    here: ReadonlyMap<string, string[]>,
  ): string | null {
    const blind = fingerprintLabel(ctx, message.label).toString('hex')
    const print = printOf(message.at, blind, message.text)
    const used = this.#used.get(print) ?? 0
    const source = here.get(print)?.[used] ?? null
    if (source !== null) this.#used.set(print, used + 1)
    return source
  }

  /** What was used in an earlier minute is never asked for again. */
  #forgetBefore(time: string): void {
    for (const print of this.#used.keys()) if (!print.startsWith(`${time} `)) this.#used.delete(print)
  }
}

/** Earlier files of the same kind in an exercise, newest first: where a later export may overlap. */
export async function findEarlier(
  ctx: Ctx,
  input: { exerciseId: string; sourceId: string; format: SourceFormat },
): Promise<{ id: string; withdrawn: number; passages: number }[]> {
  return selectEarlier(ctx, input)
}

/** Without a label two people may well have said one thing at one time. */
function canTell(message: Message): message is Message & { at: string; label: string } {
  return message.label !== null && message.at !== null && /^\d{4}-\d\d-\d\dT/.test(message.at)
}

function printOf(at: string, blind: string, text: string): string {
  return `${at} ${blind} ${createHash('sha256').update(text).digest('base64')}`
}
