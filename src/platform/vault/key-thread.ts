import { parentPort, workerData } from 'node:worker_threads'
import { KeyFile, NotACopy, type KeyFileState, type KeyWrite } from './key-file.ts'

/*
 * The thread that writes one key file, so that no page waits for its disk. It does one thing after the other and
 * answers each with its number.
 */

export type KeyThreadPlace = { folder: string; makeFolder: boolean }

export type KeyThreadAsked =
  | { number: number; do: 'write'; writes: KeyWrite[] }
  /** `from`: the folder of the keyring this one follows. */
  | { number: number; do: 'follow'; from: string }
  | { number: number; do: 'close' }

export type KeyThreadAnswer =
  | { number: number; ok: true; clashes: string[][]; state: KeyFileState | null }
  | { number: number; ok: false; why: string }

const place = workerData as KeyThreadPlace
let file: KeyFile | null = null
let followed: KeyFile | null = null

parentPort!.on('message', (asked: KeyThreadAsked) => {
  let answer: KeyThreadAnswer
  try {
    answer = { number: asked.number, ok: true, ...run(asked) }
  } catch (error) {
    // Opened anew next time: the disk may have been away.
    closeFiles()
    answer = { number: asked.number, ok: false, why: whyOf(error) }
  }
  parentPort!.postMessage(answer)
  if (asked.do === 'close') parentPort!.close()
})

function run(asked: KeyThreadAsked): { clashes: string[][]; state: KeyFileState | null } {
  if (asked.do === 'close') {
    closeFiles()
    return { clashes: [], state: null }
  }
  file ??= new KeyFile(place.folder, place)
  if (asked.do === 'write') return { clashes: file.write(asked.writes), state: null }
  followed ??= new KeyFile(asked.from, { makeFolder: false })
  return { clashes: [], state: file.follow(followed) }
}

function closeFiles(): void {
  for (const one of [file, followed]) {
    try {
      one?.close()
    } catch {
      // It is gone already, with its disk.
    }
  }
  file = null
  followed = null
}

/** A code or a word of ours, never a message: it is logged. */
function whyOf(error: unknown): string {
  if (error instanceof NotACopy) return error.why
  const { errcode, code } = error as { errcode?: unknown; code?: unknown }
  if (typeof errcode === 'number') return `sqlite-${errcode}`
  return typeof code === 'string' ? code : 'fault'
}
