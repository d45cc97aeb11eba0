import { create, type Font, type Path } from 'fontkit'
import { describe, expect, test } from 'vitest'
import { Face } from './face.ts'
import { Fonts } from './fonts.ts'

describe('a face', () => {
  test.each([
    ['(', ')'],
    ['«', '»'],
    ['[', ']'],
  ])('draws %s as %s where it is read from the right, and it stays what it is', (sign, other) => {
    const face = faceOf('سلام')
    const turned = face.layout(Face.asLaidOut(`${sign}س`, true))
    const plain = face.layout(Face.asLaidOut(other, false))
    const first = turned.glyphs.at(-1)!
    expect(String.fromCodePoint(...first.codePoints)).toBe(sign)
    expect(outlineOf(face, first.id)).toBe(outlineOf(face, plain.glyphs[0]!.id))
    expect(outlineOf(face, plain.glyphs[0]!.id)).not.toBe('')
  })

  test('knows the same body of two letters as two', () => {
    const face = faceOf('سلام')
    const { glyphs } = face.layout(Face.asLaidOut('بن', true))
    const letters = glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints).replace('\u2060', ''))
    expect(letters.join('')).toBe('نب')
  })

  test('joins letters by what they are in this place, whatever was set before', () => {
    const fresh = faceOf('سلام').layout(Face.asLaidOut('بيت', true))
    const used = faceOf('سلام')
    for (const words of ['ى', 'ں', 'ٮ', 'تبن', 'ـ']) used.layout(Face.asLaidOut(words, true))
    expect(used.layout(Face.asLaidOut('بيت', true)).positions).toEqual(fresh.positions)
  })

  test('takes a font apart that lies packed, and draws what it drew', () => {
    for (const sign of ['😊', '❤️', '👨‍👩‍👧', '🙏🏿', '🇬🇧', '1️⃣']) {
      const face = faceOf(sign)
      const { glyphs } = face.layout(Face.asLaidOut(sign, false))
      expect(glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints))).toEqual([sign])
      const subset = face.createSubset()
      const places = [glyphs[0]!.id, 0].map((id) => subset.includeGlyph(id))
      const font = create(Buffer.from(subset.encode())) as Font
      const taken = font.getGlyph(places[0]!)
      expect(taken.advanceWidth).toBe(glyphs[0]!.advanceWidth)
      expect(taken.path.commands.length).toBeGreaterThan(20)
      expect(taken.path.bbox).toEqual(face.outlineOf(glyphs[0]!.id).bbox)
      expect(taken.path.toSVG()).toBe(wholeNumbers(face.outlineOf(glyphs[0]!.id)))
      expect(font.getGlyph(places[1]!).path.toSVG()).toBe(wholeNumbers(face.outlineOf(0)))
    }
  })

  test('sets apart the letters of a word the library stumbles over, and of no other', () => {
    const face = faceOf('שלום')
    const odd = '\ufb32\u05c1'
    const alone = face.layout(Face.asLaidOut('שָׁלוֹם ', true)).positions
    const { glyphs, positions } = face.layout(Face.asLaidOut(`שָׁלוֹם ${odd}`, true))
    expect(positions.slice(-alone.length)).toEqual(alone)
    expect(alone.some(({ xOffset }) => xOffset !== 0)).toBe(true)
    expect(positions.slice(0, -alone.length).map(({ xOffset }) => xOffset)).toEqual([0, 0])
    const said = glyphs.toReversed().flatMap(({ codePoints }) => codePoints)
    expect(String.fromCodePoint(...said)).toBe(`שָׁלוֹם ${odd}`)
  })

  test('gives its positions anew each time: pdfkit changes them', () => {
    const face = faceOf('abc')
    const first = face.layout(Face.asLaidOut('abc', false))
    for (const position of first.positions) position.xAdvance = 0
    expect(face.layout(Face.asLaidOut('abc', false)).positions[0]!.xAdvance).toBeGreaterThan(0)
  })
})

function faceOf(words: string): Face {
  return new Fonts().face(words, 'own')[0]!.face!
}

/** A point between two others, as fonts leave it out, may lie at a half. */
function wholeNumbers(path: Path): string {
  return path.toSVG().replace(/-?\d+\.5/g, (half) => String(Math.round(Number(half))))
}

/** The drawing of a glyph in a font that holds only it. */
function outlineOf(face: Face, id: number): string {
  const subset = face.createSubset()
  const place = subset.includeGlyph(id)
  return (create(Buffer.from(subset.encode())) as Font).getGlyph(place).path.toSVG()
}
