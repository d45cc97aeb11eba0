import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** One file of a zip made by hand. What is declared may be a lie. */
export type MadePart = {
  name: string
  bytes: Buffer | string
  /** Stored as it is, not deflated (the first part of an OpenDocument file). */
  isStored?: boolean
  /** Unpacked bytes the zip claims; the truth when not given. */
  declared?: number
  isLocked?: boolean
}

/** A zip file by hand: local headers, central directory, end record. */
export function makeZip(parts: readonly MadePart[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const plain = Buffer.from(part.bytes)
    const packed = part.isStored ? plain : deflateRawSync(plain)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x0800 | (part.isLocked ? 1 : 0), 2)
    head.writeUInt16LE(part.isStored ? 0 : 8, 4)
    head.writeUInt32LE(crc32(plain), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(part.declared ?? plain.length, 18)
    head.writeUInt16LE(Buffer.byteLength(part.name), 22)
    const name = Buffer.from(part.name)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), head, tail, name]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end])
}

/** The parts of a sound zip, unpacked. */
export function unpackZip(zip: Buffer): MadePart[] {
  const end = zip.lastIndexOf('PK\u0005\u0006')
  const parts: MadePart[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [method, packedSize] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place))
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength!)
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + packedSize)
    parts.push({
      name,
      bytes: method === 0 ? Buffer.from(packed) : inflateRawSync(packed),
      isStored: method === 0,
    })
    at += 46 + nameLength! + extra! + comment!
  }
  return parts
}
