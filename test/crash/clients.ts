import { join } from 'node:path'
import { Browser, readForm } from './browser.ts'
import type { BroughtFile, Contribution, Ledger } from './ledger.ts'
import { makeMark, makeSentence, writeWhatsapp } from './made-up-words.ts'
import { listenerAddress } from './people.ts'
import type { RunningServer } from './running-server.ts'

export type Setting = {
  server: RunningServer
  ledger: Ledger
  random: () => number
  people: { listener: Browser; reader: Browser }
  /** Where people write and two readers read. */
  asked: { id: string; door: string }
  /** A series about what they wrote. */
  seriesId: string
}

/** Who works at once in a round: three who write, a first and a second reader, an upload and a command. */
export class Clients {
  #setting: Setting
  #isOver = false
  #running: Promise<void>[] = []

  constructor(setting: Setting, files: readonly BroughtFile[]) {
    this.#setting = setting
    const { people } = setting
    for (let writer = 0; writer < 3; writer += 1) this.#repeat(() => writeOne(setting))
    this.#repeat(() => readFirst(setting, people.listener))
    this.#repeat(() => readSecond(setting, people.reader))
    for (const file of files) {
      const brought = bringFile(setting, file).catch(() => false)
      this.#running.push(brought.then(() => undefined))
    }
  }

  /** Begins nothing new and waits for what is under way to be answered or to break. */
  async stop(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#running)
  }

  #repeat(step: () => Promise<boolean>): void {
    const { random } = this.#setting
    const loop = async () => {
      while (!this.#isOver) {
        // A broken connection says nothing about whether it was kept; the ledger holds it as unanswered.
        const isDone = await step().catch(() => false)
        await new Promise((done) => setTimeout(done, isDone ? 20 + random() * 100 : 150))
      }
    }
    this.#running.push(loop())
  }
}

/** Forms that were opened and not sent yet: what comes back faster than anybody writes is held back. */
const openForms: { fields: Record<string, string>; openedAt: number; door: string }[] = []

async function writeOne({ server, ledger, random, asked }: Setting): Promise<boolean> {
  const network = `198.51.${Math.floor(random() * 250)}.${Math.floor(random() * 250)}`
  const browser = new Browser(server.origin, network)
  try {
    const page = await browser.get(asked.door)
    if (page.status !== 200) return false
    openForms.push({ fields: readForm(page.text, asked.door), openedAt: Date.now(), door: asked.door })
    const form = openForms.find((one) => one.door === asked.door && Date.now() - one.openedAt > 2100)
    if (!form) return true
    openForms.splice(openForms.indexOf(form), 1)
    const mark = makeMark('zk', ledger.contributions.length)
    const phone = random() < 0.4 ? ' You can ring me on 07700 900123.' : ''
    const words = `${mark} ${makeSentence(random)}${phone}`
    const contribution: Contribution = {
      mark,
      fields: { ...form.fields, words, ...(random() < 0.7 ? { quote: 'yes' } : {}) },
      network,
      isAcknowledged: false,
    }
    ledger.contributions.push(contribution)
    return await send(browser, contribution, ledger, asked.door)
  } finally {
    browser.close()
  }
}

/** Sends a contribution, for the first time or again; notes the yes. */
export async function send(
  browser: Browser,
  contribution: Contribution,
  ledger: Ledger,
  door: string,
): Promise<boolean> {
  const answer = await browser.send(door, contribution.fields)
  if (answer.status !== 200) ledger.noteStrange(answer.status)
  else contribution.isAcknowledged = true
  return answer.status === 200
}

async function readFirst({ ledger, asked, random }: Setting, listener: Browser): Promise<boolean> {
  const list = await listener.get(`/exercises/${asked.id}/review`)
  const waiting = [...list.text.matchAll(/\/passages\/([0-9a-f-]{36})\/review"/g)].map((found) => found[1]!)
  const passageId = waiting[Math.floor(random() * waiting.length)]
  if (!passageId) return false
  const path = `/passages/${passageId}/review`
  const page = await listener.get(path)
  if (page.status !== 200) return false
  ledger.touched.set(passageId, Infinity)
  const answer = await listener.send(path, { ...readForm(page.text, path), next: 'pass' })
  ledger.touched.set(passageId, performance.now())
  if (answer.status === 303 && !answer.location?.includes('asks-again')) ledger.firsts.add(passageId)
  else if (answer.status >= 500) ledger.noteStrange(answer.status)
  return answer.status === 303
}

async function readSecond({ ledger, asked, random }: Setting, reader: Browser): Promise<boolean> {
  const list = await reader.get(`/exercises/${asked.id}/review?for=second`)
  const waiting = [...list.text.matchAll(/\/passages\/([0-9a-f-]{36})\/second-reading"/g)].map(
    (found) => found[1]!,
  )
  const passageId = waiting[Math.floor(random() * waiting.length)]
  if (!passageId) return false
  const path = `/passages/${passageId}/second-reading`
  const page = await reader.get(path)
  const fields = readForm(page.text, path)
  if (page.status !== 200 || !fields['reading']) return false
  const begun = performance.now()
  const answer = await reader.send(path, { ...fields, answer: 'pass' })
  if (answer.status === 303) ledger.seconds.set(passageId, begun)
  else if (answer.status >= 500) ledger.noteStrange(answer.status)
  return answer.status === 303
}

/** A new file of a size, with marks of its own, for `bringFile`. */
export async function makeFile(
  { server, ledger, random }: Setting,
  input: { exerciseId: string; way: BroughtFile['way']; bytes: number },
): Promise<BroughtFile> {
  const number = ledger.files.length
  const mark = makeMark('vn', number)
  const name = `chat ${number}.txt`
  const path = join(server.folder, '..', `${server.port}-${number}.txt`)
  const seed = Math.floor(random() * 2 ** 31)
  const messages = await writeWhatsapp(path, { bytes: input.bytes, seed, mark })
  const file: BroughtFile = {
    exerciseId: input.exerciseId,
    way: input.way,
    path,
    name,
    mark,
    messages,
    isAcknowledged: false,
    sourceId: null,
  }
  ledger.files.push(file)
  return file
}

/** Brings a file in its own way; notes the yes. False when it was refused or not answered. */
export async function bringFile({ server, ledger, people }: Setting, file: BroughtFile): Promise<boolean> {
  if (file.way === 'command') {
    const ended = await server.command([
      'import',
      file.exerciseId,
      file.path,
      '--agreed',
      'They said so together.',
      '--as',
      listenerAddress,
      '--json',
    ])
    if (ended.code === 0) file.isAcknowledged = true
    return ended.code === 0
  }
  const answer = await people.listener.sendFile(`/exercises/${file.exerciseId}/doors/import`, 'file', file)
  if (answer.status === 303) {
    file.isAcknowledged = true
    file.sourceId = /\/sources\/([0-9a-f-]{36})/.exec(answer.location ?? '')?.[1] ?? null
  } else if (answer.status >= 500) {
    ledger.noteStrange(answer.status)
  }
  return answer.status === 303
}
