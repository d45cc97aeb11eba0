import { Worker } from 'node:worker_threads'
import type { KeyFileState, KeyWrite } from './key-file.ts'
import type { KeyThreadAnswer, KeyThreadAsked, KeyThreadPlace } from './key-thread.ts'

type Wanted<T> = T extends unknown ? Omit<T, 'number'> : never

/** A key file could not be written or followed. `why` is a code: of SQLite, of the system, or a word of ours. */
export class KeysNotKept extends Error {
  readonly why: string

  constructor(why: string) {
    super(`Keys could not be kept (${why}).`)
    this.name = 'KeysNotKept'
    this.why = why
  }
}

const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './key-thread.ts' : './key-thread.js',
  import.meta.url,
)

/**
 * The thread of one key file, seen from outside. It is started by the first thing to do, keeps the process alive only
 * while something is under way, and is started again should it end by itself.
 */
export class KeyWriter {
  #place: KeyThreadPlace
  #thread: Worker | null = null
  #number = 0
  #waiting = new Map<
    number,
    { resolve: (answer: KeyThreadAnswer & { ok: true }) => void; reject: (error: Error) => void }
  >()

  constructor(place: KeyThreadPlace) {
    this.#place = place
  }

  /** Gives, for each, the ids that had another key already. Throws `KeysNotKept` when nothing was written. */
  async write(writes: KeyWrite[]): Promise<string[][]> {
    return (await this.#ask({ do: 'write', writes })).clashes
  }

  /** Brings this file to where `from` is and gives where that was. Throws `KeysNotKept`. */
  async follow(from: string): Promise<KeyFileState> {
    return (await this.#ask({ do: 'follow', from })).state!
  }

  /** Ends the thread after what it has to do. */
  async close(): Promise<void> {
    const thread = this.#thread
    if (!thread) return
    await this.#ask({ do: 'close' }).catch(() => undefined)
    this.#thread = null
    await thread.terminate()
  }

  /** Ends the thread in the middle of whatever it does: its disk does not answer. */
  async abandon(): Promise<void> {
    const thread = this.#thread
    this.#thread = null
    this.#fail('no-answer')
    await thread?.terminate()
  }

  #ask(asked: Wanted<KeyThreadAsked>): Promise<KeyThreadAnswer & { ok: true }> {
    const thread = (this.#thread ??= this.#start())
    const number = (this.#number += 1)
    if (this.#waiting.size === 0) thread.ref()
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject })
      thread.postMessage({ ...asked, number } satisfies KeyThreadAsked)
    })
  }

  #start(): Worker {
    const thread = new Worker(threadFile, {
      workerData: this.#place,
      // Not the process's own options: some are for its main program only.
      execArgv: ['--disable-warning=ExperimentalWarning'],
      // It holds one batch of keys at a time.
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
    })
    thread.on('message', (answer: KeyThreadAnswer) => {
      const waiting = this.#waiting.get(answer.number)
      this.#waiting.delete(answer.number)
      if (this.#waiting.size === 0) thread.unref()
      if (answer.ok) waiting?.resolve(answer)
      else waiting?.reject(new KeysNotKept(answer.why))
    })
    const end = (): void => {
      if (this.#thread !== thread) return
      this.#thread = null
      this.#fail('thread-ended')
    }
    thread.on('error', end)
    thread.on('exit', end)
    return thread
  }

  #fail(why: string): void {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const one of waiting) one.reject(new KeysNotKept(why))
  }
}
