/*
 * Words for one reader only: HPKE (RFC 9180) in its base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM, one
 * message for each key that is agreed on. By WebCrypto alone, so that a browser and the server run the same lines.
 */

export type Bytes = Uint8Array<ArrayBuffer>

/** Who can open: the server, with a key that never leaves it. */
export type Reader = { publicKey: Bytes; privateKey: CryptoKey }

const { subtle } = globalThis.crypto
const curve = { name: 'ECDH', namedCurve: 'P-256' }
const none = new Uint8Array()
const kem = join(encode('KEM'), Uint8Array.of(0, 0x10))
const suite = join(encode('HPKE'), Uint8Array.of(0, 0x10, 0, 1, 0, 1))
const keyLength = 16
const nonceLength = 12
/** A point of the curve, not compressed. */
const pointLength = 65

/** Seals bytes for whoever has the private key; nobody else opens them, nor whoever sealed them. `bound` is authenticated. */
export async function sealFor(publicKey: Bytes, info: Bytes, bound: Bytes, plain: Bytes): Promise<Bytes> {
  const theirs = await subtle.importKey('raw', publicKey, curve, false, [])
  const once = await subtle.generateKey(curve, false, ['deriveBits'])
  const point = new Uint8Array(await subtle.exportKey('raw', once.publicKey))
  const { key, nonce } = await agree(once.privateKey, theirs, join(point, publicKey), info)
  const aes = await subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const body = await subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: bound }, aes, plain)
  return join(point, new Uint8Array(body))
}

/** Opens what `sealFor` made. Throws what WebCrypto throws for anything else. */
export async function openAs(reader: Reader, info: Bytes, bound: Bytes, sealed: Bytes): Promise<Bytes> {
  const point = sealed.slice(0, pointLength)
  const theirs = await subtle.importKey('raw', point, curve, false, [])
  const { key, nonce } = await agree(reader.privateKey, theirs, join(point, reader.publicKey), info)
  const aes = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  const gcm = { name: 'AES-GCM', iv: nonce, additionalData: bound }
  return new Uint8Array(await subtle.decrypt(gcm, aes, sealed.slice(pointLength)))
}

async function agree(own: CryptoKey, theirs: CryptoKey, points: Bytes, info: Bytes) {
  const met = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256))
  const shared = await expand(
    kem,
    await extract(kem, none, 'eae_prk', met),
    'shared_secret',
    points,
    met.length,
  )
  const context = join(
    Uint8Array.of(0),
    await extract(suite, none, 'psk_id_hash', none),
    await extract(suite, none, 'info_hash', info),
  )
  const secret = await extract(suite, shared, 'secret', none)
  return {
    key: await expand(suite, secret, 'key', context, keyLength),
    nonce: await expand(suite, secret, 'base_nonce', context, nonceLength),
  }
}

function extract(of: Bytes, salt: Bytes, label: string, input: Bytes): Promise<Bytes> {
  // HMAC fills a short key with zeros; WebCrypto takes none that is empty.
  return mac(salt.length > 0 ? salt : new Uint8Array(32), join(encode('HPKE-v1'), of, encode(label), input))
}

/** At most one block of the hash, which is all that is asked for here. */
async function expand(of: Bytes, secret: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> {
  const labeled = join(Uint8Array.of(0, length), encode('HPKE-v1'), of, encode(label), info)
  return (await mac(secret, join(labeled, Uint8Array.of(1)))).slice(0, length)
}

async function mac(key: Bytes, text: Bytes): Promise<Bytes> {
  const hmac = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await subtle.sign('HMAC', hmac, text))
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text)
}

function join(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
