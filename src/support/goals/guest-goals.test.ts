import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { runAs } from '../../../test/as-role.ts'
import { begin, enterCoach, findSpace, letIn } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp, type Visitor } from '../../../test/visitor.ts'
import { newBlindId } from '../../platform/ids.ts'
import { supportPaths } from '../paths.ts'
import { makeSending } from '../spaces/spaces.ts'
import { goalsWords } from './goals.words.ts'

const house = useTestHouse()
const words = goalsWords['en-GB']
let app: Hono
let coach: Visitor
let count = 0
/** Somebody who has let the coach in, and wants a flat. */
let person: Visitor
let spaceId: string
let goalId: string

beforeAll(async () => {
  app = openApp(house, routes)
  coach = await enterCoach(house, app)
})

beforeEach(async () => {
  count += 1
  person = (await begin(app, `Sparrow ${count}`)).person
  await letIn(person, coach)
  spaceId = await findSpace(coach, `Sparrow ${count}`)
  await person.send(supportPaths.addGoal, { words: 'A flat', sending: makeSending() })
  goalId = await findGoal('A flat')
})

async function findGoal(said: string): Promise<string> {
  const { text } = await person.get(supportPaths.goals)
  return new RegExp(`/space/goals/([0-9a-f-]{36})"><span[^>]*>${said}<`).exec(text)![1]!
}

async function suggest(fields: Record<string, string>): Promise<string> {
  await coach.send(supportPaths.guestSuggest(spaceId), { sending: makeSending(), ...fields })
  const [row] = await house.asOwner('select id from goal_suggestion where tenant_id = $1', [spaceId])
  return String(row!['id'])
}

const guestPage = async () => (await coach.get(supportPaths.guestGoals(spaceId))).text
const ownPage = async () => (await person.get(supportPaths.goals)).text

describe('the coach', () => {
  test('sees what stands, and the person sees that they looked', async () => {
    await person.send(supportPaths.addStep(goalId), { words: 'Ring Mo', who: 'me', sending: makeSending() })
    expect((await coach.get(supportPaths.guest(spaceId))).text).toContain(supportPaths.guestGoals(spaceId))
    const page = await guestPage()
    for (const said of ['A flat', 'Ring Mo']) expect(page).toContain(`class="own">${said}<`)
    expect((await person.get(supportPaths.looks)).text).toContain('opened your goals.')
  })

  test('sees no number, nothing put down and no words of before, and today shows none of it', async () => {
    await person.send(supportPaths.goalMarks(goalId), { mark: '7', sending: makeSending() })
    const sent = { words: 'A flat with a door', seen: '1', sending: makeSending() }
    await person.send(supportPaths.goalWords(goalId), sent)
    await person.send(supportPaths.addStep(goalId), { words: 'Put this down', sending: makeSending() })
    const step = /action="\/space\/goals\/steps\/([0-9a-f-]{36})\/state"/.exec(
      (await person.get(supportPaths.goal(goalId))).text,
    )![1]!
    await person.send(supportPaths.stepState(step), { state: 'put-down' })
    await person.send(supportPaths.addGoal, { words: 'A secret wish', sending: makeSending() })
    await person.send(supportPaths.goalState(await findGoal('A secret wish')), { state: 'put-down' })
    const page = await guestPage()
    expect(page).toContain('>A flat with a door<')
    expect(page).not.toMatch(/>A flat<|Put this down|A secret wish|<strong>7/)
    expect((await coach.get(supportPaths.today)).text).not.toContain('A flat')

    // The database would not show it to a page that asked.
    expect(await asCoach('select 1 from goal')).toBe(1)
    expect(await asCoach('select 1 from step')).toBe(0)
    expect(await asCoach('select 1 from goal_wording')).toBe(1)
    expect(await asCoach('select 1 from goal_mark')).toBe(0)
  })

  test('finds nothing when the room is not open, and nothing from the moment the door is shut', async () => {
    const other = (await begin(app, `Heron ${count}`)).person
    await letIn(other, coach, { which: 'some', rooms: ['conversations'] })
    const closed = await findSpace(coach, `Heron ${count}`)
    expect((await coach.get(supportPaths.guest(closed))).text).not.toContain(supportPaths.guestGoals(closed))
    for (const path of [supportPaths.guestSuggest, supportPaths.guestTogether]) {
      const answer = await coach.send(path(closed), { words: 'Hello', sending: makeSending() })
      expect(answer.status, path(closed)).toBe(404)
    }
    expect((await coach.get(supportPaths.guestGoals(closed))).status).toBe(404)
    expect((await other.get(supportPaths.looks)).text).not.toContain('opened your goals')
    const [left] = await house.asOwner(
      `select (select count(*)::int from goal where tenant_id = $1) as goals,
         (select count(*)::int from goal_suggestion where tenant_id = $1) as suggestions`,
      [closed],
    )
    expect(left).toEqual({ goals: 0, suggestions: 0 })

    await house.asOwner(`update invitation set state = 'paused' where tenant_id = $1`, [spaceId])
    expect((await coach.get(supportPaths.guestGoals(spaceId))).status).toBe(404)
    const late = { words: 'Late', sending: makeSending() }
    expect((await coach.send(supportPaths.guestSuggest(spaceId), late)).status).toBe(404)
    expect(await ownPage()).not.toContain('Late')
  })
})

describe('a suggestion', () => {
  test.each(['goal', 'step'] as const)(
    'of a %s stands until the person says yes, then it is theirs',
    async (kind) => {
      const id = await suggest({ words: 'Ask for a key', ...(kind === 'step' ? { goal: goalId } : {}) })
      const before = await ownPage()
      expect(before).toContain(words.suggestedBy('Dele'))
      expect(before).toContain('Ask for a key')
      expect(before).not.toContain('class="own">Ask for a key<')
      for (const _ of [1, 2]) {
        const answer = await person.send(supportPaths.answerSuggestion(id), { answer: 'yes' })
        expect(answer.status).toBe(303)
      }
      const after = await ownPage()
      expect(after).not.toContain(words.suggestedBy('Dele'))
      const stands = await house.asOwner('select 1 from goal_wording where id = $1', [id])
      expect(stands).toHaveLength(1)
      // Whose words they are stays to be seen, until the person says it in their own.
      const page = kind === 'goal' ? after : (await person.get(supportPaths.goal(goalId))).text
      expect(page).toContain(words.hands.suggested('Dele'))
      const path = kind === 'goal' ? supportPaths.goalWords(id) : supportPaths.step(id)
      await person.send(path, { words: 'My own key', seen: '1', sending: makeSending() })
      expect(await ownPage()).toContain('class="own">My own key<')
      expect((await ownPage()).replace(/<details.*?<\/details>/gs, '')).not.toContain('Dele')
    },
  )

  test('a no leaves nothing behind, for both, and asks nothing', async () => {
    const id = await suggest({ words: 'Ask for a key' })
    const form = (await ownPage())
      .split(`action="${supportPaths.answerSuggestion(id)}"`)[1]!
      .split('</form>')[0]!
    expect(form.match(/class="button plain"/g)).toHaveLength(2)
    expect(form).not.toMatch(/<textarea|<input|<select/)
    for (const _ of [1, 2])
      expect((await person.send(supportPaths.answerSuggestion(id), { answer: 'no' })).status).toBe(303)
    expect(await ownPage()).not.toContain('Ask for a key')
    expect(await guestPage()).not.toContain('Ask for a key')
    const left = await house.asOwner('select 1 from goal_suggestion where tenant_id = $1', [spaceId])
    expect(left).toEqual([])
  })

  test('is sent twice and stands once; its coach can take it back', async () => {
    const sent = { words: 'Ask for a key', sending: makeSending() }
    for (const _ of [1, 2]) await coach.send(supportPaths.guestSuggest(spaceId), sent)
    expect((await ownPage()).match(/Suggested by Dele/g)).toHaveLength(1)
    const id = await suggest(sent)
    await coach.send(supportPaths.guestTakeBack(spaceId, id))
    expect(await ownPage()).not.toContain('Ask for a key')
  })

  test('without words, or for what is not here, comes back as it was typed', async () => {
    const empty = await coach.send(supportPaths.guestSuggest(spaceId), { words: ' ', goal: goalId })
    expect(empty.status).toBe(422)
    expect(empty.text).toMatch(new RegExp(`<option value="${goalId}" selected`))
    expect(empty.text).toContain('<details class="fold" id="suggest" open>')
    const odd = await coach.send(supportPaths.guestTogether(spaceId), { words: 'A plan', goal: 'x' })
    expect(odd.status).toBe(422)
    expect(odd.text).toContain('A plan</textarea>')
  })
})

describe('written together', () => {
  test('stands in the person’s words with who typed it, and goes in one tap', async () => {
    const sent = { words: 'To see my brother', sending: makeSending() }
    for (const _ of [1, 2]) await coach.send(supportPaths.guestTogether(spaceId), sent)
    const step = {
      words: 'Write to him',
      goal: goalId,
      who: 'together',
      with: 'Dele',
      sending: makeSending(),
    }
    await coach.send(supportPaths.guestTogether(spaceId), step)
    const page = await ownPage()
    expect(page.match(/<a [^>]*><span class="own">To see my brother</g)).toHaveLength(1)
    expect(page).toContain(words.hands.together('Dele'))
    const goal = await person.get(supportPaths.goal(goalId))
    expect(goal.text).toContain(words.hands.together('Dele'))
    expect(goal.text).toContain(words.doing.together)
    const remove = /formaction="([^"]+)"/i.exec(goal.text)![1]!
    await person.send(remove)
    expect((await person.get(supportPaths.goal(goalId))).text).not.toContain('Write to him')
    const brother = await findGoal('To see my brother')
    expect((await person.get(supportPaths.goal(brother))).text).toContain(
      `formaction="${supportPaths.removeGoal(brother)}"`,
    )
    const own = { words: 'To see my brother soon', seen: '1', sending: makeSending() }
    await person.send(supportPaths.goalWords(brother), own)
    expect((await ownPage()).split('<details')[0]).not.toContain('typed this')
  })
})

describe('the database', () => {
  test('lets a coach change, take up, finish, move or take away nothing of the person’s', async () => {
    const tries = [
      `update goal set state = 'done'`,
      'update goal set wording = 1',
      'update goal set place = 1',
      'update goal_wording set words_sealed = $1',
      'delete from goal_wording',
      'delete from goal',
      'delete from step',
      'update step set wording = 2',
      'delete from goal_mark',
      'update goal_mark set mark = 1',
      'update goal_suggestion set words_sealed = $1',
    ]
    await person.send(supportPaths.addStep(goalId), { words: 'Ring Mo', sending: makeSending() })
    await person.send(supportPaths.goalMarks(goalId), { mark: '7', sending: makeSending() })
    await suggest({ words: 'A key' })
    const before = await dump(spaceId)
    for (const text of tries) {
      const values = text.includes('$1') ? [Buffer.from('x')] : []
      expect([0, '42501'], text).toContain(await asCoach(text, values))
    }
    expect(await dump(spaceId)).toBe(before)
  })

  test('lets a coach add no wording to what is the person’s, and none twice to what they typed', async () => {
    const insert = `insert into goal_wording (tenant_id, id, goal_id, number, words_sealed, hand, by_account)
      values ($1, $2, $3, $4, 'x', $5, $6)`
    for (const number of [1, 2]) {
      for (const hand of ['together', 'mine']) {
        const by = hand === 'mine' ? null : await coachId()
        expect(await asCoach(insert, [spaceId, newBlindId(), goalId, number, hand, by])).toBe('42501')
      }
    }
    await coach.send(supportPaths.guestTogether(spaceId), { words: 'A cat', sending: makeSending() })
    const typed = await findGoal('A cat')
    const again = [spaceId, newBlindId(), typed, 2, 'together', await coachId()]
    expect(await asCoach(insert, again)).toBe('42501')
    // A number, or a suggestion in somebody else's name, neither.
    const mark = `insert into goal_mark (tenant_id, id, goal_id, mark) values ($1, $2, $3, 5)`
    expect(await asCoach(mark, [spaceId, newBlindId(), goalId])).toBe('42501')
    await asCoach(
      `insert into goal_suggestion (tenant_id, id, words_sealed, by_account, by_sealed) values ($1, $2, 'x', $3, 'x')`,
      [spaceId, newBlindId(), newBlindId()],
    )
    const [row] = await house.asOwner('select by_account from goal_suggestion where tenant_id = $1', [
      spaceId,
    ])
    expect(row!['by_account']).toBe(await coachId())
  })

  test('keeps every wording as it was written, for the person as well', async () => {
    const text = `update goal_wording set words_sealed = 'x'`
    for (const role of ['person', 'worker'])
      expect(await runAs(house, { tenantId: spaceId, id: spaceId, role }, text), role).toBe('42501')
  })
})

describe('other people’s ids', () => {
  test('lead the coach of another nowhere, and whoever leads or manages homes nowhere at all', async () => {
    const id = await suggest({ words: 'A key' })
    const before = await dump(spaceId)
    const sent = { words: 'Mine', goal: goalId, sending: makeSending() }
    for (const who of ['rosa', 'amira', 'gareth']) {
      const stranger = await enter(house, app, `${who}@lighthouse.example`)
      const answers = [
        await stranger.get(supportPaths.guestGoals(spaceId)),
        await stranger.send(supportPaths.guestSuggest(spaceId), sent),
        await stranger.send(supportPaths.guestTogether(spaceId), sent),
        await stranger.send(supportPaths.guestTakeBack(spaceId, id)),
      ]
      expect(
        answers.map((answer) => answer.status),
        who,
      ).toEqual([404, 404, 404, 404])
      const nowhere = await stranger.get(supportPaths.guestGoals(newBlindId()))
      expect(answers[0]!.text, who).toBe(nowhere.text)
    }
    expect(await dump(spaceId)).toBe(before)
  })

  test('do nothing in the coach’s own forms', async () => {
    const other = (await begin(app, `Other ${count}`)).person
    await letIn(other, coach)
    const otherSpace = await findSpace(coach, `Other ${count}`)
    const id = await suggest({ words: 'A key' })
    const before = await dump(spaceId)
    const sent = { words: 'Mine', goal: goalId, sending: makeSending() }
    for (const path of [supportPaths.guestSuggest, supportPaths.guestTogether])
      expect((await coach.send(path(otherSpace), sent)).status).toBe(404)
    await coach.send(supportPaths.guestTakeBack(otherSpace, id))
    expect(await dump(spaceId)).toBe(before)
  })

  test('do nothing in any page or form of another person, and are told from none', async () => {
    await person.send(supportPaths.addStep(goalId), { words: 'Ring Mo', sending: makeSending() })
    await person.send(supportPaths.goalMarks(goalId), { mark: '7', sending: makeSending() })
    const suggestion = await suggest({ words: 'A key' })
    const [step] = await house.asOwner('select id from step where tenant_id = $1', [spaceId])
    const [mark] = await house.asOwner('select id from goal_mark where tenant_id = $1', [spaceId])
    const ids = { goal: goalId, step: String(step!['id']), mark: String(mark!['id']), suggestion }
    const thief = (await begin(app, `Magpie ${count}`)).person
    const before = await dump(spaceId)
    const tried = routes.filter(({ path }) => path.startsWith('/space/goals/') && path.includes(':'))
    expect(tried.length).toBeGreaterThan(15)
    const sent = { words: 'Mine', seen: '1', number: '1', state: 'done', to: '0', mark: '1', answer: 'yes' }
    for (const route of tried) {
      const fill = (known: Record<string, string>) =>
        route.path.replaceAll(/:(\w+)/g, (_, name: string) => known[name] ?? newBlindId())
      const ask = (path: string) => (route.method === 'GET' ? thief.get(path) : thief.send(path, sent))
      const foreign = await ask(fill(ids))
      const nobody = await ask(fill({}))
      expect([404, 303], `${route.method} ${route.path}`).toContain(foreign.status)
      expect(foreign.status, route.path).toBe(nobody.status)
      expect(foreign.text, route.path).toBe(nobody.text)
      expect(foreign.location?.replaceAll(/[0-9a-f-]{36}/g, ''), route.path).toBe(
        nobody.location?.replaceAll(/[0-9a-f-]{36}/g, ''),
      )
    }
    expect(await dump(spaceId)).toBe(before)
    expect((await thief.get(supportPaths.goals)).text).not.toMatch(/A flat|A key|Ring Mo/)
    expect((await thief.get(supportPaths.goalsFile)).text).not.toContain('A flat')
  })
})

/** Everything of the room in one space, as it lies in the database. */
async function dump(tenantId: string): Promise<string> {
  const tables = ['goal', 'step', 'goal_wording', 'goal_mark', 'goal_suggestion']
  const parts = tables.map(async (table) => {
    const rows = await house.asOwner(
      `select t::text as row from ${table} t where tenant_id = $1 order by id`,
      [tenantId],
    )
    return rows.map((row) => row['row']).join('\n')
  })
  return (await Promise.all(parts)).join('\n\n')
}

async function coachId(): Promise<string> {
  const [own] = await house.asOwner('select account_id from invitation where tenant_id = $1', [spaceId])
  return String(own!['account_id'])
}

/** What a statement of the coach does in the space that let them in, with the look that opens it. */
async function asCoach(text: string, values: readonly unknown[] = []): Promise<number | string> {
  const acting = { tenantId: spaceId, id: await coachId(), role: 'coach', room: 'goals' }
  return runAs(house, acting, text, values)
}
