import { Browser, readForm } from './browser.ts'
import { makeMark, makeSentence } from './made-up-words.ts'
import { bringCoachIn, expectStatus } from './people.ts'
import type { RunningServer } from './running-server.ts'

/** How many people save in their own spaces at once, beside everybody who listens. */
const howMany = 14

/** A form that was sent, to be sent again as it was when nobody answered. */
type Saved = { mark: string; action: string; fields: Record<string, string>; isAcknowledged: boolean }

type Change = 'pause' | 'come-back'

/** Somebody with a space of their own, who lets a coach in and shuts the door again. */
type Person = {
  browser: Browser
  spaceId: string
  goals: Saved[]
  notes: Saved[]
  invitation: string
  /** What was said last and answered; and what was said after it and was not. */
  door: { said: Change; asked: Change | null }
}

const goalsPage = '/space/goals'
const notePage = '/space/conversations/new'
const stateOf = { pause: 'paused', 'come-back': 'open' } as const

/** Rows of which only a part was written. */
const halves: Readonly<Record<string, string>> = {
  'a goal without words': `select g.id from goal g where not exists (select from goal_wording w
     where w.tenant_id = g.tenant_id and w.goal_id = g.id and w.step_id is null and w.number = g.wording)`,
  'a conversation without a line': `select c.id from conversation c where not exists (select from line l
     where l.tenant_id = c.tenant_id and l.conversation_id = c.id)`,
}

/** People in their own spaces, who write down what they want and what was said, and open and shut a door. */
export class OpenSpaces {
  #server: RunningServer
  #random: () => number
  #people: Person[] = []
  #count = 0
  #isOver = true
  #running: Promise<void>[] = []

  constructor(server: RunningServer, random: () => number) {
    this.#server = server
    this.#random = random
  }

  /** Everybody begins a space and lets in a coach. */
  async open(listener: Browser): Promise<void> {
    const coach = await bringCoachIn(this.#server, listener)
    for (let number = 0; number < howMany; number += 1) this.#people.push(await this.#begin(coach, number))
  }

  /** What the server said yes to so far. */
  get saved(): number {
    return this.#people
      .flatMap(({ goals, notes }) => [...goals, ...notes])
      .filter((one) => one.isAcknowledged).length
  }

  /** Everybody saves until `stop`. */
  start(): void {
    this.#isOver = false
    this.#running = this.#people.map((person) => this.#live(person))
  }

  /** Begins nothing new and waits for what is under way to be answered or to break. */
  async stop(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#running)
  }

  /** Everything acknowledged is there, whole; what nobody answered is sent again, and then all of it is there once. */
  async findLost(): Promise<string[]> {
    const faults = await this.#findHalves()
    for (const person of this.#people) {
      faults.push(...(await this.#findMissing(person)), ...(await this.#findOtherDoor(person)))
      for (const saved of [...person.goals, ...person.notes].filter((one) => !one.isAcknowledged)) {
        if (!(await this.#send(person, saved)))
          faults.push(`${saved.mark} was refused when it was sent again.`)
      }
      faults.push(...(await this.#findMissing(person)), ...(await this.#findTwice(person)))
    }
    return [...faults, ...(await this.#findHalves())]
  }

  async #begin(coach: Browser, number: number): Promise<Person> {
    const browser = new Browser(this.#server.origin, `203.0.113.${number + 1}`)
    const form = readForm((await browser.get('/space/begin')).text, '/space/begin')
    const name = makeMark('person', number)
    expectStatus(await browser.send('/space/begin', { ...form, name, own: 'yes' }), 303, 'beginning a space')
    const card = /<p class="phrase">([^<]+)</.exec((await coach.send('/offers/new', {})).text)?.[1] ?? ''
    expectStatus(
      await browser.send('/space/people/card/yes', { card, which: 'all' }),
      303,
      'letting a coach in',
    )
    const page = (await browser.get('/space/people')).text
    const invitation = /action="(\/space\/people\/[0-9a-f-]{36}\/change)"/.exec(page)![1]!
    const [row] = await this.#ask('select tenant_id from invitation where id = $1', [
      invitation.split('/')[3],
    ])
    const spaceId = String(row!['tenant_id'])
    return { browser, spaceId, goals: [], notes: [], invitation, door: { said: 'come-back', asked: null } }
  }

  async #live(person: Person): Promise<void> {
    while (!this.#isOver) {
      // A broken connection says nothing about whether it was kept; what was sent is noted as unanswered.
      await this.#act(person).catch(() => false)
      await new Promise((done) => setTimeout(done, 50 + this.#random() * 250))
    }
  }

  async #act(person: Person): Promise<boolean> {
    const chance = this.#random()
    if (chance < 0.4) return this.#write(person, person.goals, goalsPage, '/space/goals/new')
    if (chance < 0.8) return this.#write(person, person.notes, notePage, notePage)
    return this.#turn(person)
  }

  async #write(person: Person, list: Saved[], page: string, action: string): Promise<boolean> {
    const opened = await person.browser.get(page)
    if (opened.status !== 200) return false
    const mark = makeMark('sp', this.#count)
    this.#count += 1
    const fields = { ...readForm(opened.text, action), words: `${mark} ${makeSentence(this.#random)}` }
    const saved = { mark, action, fields, isAcknowledged: false }
    list.push(saved)
    return this.#send(person, saved)
  }

  async #send({ browser }: Person, saved: Saved): Promise<boolean> {
    const answer = await browser.send(saved.action, saved.fields)
    if (answer.status === 303 && !answer.location?.startsWith('/space/in')) saved.isAcknowledged = true
    return saved.isAcknowledged
  }

  async #turn(person: Person): Promise<boolean> {
    const change = person.door.said === 'pause' ? 'come-back' : 'pause'
    person.door.asked = change
    const answer = await person.browser.send(person.invitation, { change })
    if (answer.status === 303) person.door = { said: change, asked: null }
    return answer.status === 303
  }

  async #findMissing(person: Person): Promise<string[]> {
    const shown = `${(await person.browser.get(goalsPage)).text}${await readConversations(person.browser)}`
    const known = [...person.goals, ...person.notes].filter((one) => one.isAcknowledged)
    return known
      .filter(({ mark }) => !shown.includes(mark))
      .map(({ mark }) => `${mark} was acknowledged and is lost.`)
  }

  /** After everything was sent again: as many rows as forms. */
  async #findTwice({ spaceId, goals, notes }: Person): Promise<string[]> {
    const [row] = await this.#ask(
      `select (select count(*)::int from goal where tenant_id = $1) as goals,
              (select count(*)::int from conversation where tenant_id = $1) as notes`,
      [spaceId],
    )
    const isRight = row!['goals'] === goals.length && row!['notes'] === notes.length
    return isRight
      ? []
      : [`${JSON.stringify(row)} in a space with ${goals.length} goals and ${notes.length} conversations.`]
  }

  async #findOtherDoor({ spaceId, door }: Person): Promise<string[]> {
    const [row] = await this.#ask('select state from invitation where tenant_id = $1', [spaceId])
    const may = [door.said, ...(door.asked ? [door.asked] : [])].map((change) => stateOf[change] as string)
    return may.includes(String(row!['state']))
      ? []
      : [`A door is ${String(row!['state'])} instead of ${may.join()}.`]
  }

  async #findHalves(): Promise<string[]> {
    const found = await Promise.all(
      Object.entries(halves).map(async ([name, text]) => ((await this.#ask(text)).length > 0 ? name : null)),
    )
    return found.filter((name) => name !== null)
  }

  async #ask(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const answer = await this.#server.asOwner((client) =>
      client.query<Record<string, unknown>>(text, [...values]),
    )
    return answer.rows
  }
}

/** Every page of somebody's conversations. */
async function readConversations(browser: Browser): Promise<string> {
  let all = ''
  for (let next: string | undefined = '/space/conversations'; next;) {
    const { text }: { text: string } = await browser.get(next)
    all += text
    next = /href="(\/space\/conversations\?before=[^"]+)"/.exec(text)?.[1]
  }
  return all
}
