import type { Ctx } from '../../platform/db/database.ts'
import {
  besideIn,
  findTelling,
  listChosen,
  listReadings,
  type BesideKind,
  type Chosen,
  type ChosenOf,
  type From,
} from './beside.ts'

/** What a voice chose to stand beside a quote, and what comes of it there. */
export type Shown = { kind: BesideKind; text: string; state: 'printed' | 'waits' | 'left-out' | 'not-signed' }

/** Everything a voice chose, for one of its quotes in a piece that is signed or not. */
export function showChosen(chosen: ChosenOf | undefined, isSigned: boolean): Shown[] {
  return [chosen?.name, chosen?.description].flatMap((one): Shown[] => {
    if (!one) return []
    const { kind, text } = one
    if (kind === 'name' && !isSigned) return [{ kind, text, state: 'not-signed' }]
    return [{ kind, text, state: one.mayPrint ? 'printed' : one.isLeftOut ? 'left-out' : 'waits' }]
  })
}

export async function showBeside(ctx: Ctx, from: From, isSigned: boolean): Promise<Shown[]> {
  return showChosen((await listChosen(ctx, [from])).get(from.passageId), isSigned)
}

/** Words of one voice as they are read, beside what is quoted of it. */
export type ToRead = {
  number: number
  quotes: { text: string; wisdom: number }[]
  chosen: {
    id: string
    kind: BesideKind
    text: string
    state: 'printed' | 'waits' | 'left-out'
    tells: boolean
    readings: { name: string | null; isOwn: boolean; mayPrint: boolean; at: Date }[]
  }[]
}

/**
 * What voices with these quotes chose, by number; a name only where a signed piece quotes its voice. Voices that chose
 * nothing are left out. `names`: of staff, by account.
 */
export async function openToRead(
  ctx: Ctx,
  exerciseId: string,
  quotes: readonly (From & { text: string; wisdom: number; isSigned: boolean })[],
  names: ReadonlyMap<string, string>,
): Promise<ToRead[]> {
  const chosen = await listChosen(ctx, quotes)
  const stands = new Map<string, Chosen>()
  for (const { passageId, isSigned } of quotes) {
    for (const one of besideIn(chosen.get(passageId), isSigned)) stands.set(one.id, one)
  }
  const all = [...stands.values()]
  const telling = await findTelling(ctx, exerciseId, all)
  const readings = await listReadings(
    ctx,
    all.map((one) => one.id),
  )
  return [...Map.groupBy(all, (one) => one.voiceId)]
    .map(([voiceId, own]) => ({
      number: own[0]!.voiceNumber,
      quotes: quotes
        .filter((quote) => quote.voiceId === voiceId && chosen.has(quote.passageId))
        .map(({ text, wisdom }) => ({ text, wisdom })),
      chosen: own.map(({ id, kind, text, mayPrint, isLeftOut }) => ({
        id,
        kind,
        text,
        state: mayPrint ? ('printed' as const) : isLeftOut ? ('left-out' as const) : ('waits' as const),
        tells: telling.has(id),
        readings: (readings.get(id) ?? []).map(({ by, ...reading }) => ({
          ...reading,
          name: names.get(by) ?? null,
          isOwn: by === ctx.actor.id,
        })),
      })),
    }))
    .toSorted((a, b) => a.number - b.number)
}
