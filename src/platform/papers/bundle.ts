import { crc32, deflateRawSync } from 'node:zlib'
import { SafeNames } from './safe-names.ts'

/** A file to take away. A slash in its name is a folder. */
export type NamedFile = { name: string; bytes: Uint8Array }

/** Without its larger form a zip counts to here. */
const most = 0xffff_ffff
/** 1 January 1980, where a zip's calendar begins: when a file was put in is nobody's business, and bytes stay the same. */
const day = 0x0021

/**
 * The files as a zip, piece by piece, in their order and each once at a time in memory. Names come out as `SafeNames`
 * makes them: names it made before stay as they are, so a paper can point to them.
 */
export async function* zipFiles(
  files: Iterable<NamedFile> | AsyncIterable<NamedFile>,
): AsyncGenerator<Uint8Array> {
  const names = new SafeNames()
  const directory: Buffer[] = []
  let offset = 0
  for await (const file of files) {
    const name = Buffer.from(names.take(file.name))
    const packed = deflateRawSync(file.bytes)
    // Pictures and recordings are packed already.
    const isPacked = packed.length < file.bytes.length
    const content = isPacked ? packed : file.bytes
    const head = headOf(file.bytes, content, isPacked, name)
    const local = Buffer.concat([signature('\u0003\u0004'), head, name])
    directory.push(entryOf(head, name, offset))
    offset += local.length + content.length
    if (offset > most) throw new Error('A zip of more than 4 GiB.')
    yield local
    yield content
  }
  const listed = Buffer.concat(directory)
  yield listed
  yield endOf(directory.length, listed.length, offset)
}

/** What stands alike before a file and in the list of all files. */
function headOf(bytes: Uint8Array, content: Uint8Array, isPacked: boolean, name: Buffer): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  // Names are UTF-8.
  head.writeUInt16LE(0x0800, 2)
  head.writeUInt16LE(isPacked ? 8 : 0, 4)
  head.writeUInt16LE(day, 8)
  head.writeUInt32LE(crc32(bytes), 10)
  head.writeUInt32LE(content.length, 14)
  head.writeUInt32LE(bytes.length, 18)
  head.writeUInt16LE(name.length, 22)
  return head
}

function entryOf(head: Buffer, name: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([signature('\u0001\u0002'), Buffer.from([20, 0]), head, rest, name])
}

function endOf(count: number, size: number, offset: number): Buffer {
  if (count > 0xffff) throw new Error('A zip of more than 65,535 files.')
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([signature('\u0005\u0006'), end])
}

function signature(kind: string): Buffer {
  return Buffer.from(`PK${kind}`)
}
