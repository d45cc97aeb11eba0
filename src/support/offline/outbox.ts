import type { Bytes } from './hpke.ts'
import { longestAlone, longestStay, mostNotes } from './limits.ts'
import { keepSpare, readSpare, removeSpare, type Kept } from './spare.ts'

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
const factNames = ['said', 'clock', 'lost'] as const

/** Where a draft lies. What two tabs write to one person are two notes, and neither lies on the other. */
function placeOf({ writer, space, id }: Pick<Draft, 'writer' | 'space' | 'id'>): string {
  return `${writer}/${space}/write/${id}`
}

/** What lies on a device of this page: sealed notes, what is being typed, and the names of people, if it was asked to keep them. */
export class Outbox {
  #database: Promise<IDBDatabase> | null = null
  /** Lost, and not written down because the device had no room for it. */
  #untold: Lost = { gone: 0, expired: 0 }

  /** Throws where a browser keeps nothing. */
  static async open(): Promise<Outbox> {
    const outbox = new Outbox()
    await outbox.#reach()
    return outbox
  }

  /** The time, in milliseconds: the phone's clock put right by what the server last said, and not before what was kept last. */
  now(): Promise<number> {
    return this.#look(readClock)
  }

  /** Who writes and to whom, as the server last said; names that are past their time are gone. */
  async said(): Promise<Said | null> {
    const [said, now] = await this.#look(async (tx) => [await read<Said>(tx, 'said'), await readClock(tx)])
    if (!said) return null
    const people = listLive(said, now)
    if (people.length < said.people.length) await this.#keepSaid({ ...said, people })
    return { ...said, people }
  }

  /**
   * The server said the time, who writes here, and to whom they may. Names are kept only if asked for. What is past its time
   * goes, and what somebody else was typing; what is lost by it is counted. All that goes, goes where there is no room left, too.
   */
  async hear(heard: { now: number; writer: string; people: Person[] }, keepsNames: boolean): Promise<void> {
    const { now, writer, people } = heard
    const ahead = now - Date.now()
    const spaces = new Set(people.map(({ space }) => space))
    await this.#lose(async (tx) => {
      let gone = 0
      for (const draft of await getAll<Draft>(tx, 'drafts')) {
        const isOurs = draft.writer === writer && spaces.has(draft.space)
        if (isOurs && draft.at + longestStay > now) continue
        tx.objectStore('drafts').delete(draft.place)
        if (draft.writer === writer && draft.words.trim() !== '') gone += 1
      }
      return { gone, expired: await dropOld(tx, now - longestStay) }
    })
    await this.#keepSaid({ writer, people: keepsNames ? people : [], at: now }, ahead)
  }

  /** Somebody else, or nobody who may write, is signed in: no name and nothing typed stays. Sealed notes wait. */
  forgetPeople(): Promise<void> {
    return this.#within(async (tx) => {
      tx.objectStore('facts').delete('said')
      tx.objectStore('drafts').clear()
    })
  }

  /** Puts a sealed note in line and forgets its draft, both or neither. */
  save(note: Omit<Waiting, 'turn'>): Promise<'saved' | 'full'> {
    return this.#within(async (tx) => {
      if ((await finish(tx.objectStore('notes').count())) >= mostNotes) return 'full'
      tx.objectStore('notes').add(note)
      tx.objectStore('drafts').delete(placeOf(note))
      await keepClock(tx)
      return 'saved'
    })
  }

  /** Notes in the order they were saved, after what has waited longer than a phone may keep it has gone. */
  async waiting(): Promise<Waiting[]> {
    const [notes, now] = await this.#look(async (tx) => [
      await getAll<Waiting>(tx, 'notes'),
      await readClock(tx),
    ])
    const before = now - longestAlone
    if (!notes.some(({ at }) => at < before)) return notes
    await this.#lose(async (tx) => ({ gone: 0, expired: await dropOld(tx, before) }))
    return notes.filter(({ at }) => at >= before)
  }

  /** The server has it. */
  arrived(note: Waiting): Promise<void> {
    return this.#within(async (tx) => void tx.objectStore('notes').delete(note.turn))
  }

  /** The server says that nothing may be brought there any more: the note goes, the name, and what is typed for it. */
  async gone(note: Waiting): Promise<void> {
    await this.#lose(async (tx) => {
      // Another tab may have heard the same, and counted it.
      const isHere = (await finish(tx.objectStore('notes').getKey(note.turn))) !== undefined
      tx.objectStore('notes').delete(note.turn)
      let gone = isHere ? 1 : 0
      for (const draft of await getAll<Draft>(tx, 'drafts')) {
        if (draft.writer !== note.writer || draft.space !== note.space) continue
        tx.objectStore('drafts').delete(draft.place)
        if (draft.words.trim() !== '') gone += 1
      }
      return { gone, expired: 0 }
    })
    const said = await this.#look((tx) => read<Said>(tx, 'said'))
    const people = said?.people.filter(({ space }) => space !== note.space)
    if (said && people) await this.#keepSaid({ ...said, people })
  }

  /** What a writer has begun and not saved, to one person or to anybody; the newest first. */
  async drafts(writer: string, to?: string): Promise<Draft[]> {
    const all = await this.#look((tx) => getAll<Draft>(tx, 'drafts'))
    return all
      .filter((draft) => draft.writer === writer && (to === undefined || draft.space === to))
      .sort((a, b) => b.at - a.at)
  }

  keepDraft(draft: Omit<Draft, 'at' | 'place'>): Promise<void> {
    return this.#within(async (tx) => {
      const at = await keepClock(tx)
      tx.objectStore('drafts').put({ ...draft, place: placeOf(draft), at } satisfies Draft)
    })
  }

  dropDraft(draft: Pick<Draft, 'writer' | 'space' | 'id'>): Promise<void> {
    return this.#within(async (tx) => void tx.objectStore('drafts').delete(placeOf(draft)))
  }

  async lost(): Promise<Lost> {
    return addUp(await this.#look((tx) => read<Lost>(tx, 'lost')), this.#untold)
  }

  /** Somebody has read what was lost. */
  forgetLost(): Promise<void> {
    this.#untold = { gone: 0, expired: 0 }
    return this.#within(async (tx) => void tx.objectStore('facts').delete('lost'))
  }

  /** Removes everything there is of this page on the device. */
  async remove(): Promise<void> {
    const database = await this.#reach()
    database.close()
    this.#database = null
    await removeSpare().catch(() => undefined)
    await finish(indexedDB.deleteDatabase(databaseName))
  }

  /** Takes something away and counts what is lost by it, both or neither; where there is no room to count, it goes all the same. */
  async #lose(take: (tx: IDBTransaction) => Promise<Lost>): Promise<void> {
    try {
      await this.#within(async (tx) => {
        const { gone, expired } = await take(tx)
        if (gone + expired === 0) return
        const known = await read<Lost>(tx, 'lost')
        tx.objectStore('facts').put(addUp(known, { gone, expired }), 'lost')
      })
    } catch {
      this.#untold = addUp(this.#untold, await this.#within(take))
    }
  }

  /** Keeps who may be written to, and the time if it was said; where there is no room, nothing of before stays either. */
  async #keepSaid(said: Said, ahead?: number): Promise<void> {
    try {
      await this.#within(async (tx) => {
        const facts = tx.objectStore('facts')
        if (ahead !== undefined) facts.put({ ahead, latest: said.at } satisfies Clock, 'clock')
        facts.put(said, 'said')
      })
    } catch {
      await this.#within(async (tx) => void tx.objectStore('facts').delete('said'))
    }
  }

  async #look<T>(work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
    return run(await this.#reach(), 'readonly', work)
  }

  /** All of it or nothing, and on the disk, and in the second copy if there can be one, when it resolves. */
  async #within<T>(work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
    const result = await run(await this.#reach(), 'readwrite', work)
    await this.#copy().catch(() => undefined)
    return result
  }

  /** One tab after the other, each by what it finds then: so the last one is right. */
  async #copy(): Promise<void> {
    const follow = async () => {
      const { turns, ...others } = await this.#look(async (tx) => ({
        turns: (await finish(tx.objectStore('notes').getAllKeys())) as number[],
        drafts: await getAll<Draft>(tx, 'drafts'),
        facts: Object.fromEntries(
          await Promise.all(factNames.map(async (fact) => [fact, await read<unknown>(tx, fact)] as const)),
        ),
      }))
      const find = (turn: number) =>
        this.#look((tx) => finish<Waiting | undefined>(tx.objectStore('notes').get(turn)))
      await keepSpare(turns, others, find)
    }
    await ('locks' in navigator ? navigator.locks.request('write/spare', follow) : follow())
  }

  /** Another tab that removes everything, or the browser itself, may have shut it: then it is opened anew. */
  #reach(): Promise<IDBDatabase> {
    this.#database ??= this.#open().catch((error: unknown) => {
      this.#database = null
      throw error
    })
    return this.#database
  }

  async #open(): Promise<IDBDatabase> {
    const request = indexedDB.open(databaseName, 1)
    let isNew = false
    request.onupgradeneeded = () => {
      isNew = true
      request.result.createObjectStore('notes', { keyPath: 'turn', autoIncrement: true })
      request.result.createObjectStore('drafts', { keyPath: 'place' })
      request.result.createObjectStore('facts')
    }
    const database = await finish(request)
    database.onversionchange = () => {
      database.close()
      this.#database = null
    }
    database.onclose = () => {
      this.#database = null
    }
    const spare = isNew ? await readSpare().catch(() => null) : null
    if (spare) await run(database, 'readwrite', (tx) => putBack(tx, spare))
    return database
  }
}

async function run<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (tx: IDBTransaction) => Promise<T>,
): Promise<T> {
  const tx = database.transaction(stores, mode, { durability: 'strict' })
  const done = new Promise<void>((yes, no) => {
    tx.oncomplete = () => yes()
    tx.onabort = () => no(tx.error ?? new Error('Nothing was kept.'))
  })
  done.catch(() => undefined)
  const result = await work(tx)
  await done
  return result
}

async function putBack(tx: IDBTransaction, kept: Kept): Promise<void> {
  for (const note of kept.notes) tx.objectStore('notes').put(note)
  for (const draft of kept.drafts) tx.objectStore('drafts').put(draft)
  for (const [fact, value] of Object.entries(kept.facts)) tx.objectStore('facts').put(value, fact)
}

function listLive({ people, at }: Said, now: number): Person[] {
  return at + longestStay < now ? [] : people.filter(({ until }) => until === null || until > now)
}

/** Gives how many notes went. */
async function dropOld(tx: IDBTransaction, before: number): Promise<number> {
  const old = (await getAll<Waiting>(tx, 'notes')).filter(({ at }) => at < before)
  for (const { turn } of old) tx.objectStore('notes').delete(turn)
  return old.length
}

async function readClock(tx: IDBTransaction): Promise<number> {
  const { ahead, latest } = (await read<Clock>(tx, 'clock')) ?? { ahead: 0, latest: 0 }
  return Math.max(latest, Date.now() + ahead)
}

/** Whatever is kept after this is not before it, however the phone's clock is set meanwhile. */
async function keepClock(tx: IDBTransaction): Promise<number> {
  const { ahead } = (await read<Clock>(tx, 'clock')) ?? { ahead: 0 }
  const latest = await readClock(tx)
  tx.objectStore('facts').put({ ahead, latest } satisfies Clock, 'clock')
  return latest
}

function addUp(one: Lost = { gone: 0, expired: 0 }, more: Lost): Lost {
  return { gone: one.gone + more.gone, expired: one.expired + more.expired }
}

function read<T>(tx: IDBTransaction, fact: string): Promise<T | undefined> {
  return finish<T | undefined>(tx.objectStore('facts').get(fact))
}

function getAll<T>(tx: IDBTransaction, store: 'notes' | 'drafts'): Promise<T[]> {
  return finish<T[]>(tx.objectStore(store).getAll())
}

function finish<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result)
    request.onerror = () => no(request.error ?? new Error('The browser keeps nothing.'))
  })
}
