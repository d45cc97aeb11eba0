import type { Bytes } from './hpke.ts'
import { longestAlone, longestStay, mostNotes } from './limits.ts'

/** A note that waits, sealed; they go in the order of `turn`, which no clock has a say in. */
export type Waiting = {
  turn: number
  id: string
  space: string
  writer: string
  sealed: Bytes
  /** When it was saved, by the time the server last said. */
  at: number
}

/** What is typed and not saved: for one person, on one page, by one writer. Its id is that of the note it becomes. */
export type Draft = {
  place: string
  space: string
  writer: string
  id: string
  words: string
  day: string
  at: number
}

export type Person = { space: string; name: string; until: number | null }

/** What the server last said, and how often something was not kept that nobody was told of. */
type Said = { writer: string; people: Person[]; at: number }
type Lost = { gone: number; expired: number }
type Clock = { ahead: number; latest: number }

const databaseName = 'write'
const stores = ['notes', 'drafts', 'facts'] as const

/** The page a draft belongs to, whoever it is for. */
export function placeOf(writer: string, space: string): string {
  return `${writer}/${space}/write`
}

/** What lies on a device of this page: sealed notes, what is being typed, and the names of people, if it was asked to keep them. */
export class Outbox {
  #database: IDBDatabase

  private constructor(database: IDBDatabase) {
    this.#database = database
    // Another tab removes everything.
    database.onversionchange = () => database.close()
  }

  static async open(): Promise<Outbox> {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('notes', { keyPath: 'turn', autoIncrement: true })
      request.result.createObjectStore('drafts', { keyPath: 'place' })
      request.result.createObjectStore('facts')
    }
    return new Outbox(await finish(request))
  }

  /** The time, in milliseconds: the phone's clock put right by what the server last said, and never back. */
  now(): Promise<number> {
    return this.#within(readClock)
  }

  /** Who writes and to whom, as the server last said; names that are past their time are gone. */
  said(): Promise<Said | null> {
    return this.#within(async (tx) => {
      const now = await readClock(tx)
      const said = await read<Said>(tx, 'said')
      if (!said) return null
      const isOld = said.at + longestStay < now
      const people = isOld ? [] : said.people.filter(({ until }) => until === null || until > now)
      if (people.length < said.people.length) tx.objectStore('facts').put({ ...said, people }, 'said')
      return { ...said, people }
    })
  }

  /**
   * The server said the time, who writes here, and to whom they may. Names are kept only if asked for. What is past its time
   * goes, and what somebody else was typing. Gives how much of it is lost.
   */
  hear(heard: { now: number; writer: string; people: Person[] }, keepsNames: boolean): Promise<void> {
    return this.#within(async (tx) => {
      const { now, writer, people } = heard
      const facts = tx.objectStore('facts')
      facts.put({ ahead: now - Date.now(), latest: now } satisfies Clock, 'clock')
      facts.put({ writer, people: keepsNames ? people : [], at: now } satisfies Said, 'said')
      const spaces = new Set(people.map(({ space }) => space))
      let gone = 0
      for (const draft of await finish<Draft[]>(tx.objectStore('drafts').getAll())) {
        const isOurs = draft.writer === writer && spaces.has(draft.space)
        if (isOurs && draft.at + longestStay > now) continue
        tx.objectStore('drafts').delete(draft.place)
        if (draft.writer === writer && draft.words.trim() !== '') gone += 1
      }
      await this.#dropOld(tx, now - longestStay)
      await addLost(tx, { gone, expired: 0 })
    })
  }

  /** Somebody else, or nobody who may write, is signed in: no name and nothing typed stays. Sealed notes wait. */
  forgetPeople(): Promise<void> {
    return this.#within(async (tx) => {
      tx.objectStore('facts').delete('said')
      tx.objectStore('drafts').clear()
    })
  }

  /** Puts a sealed note in line and forgets its draft, both or neither. */
  save(note: Omit<Waiting, 'turn'>, place: string): Promise<'saved' | 'full'> {
    return this.#within(async (tx) => {
      if ((await finish(tx.objectStore('notes').count())) >= mostNotes) return 'full'
      tx.objectStore('notes').add(note)
      tx.objectStore('drafts').delete(place)
      return 'saved'
    })
  }

  /** Notes in the order they were saved, after what has waited longer than a phone may keep it has gone. */
  waiting(): Promise<Waiting[]> {
    return this.#within(async (tx) => {
      await this.#dropOld(tx, (await readClock(tx)) - longestAlone)
      return finish<Waiting[]>(tx.objectStore('notes').getAll())
    })
  }

  /** The server has it. */
  arrived(note: Waiting): Promise<void> {
    return this.#within(async (tx) => void tx.objectStore('notes').delete(note.turn))
  }

  /** The server says that nothing may be brought there any more: the note goes, the name, and what is typed for it. */
  gone(note: Waiting): Promise<void> {
    return this.#within(async (tx) => {
      tx.objectStore('notes').delete(note.turn)
      tx.objectStore('drafts').delete(placeOf(note.writer, note.space))
      const said = await read<Said>(tx, 'said')
      const people = said?.people.filter(({ space }) => space !== note.space)
      if (said) tx.objectStore('facts').put({ ...said, people }, 'said')
      await addLost(tx, { gone: 1, expired: 0 })
    })
  }

  draft(place: string): Promise<Draft | undefined> {
    return this.#within((tx) => finish<Draft | undefined>(tx.objectStore('drafts').get(place)))
  }

  keepDraft(draft: Omit<Draft, 'at'>): Promise<void> {
    return this.#within(async (tx) => {
      const at = await readClock(tx)
      tx.objectStore('drafts').put({ ...draft, at })
    })
  }

  dropDraft(place: string): Promise<void> {
    return this.#within(async (tx) => void tx.objectStore('drafts').delete(place))
  }

  lost(): Promise<Lost> {
    return this.#within(async (tx) => (await read<Lost>(tx, 'lost')) ?? { gone: 0, expired: 0 })
  }

  /** Somebody has read what was lost. */
  forgetLost(): Promise<void> {
    return this.#within(async (tx) => void tx.objectStore('facts').delete('lost'))
  }

  /** Removes everything there is of this page on the device. */
  async remove(): Promise<void> {
    this.#database.close()
    await finish(indexedDB.deleteDatabase(databaseName))
  }

  async #dropOld(tx: IDBTransaction, before: number): Promise<void> {
    const notes = await finish<Waiting[]>(tx.objectStore('notes').getAll())
    const old = notes.filter(({ at }) => at < before)
    for (const { turn } of old) tx.objectStore('notes').delete(turn)
    await addLost(tx, { gone: 0, expired: old.length })
  }

  /** All of it or nothing, and on the disk when it resolves. */
  async #within<T>(work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
    const tx = this.#database.transaction(stores, 'readwrite', { durability: 'strict' })
    const done = new Promise<void>((yes, no) => {
      tx.oncomplete = () => yes()
      tx.onabort = () => no(tx.error ?? new Error('Nothing was kept.'))
    })
    done.catch(() => undefined)
    const result = await work(tx)
    await done
    return result
  }
}

async function readClock(tx: IDBTransaction): Promise<number> {
  const { ahead, latest } = (await read<Clock>(tx, 'clock')) ?? { ahead: 0, latest: 0 }
  const now = Math.max(latest, Date.now() + ahead)
  tx.objectStore('facts').put({ ahead, latest: now } satisfies Clock, 'clock')
  return now
}

async function addLost(tx: IDBTransaction, more: Lost): Promise<void> {
  if (more.gone + more.expired === 0) return
  const { gone, expired } = (await read<Lost>(tx, 'lost')) ?? { gone: 0, expired: 0 }
  tx.objectStore('facts').put({ gone: gone + more.gone, expired: expired + more.expired }, 'lost')
}

function read<T>(tx: IDBTransaction, fact: string): Promise<T | undefined> {
  return finish<T | undefined>(tx.objectStore('facts').get(fact))
}

function finish<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result)
    request.onerror = () => no(request.error ?? new Error('The browser keeps nothing.'))
  })
}
