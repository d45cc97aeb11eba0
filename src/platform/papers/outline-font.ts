import type { PathCommand } from 'fontkit'

/** What a font is made of here: how its glyphs are drawn and how far they reach. */
export type Outline = { path: { commands: readonly PathCommand[] }; advanceWidth: number }
type Measures = { unitsPerEm: number; ascent: number; descent: number }

type Point = { x: number; y: number; isOn: boolean }
type Box = { xMin: number; yMin: number; xMax: number; yMax: number }
type Drawn = Box & { bytes: Buffer; points: number; contours: number; advanceWidth: number }

/**
 * A TrueType font of these glyphs, in their order, with the tables a PDF asks of it. For fonts that lie packed in a
 * form the library reads but cannot take parts of.
 */
export function writeOutlineFont(outlines: readonly Outline[], measures: Measures): Buffer {
  const drawn = outlines.map(draw)
  return fontOf({
    head: headOf(drawn, measures),
    hhea: hheaOf(drawn, measures),
    maxp: maxpOf(drawn),
    hmtx: words(drawn.flatMap(({ advanceWidth, xMin }) => [advanceWidth, xMin])),
    loca: locaOf(drawn),
    glyf: Buffer.concat(drawn.map(({ bytes }) => bytes)),
  })
}

function draw({ path, advanceWidth }: Outline): Drawn {
  const contours = contoursOf(path.commands)
  const points = contours.flat()
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [xMin, xMax] = reachOf(xs)
  const [yMin, yMax] = reachOf(ys)
  let last = -1
  const ends = contours.map((contour) => (last += contour.length))
  const bytes = Buffer.concat([
    words([contours.length, xMin, yMin, xMax, yMax, ...ends, 0]),
    Buffer.from(points.map(({ isOn }) => (isOn ? 1 : 0))),
    words(steps(xs)),
    words(steps(ys)),
  ])
  return {
    xMin,
    yMin,
    xMax,
    yMax,
    bytes: points.length === 0 ? Buffer.alloc(0) : padded(bytes),
    points: points.length,
    contours: contours.length,
    advanceWidth: Math.round(advanceWidth),
  }
}

function reachOf(places: readonly number[]): [number, number] {
  return places.length === 0 ? [0, 0] : [Math.min(...places), Math.max(...places)]
}

/** A closed line each; the pen's way back to where it began is not a point of its own. */
function contoursOf(commands: readonly PathCommand[]): Point[][] {
  const contours: Point[][] = []
  for (const { command, args } of commands) {
    const places = args.map(Math.round)
    const at = (index: number, isOn: boolean) => ({ x: places[index]!, y: places[index + 1]!, isOn })
    if (command === 'moveTo') contours.push([at(0, true)])
    else if (command === 'lineTo') contours.at(-1)!.push(at(0, true))
    else if (command === 'quadraticCurveTo') contours.at(-1)!.push(at(0, false), at(2, true))
    else if (command === 'bezierCurveTo') throw new Error('A font of cubic curves.')
  }
  for (const contour of contours) {
    const [first, last] = [contour[0]!, contour.at(-1)!]
    if (contour.length > 1 && last.isOn && last.x === first.x && last.y === first.y) contour.pop()
  }
  return contours
}

function steps(places: readonly number[]): number[] {
  return places.map((place, at) => place - (at === 0 ? 0 : places[at - 1]!))
}

function headOf(drawn: readonly Drawn[], { unitsPerEm }: Measures): Buffer {
  const head = Buffer.alloc(54)
  head.writeUInt32BE(0x0001_0000, 0)
  head.writeUInt32BE(0x5f0f_3cf5, 12)
  head.writeUInt16BE(unitsPerEm, 18)
  const box = boxOf(drawn)
  head.writeInt16BE(box.xMin, 36)
  head.writeInt16BE(box.yMin, 38)
  head.writeInt16BE(box.xMax, 40)
  head.writeInt16BE(box.yMax, 42)
  head.writeUInt16BE(8, 46)
  head.writeInt16BE(2, 48)
  // Places of glyphs are counted in 32 bits.
  head.writeInt16BE(1, 50)
  return head
}

function hheaOf(drawn: readonly Drawn[], { ascent, descent }: Measures): Buffer {
  const hhea = Buffer.alloc(36)
  hhea.writeUInt32BE(0x0001_0000, 0)
  hhea.writeInt16BE(ascent, 4)
  hhea.writeInt16BE(descent, 6)
  hhea.writeUInt16BE(Math.max(...drawn.map(({ advanceWidth }) => advanceWidth)), 10)
  hhea.writeInt16BE(boxOf(drawn).xMin, 12)
  hhea.writeInt16BE(boxOf(drawn).xMax, 16)
  hhea.writeInt16BE(1, 18)
  hhea.writeUInt16BE(drawn.length, 34)
  return hhea
}

function maxpOf(drawn: readonly Drawn[]): Buffer {
  const maxp = Buffer.alloc(32)
  maxp.writeUInt32BE(0x0001_0000, 0)
  maxp.writeUInt16BE(drawn.length, 4)
  maxp.writeUInt16BE(Math.max(...drawn.map(({ points }) => points)), 6)
  maxp.writeUInt16BE(Math.max(...drawn.map(({ contours }) => contours)), 8)
  maxp.writeUInt16BE(2, 14)
  return maxp
}

function locaOf(drawn: readonly Drawn[]): Buffer {
  const loca = Buffer.alloc(4 * (drawn.length + 1))
  let offset = 0
  drawn.forEach(({ bytes }, at) => {
    offset += bytes.length
    loca.writeUInt32BE(offset, 4 * (at + 1))
  })
  return loca
}

function boxOf(drawn: readonly Drawn[]): Box {
  return {
    xMin: Math.min(...drawn.map(({ xMin }) => xMin)),
    yMin: Math.min(...drawn.map(({ yMin }) => yMin)),
    xMax: Math.max(...drawn.map(({ xMax }) => xMax)),
    yMax: Math.max(...drawn.map(({ yMax }) => yMax)),
  }
}

/** The tables behind their directory, in the order of their names. */
function fontOf(tables: Record<string, Buffer>): Buffer {
  const names = Object.keys(tables).sort()
  const header = Buffer.alloc(12 + 16 * names.length)
  header.writeUInt32BE(0x0001_0000, 0)
  header.writeUInt16BE(names.length, 4)
  const power = Math.floor(Math.log2(names.length))
  header.writeUInt16BE(16 * 2 ** power, 6)
  header.writeUInt16BE(power, 8)
  header.writeUInt16BE(16 * (names.length - 2 ** power), 10)
  let offset = header.length
  names.forEach((name, at) => {
    const table = tables[name]!
    const entry = 12 + 16 * at
    header.write(name, entry, 'latin1')
    header.writeUInt32BE(sumOf(padded(table)), entry + 4)
    header.writeUInt32BE(offset, entry + 8)
    header.writeUInt32BE(table.length, entry + 12)
    offset += padded(table).length
  })
  return Buffer.concat([header, ...names.map((name) => padded(tables[name]!))])
}

function sumOf(table: Buffer): number {
  let sum = 0
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0
  return sum
}

function words(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * numbers.length)
  numbers.forEach((number, at) => bytes.writeUInt16BE(number & 0xffff, 2 * at))
  return bytes
}

function padded(bytes: Buffer): Buffer {
  return bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))])
}
