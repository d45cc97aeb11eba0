import { openAs, sealFor, type Bytes, type Reader } from './hpke.ts'
import { mostLetters } from './limits.ts'

/** What a coach wrote without a connection. */
export type WrittenNote = {
  words: string
  /** The day it was, as the coach says (`YYYY-MM-DD`). */
  day: string | null
  /** When it was written, in milliseconds: by the phone's clock, put right by what the server last said of the time. */
  at: number
}

/** What a sealed note belongs to; for another note, space or writer it does not open. */
export type Belongs = { id: string; space: string; writer: string }

/** The first byte, so that another way of sealing can be told apart. */
const version = 1

/** Seals a note for the server. Whoever holds the phone cannot read it, whoever wrote it included. */
export async function sealNote(publicKey: Bytes, belongs: Belongs, note: WrittenNote): Promise<Bytes> {
  const sealed = await sealFor(
    publicKey,
    encode('ownterms note'),
    bind(belongs),
    encode(JSON.stringify(note)),
  )
  const whole = new Uint8Array(1 + sealed.length)
  whole[0] = version
  whole.set(sealed, 1)
  return whole
}

/** Opens a note; null for anything that is not one, was changed on the way, or belongs elsewhere. */
export async function openNote(reader: Reader, belongs: Belongs, sealed: Bytes): Promise<WrittenNote | null> {
  if (sealed[0] !== version) return null
  try {
    const plain = await openAs(reader, encode('ownterms note'), bind(belongs), sealed.slice(1))
    return readNote(JSON.parse(new TextDecoder().decode(plain)))
  } catch {
    return null
  }
}

function readNote(value: unknown): WrittenNote | null {
  const { words, day, at } = (value ?? {}) as Partial<Record<keyof WrittenNote, unknown>>
  if (typeof words !== 'string' || typeof at !== 'number') return null
  const plain = words.replaceAll('\u0000', '').trim()
  if (plain.length === 0 || plain.length > mostLetters) return null
  return { words: plain, day: typeof day === 'string' ? day : null, at }
}

function bind({ id, space, writer }: Belongs): Bytes {
  return encode(`${id}\n${space}\n${writer}`)
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text)
}
