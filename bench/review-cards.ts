/**
 * How many decisions a first reader makes by cards on a call, and how long the page of a card takes beside many messages.
 *
 *   node bench/review-cards.ts FOLDER [--messages 200000] [--cards 200] [--seed 1] [--built dist]
 *
 * FOLDER is one call: `transcript.vtt` and `chat.txt`. It is brought in with the command line, every card is accepted as it
 * stands, the list of other words is looked at and all is passed on. Then the same call comes into an exercise beside
 * so many made-up messages, and every page of the review room is opened and sent there, over the wire.
 */
import { once } from 'node:events'
import { createWriteStream, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { makeRandom } from '../test/chance.ts'
import { readForm, type Answer, type Browser } from '../test/crash/browser.ts'
import { bringPeopleIn, expectStatus, listenerAddress, openExercise } from '../test/crash/people.ts'
import { RunningServer } from '../test/crash/running-server.ts'
import { makePeople } from './made-up-people.ts'
import { randomFrom } from './made-up-identifiers.ts'
import { ordinaryProse } from './ordinary-prose.ts'
import { quantile } from './running-processes.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: 'string', default: '200000' },
    cards: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    built: { type: 'string', default: 'dist' },
  },
})
const [folder] = positionals
if (!folder) throw new Error('Name the folder of a call: node bench/review-cards.ts FOLDER')
const call = ['transcript.vtt', 'chat.txt'].map((name) => join(folder, name))
const print = (line: string) => void process.stdout.write(`${line}\n`)
const server = await RunningServer.inNewFolder(values.built, { OWNTERMS_PROXIES: '1' })
const chat = join(tmpdir(), `ownterms-cards-${process.pid}.txt`)

print(`In the last minute ${loadavg()[0]?.toFixed(1)} programs wanted a core.`)
try {
  await server.start()
  const people = await bringPeopleIn(server)
  await reviewCall(people.listener)
  await openBeside(people)
} finally {
  await server.clear()
  rmSync(chat, { force: true })
}

/** The whole first reading of the call by itself. */
async function reviewCall(listener: Browser): Promise<void> {
  const { id } = await openExercise(server, listener)
  await bring(id, call)
  const words = await countWords()
  const marks = await countOpen(id)
  const { shown, sent } = await acceptCards(
    listener,
    `/exercises/${id}/review/names`,
    Number.POSITIVE_INFINITY,
  )
  const list = await listener.get(`/exercises/${id}/review/sweep`)
  const listed = [...list.text.matchAll(/name="word"/g)].length
  const form = readForm(list.text, `/exercises/${id}/review/sweep`)
  expectStatus(await listener.send(`/exercises/${id}/review/sweep`, form), 303, 'the other words')
  expectStatus(await listener.send(`/exercises/${id}/review/pass-on`, {}), 303, 'passing on')
  const decisions = sent.length + 2
  print(
    `The call has ${words} words and ${marks} marks in them: ${sent.length} cards accepted, ${listed} other words glanced at once, one passing on: ` +
      `${decisions} decisions, ${((1000 * decisions) / words).toFixed(1)} in 1,000 words.`,
  )
  tell('a card, the call alone', shown)
  tell('an answer, the call alone', sent)
}

/** Proposals of an exercise that wait for an answer. */
async function countOpen(exerciseId: string): Promise<number> {
  return server.asOwner(async (client) => {
    const answer = await client.query<{ count: number }>(
      `select count(*)::integer as count from edit e
       join passage p on p.tenant_id = e.tenant_id and p.id = e.passage_id
       where p.exercise_id = $1 and e.state = 'proposed'`,
      [exerciseId],
    )
    return answer.rows[0]!.count
  })
}

/** Every page of the room, beside many messages. */
async function openBeside({ listener, reader }: { listener: Browser; reader: Browser }): Promise<void> {
  const { id } = await openExercise(server, listener)
  await writeChat(Number(values.messages))
  await bring(id, [chat, ...call])
  await server.asOwner((client) => client.query('analyze'))
  print(`${await countOpen(id)} open marks in one exercise.`)
  const [source] = await server.asOwner(async (client) => {
    const answer = await client.query<{ id: string }>(
      `select id from source where exercise_id = $1 and door = 'group-call' limit 1`,
      [id],
    )
    return answer.rows
  })
  const most = Number(values.cards)
  const names = `/exercises/${id}/review/names`
  await tellOf('what waits', () => listener.get(`/exercises/${id}/review`))
  const all = await acceptCards(listener, names, most)
  tell('a card, of everything', all.shown)
  tell('an answer, of everything', all.sent)
  const middle = await findMiddle(id)
  await tellOf('a card in the middle', () => listener.get(`${names}?card=${middle}`))
  if (source) {
    const own = await acceptCards(listener, `${names}?source=${source.id}`, most)
    tell('a card, of the call', own.shown)
    tell('an answer, of the call', own.sent)
  }
  await readPassages(listener, id, 'first')
  await lookAtWords(listener, id)
  await tellOf('passing on', () => listener.send(`/exercises/${id}/review/pass-on`, {}), 3, 303)
  await readPassages(reader, id, 'second')
  await tellOf('what waits, later', () => listener.get(`/exercises/${id}/review`))
}

/** The lists of other words, one after the other, without a tick. */
async function lookAtWords(listener: Browser, exerciseId: string): Promise<void> {
  const address = `/exercises/${exerciseId}/review/sweep`
  const shown: number[] = []
  const sent: number[] = []
  for (let list = 0; list < 10; list += 1) {
    const page = expectStatus(await listener.get(address), 200, 'the other words')
    const form = readForm(page.text, address)
    if (!form['stamp']) break
    shown.push(page.milliseconds)
    sent.push(expectStatus(await listener.send(address, form), 303, 'looking at them').milliseconds)
  }
  tell('the other words', shown)
  tell('looking at them', sent)
}

/** Passages read one by one by the first or the second reader: each opened, and passed. */
async function readPassages(browser: Browser, exerciseId: string, turn: 'first' | 'second'): Promise<void> {
  const list = expectStatus(
    await browser.get(`/exercises/${exerciseId}/review?for=${turn}`),
    200,
    'what waits',
  )
  const [path, answer] =
    turn === 'first' ? ['review', { next: 'pass' }] : ['second-reading', { answer: 'pass' }]
  let [address] = new RegExp(`/passages/[0-9a-f-]+/${path}(?=")`).exec(list.text) ?? []
  const shown: number[] = []
  const sent: number[] = []
  while (address?.startsWith('/passages/') && sent.length < 20) {
    const page = expectStatus(await browser.get(address), 200, 'a passage')
    shown.push(page.milliseconds)
    const form = readForm(page.text, address)
    let passed = await browser.send(address, { ...form, ...answer })
    sent.push(passed.milliseconds)
    // Something was found in it that the last reading of the engine had not found yet.
    if (passed.status === 409)
      passed = await browser.send(address, { ...readForm(passed.text, address), ...answer })
    expectStatus(passed, 303, 'passing it')
    address = passed.location?.split('?')[0]
  }
  tell(`a passage, ${turn} reader`, shown)
  tell(`passing it, ${turn} reader`, sent)
}

/** A thing that comes neither first nor last among the cards. */
async function findMiddle(exerciseId: string): Promise<string> {
  return server.asOwner(async (client) => {
    const answer = await client.query<{ entity: string }>(
      `with thing as (
         select encode(e.entity_index, 'hex') as entity, count(*) as mentions
         from edit e join passage p on p.tenant_id = e.tenant_id and p.id = e.passage_id
         where p.exercise_id = $1 and e.state = 'proposed' and e.entity_index is not null
         group by 1)
       select entity from thing order by mentions desc, entity
       offset (select count(*) / 2 from thing) limit 1`,
      [exerciseId],
    )
    return answer.rows[0]!.entity
  })
}

/** Accepts one card after the other as it stands; gives how long each page and each answer took. */
async function acceptCards(
  listener: Browser,
  address: string,
  most: number,
): Promise<{ shown: number[]; sent: number[] }> {
  const names = address.split('?')[0]!
  const shown: number[] = []
  const sent: number[] = []
  let page: Answer = expectStatus(await listener.get(address), 200, 'a card')
  while (sent.length < most) {
    shown.push(page.milliseconds)
    if (!page.text.includes('id="accept"')) break
    const form = readForm(page.text, names)
    const answer = expectStatus(await listener.send(names, { ...form, answer: 'accept' }), 303, 'an answer')
    sent.push(answer.milliseconds)
    page = expectStatus(await listener.get(answer.location!), 200, 'a card')
  }
  return { shown, sent }
}

/** Brings files in with the command line, and waits until the engine has read them. */
async function bring(exerciseId: string, files: readonly string[]): Promise<void> {
  const agreed = ['--agreed', 'They said so together.', '--as', listenerAddress]
  const begun = performance.now()
  const brought = await server.command(['import', exerciseId, ...files, ...agreed])
  if (brought.code !== 0) throw new Error(brought.stderr)
  print(brought.stdout.trim())
  for (;;) {
    const open = await server.asOwner(async (client) => {
      const answer = await client.query(`select 1 from task where state not in ('done', 'failed') limit 1`)
      return answer.rowCount
    })
    if (!open) break
    await sleep(200)
  }
  print(`Brought in and read in ${((performance.now() - begun) / 1000).toFixed(1)} s.`)
}

/** Words that were said or typed in the call: its times, numbers and labels left out. */
async function countWords(): Promise<number> {
  const texts = await Promise.all(call.map((path) => readFile(path, 'utf8')))
  const said = texts
    .join('\n')
    .split('\n')
    .filter((line) => !/-->|^\d+$|^WEBVTT/.test(line.trim()))
    .map((line) => line.replace(/^[^:\n]{1,60}:\s/, '').replace(/^\d\d:\d\d:\d\d\s+From .*$/, ''))
  return said.join(' ').match(/\p{L}[\p{L}\p{M}'’-]*/gu)?.length ?? 0
}

/** A made-up group chat: ordinary sentences, one in four about somebody. */
async function writeChat(messages: number): Promise<void> {
  const random = makeRandom(Number(values.seed))
  const people = makePeople(600, Number(values.seed)).map((one) => one.label)
  const sentences = ordinaryProse(randomFrom(Number(values.seed)), 40_000).match(/[^.!?]+[.!?]/g)!
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const file = createWriteStream(chat)
  for (let number = 0; number < messages; number += 1) {
    const date = new Date(Date.UTC(2020, 0, 1) + number * 600_000)
    const day = `${String(date.getUTCDate()).padStart(2, '0')}/${String(date.getUTCMonth() + 1).padStart(2, '0')}/${date.getUTCFullYear()}`
    const about = random() < 0.25 ? ` I asked ${pick(people)} about it.` : ''
    const line = `${day}, ${date.toISOString().slice(11, 16)} - ${people[number % 40]}: ${pick(sentences).trim()}${about}\n`
    if (!file.write(line)) await once(file, 'drain')
  }
  await finished(file.end())
}

/** Asks for the same so many times and tells how long that took. */
async function tellOf(what: string, ask: () => Promise<Answer>, times = 10, status = 200): Promise<void> {
  const taken: number[] = []
  for (let time = 0; time < times; time += 1) {
    taken.push(expectStatus(await ask(), status, what).milliseconds)
  }
  tell(what, taken)
}

function tell(what: string, milliseconds: readonly number[]): void {
  const [middle, slow] = [quantile(milliseconds, 0.5), quantile(milliseconds, 0.95)]
  print(
    `${what.padEnd(28)} ${String(milliseconds.length).padStart(5)}  p50 ${middle.toFixed(0)} ms  p95 ${slow.toFixed(0)} ms`,
  )
}
