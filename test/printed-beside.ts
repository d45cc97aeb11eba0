import { sayBeside } from '../src/listening/beside/beside.ts'
import type { Actor } from '../src/platform/db/database.ts'
import type { TestHouse } from './database.ts'
import {
  chooseBeside,
  publish,
  readBesideTwice,
  readPublic,
  sam,
  tellSeries,
  type ToldSeries,
} from './told-series.ts'

/** What Sam chose to stand beside his quotes. */
export const said = 'a dad of two who draws boats'

/** A published series in which Sam's description stands beside his quote, read by two people. */
export async function tellPrinted(house: TestHouse, name: string): Promise<ToldSeries> {
  const series = await tellSeries(house, name)
  await chooseBeside(series, sam, 'describe', said)
  await readBesideTwice(series, sam)
  await publish(series)
  const page = await readPublic(house, series)
  if (!page.includes(`<figcaption><span class="own">${said}</span></figcaption>`)) {
    throw new Error('It does not stand beside the quote.')
  }
  return series
}

/** Somebody of the team says whether it may be printed; null takes back what they said. */
export function sayOf(
  series: ToldSeries,
  who: Actor,
  id: string,
  mayPrint: boolean | null,
): Promise<unknown> {
  return series.as(who, (ctx) => sayBeside(ctx, series.seriesId, id, mayPrint))
}
