import { randomBytes, randomUUID } from 'node:crypto'

/**
 * A new id: UUID version 7 (RFC 9562), so that rows made together lie together on disk.
 * Ids of what a contributor brings use `newBlindId`, because a version 7 id tells the millisecond.
 */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return printId(bytes)
}

/** A new id that tells nothing, not even when it was made. */
export function newBlindId(): string {
  return randomUUID()
}

/**
 * Blind ids for rows that arrive together: they share a random beginning, so that they also lie together on disk and
 * a large import touches few pages of the keyring and of every index. They tell that they came together, no more.
 */
export function newBlindIds(count: number): string[] {
  const beginning = randomUUID().slice(0, 8)
  return Array.from({ length: count }, () => beginning + randomUUID().slice(8))
}

/** An id that follows from bytes nobody can foresee, such as a keyed fingerprint, and tells nothing (RFC 9562, version 8). */
export function idFrom(fingerprint: Buffer): string {
  const bytes = Buffer.from(fingerprint.subarray(0, 16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return printId(bytes)
}

function printId(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text is an id in the one form we print. */
export function isId(text: string | undefined | null): text is string {
  return typeof text === 'string' && uuid.test(text)
}

const addressLetters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A random address for a public page: letters that are not mistaken for one another. 10 letters hold 49 bits. */
export function newAddress(length = 10): string {
  let address = ''
  while (address.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && address.length < length) address += addressLetters[byte % addressLetters.length]
    }
  }
  return address
}
