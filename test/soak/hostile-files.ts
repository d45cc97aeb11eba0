import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import { openFileText } from '../../src/listening/files/file-text.ts'
import { chooseParser } from '../../src/listening/doors/readers.ts'
import { Failure } from '../../src/platform/errors.ts'
import { newBlindId } from '../../src/platform/ids.ts'
import type { Store } from '../../src/platform/files/store.ts'
import { SourceTooLong, type SourceItem } from '../../src/text/sources/source.ts'
import { makeZip, unpackZip, type MadePart } from '../made-zip.ts'
import { makeChance, type Chance } from '../chance.ts'
import { samples } from './samples.ts'

/** What became of a hostile file: read as this, or refused with this sentence. */
export type Outcome = { name: string; format: string | null; refused: string | null; items: number }

/** Longer than any of these small files may take on a busy machine; one that hangs takes for ever. */
const mostMilliseconds = 20_000
/** More than any of these small files may make of itself. */
const mostText = 20_000_000

let sound: Promise<{ name: string; bytes: Buffer }[]> | null = null

/**
 * Damages a sample of one format by `seed` and takes it the whole way a file takes: kept, opened by what its bytes are,
 * recognised, parsed. It must come out as items or as one sentence; anything else is an Error that says what happened.
 */
export async function tryHostileFile(store: Store, seed: number): Promise<Outcome> {
  sound ??= Promise.all(samples.map(async ({ name, make }) => ({ name, bytes: Buffer.from(await make()) })))
  const chance = makeChance(seed)
  const originals = await sound
  const { name, bytes } = originals[seed % originals.length]!
  const hostile = damage(bytes, chance)
  const given = chance.pick([name, name, name, 'chat.txt', 'a.csv', 'a.docx', 'a.xlsx', '../../a.pdf'])
  const start = performance.now()
  const id = newBlindId()
  const kept = await store.keep(id, Readable.from([hostile]))
  let outcome: Omit<Outcome, 'name'>
  try {
    outcome = await takeThrough(store, { id, name: given, ...kept })
  } finally {
    await store.remove(id)
  }
  const left = readdirSync(store.folder)
  if (left.length > 0) throw new Error(`${name}: ${left.length} files stay behind`)
  const took = performance.now() - start
  if (took > mostMilliseconds) throw new Error(`${name}: it took ${Math.round(took)} ms`)
  return { name, ...outcome }
}

async function takeThrough(
  store: Store,
  file: { id: string; key: Buffer; name: string; size: number },
): Promise<Omit<Outcome, 'name'>> {
  let format: string | null = null
  try {
    const text = await openFileText(store, file)
    const chosen = await chooseParser(text)
    format = chosen.format
    const items: SourceItem[] = []
    let length = 0
    for await (const chunk of chosen.parser.takes === 'bytes' ? text.binary() : text.chunks()) {
      length += chunk.length
      if (length > mostText) throw new Error(`it makes more than ${mostText} characters of itself`)
      items.push(...(await chosen.parser.push(chunk)))
    }
    items.push(...(await chosen.parser.end()))
    for (const item of items) {
      if (!Number.isInteger(item.line) || item.line < 1) throw new Error(`an item of line ${item.line}`)
      if (item.kind === 'passage' && item.text.trim() === '') throw new Error('a passage without words')
    }
    return { format, refused: null, items: items.length }
  } catch (error) {
    if (error instanceof SourceTooLong) return { format, refused: 'too long', items: 0 }
    if (!(error instanceof Failure)) throw error
    if (error.kind !== 'invalid-state') throw new Error(`refused as ${error.kind}`, { cause: error })
    if (!/^[A-Z].*\.$/s.test(error.message)) throw new Error(`not a sentence: ${error.message}`)
    return { format, refused: error.message, items: 0 }
  }
}

/** Damage to the file as it lies, or, of a zip, to what is packed in it, so that all sums are right again. */
function damage(bytes: Buffer, chance: Chance): Buffer {
  const isZip = bytes.toString('latin1', 0, 2) === 'PK'
  if (!isZip || chance.below(3) === 0) return damageBytes(bytes, chance)
  let parts = unpackZip(bytes)
  for (let times = 1 + chance.below(2); times > 0; times -= 1) {
    parts = chance.pick<() => MadePart[]>([
      () => damageOne(parts, chance),
      () => damageOne(parts, chance),
      () => damageOne(parts, chance),
      () => parts.toSpliced(chance.below(parts.length), 1),
      () => [...parts, chance.pick(parts)],
      () => [...parts, { name: chance.pick(['../../x', '/etc/x', 'a/../b', 'word\\x', '']), bytes: 'x' }],
      () => parts.map((part) => (chance.below(3) === 0 ? { ...part, declared: chance.pick(sizes) } : part)),
      () => parts.map((part) => (chance.below(4) === 0 ? { ...part, isLocked: true } : part)),
      () => [{ name: 'inner.zip', bytes: makeZip(parts) }],
    ])()
    if (parts.length === 0) parts = [{ name: 'nothing', bytes: '' }]
  }
  return makeZip(parts)
}

const sizes = [0, 1, 1000, 300_000_000, 4_000_000_000]

/** Rather a part that holds text than another. */
function damageOne(parts: readonly MadePart[], chance: Chance): MadePart[] {
  const texts = parts.filter((part) => /document|sheet|content|strings|chat/i.test(part.name))
  const chosen = chance.pick(chance.below(4) > 0 && texts.length > 0 ? texts : parts)
  const bytes = damageBytes(Buffer.from(chosen.bytes), chance)
  return parts.map((part) => (part === chosen ? { ...part, bytes } : part))
}

const oddities = [
  '\u0000',
  '\ufeff',
  '<',
  '>',
  '"',
  '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
  '&b;&#0;&#x110000;&lt;',
  '<![CDATA[',
  '<!--',
  '</w:p>',
  '<w:p>'.repeat(3000),
  '<text:s text:c="999999999"/>',
  ' table:number-rows-repeated="999999999"',
  ' table:number-columns-repeated="999999999"',
  ' r="ZZZZ9999999"',
  '<v>1e999</v>',
  'endstream endobj',
  '/Length 99999999999',
  '/Encrypt << /Filter /Standard /V 9 >>',
  '/Kids [2 0 R]',
  '=cmd|"/c calc"!A1',
  '\r',
  ','.repeat(50_000),
  'a'.repeat(100_000),
]

function damageBytes(bytes: Buffer, chance: Chance): Buffer {
  let text = Buffer.from(bytes)
  for (let times = 1 + chance.below(4); times > 0; times -= 1) {
    const at = chance.below(text.length + 1)
    const until = Math.min(text.length, at + 1 + chance.below(400))
    text = chance.pick<() => Buffer<ArrayBuffer>>([
      () => splice(text, at, until, Buffer.alloc(0)),
      () => splice(text, at, at, Buffer.from(chance.pick(oddities))),
      () => splice(text, at, at, text.subarray(at, until)),
      () => splice(text, at, until, Buffer.from(Array.from({ length: until - at }, () => chance.below(256)))),
      () => splice(text, at, at + 1, Buffer.from([chance.below(256)])),
      () => Buffer.from(text.subarray(0, at)),
      () => Buffer.from(text.subarray(at)),
      () => splice(text, at, at, deflateRawSync(Buffer.alloc(100_000))),
      () => Buffer.concat([text, text]),
    ])()
  }
  return text
}

function splice(bytes: Buffer, from: number, to: number, put: Buffer): Buffer<ArrayBuffer> {
  return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(to)])
}
