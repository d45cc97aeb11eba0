import { changeSeries } from '../src/listening/series/series.ts'
import { setPicture } from '../src/listening/wisdoms/pictures.ts'
import { texts, writeText, type ToldSeries } from './told-series.ts'

/** Puts a text into each place of a series where the team writes; the rest stays as it was. */
export const places: Readonly<Record<string, (series: ToldSeries, text: string) => Promise<void>>> = {
  'the title of the series': (series, text) => around(series, { title: text }),
  'the introduction': (series, text) => around(series, { introduction: text }),
  'how people were heard': (series, text) => around(series, { howHeard: text }),
  'the title of a Wisdom': (series, text) =>
    series.as(series.people.ada, (ctx) => writeText(ctx, series.wisdomId, { title: text })),
  narration: narrate,
  'the Reflection': (series, text) =>
    series.as(series.people.ada, (ctx) => writeText(ctx, series.wisdomId, { reflection: text })),
  'the words for a picture': (series, text) =>
    series.as(series.people.ada, (ctx) =>
      setPicture(ctx, { wisdomId: series.wisdomId, picture: null, alt: text }),
    ),
}

/** The words around the Wisdoms, and the address: what is not given is as it was told. */
export async function around(
  series: ToldSeries,
  change: Partial<typeof texts>,
  address = series.address,
): Promise<void> {
  await series.as(series.people.ada, (ctx) =>
    changeSeries(ctx, series.seriesId, { ...texts, ...change, address }),
  )
}

export async function narrate(series: ToldSeries, text: string): Promise<void> {
  const narration = { id: series.narrationId, text }
  await series.as(series.people.ada, (ctx) => writeText(ctx, series.wisdomId, { narration }))
}
