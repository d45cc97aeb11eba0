import { describe, expect, test } from 'vitest'
import { taggedRecordings } from '../../../test/tagged-recordings.ts'
import { takeTagsOut } from './recording-tags.ts'

const samples = Object.entries(taggedRecordings).map(([name, { mediaType, base64 }]) => ({
  name,
  mediaType,
  bytes: Buffer.from(base64, 'base64'),
}))
type Name = keyof typeof taggedRecordings
const sample = (name: Name) => Buffer.from(taggedRecordings[name].base64, 'base64')
const told = /Westgate|51\.5074|2024-11-12|Lavf/

/** Where a name stands in the bytes, and so many bytes from there on. */
function partOf(bytes: Buffer, name: string, from = 0): { at: number; size: number } {
  const at = bytes.indexOf(name, from, 'latin1') - 4
  return { at, size: bytes.readUInt32BE(at) }
}

/** The pages of an Ogg file, apart. */
function pagesOf(bytes: Buffer): Buffer[] {
  const starts: number[] = []
  for (let at = bytes.indexOf('OggS'); at >= 0; at = bytes.indexOf('OggS', at + 4)) starts.push(at)
  return starts.map((at, index) => bytes.subarray(at, starts[index + 1]))
}

describe('what a recording tells of itself goes', () => {
  test.each(samples)('$name', ({ bytes, mediaType }) => {
    expect(bytes.toString('latin1')).toMatch(/Westgate/)
    const out = takeTagsOut(Buffer.from(bytes), mediaType)!
    expect(out.toString('latin1')).not.toMatch(told)
    // What is left is whole: it is understood again, and there is nothing more to take.
    expect(takeTagsOut(Buffer.from(out), mediaType)!.equals(out)).toBe(true)
  })
})

describe('and no sample is touched', () => {
  test.each(['opus', 'vorbis'] as const)('%s: every page but that of the tags is as it was', (name) => {
    const before = pagesOf(sample(name))
    const after = pagesOf(takeTagsOut(sample(name), 'audio/ogg')!)
    expect(after.length).toBe(before.length)
    const changed = before.flatMap((page, index) => (page.equals(after[index]!) ? [] : [index]))
    expect(changed).toEqual([1])
    // Vorbis has its code books in the same page, behind the tags.
    const room = before[1]!.length - before[1]!.indexOf('\u0005vorbis', 0, 'latin1')
    if (name === 'vorbis') expect(after[1]!.subarray(-room).equals(before[1]!.subarray(-room))).toBe(true)
  })

  test('m4a: the samples and the tables that lead to them stand where they stood', () => {
    const [before, after] = [sample('m4a'), takeTagsOut(sample('m4a'), 'audio/mp4')!]
    expect(after.length).toBe(before.length)
    for (const name of ['mdat', 'stbl', 'stsd', 'stco']) {
      const { at, size } = partOf(before, name)
      expect(after.subarray(at, at + size).equals(before.subarray(at, at + size))).toBe(true)
    }
    const { at } = partOf(before, 'mvhd')
    expect(before.readUInt32BE(at + 12)).not.toBe(0)
    expect(after.readUInt32BE(at + 12)).toBe(0)
    // How long it is and how fast its clock goes.
    expect(after.subarray(at + 20, at + 28).equals(before.subarray(at + 20, at + 28))).toBe(true)
  })

  test('mp3: what is left is a stretch of what was there', () => {
    const [before, after] = [sample('mp3'), takeTagsOut(sample('mp3'), 'audio/mpeg')!]
    expect(before.toString('latin1', 0, 3)).toBe('ID3')
    expect(before.toString('latin1', before.length - 128, before.length - 125)).toBe('TAG')
    const at = before.indexOf(after)
    expect(at).toBeGreaterThan(10)
    expect(before.length - at - after.length).toBe(128)
    const again = Buffer.concat([sample('mp3').subarray(0, at), before])
    expect(takeTagsOut(again, 'audio/mpeg')!.equals(after)).toBe(true)
  })

  test('wav: a list that holds the sound itself is no list of tags', () => {
    const before = sample('wav')
    const at = before.indexOf('LIST')
    const odd = Buffer.from(before)
    odd.write('wavl', at + 8, 'latin1')
    expect(takeTagsOut(Buffer.from(odd), 'audio/wav')!.equals(odd)).toBe(true)
    const data = before.indexOf('data')
    const after = takeTagsOut(Buffer.from(before), 'audio/wav')!
    expect(after.subarray(data).equals(before.subarray(data))).toBe(true)
  })
})

describe('what is not understood stays as it is', () => {
  /** Of these changed files those that were refused, and changed all the same. */
  const harm = (files: readonly Buffer[], mediaType: string) =>
    files.filter((file) => {
      const was = Buffer.from(file)
      return takeTagsOut(file, mediaType) === null && !file.equals(was)
    })

  test.each(samples)('$name cut short anywhere: refused unchanged, or understood', ({ bytes, mediaType }) => {
    const cut = Array.from(bytes, (_, length) => Buffer.from(bytes.subarray(0, length)))
    expect(harm(cut, mediaType)).toEqual([])
  })

  test.each(samples)(
    '$name with any byte another: no fault, and refused unchanged',
    ({ bytes, mediaType }) => {
      const odd = Array.from(bytes, (byte, at) => {
        const one = Buffer.from(bytes)
        one[at] = byte ^ 0x5a
        return one
      })
      expect(harm(odd, mediaType)).toEqual([])
    },
  )

  test.each([
    ['a page whose sum is wrong', () => sample('opus').fill(1, sample('opus').length - 3), 'audio/ogg'],
    [
      'a film in Ogg',
      () => Buffer.from(sample('opus').toString('latin1').replace('OpusHead', 'fishead\0'), 'latin1'),
      'audio/ogg',
    ],
    ['something after the last page', () => Buffer.concat([sample('opus'), Buffer.from('TAG')]), 'audio/ogg'],
    [
      'a box longer than its holder',
      () => {
        const bytes = sample('m4a')
        bytes.writeUInt32BE(0x7fffffff, partOf(bytes, 'mvhd').at)
        return bytes
      },
      'audio/mp4',
    ],
    [
      'a film without its first box',
      () => sample('m4a').subarray(partOf(sample('m4a'), 'ftyp').size),
      'audio/mp4',
    ],
    [
      'tags that run past the end',
      () => {
        const bytes = sample('mp3')
        bytes[7] = 127
        return bytes
      },
      'audio/mpeg',
    ],
    ['nothing but tags', () => sample('mp3').subarray(0, 40), 'audio/mpeg'],
    ['another kind', () => sample('mp3'), 'audio/amr'],
  ] as [string, () => Buffer, string][])('%s', (_, make, mediaType) => {
    const bytes = make()
    const was = Buffer.from(bytes)
    expect(takeTagsOut(bytes, mediaType)).toBeNull()
    expect(bytes.equals(was)).toBe(true)
  })
})
