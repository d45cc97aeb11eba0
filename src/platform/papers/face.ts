import { create, type Font, type Glyph, type GlyphPosition, type Subset } from 'fontkit'
import { alignGlyphs } from './aligned-glyphs.ts'
import { mirror } from './directions.ts'

/** A glyph in one place of the words: `id` is the face's own, one for each glyph and what it stands for. */
type PlacedGlyph = { id: number; codePoints: number[]; advanceWidth: number }
type Placed = { glyphs: PlacedGlyph[]; positions: GlyphPosition[]; advanceWidth: number }

/** Signs that only steer their neighbours: no font must have them. */
const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u

/** For a glyph that stands for nothing: readers of PDFs take an empty answer for no answer, and leave this sign out. */
const nothing = '\u2060'

/**
 * One font in one weight, for one PDF. It is what pdfkit takes for a font (`layout` and what follows it), with two
 * things of its own: a stretch of words is set in the direction it is read, whatever its letters; and a glyph that
 * stands for two things, as one body does for several Arabic letters, is in the PDF once for each, so that the words
 * can be found and copied as they were written.
 */
export class Face {
  readonly name: string
  readonly scale: number
  #font: Font
  #placed = new Map<string, Placed>()
  #ids = new Map<string, number>()
  #glyphs: number[] = [0]

  /** `scale` makes its letters look as large as those of the other fonts. */
  constructor(name: string, bytes: Buffer, scale = 1) {
    this.name = name
    this.scale = scale
    this.#font = create(bytes) as Font
    rememberPlaces(this.#font)
  }

  has(text: string): boolean {
    return [...text].every(
      (sign) => unseen.test(sign) || this.#font.hasGlyphForCodePoint(sign.codePointAt(0)!),
    )
  }

  /** How wide the words are, for letters of one point. */
  widthOf(words: string, isFromRight: boolean): number {
    return (this.#place(words, isFromRight).advanceWidth / this.unitsPerEm) * this.scale
  }

  /** What `layout` takes for words in this direction: pdfkit hands nothing else through. */
  static asLaidOut(words: string, isFromRight: boolean): string {
    return (isFromRight ? '<' : '>') + words
  }

  layout(directed: string): Placed {
    const { glyphs, positions, advanceWidth } = this.#place(directed.slice(1), directed.startsWith('<'))
    // pdfkit turns the positions into points in their place.
    return { glyphs, positions: positions.map((one) => ({ ...one })), advanceWidth }
  }

  createSubset(): { includeGlyph: (id: number) => number; encode: () => Uint8Array } {
    // The library's own subset holds each glyph once; ours lists its copies beside it.
    const subset = this.#font.createSubset() as Subset & { glyphs: number[]; encode: () => Uint8Array }
    const included = new Map([[0, 0]])
    return {
      includeGlyph: (id) => {
        const known = included.get(id) ?? subset.glyphs.push(this.#glyphs[id]!) - 1
        included.set(id, known)
        return known
      },
      encode: () => subset.encode(),
    }
  }

  getGlyph(id: number): Glyph {
    return this.#font.getGlyph(id)
  }

  get postscriptName() {
    return this.#font.postscriptName
  }
  get unitsPerEm() {
    return this.#font.unitsPerEm
  }
  get ascent() {
    return this.#font.ascent
  }
  get descent() {
    return this.#font.descent
  }
  get lineGap() {
    return this.#font.lineGap
  }
  get xHeight() {
    return this.#font.xHeight
  }
  get capHeight() {
    return this.#font.capHeight
  }
  get bbox() {
    return this.#font.bbox
  }
  get italicAngle() {
    return this.#font.italicAngle
  }
  get post() {
    return (this.#font as unknown as { post: object }).post
  }
  get head() {
    return (this.#font as unknown as { head: object }).head
  }
  get 'OS/2'() {
    return this.#font['OS/2']
  }

  #place(words: string, isFromRight: boolean): Placed {
    const key = Face.asLaidOut(words, isFromRight)
    const known = this.#placed.get(key)
    if (known) return known
    // A bracket that opens to the left is drawn as the other one, and stays what it is when the words are copied.
    const drawn = isFromRight ? mirror(words) : words
    const run = this.#font.layout(drawn, [], undefined, undefined, isFromRight ? 'rtl' : 'ltr')
    const codePoints = run.glyphs.map((glyph) => glyph.codePoints)
    const stands = alignGlyphs(words, isFromRight ? codePoints.map(mirrorEach) : codePoints, isFromRight)
    const placed = {
      glyphs: run.glyphs.map((glyph, at) => this.#placeGlyph(glyph, stands[at]!)),
      positions: run.positions,
      advanceWidth: run.advanceWidth,
    }
    this.#placed.set(key, placed)
    return placed
  }

  #placeGlyph(glyph: Glyph, standsFor: string): PlacedGlyph {
    const key = `${glyph.id} ${standsFor}`
    const id = this.#ids.get(key) ?? this.#glyphs.push(glyph.id) - 1
    this.#ids.set(key, id)
    const codePoints = [...(standsFor || nothing)].map((sign) => sign.codePointAt(0)!)
    return { id, codePoints, advanceWidth: glyph.advanceWidth }
  }
}

function mirrorEach(codePoints: readonly number[]): number[] {
  return [...mirror(String.fromCodePoint(...codePoints))].map((sign) => sign.codePointAt(0)!)
}

/**
 * The library keeps a glyph with the letters it stood for at first, and goes by them when it joins the next ones. Here
 * each place has letters of its own.
 */
function rememberPlaces(font: Font): void {
  const plain = font.getGlyph.bind(font)
  font.getGlyph = (id, codePoints) => {
    const glyph = plain(id)
    if (codePoints === undefined) return glyph
    return Object.create(glyph, { codePoints: { value: codePoints } }) as Glyph
  }
}
