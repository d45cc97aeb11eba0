import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { makeKeeper } from '../../platform/http/keeper.ts'
import type { BrowserModules } from '../../platform/http/browser-modules.ts'
import { newBlindId } from '../../platform/ids.ts'
import { makeChance } from '../../../test/chance.ts'
import { mostLetters as mostOfForm } from '../conversations/conversations.form.ts'
import { openAs, type Bytes, type Reader } from './hpke.ts'
import { mostLetters } from './limits.ts'
import { watchModules, writeModules } from './modules.ts'
import { openNote, sealNote } from './sealed-note.ts'

const curve = { name: 'ECDH', namedCurve: 'P-256' }
const bytes = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, 'hex'))

async function readerOf(publicKey: Bytes, d: Bytes): Promise<Reader> {
  const print = (part: Bytes) => Buffer.from(part).toString('base64url')
  const [x, y] = [print(publicKey.slice(1, 33)), print(publicKey.slice(33))]
  const jwk = { kty: 'EC', crv: 'P-256', x, y, d: print(d) }
  return { publicKey, privateKey: await crypto.subtle.importKey('jwk', jwk, curve, false, ['deriveBits']) }
}

async function makeReader(): Promise<Reader> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  return { publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)), privateKey }
}

const belongs = { id: newBlindId(), space: newBlindId(), writer: 'w'.repeat(22) }
const note = { words: 'We stood in the doorway. She laughed about the lamp 🪔.', day: '2026-03-04', at: 1e12 }

describe('sealing', () => {
  test('is what RFC 9180 says: its appendix A.3.1 opens here', async () => {
    const reader = await readerOf(
      bytes(
        '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
      ),
      bytes('f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2'),
    )
    const point =
      '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4'
    const body = '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434'
    const info = bytes('4f6465206f6e2061204772656369616e2055726e')
    const opened = await openAs(reader, info, bytes('436f756e742d30'), bytes(point + body))
    expect(Buffer.from(opened).toString()).toBe('Beauty is truth, truth beauty')
  })

  test('the server opens what was sealed, letter for letter; twice sealed it never looks the same', async () => {
    const reader = await makeReader()
    const [one, two] = [
      await sealNote(reader.publicKey, belongs, note),
      await sealNote(reader.publicKey, belongs, note),
    ]
    expect(await openNote(reader, belongs, one)).toEqual(note)
    expect(await openNote(reader, belongs, two)).toEqual(note)
    expect(Buffer.from(one)).not.toEqual(Buffer.from(two))
    expect(Buffer.from(one).includes(Buffer.from('doorway'))).toBe(false)
  })

  test('opens for no other reader, note, space or writer', async () => {
    const reader = await makeReader()
    const sealed = await sealNote(reader.publicKey, belongs, note)
    expect(await openNote(await makeReader(), belongs, sealed)).toBeNull()
    for (const other of [
      { ...belongs, id: newBlindId() },
      { ...belongs, space: newBlindId() },
      { ...belongs, writer: 'v'.repeat(22) },
    ])
      expect(await openNote(reader, other, sealed)).toBeNull()
  })

  test('a thousand changed on the way are refused, each without a fault', async () => {
    const reader = await makeReader()
    const chance = makeChance(9180)
    const whole = await sealNote(reader.publicKey, belongs, note)
    let refused = 0
    for (let turn = 0; turn < 1000; turn += 1) {
      const at = chance.below(whole.length)
      const changed = [
        () => whole.with(at, whole[at]! ^ (1 << chance.below(8))),
        () => whole.slice(0, at),
        () => Uint8Array.from([...whole.slice(0, at), chance.below(256), ...whole.slice(at)]),
        () => Uint8Array.from([...whole.slice(0, at), ...whole.slice(at + 1)]),
        () => crypto.getRandomValues(new Uint8Array(at)),
      ][turn % 5]!()
      if ((await openNote(reader, belongs, changed)) === null) refused += 1
    }
    expect(refused).toBe(1000)
  })

  test('what is sealed and is no note is refused: no words, too many, another shape', async () => {
    const reader = await makeReader()
    const bad: unknown[] = [
      { ...note, words: ' \n' },
      { ...note, words: 'a'.repeat(mostLetters + 1) },
      { ...note, words: 7 },
      { words: 'a', day: null },
      null,
      [],
    ]
    for (const one of bad) {
      const sealed = await sealNote(reader.publicKey, belongs, one as typeof note)
      expect(await openNote(reader, belongs, sealed)).toBeNull()
    }
    const most = { ...note, words: 'ä'.repeat(mostLetters) }
    expect(await openNote(reader, belongs, await sealNote(reader.publicKey, belongs, most))).toEqual(most)
    expect(mostLetters).toBe(mostOfForm)
  })
})

test('all a phone loads to write offline weighs at most 15 kB, and what shuts a page less than 1 kB', () => {
  const weigh = ({ href, addresses, find }: BrowserModules) =>
    addresses.reduce((sum, address) => {
      const hash = href.split('/')[2]!
      return sum + find(hash, address.slice(`/browser/${hash}/`.length))!.gzip.length
    }, 0)
  const keeper = gzipSync(makeKeeper({ path: '/', html: '', files: writeModules().addresses })).length
  const [write, watch] = [weigh(writeModules()) + keeper, weigh(watchModules())]
  expect(write).toBeLessThanOrEqual(15 * 1024)
  expect(watch).toBeLessThan(1024)
})
