import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { createApp, readStylesheet } from '../../platform/http/app.tsx'
import { useTestHouse } from '../../../test/test-house.ts'
import { hideNamesWords } from './hide-names.words.ts'
import { offerModules } from './names-offer.ts'

const modules = offerModules()
const folder = modules.href.split('/').slice(0, 3).join('/')

describe('what looks for names in a browser', () => {
  test('weighs at most 600 kB in all, gzipped, and the button says how much', () => {
    const weights = modules.paths.map((path) => modules.find(folder.split('/')[2]!, path)!.gzip.length)
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    expect(all).toBeLessThanOrEqual(600_000)
    const said = Number(/about (\d+) kB/.exec(hideNamesWords['en-GB'].about)?.[1]) * 1000
    expect(Math.abs(said - all)).toBeLessThan(50_000)
  })

  test('is a button first, which loads nothing else before somebody presses it', () => {
    const first = modules.find(folder.split('/')[2]!, modules.paths[0]!)!
    expect(first.plain.toString()).not.toMatch(/^import\b/m)
  })

  test('is all of it ours, and imports nothing of Node', () => {
    for (const path of modules.paths) expect(path).toMatch(/^src\/(?:text|listening\/web)\//)
    expect(modules.paths).toContain('src/listening/web/small-names.bin.js')
  })

  test('carries the files of the model byte for byte', () => {
    for (const name of ['small-names.bin', 'small-words.bin']) {
      const { plain, gzip } = modules.find(folder.split('/')[2]!, `src/listening/web/${name}.js`)!
      expect(gunzipSync(gzip)).toEqual(plain)
      const packed = /^export default '([A-Za-z0-9+/=]+)'\n$/.exec(plain.toString())![1]!
      expect(gunzipSync(Buffer.from(packed, 'base64'))).toEqual(readFileSync(`models/${name}`))
    }
  })
})

describe('how it is served', () => {
  const house = useTestHouse()
  let app: ReturnType<typeof createApp>

  beforeAll(async () => {
    app = createApp(house.services, readStylesheet(), routes)
  })

  test('for ever, packed for whoever can unpack it, the same for everybody and without a cookie', async () => {
    const packed = await app.request(modules.href, { headers: { 'accept-encoding': 'gzip, br' } })
    const plain = await app.request(modules.href)
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(plain.headers.get('content-encoding')).toBeNull()
    const bytes = Buffer.from(await packed.arrayBuffer())
    expect(gunzipSync(bytes).toString()).toBe(await plain.text())
    for (const { headers } of [packed, plain]) {
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(headers.get('vary')).toBe('accept-encoding')
      expect(headers.get('set-cookie')).toBeNull()
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('and nothing else is', async () => {
    for (const path of [
      `${folder}/src/listening/web/web.ts`,
      `${folder}/package.json`,
      `${folder}/../../package.json`,
      `${folder}/src/listening/web/names.bin.js`,
      modules.href.replace(folder, '/browser/0000000000'),
      folder,
    ]) {
      expect((await app.request(path)).status, path).toBe(404)
    }
  })
})
