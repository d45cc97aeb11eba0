import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { zipFiles, type NamedFile } from './bundle.ts'
import { SafeNames } from './safe-names.ts'

describe('a zip to take away', () => {
  const files: NamedFile[] = [
    { name: '2.html', bytes: Buffer.from('<p>second by name, first in order</p>'.repeat(50)) },
    { name: '1.json', bytes: Buffer.from('{"words":"Tŷ bach"}') },
    { name: 'pictures/ŵyn.png', bytes: Buffer.from([137, 80, 78, 71, 1, 2, 3]) },
    { name: 'empty', bytes: new Uint8Array() },
  ]

  test('opens again: the same names, order and bytes', async () => {
    const found = await unpack(await zipped(files))
    expect(found.map(({ name }) => name)).toEqual(files.map(({ name }) => name))
    expect(found.map(({ words }) => words)).toEqual(files.map(({ bytes }) => Buffer.from(bytes).toString()))
  })

  test('is smaller where it can be, and says nothing of when it was made', async () => {
    const zip = await zipped(files)
    expect(zip.length).toBeLessThan(1200)
    const [first] = await unpack(zip)
    expect(first!.entry.getLastModDate({ timezone: 'UTC' })).toEqual(new Date('1980-01-01T00:00:00Z'))
    expect(first!.entry.compressedSize).toBeLessThan(first!.entry.uncompressedSize)
    expect(first!.entry.crc32).not.toBe(0)
  })

  test('is the same bytes each time, from a list or as the files come', async () => {
    async function* come() {
      for (const file of files) yield Promise.resolve(file)
    }
    expect(await zipped(files)).toEqual(await zipped(come()))
  })

  test('holds nothing, or a thousand files of one name', async () => {
    expect(await unpack(await zipped([]))).toEqual([])
    const many = Array.from({ length: 1000 }, () => ({ name: 'a.txt', bytes: Buffer.from('a') }))
    const names = (await unpack(await zipped(many))).map(({ name }) => name)
    expect(new Set(names).size).toBe(1000)
    expect(names.slice(0, 3)).toEqual(['a.txt', 'a (2).txt', 'a (3).txt'])
  })

  test('leads nowhere: yauzl, which refuses names that do, lists what bad names became', async () => {
    const bad = ['../../etc/passwd', '/abs.txt', 'C:\\Windows\\x.dll', 'a\u0000b', '..', '']
    const found = await unpack(await zipped(bad.map((name) => ({ name, bytes: Buffer.from(name) }))))
    expect(found.map(({ name }) => name)).toEqual([
      'etc/passwd',
      'abs.txt',
      'C Windows x.dll',
      'a b',
      'file',
      'file (2)',
    ])
  })
})

describe('names', () => {
  const take = (...names: string[]) => {
    const safe = new SafeNames()
    return names.map((name) => safe.take(name))
  }

  test('that are safe stay, and may be taken again elsewhere', () => {
    const names = ['everything.html', 'pictures/My daughter’s drawing.jpg', 'ኣብ ገዛ.m4a', 'طفل.png']
    expect(take(...names)).toEqual(names)
    expect(take(...take('CON', 'a?b', 'a*b', 'x/a.', 'x/A'))).toEqual(
      take('CON', 'a?b', 'a*b', 'x/a.', 'x/A'),
    )
  })

  test('are never alike where capitals and the make-up of accents do not count', () => {
    expect(take('Café.txt', 'cafe\u0301.txt', 'CAFÉ.TXT')).toEqual([
      'Café.txt',
      'café (2).txt',
      'CAFÉ (3).TXT',
    ])
    expect(take('straße', 'STRASSE')).toEqual(['straße', 'STRASSE (2)'])
  })

  test('are no file where there is a folder, and no folder where there is a file', () => {
    expect(take('a/b.txt', 'a')).toEqual(['a/b.txt', 'a (2)'])
    expect(take('a', 'a/b.txt', 'A/c.txt')).toEqual(['a', 'a (2)/b.txt', 'A (2)/c.txt'])
  })

  test.each([
    ['con.txt', 'con_.txt'],
    ['LPT1', 'LPT1_'],
    ['nul.tar.gz', 'nul_.tar.gz'],
    ['console', 'console'],
    ['a<b>:c"|?*.txt', 'a b c .txt'],
    [' .hidden. ', 'hidden'],
    ['photo\u202Egpj.exe', 'photo gpj.exe'],
    ['line\nend\t.txt', 'line end .txt'],
    ['\ud800.txt', 'txt'],
    ['a/./b//c', 'a/b/c'],
  ])('%j becomes %j', (name, safe) => {
    expect(take(name)).toEqual([safe])
  })

  test('are short enough, keep their ending and whole letters', () => {
    const [name] = take(`${'ŵ👨‍👩‍👧'.repeat(90)}.jpeg`)
    expect(Buffer.byteLength(name!)).toBeLessThanOrEqual(120)
    expect(name).toMatch(/^ŵ.+\.jpeg$/u)
    expect(name!.isWellFormed()).toBe(true)
  })
})

async function zipped(files: Iterable<NamedFile> | AsyncIterable<NamedFile>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of zipFiles(files)) pieces.push(piece)
  return Buffer.concat(pieces)
}

type Unpacked = { name: string; words: string; entry: yauzl.Entry }

async function unpack(bytes: Buffer): Promise<Unpacked[]> {
  const zip = await yauzl.fromBufferPromise(bytes, { strictFileNames: true, validateEntrySizes: true })
  const found: Unpacked[] = []
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry)
    found.push({ name: entry.fileName, words: await text(stream), entry })
  }
  return found
}
