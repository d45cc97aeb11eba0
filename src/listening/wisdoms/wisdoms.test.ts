import sharp from 'sharp'
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { press, tellSeries, texts, type ToldSeries } from '../../../test/told-series.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { addressFor } from '../series/series.ts'
import { addNarration, movePart, removePart } from './parts.ts'
import { redrawPicture } from './redraw.ts'
import { wisdomsRoutes } from './wisdoms.routes.tsx'
import {
  getWisdom,
  listWisdoms,
  makeWisdom,
  moveWisdom,
  removeWisdom,
  saveWisdom,
  stampText,
} from './wisdoms.ts'

const house = useTestHouse()
let series: ToldSeries

beforeAll(async () => {
  series = await tellSeries(house, 'Wise')
}, 60_000)

const ada = <T>(work: Parameters<typeof series.as<T>>[1]) => series.as(series.people.ada, work)

describe('the order of a Wisdom', () => {
  test('parts come after the one they are added to, move and go', async () => {
    const wisdomId = await ada((ctx) => makeWisdom(ctx, { seriesId: series.seriesId, title: 'Order' }))
    const order = async () =>
      (await ada((ctx) => getWisdom(ctx, wisdomId))).parts.map(
        (part) => part.kind === 'narration' && part.text,
      )
    const a = await ada((ctx) => addNarration(ctx, { wisdomId, place: 'last', text: 'a' }))
    const b = await ada((ctx) => addNarration(ctx, { wisdomId, place: 'last', text: 'b' }))
    await ada((ctx) => addNarration(ctx, { wisdomId, place: a, text: 'c' }))
    await ada((ctx) => addNarration(ctx, { wisdomId, place: 'first', text: 'd' }))
    expect(await order()).toEqual(['d', 'a', 'c', 'b'])
    await ada((ctx) => movePart(ctx, { wisdomId, partId: b, by: -1 }))
    await ada((ctx) => movePart(ctx, { wisdomId, partId: b, by: 1 }))
    await ada((ctx) => movePart(ctx, { wisdomId, partId: b, by: 1 }))
    await ada((ctx) => movePart(ctx, { wisdomId, partId: a, by: -1 }))
    expect(await order()).toEqual(['a', 'd', 'c', 'b'])
    await ada((ctx) => removePart(ctx, { wisdomId, partId: a }))
    expect(await order()).toEqual(['d', 'c', 'b'])
    await ada((ctx) => removeWisdom(ctx, wisdomId))
  })

  test('two people adding at once both get their place', async () => {
    const wisdomId = await ada((ctx) => makeWisdom(ctx, { seriesId: series.seriesId, title: 'At once' }))
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        ada((ctx) => addNarration(ctx, { wisdomId, place: 'first', text: String(index) })),
      ),
    )
    expect((await ada((ctx) => getWisdom(ctx, wisdomId))).parts).toHaveLength(6)
    await ada((ctx) => removeWisdom(ctx, wisdomId))
  })

  test('Wisdoms are numbered from one, also after moves, removals, and two begun at once', async () => {
    const { seriesId } = series
    await Promise.all(['B', 'C', 'D'].map((title) => ada((ctx) => makeWisdom(ctx, { seriesId, title }))))
    const list = async () =>
      (await ada((ctx) => listWisdoms(ctx, seriesId))).map((one) => [one.number, one.id] as const)
    const before = await list()
    expect(before.map(([number]) => number)).toEqual([1, 2, 3, 4])
    await ada((ctx) => moveWisdom(ctx, { seriesId, wisdomId: before[3]![1], by: -1 }))
    expect((await list())[2]).toEqual([3, before[3]![1]])
    await ada((ctx) => removeWisdom(ctx, before[1]![1]))
    expect((await list()).map(([number]) => number)).toEqual([1, 2, 3])
    for (const [, id] of (await list()).slice(1)) await ada((ctx) => removeWisdom(ctx, id))
  })
})

describe('two people on one Wisdom', () => {
  const typed = (text: string, from: string, stamp: (text: string) => string) => ({
    typed: text,
    madeFrom: stamp(from),
  })

  test('each keeps what only they changed; where both changed the same, both texts come back', async () => {
    const { wisdomId, narrationId } = series
    const save = (title: string, titleFrom: string, narration: string) =>
      ada((ctx) => {
        const stamp = (text: string) => stampText(ctx, text)
        return saveWisdom(ctx, wisdomId, {
          title: typed(title, titleFrom, stamp),
          reflection: typed(texts.reflection, texts.reflection, stamp),
          narrations: new Map([[narrationId, typed(narration, texts.narration, stamp)]]),
        })
      })
    expect((await save('Tea first', texts.wisdom, texts.narration)).clashes).toEqual([])
    // The second tab still shows the old title, and changed the narration only.
    expect((await save(texts.wisdom, texts.wisdom, 'Another first minute.')).clashes).toEqual([])
    const now = await ada((ctx) => getWisdom(ctx, wisdomId))
    expect(now.title).toBe('Tea first')
    expect(now.parts[0]).toMatchObject({ text: 'Another first minute.' })
    // A third one changed the title too.
    const { clashes } = await save('Cake first', texts.wisdom, 'Another first minute.')
    expect(clashes).toEqual([{ field: 'title', typed: 'Cake first', standing: 'Tea first' }])
    expect((await ada((ctx) => getWisdom(ctx, wisdomId))).title).toBe('Tea first')
  })

  test('on the page, both texts are shown and saving again is a decision', async () => {
    const listener = await enter(
      house,
      openApp(house, [...signInRoutes, ...wisdomsRoutes]),
      series.mailOf('ada'),
    )
    const path = `/wisdoms/${series.wisdomId}`
    const form = async () => {
      const page = (await listener.get(path)).text
      return Object.fromEntries(
        [...page.matchAll(/type="hidden" name="(from-[^"]+)" value="([^"]+)"/g)].map((match) => [
          match[1]!,
          match[2]!,
        ]),
      )
    }
    const old = await form()
    await listener.send(path, press('save', { ...old, title: 'Mine', reflection: texts.reflection }))
    const clash = await listener.send(
      path,
      press('save', {
        ...old,
        title: 'Yours',
        reflection: texts.reflection,
      }),
    )
    expect(clash.status).toBe(409)
    expect(clash.text).toContain('value="Yours"')
    expect(clash.text).toContain('<p>Mine</p>')
    const stamp = /name="from-title" value="([^"]+)"/.exec(clash.text)![1]!
    const second = await listener.send(path, press('save', { ...old, 'from-title': stamp, title: 'Yours' }))
    expect(second.status).toBe(303)
    expect((await ada((ctx) => getWisdom(ctx, series.wisdomId))).title).toBe('Yours')
  })

  test('every button saves first, and words too long to keep are not lost', async () => {
    const listener = await enter(
      house,
      openApp(house, [...signInRoutes, ...wisdomsRoutes]),
      series.mailOf('ada'),
    )
    const path = `/wisdoms/${series.wisdomId}`
    const page = (await listener.get(path)).text
    const stamps = Object.fromEntries(
      [...page.matchAll(/type="hidden" name="(from-[^"]+)" value="([^"]+)"/g)].map((match) => [
        match[1]!,
        match[2]!,
      ]),
    )
    const sent = { ...stamps, title: 'Typed before the button', reflection: texts.reflection }
    const added = await listener.send(path, press('narration:first', { ...sent }))
    expect(added.location).toMatch(/\?done=narration#part-[0-9a-f-]{36}$/)
    const pick = await listener.send(path, press('quote:first', { ...sent }))
    expect(pick.location).toBe(`${path}/quotes?place=first`)
    expect((await ada((ctx) => getWisdom(ctx, series.wisdomId))).title).toBe('Typed before the button')
    const long = 'x'.repeat(20_001)
    const refused = await listener.send(path, press('save', { ...sent, reflection: long }))
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(long)
  })
})

describe('a picture', () => {
  const photo = () => sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#876543' } })

  test('is drawn anew, smaller, and tells nothing of where it was taken', async () => {
    const file = await photo()
      .withExif({ IFD0: { Artist: 'Sam Okafor' }, IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer()
    expect(file.includes('Okafor')).toBe(true)
    const redrawn = await redrawPicture(file)
    if (!redrawn.ok) throw new Error(redrawn.sentence)
    expect(redrawn.picture).toMatchObject({ mediaType: 'image/webp', width: 1600, height: 1067 })
    expect(redrawn.picture.bytes.includes('Okafor')).toBe(false)
    const meta = await sharp(redrawn.picture.bytes).metadata()
    expect([meta.exif, meta.xmp, meta.iptc, meta.icc]).toEqual([undefined, undefined, undefined, undefined])
    expect(await redrawPicture(file)).toEqual(redrawn)
  })

  test('drawn as SVG becomes PNG with a palette', async () => {
    const file = await readFile(new URL('../../../demo/pictures/kettle.svg', import.meta.url))
    const redrawn = await redrawPicture(file)
    if (!redrawn.ok) throw new Error(redrawn.sentence)
    expect(redrawn.picture).toMatchObject({ mediaType: 'image/png', width: 1600 })
    expect((await sharp(redrawn.picture.bytes).metadata()).isPalette).toBe(true)
    expect(redrawn.picture.bytes.length).toBeLessThan(200_000)
    expect(await redrawPicture(file)).toEqual(redrawn)
  })

  test('cannot read a file of ours, fill the machine, or be something else', async () => {
    const svg = (inside: string, head = '') =>
      Buffer.from(
        `${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">${inside}</svg>`,
      )
    const wide = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"/>')
    const bomb = svg('<text>&a;</text>', '<!DOCTYPE svg [<!ENTITY a "aaaa">]>')
    const png = await sharp({
      create: { width: 8000, height: 8000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    const refused = [
      bomb,
      Buffer.from('hello'),
      Buffer.alloc(0),
      Buffer.from('GIF89a\u0001\u0000\u0001\u0000'),
      Buffer.from('<html><svg></svg></html>'),
      (await photo().png().toBuffer()).subarray(0, 200),
      png,
      Buffer.alloc(10 * 1024 * 1024 + 1),
    ]
    for (const file of refused) {
      const answer = await redrawPicture(file)
      expect(answer.ok ? file.subarray(0, 60).toString() : answer.sentence).toMatch(/\.$/)
      expect(answer.ok).toBe(false)
    }
    const answer = await redrawPicture(wide)
    if (answer.ok) expect(answer.picture.width).toBeLessThanOrEqual(1600)
    const target = new URL('../../../demo/pictures/kettle.svg', import.meta.url).pathname
    const blank = await redrawPicture(svg(''))
    const reaching = await redrawPicture(svg(`<image href="file://${target}" width="100" height="100"/>`))
    if (reaching.ok && blank.ok) expect(reaching.picture.bytes).toEqual(blank.picture.bytes)
  }, 60_000)

  test('needs words for those who do not see it, and keeps them when the file is refused', async () => {
    const app = openApp(house, [...signInRoutes, ...wisdomsRoutes])
    const listener = await enter(house, app, series.mailOf('ada'))
    const path = `/wisdoms/${series.wisdomId}/picture`
    const send = async (file: Buffer | null, alt: string) => {
      const body = new FormData()
      body.set('alt', alt)
      if (file) body.set('picture', new File([new Uint8Array(file)], 'bench.png'))
      const response = await app.request(path, {
        method: 'POST',
        body,
        headers: {
          origin: 'http://localhost:3000',
          cookie: [...listener.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
      })
      return { status: response.status, text: await response.text() }
    }
    const small = await sharp({ create: { width: 10, height: 10, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const none = await send(small, '  ')
    expect(none.status).toBe(422)
    expect(none.text).toContain('Say in words what the picture shows.')
    const bad = await send(Buffer.from('no picture'), 'A bench in the rain.')
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('A bench in the rain.')
    const large = await send(Buffer.alloc(10 * 1024 * 1024 + 10, 1), 'A bench in the rain.')
    expect([large.status, large.text.includes('larger than 10 MB')]).toEqual([422, true])
    expect((await ada((ctx) => getWisdom(ctx, series.wisdomId))).pictureAlt).toBe(texts.alt)
    expect((await send(small, 'A bench in the rain.')).status).toBe(303)
    expect((await ada((ctx) => getWisdom(ctx, series.wisdomId))).pictureAlt).toBe('A bench in the rain.')
    const image = await app.request(`${path}/image`, {
      headers: { cookie: [...listener.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/webp'])
    expect(await readFolder()).toEqual([])
  })
})

async function readFolder(): Promise<string[]> {
  const { readdir } = await import('node:fs/promises')
  return readdir(house.services.store.folder).catch(() => [])
}

test('a title becomes an address', () => {
  expect(addressFor('Side by side!')).toBe('side-by-side')
  expect(addressFor('  Ôn their  own terms: 2026 ')).toBe('on-their-own-terms-2026')
  expect(addressFor('It’s mine')).toBe('its-mine')
  expect(addressFor('بيت')).toMatch(/^[a-z0-9]{10}$/)
  expect(addressFor('x'.repeat(300))).toHaveLength(80)
})
