import type { Font, Glyph, GlyphPosition, GlyphRun, Path, Subset } from 'fontkit'
import { alignGlyphs } from './aligned-glyphs.ts'
import { BoundedList } from './bounded-list.ts'
import { mirror } from './directions.ts'
import { writeOutlineFont } from './outline-font.ts'

/** A glyph in one place of the words: `id` is the face's own, one for each glyph and what it stands for. */
type PlacedGlyph = { id: number; codePoints: number[]; advanceWidth: number }
type Placed = { glyphs: PlacedGlyph[]; positions: GlyphPosition[]; advanceWidth: number }

const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u

/** True for a sign that only steers its neighbours: no font must have it. */
export function isUnseen(sign: string): boolean {
  return unseen.test(sign)
}

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
  constructor(name: string, font: Font, scale = 1) {
    this.name = name
    this.scale = scale
    this.#font = font
  }

  has(text: string): boolean {
    return [...text].every((sign) => isUnseen(sign) || this.#font.hasGlyphForCodePoint(sign.codePointAt(0)!))
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
      encode: () =>
        this.#font.type === 'TTF'
          ? subset.encode()
          : writeOutlineFont(
              subset.glyphs.map((id) => this.#font.getGlyph(id)),
              this.#font,
            ),
    }
  }

  /** How a glyph of `layout` is drawn, in the font's own units. */
  outlineOf(id: number): Path {
    return this.#font.getGlyph(this.#glyphs[id]!).path
  }

  getGlyph(id: number): Glyph {
    return this.#font.getGlyph(id)
  }

  get postscriptName() {
    // pdfkit takes fonts of one name for one font, and the parts of the one for emoji have one name.
    return `${this.#font.postscriptName}-${this.name}`
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
    const run = layOut(this.#font, drawn, isFromRight)
    const kept = run.glyphs
      .map((glyph, at) => ({ glyph, position: run.positions[at]!, codePoints: lettersOf(run, at) }))
      // A sign that steers is drawn as a space without width; a font without a space has nothing to draw.
      .filter(({ glyph, codePoints }) => glyph.id !== 0 || codePoints.length > 0)
    const codePoints = kept.map((one) => one.codePoints)
    const stands = alignGlyphs(words, isFromRight ? codePoints.map(mirrorEach) : codePoints, isFromRight)
    const placed = {
      glyphs: kept.map(({ glyph }, at) => this.#placeGlyph(glyph, stands[at]!)),
      positions: kept.map(({ position }) => position),
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

type Run = Pick<GlyphRun, 'glyphs' | 'positions' | 'advanceWidth'>

/**
 * The words as glyphs from left to right. The library stumbles over some marks in places no language has them, and over
 * some fonts it goes round for ever; people may type them all the same, and get the letters of that word one beside the
 * other.
 */
function layOut(font: Font, words: string, isFromRight: boolean): Run {
  const plain = font.glyphsForString(words)
  try {
    const direction = isFromRight ? 'rtl' : 'ltr'
    // The library takes glyphs as well as words, and works on a list of the kind it was given.
    return font.layout(BoundedList.copyOf(plain) as unknown as string, [], undefined, undefined, direction)
  } catch {
    const each = words.match(/\S+\s*|\s+/gu) ?? []
    if (each.length > 1)
      return joined(
        each.map((word) => layOut(font, word, isFromRight)),
        isFromRight,
      )
    const glyphs = plain.filter(({ id }) => id !== 0)
    return joined(glyphs.map(plainly), isFromRight)
  }
}

function plainly(glyph: Glyph): Run {
  const { advanceWidth } = glyph
  const position = { xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }
  return { glyphs: [glyph], positions: [position], advanceWidth }
}

/** Runs in the order they are read as one from left to right. */
function joined(read: readonly Run[], isFromRight: boolean): Run {
  const runs = isFromRight ? read.toReversed() : read
  return {
    glyphs: runs.flatMap(({ glyphs }) => [...glyphs]),
    positions: runs.flatMap(({ positions }) => positions),
    advanceWidth: runs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0),
  }
}

/** What a glyph came from; nothing for one that the library put in the place of a sign that steers. */
function lettersOf({ glyphs, positions }: Run, at: number): readonly number[] {
  const { codePoints } = glyphs[at]!
  const isHidden = positions[at]!.xAdvance === 0 && codePoints.length === 1 && codePoints[0] === 0x20
  return isHidden ? [] : codePoints
}

function mirrorEach(codePoints: readonly number[]): number[] {
  return [...mirror(String.fromCodePoint(...codePoints))].map((sign) => sign.codePointAt(0)!)
}
