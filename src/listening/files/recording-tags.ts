/**
 * Takes what a recording tells of itself (where and when it was made, with what, by whom) out of its bytes, and never
 * touches a sample: the tags of Ogg (Opus, Vorbis), of MP4 and its kin (.m4a, .3gp, .mov), of MP3 and AAC (ID3, APE),
 * and of WAV. Where it can, it writes over them in place, so that nothing else moves. Gives the bytes without them, or
 * null for a file it does not understand from its first byte to its last: that one stays as it is.
 */
export function takeTagsOut(bytes: Buffer, mediaType: string): Buffer | null {
  const family = mediaType.split('/')[1] ?? ''
  switch (family) {
    case 'ogg':
      return blankOgg(bytes)
    case 'mp4':
    case '3gpp':
    case 'quicktime':
      return blankMp4(bytes)
    case 'mpeg':
    case 'aac':
      return cutId3(bytes)
    case 'wav':
      return blankWav(bytes)
    default:
      return null
  }
}

type Page = { start: number; body: number; end: number; lacing: Buffer; isFirst: boolean; serial: number }
type Packet = { pages: Page[]; pieces: { start: number; end: number }[]; length: number }

/** The second packet of each stream holds its tags: it keeps its length, and says nothing. */
function blankOgg(bytes: Buffer): Buffer | null {
  const pages = readPages(bytes)
  if (!pages) return null
  const packets: { comments: Packet; prefix: Buffer; suffix: Buffer }[] = []
  for (const [index, page] of pages.entries()) {
    if (!page.isFirst) continue
    const codec = codecOf(bytes.subarray(page.body, page.end))
    const comments = codec && findPacket(pages.slice(index + 1), page.serial)
    if (!comments || readPacket(bytes, comments).indexOf(codec.prefix) !== 0) return null
    packets.push({ comments, ...codec })
  }
  const roomIn = ({ comments, prefix, suffix }: (typeof packets)[number]) =>
    comments.length - prefix.length - suffix.length - 8
  if (packets.length === 0 || packets.some((one) => roomIn(one) < 0)) return null
  for (const one of packets) {
    const { comments, prefix, suffix } = one
    const room = roomIn(one)
    const [name, count] = [Buffer.alloc(4), Buffer.alloc(4)]
    // The name of the maker, as long as all there was, in spaces; then no tags.
    name.writeUInt32LE(room)
    writePacket(bytes, comments, Buffer.concat([prefix, name, Buffer.alloc(room, ' '), count, suffix]))
  }
  return bytes
}

function codecOf(head: Buffer): { prefix: Buffer; suffix: Buffer } | null {
  if (head.subarray(0, 8).toString('latin1') === 'OpusHead') {
    return { prefix: Buffer.from('OpusTags', 'latin1'), suffix: Buffer.alloc(0) }
  }
  if (head.subarray(0, 7).toString('latin1') === '\u0001vorbis') {
    return { prefix: Buffer.from('\u0003vorbis', 'latin1'), suffix: Buffer.from([1]) }
  }
  return null
}

function readPages(bytes: Buffer): Page[] | null {
  const pages: Page[] = []
  for (let start = 0; start < bytes.length;) {
    const segments = bytes[start + 26]
    if (bytes.toString('latin1', start, start + 5) !== 'OggS\0' || segments === undefined) return null
    const body = start + 27 + segments
    const lacing = bytes.subarray(start + 27, body)
    const end = body + lacing.reduce((sum, length) => sum + length, 0)
    if (end > bytes.length || checkSum(bytes.subarray(start, end)) !== bytes.readUInt32LE(start + 22))
      return null
    const isFirst = (bytes[start + 5]! & 2) !== 0
    pages.push({ start, body, end, lacing, isFirst, serial: bytes.readUInt32LE(start + 14) })
    start = end
  }
  return pages
}

/** The first packet of a stream in these pages. */
function findPacket(pages: readonly Page[], serial: number): Packet | null {
  const packet: Packet = { pages: [], pieces: [], length: 0 }
  for (const page of pages) {
    if (page.serial !== serial) continue
    if (page.isFirst) return null
    packet.pages.push(page)
    let end = page.body
    for (const length of page.lacing) {
      end += length
      if (length === 255) continue
      packet.pieces.push({ start: page.body, end })
      packet.length += end - page.body
      return packet
    }
    packet.pieces.push({ start: page.body, end })
    packet.length += end - page.body
  }
  return null
}

function readPacket(bytes: Buffer, packet: Packet): Buffer {
  return Buffer.concat(packet.pieces.map(({ start, end }) => bytes.subarray(start, end)))
}

function writePacket(bytes: Buffer, packet: Packet, content: Buffer): void {
  let at = 0
  for (const { start, end } of packet.pieces) {
    content.copy(bytes, start, at, at + end - start)
    at += end - start
  }
  for (const page of packet.pages) {
    bytes.writeUInt32LE(checkSum(bytes.subarray(page.start, page.end)), page.start + 22)
  }
}

const sums = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index << 24
  for (let bit = 0; bit < 8; bit += 1) sum = (sum << 1) ^ (sum & 0x80000000 ? 0x04c11db7 : 0)
  return sum
})

/** Of a page, as if its own place in it were empty (RFC 3533, section 6). */
function checkSum(page: Buffer): number {
  let sum = 0
  for (let at = 0; at < page.length; at += 1) {
    const byte = at >= 22 && at < 26 ? 0 : page[at]!
    sum = (sum << 8) ^ sums[(sum >>> 24) ^ byte]!
  }
  return sum >>> 0
}

type Box = { type: string; start: number; body: number; end: number }

const holders = new Set(['moov', 'trak', 'mdia', 'moof', 'traf'])
const tags = new Set(['udta', 'meta'])
const clocks = new Set(['mvhd', 'tkhd', 'mdhd'])
/** Adobe's XMP, in a box named by a number. */
const xmp = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')

/** Boxes of tags become free space of the same length; the clocks of a film and its tracks say nothing. */
function blankMp4(bytes: Buffer): Buffer | null {
  const boxes = readBoxes(bytes, 0, bytes.length)
  if (boxes?.[0]?.type !== 'ftyp') return null
  const found: Box[] = []
  if (!gather(bytes, boxes, found)) return null
  for (const { type, start, body, end } of found) {
    if (clocks.has(type)) {
      bytes.fill(0, body + 4, body + (bytes[body] === 1 ? 20 : 12))
    } else {
      bytes.write('free', start + 4, 'latin1')
      bytes.fill(0, body, end)
    }
  }
  return bytes
}

function gather(bytes: Buffer, boxes: readonly Box[], found: Box[]): boolean {
  for (const box of boxes) {
    const { type, body, end } = box
    const isXmp = type === 'uuid' && bytes.subarray(body, body + 16).equals(xmp)
    if (tags.has(type) || isXmp || (clocks.has(type) && end - body >= 20)) found.push(box)
    if (!holders.has(type)) continue
    const inner = readBoxes(bytes, body, end)
    if (!inner || !gather(bytes, inner, found)) return false
  }
  return true
}

/** The boxes between two places, which they must fill. */
function readBoxes(bytes: Buffer, from: number, to: number): Box[] | null {
  const boxes: Box[] = []
  for (let start = from; start < to;) {
    if (start + 8 > to) return null
    const short = bytes.readUInt32BE(start)
    if (short === 1 && start + 16 > to) return null
    const size = short === 0 ? to - start : short === 1 ? Number(bytes.readBigUInt64BE(start + 8)) : short
    const body = start + (short === 1 ? 16 : 8)
    const end = start + size
    if (end < body || end > to) return null
    boxes.push({ type: bytes.toString('latin1', start + 4, start + 8), start, body, end })
    start = end
  }
  return boxes
}

/** Tags stand before and after the frames, which do not know where they are. */
function cutId3(bytes: Buffer): Buffer | null {
  let rest = bytes
  while (rest.length >= 10 && rest.toString('latin1', 0, 3) === 'ID3') {
    const sizes = rest.subarray(6, 10)
    if (sizes.some((byte) => byte > 127)) return null
    const size = sizes.reduce((sum, byte) => sum * 128 + byte, 0)
    rest = rest.subarray(10 + size + (rest[5]! & 0x10 ? 10 : 0))
  }
  for (let before = -1; before !== rest.length;) {
    before = rest.length
    if (rest.toString('latin1', rest.length - 128, rest.length - 125) === 'TAG') rest = rest.subarray(0, -128)
    const ape = rest.subarray(-32)
    if (ape.length === 32 && ape.toString('latin1', 0, 8) === 'APETAGEX') {
      const size = ape.readUInt32LE(12) + (ape.readUInt32LE(20) & 0x80000000 ? 32 : 0)
      if (size < 32 || size > rest.length) return null
      rest = rest.subarray(0, rest.length - size)
    }
  }
  // What is left begins with a frame.
  return rest[0] === 0xff && (rest[1]! & 0xe0) === 0xe0 ? rest : null
}

const tagChunks = new Set(['id3 ', 'ID3 ', 'bext', 'iXML', '_PMX', 'axml', 'aXML'])

/** Chunks of tags become chunks nobody reads, of the same length. */
function blankWav(bytes: Buffer): Buffer | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') return null
  const found: { start: number; end: number }[] = []
  for (let start = 12; start < bytes.length;) {
    if (start + 8 > bytes.length) return null
    const end = start + 8 + bytes.readUInt32LE(start + 4)
    if (end > bytes.length) return null
    const type = bytes.toString('latin1', start, start + 4)
    // A list may hold the sound itself: only lists of tags.
    const isList = type === 'LIST' && /^(?:INFO|adtl)$/.test(bytes.toString('latin1', start + 8, start + 12))
    if (isList || tagChunks.has(type)) found.push({ start, end })
    start = end + (end & 1 && end < bytes.length ? 1 : 0)
  }
  for (const { start, end } of found) {
    bytes.write('JUNK', start, 'latin1')
    bytes.fill(0, start + 8, end)
  }
  return bytes
}
