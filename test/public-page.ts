import type { Hono } from 'hono'
import { beforeAll, beforeEach } from 'vitest'
import { makeOrganisation } from '../src/access/organisation/organisation.ts'
import { makeSending } from '../src/listening/web/sending.ts'
import { webRoutes } from '../src/listening/web/web.routes.tsx'
import type { Ctx } from '../src/platform/db/database.ts'
import { Limits } from '../src/platform/http/limits.ts'
import { useTestHouse } from './test-house.ts'
import { findDoorPath } from './test-exercise.ts'
import { openApp, Visitor, type Answer } from './visitor.ts'

/** For a file of tests: an organisation with one listener, and before each test an exercise and a visitor of its page. */
export function usePublicPage(openExercise: (ctx: Ctx) => Promise<string>) {
  const house = useTestHouse()
  let app: Hono
  let tenantId: string
  let listenerId: string
  let exerciseId: string
  let path: string
  let visitor: Visitor

  beforeAll(async () => {
    app = openApp(house, webRoutes)
    const made = await makeOrganisation(house.db, {
      name: 'Lantern Street',
      operator: 'Lantern Street itself',
      staff: [{ name: 'Ada', address: 'ada@example.org', roles: ['listener'] }],
    })
    tenantId = made.tenantId
    listenerId = made.accountIds[0]!
  }, 60_000)
  beforeEach(async () => {
    house.services.limits = new Limits()
    const opened = await openOne()
    exerciseId = opened.id
    path = opened.path
    visitor = new Visitor(app)
  })

  const asListener = <T>(fn: (ctx: Ctx) => Promise<T>): Promise<T> =>
    house.db.within(tenantId, { id: listenerId, roles: ['listener'] }, fn)

  async function openOne(): Promise<{ id: string; path: string }> {
    const id = await asListener(openExercise)
    return { id, path: await findDoorPath(house, id) }
  }

  /** A form opened a minute ago: somebody who writes takes their time. */
  function makeSlowSending(): string {
    return makeSending(house.vault.forTenant(tenantId), exerciseId, Date.now() - 60_000)
  }

  async function sendTooFast(words: string, more: Record<string, string> = {}, at = path): Promise<Answer> {
    return visitor.send(at, { words, sending: sendingIn(await visitor.get(at)), ...more })
  }

  return {
    get house() {
      return house
    },
    get tenantId() {
      return tenantId
    },
    get listenerId() {
      return listenerId
    },
    get exerciseId() {
      return exerciseId
    },
    get path() {
      return path
    },
    get visitor() {
      return visitor
    },
    asListener,
    /** Another exercise of the same organisation. */
    openOne,
    makeSlowSending,
    sendTooFast,

    sendWords: (words: string, more: Record<string, string> = {}): Promise<Answer> =>
      visitor.send(path, { words, sending: makeSlowSending(), ...more }),

    /** Gives the phrase. What was sent waits for a listener: here she lets it in. */
    sendAndLetIn: async (words: string, more: Record<string, string> = {}, at = path): Promise<string> => {
      const answer = await sendTooFast(words, more, at)
      await house.asOwner('update contribution set is_held = false')
      return phraseIn(answer)
    },

    comeBack: (phrase: string, at = path): Promise<Answer> => visitor.send(`${at}/come-back`, { phrase }),
    comeBackAgain: (shown: Answer): Promise<Answer> =>
      visitor.send(`${path}/come-back/own`, { ticket: ticketIn(shown) }),

    count: async (table: string): Promise<number> => {
      const [row] = await house.asOwner(`select count(*)::int as n from ${table} where exercise_id = $1`, [
        exerciseId,
      ])
      return Number(row!['n'])
    },

    firstVoiceId: async (): Promise<string> => {
      const [row] = await house.asOwner('select id from voice where exercise_id = $1 order by number', [
        exerciseId,
      ])
      return String(row!['id'])
    },
  }
}

export const phraseIn = (answer: Answer) => /<p class="phrase">([a-z ]+)<\/p>/.exec(answer.text)?.[1] ?? ''

export const ticketIn = (answer: Answer) => /name="ticket" value="([^"]+)"/.exec(answer.text)?.[1] ?? ''

export const sendingIn = (answer: Answer) => /name="sending" value="([^"]+)"/.exec(answer.text)?.[1] ?? ''

export const passagesIn = (answer: Answer) =>
  [...answer.text.matchAll(/name="passage" value="([^"]+)"/g)].map(([, id]) => id!)
