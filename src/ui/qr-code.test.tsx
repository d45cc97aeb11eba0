import jsQr from 'jsqr'
import { renderToString } from 'preact-render-to-string'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { QrCode } from './qr-code.tsx'

// The package says of itself that its function lies under `default`; Node gives the function.
const readCode = jsQr as unknown as (typeof jsQr)['default']

describe('a QR code', () => {
  const address = 'https://listen.example.org/door/k7m2p9'

  test.each([
    ['an address', address],
    ['words with accents and other scripts', 'Tŷ bach · ገዛ · بيت · 家'],
    ['the words of a phrase', 'lake orbit gentle panda '.repeat(4)],
  ])('holds %s, and a camera reads them', async (_, words) => {
    const html = renderToString(<QrCode words={words} label="To open your page" />)
    for (const width of [300, 900]) expect(await look(html, width)).toBe(words)
  })

  test('says what it is for, and holds nothing but its picture', () => {
    const html = renderToString(<QrCode words={address} label={'"Sam’s" <page>'} />)
    expect(html).toMatch(/^<svg class="qr-code" role="img" aria-label="&quot;Sam’s&quot; &lt;page(?:>|&gt;)"/)
    expect(html).not.toContain('listen.example')
    expect(html).not.toMatch(/<(?!\/?(?:svg|path)\b)|style=|href=/)
  })

  test('has a light edge of four squares all around, and whole pixels', async () => {
    const html = renderToString(<QrCode words={address} label="Your page" />)
    const squares = Number(/viewBox="0 0 (\d+) /.exec(html)![1])
    expect(Number(/width="(\d+)"/.exec(html)![1]) % squares).toBe(0)
    const { data, info } = await sharp(Buffer.from(drawable(html)))
      .resize(squares)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const isDark = (x: number, y: number) => data[y * info.width + x]! < 128
    const dark = Array.from(data.keys()).filter((at) => isDark(at % squares, Math.floor(at / squares)))
    const columns = dark.map((at) => at % squares)
    const rows = dark.map((at) => Math.floor(at / squares))
    expect([Math.min(...columns), Math.min(...rows)]).toEqual([4, 4])
    expect([Math.max(...columns), Math.max(...rows)]).toEqual([squares - 5, squares - 5])
  })
})

async function look(html: string, width: number): Promise<string | undefined> {
  const { data, info } = await sharp(Buffer.from(drawable(html)), { density: 300 })
    .resize(width)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return readCode(new Uint8ClampedArray(data), info.width, info.height)?.data
}

/** A drawing that stands alone has to say what it is. */
function drawable(html: string): string {
  return html.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
}
