/** Names that mean a device on Windows, whatever follows their dot. */
const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i
/** Forbidden somewhere, or able to make a name look like another. */
const unsafe = /[<>:"\\|?*\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu
/** Of one step of a name, in UTF-8: with room for a number under every limit there is. */
const mostBytes = 120

/**
 * Gives names that every system can unpack: none twice, also where capitals or the make-up of an accent do not count,
 * no file where another name has a folder, no way out of the folder. A name that is safe and free stays as it is.
 */
export class SafeNames {
  #files = new Set<string>()
  #folders = new Set<string>()

  take(name: string): string {
    const steps = name.normalize('NFC').split('/').map(safeStep).filter(Boolean)
    const last = steps.pop() ?? 'file'
    let folder = ''
    for (const step of steps) {
      folder += `${numbered(step, (one) => !this.#files.has(keyOf(folder + one)))}/`
      this.#folders.add(keyOf(folder.slice(0, -1)))
    }
    const free = numbered(last, (one) => {
      const key = keyOf(folder + one)
      return !this.#files.has(key) && !this.#folders.has(key)
    })
    this.#files.add(keyOf(folder + free))
    return folder + free
  }
}

function safeStep(step: string): string {
  const clean = step
    .replace(unsafe, ' ')
    .replace(/\s+/gu, ' ')
    // A dot first hides a file, a dot or a space last falls off.
    .replace(/^[\s.]+|[\s.]+$/gu, '')
    .replace(devices, (device) => `${device}_`)
  return shorten(clean)
}

/** Too long a name loses letters before its ending, whole ones. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= mostBytes) return name
  const { stem, ending } = parted(name)
  let kept = ''
  for (const sign of stem) {
    if (Buffer.byteLength(kept + sign + ending) > mostBytes) break
    kept += sign
  }
  return kept.trimEnd() + ending
}

/** The name, or with the first number that makes it free: "picture (2).jpg". */
function numbered(name: string, isFree: (name: string) => boolean): string {
  const { stem, ending } = parted(name)
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${stem} (${number})${ending}`
    if (isFree(tried)) return tried
  }
}

function parted(name: string): { stem: string; ending: string } {
  const ending = /(?<=.)\.[a-z0-9]{1,10}$/i.exec(name)?.[0] ?? ''
  return { stem: name.slice(0, name.length - ending.length), ending }
}

function keyOf(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase()
}
