import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { begin, enterCoach, findSpace, letIn, readSending } from '../../../test/own-space.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, type Visitor } from '../../../test/visitor.ts'
import { readStylesheet } from '../../platform/http/app.tsx'
import { Limits } from '../../platform/http/limits.ts'
import { supportPaths } from '../paths.ts'
import { mostLetters } from './goals.form.ts'
import { goalsWords } from './goals.words.ts'

const house = useTestHouse()
const words = goalsWords['en-GB']
let app: Hono

beforeAll(() => {
  app = openApp(house, routes)
})

beforeEach(() => {
  // Everybody here comes from one network.
  house.services.limits = new Limits()
})

/** Somebody who wants these things, in this order. */
async function want(name: string, ...all: string[]): Promise<{ person: Visitor; ids: string[] }> {
  const { person } = await begin(app, name)
  for (const said of all)
    await person.send(supportPaths.addGoal, { words: said, sending: await newSending(person) })
  return { person, ids: await listIds(person) }
}

/** What names a form that was just opened. */
async function newSending(person: Visitor): Promise<string> {
  return readSending((await person.get(supportPaths.goals)).text)
}

/** The goals of a page, in its order. */
async function listIds(person: Visitor): Promise<string[]> {
  const { text } = await person.get(supportPaths.goals)
  return [...text.matchAll(/<li><a href="\/space\/goals\/([0-9a-f-]{36})"/g)].map(([, id]) => id!)
}

async function addStep(person: Visitor, goalId: string, fields: Record<string, string>): Promise<string> {
  await person.send(supportPaths.addStep(goalId), { sending: await newSending(person), ...fields })
  const [row] = await house.asOwner('select id from step where goal_id = $1 order by place desc limit 1', [
    goalId,
  ])
  return String(row!['id'])
}

const verbatim = 'My own front door.\nAnd a <b>dog</b> & "quiet"  nights'
const shown = 'My own front door.<br/>And a &lt;b>dog&lt;/b> &amp; &quot;quiet&quot;  nights'

describe('what somebody wants', () => {
  test('stands as they wrote it, to the letter, and first on their page', async () => {
    const { person, ids } = await want('Sparrow', verbatim)
    for (const path of [supportPaths.goals, supportPaths.goal(ids[0]!), supportPaths.space])
      expect((await person.get(path)).text, path).toContain(`class="own">${shown}<`)
    const [row] = await house.asOwner(`select encode(words_sealed, 'escape') as sealed from goal_wording`)
    expect(row!['sealed']).not.toContain('front door')
  })

  test('a form that is sent twice saves once', async () => {
    const { person, ids } = await want('Robin', 'A job')
    const form = await person.get(supportPaths.goals)
    const sent = { words: 'To swim', sending: readSending(form.text) }
    await Promise.all([person.send(supportPaths.addGoal, sent), person.send(supportPaths.addGoal, sent)])
    await person.send(supportPaths.addGoal, sent)
    expect(await listIds(person)).toHaveLength(2)

    const step = { words: 'Ask Mo', sending: await newSending(person) }
    for (const _ of [1, 2]) await person.send(supportPaths.addStep(ids[0]!), step)
    const mark = { mark: '4', sending: await newSending(person) }
    for (const _ of [1, 2]) await person.send(supportPaths.goalMarks(ids[0]!), mark)
    const change = { words: 'A job outdoors', seen: '1', sending: await newSending(person) }
    for (const _ of [1, 2]) {
      const answer = await person.send(supportPaths.goalWords(ids[0]!), change)
      expect(answer.status).toBe(303)
    }
    const [count] = await house.asOwner(
      `select (select count(*)::int from step where goal_id = $1) as steps,
         (select count(*)::int from goal_mark where goal_id = $1) as marks,
         (select count(*)::int from goal_wording where goal_id = $1 and step_id is null) as wordings`,
      [ids[0]],
    )
    expect(count).toEqual({ steps: 1, marks: 1, wordings: 2 })
  })

  test('nothing must be filled in but words; too many come back as they were typed', async () => {
    const { person } = await want('Wren')
    const page = await person.get(supportPaths.goals)
    expect(page.text).not.toMatch(/ required/)
    const empty = await person.send(supportPaths.addGoal, {
      words: '  ',
      'idea-words': 'my nan’s',
      sending: await newSending(person),
    })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain(words.wordsMissing)
    expect(empty.text).toContain('value="my nan’s"')
    const long = await person.send(supportPaths.addGoal, {
      words: `${'a'.repeat(2000)}b`,
      sending: await newSending(person),
    })
    expect(long.status).toBe(422)
    expect(long.text).toContain('aaab</textarea>')
  })

  test('a text that is pasted is cut nowhere: one that is too long is asked about', async () => {
    const { person, ids } = await want('Knot', 'A boat')
    for (const path of [supportPaths.goals, supportPaths.goal(ids[0]!), supportPaths.goalWords(ids[0]!)])
      expect((await person.get(path)).text, path).not.toMatch(/maxlength/i)
    const sent = { words: 'a'.repeat(mostLetters + 1), sending: await newSending(person) }
    expect((await person.send(supportPaths.addGoal, sent)).text).toContain('2,001 letters')
  })

  test('any writing is kept as it is, and what is cut short is cut between letters', async () => {
    const all = [
      '🙂',
      `${'a'.repeat(39)}🙂🙂`,
      'أريد بابًا لي',
      'half \uD83D and nul \u0000',
      '\u202Emirrored',
    ]
    const { person } = await want('Plover', ...all)
    const page = (await person.get(supportPaths.goals)).text
    for (const said of all.slice(0, 3)) expect(page).toContain(`class="own">${said}<`)
    expect(page).toContain('class="own">half \uFFFD and nul<')
    expect(page.split('half \uFFFD').join('')).not.toContain('\uFFFD')
  })

  test('a change keeps the older words with their date, and they can be taken up again', async () => {
    const { person, ids } = await want('Finch', 'A flat')
    const id = ids[0]!
    expect((await person.get(supportPaths.goal(id))).text).not.toContain(words.earlier)
    await house.asOwner(`update goal_wording set written_at = '2025-03-04' where goal_id = $1`, [id])
    const sent = { words: 'A flat by the sea', idea: 'mine', seen: '1', sending: await newSending(person) }
    await person.send(supportPaths.goalWords(id), sent)
    const [now, before] = (await person.get(supportPaths.goal(id))).text.split(words.earlier)
    expect(now).toContain('>A flat by the sea<')
    expect(now).toContain(words.ideas.mine)
    expect(before).toContain('>A flat<')
    expect(before).toContain('4 March 2025')
    await person.send(supportPaths.goalEarlier(id), { number: '1' })
    const [again, other] = (await person.get(supportPaths.goal(id))).text.split(words.earlier)
    expect(again).toContain('>A flat<')
    expect(other).toContain('>A flat by the sea<')
    expect((await person.send(supportPaths.goalEarlier(id), { number: '9' })).status).toBe(404)
  })

  test.each(['goal', 'step'] as const)(
    'one older wording of a %s goes alone, and the one that stands never',
    async (kind) => {
      const { person, ids } = await want(`Gone ${kind}`, 'A flat with Sam')
      const goalId = ids[0]!
      const stepId = await addStep(person, goalId, { words: 'A flat with Sam' })
      const id = kind === 'goal' ? goalId : stepId
      const path = kind === 'goal' ? supportPaths.goalWords(id) : supportPaths.step(id)
      const page = kind === 'goal' ? supportPaths.goal(id) : path
      for (const [index, said] of ['A flat', 'A flat by the sea'].entries())
        await person.send(path, { words: said, seen: String(index + 1), sending: await newSending(person) })
      const kept = () =>
        house.asOwner(
          `select id::text from goal_wording where goal_id = $1 and step_id is not distinct from $2 order by number`,
          [goalId, kind === 'goal' ? null : stepId],
        )
      const [sam, , standing] = (await kept()).map((row) => String(row['id']))
      const letGo = (wordingId: string) =>
        kind === 'goal'
          ? supportPaths.letGoalWordsGo(id, wordingId)
          : supportPaths.letStepWordsGo(id, wordingId)
      expect((await person.get(page)).text).toContain(`action="${letGo(sam!)}"`)
      // A slow phone sends it twice; and what stands is not let go here, whatever is sent.
      for (const wordingId of [sam!, sam!, standing!]) await person.send(letGo(wordingId))
      expect((await kept()).map((row) => row['id'])).not.toContain(sam)
      expect(await kept()).toHaveLength(2)
      const { text } = await person.get(page)
      expect(text.split(words.earlier)[0]).toContain('A flat by the sea')
      expect(text.split(words.earlier)[1]).toContain('>A flat<')
      // What is written after that finds its place, and somebody else's words are not there to be let go.
      await person.send(path, { words: 'A flat', seen: '3', sending: await newSending(person) })
      expect(await kept()).toHaveLength(3)
      const stranger = (await begin(app, `Stranger ${kind}`)).person
      const [oldest] = await kept()
      expect((await stranger.send(letGo(String(oldest!['id'])))).status).toBe(404)
      expect(await kept()).toHaveLength(3)
    },
  )

  test('finished, put down and taken up again are equal buttons with no reason; below they stand folded', async () => {
    const { person, ids } = await want('Heron', 'To drive', 'To sing')
    const [drive, sing] = ids as [string, string]
    const page = await person.get(supportPaths.goal(drive))
    const form = page.text.split(`action="${supportPaths.goalState(drive)}"`)[1]!.split('</form>')[0]!
    expect([...form.matchAll(/class="([^"]*button[^"]*)"[^>]*>([^<]+)/g)].map(([, , name]) => name)).toEqual([
      'Done',
      'Put down',
      'Change',
    ])
    expect(form.match(/class="button plain"/g)).toHaveLength(3)
    expect(form).not.toMatch(/<textarea|<input(?! type="hidden")|<select/)

    await person.send(supportPaths.goalState(drive), { state: 'put-down' })
    await person.send(supportPaths.goalState(sing), { state: 'done' })
    const { text } = await person.get(supportPaths.goals)
    const [open, below] = text.split('<details class="fold"><summary>Done</summary>')
    expect(open).not.toContain('To sing')
    expect(below).toMatch(/To sing.*<summary>Put down<\/summary>.*To drive/s)
    const said = text.split('<footer')[0]!
    expect(said).not.toMatch(/fail|drop|abandon|overdue|behind|missed|reason/i)
    expect((await person.get(supportPaths.space)).text).not.toContain('To drive')

    await person.send(supportPaths.goalState(drive), { state: 'open' })
    expect((await person.get(supportPaths.space)).text).toContain('To drive')
    await person.send(supportPaths.goalState(drive), { state: 'lost' })
    expect((await person.get(supportPaths.space)).text).toContain('To drive')
  })

  test('the order is the person’s, and a button pressed twice moves once', async () => {
    const { person, ids } = await want('Plover', 'One', 'Two', 'Three')
    const [one, two, three] = ids as [string, string, string]
    for (const _ of [1, 2]) await person.send(supportPaths.goalPlace(three), { to: '1' })
    expect(await listIds(person)).toEqual([one, three, two])
    await person.send(supportPaths.goalPlace(one), { to: '99' })
    expect(await listIds(person)).toEqual([three, two, one])
    await person.send(supportPaths.addGoal, { words: 'Four', sending: await newSending(person) })
    expect((await listIds(person)).slice(0, 3)).toEqual([three, two, one])
    const home = (await person.get(supportPaths.space)).text
    expect(home).toMatch(/Three.*Two.*One/s)
    expect(home).not.toContain('Four')
  })

  test('a goal that is taken away is gone with all that was said, and stays gone', async () => {
    const { person, ids } = await want('Dove', 'To leave town')
    const id = ids[0]!
    await addStep(person, id, { words: 'Buy a ticket' })
    await person.send(supportPaths.goalMarks(id), { mark: '9', sending: await newSending(person) })
    for (const _ of [1, 2]) {
      expect((await person.send(supportPaths.removeGoal(id))).location).toBe(
        `${supportPaths.goals}?done=removed`,
      )
    }
    expect((await person.get(supportPaths.goal(id))).status).toBe(404)
    const left = await house.asOwner('select 1 from goal_wording where goal_id = $1', [id])
    expect(left).toEqual([])
  })
})

describe('steps', () => {
  test('say who does it, with whom and whose idea it was, or leave it open', async () => {
    const { person, ids } = await want('Linnet', 'A garden')
    const said = {
      words: 'Ring the council',
      who: 'somebody',
      with: 'Auntie Jo',
      idea: 'ours',
      'idea-words': 'we read about it',
    }
    await addStep(person, ids[0]!, said)
    await addStep(person, ids[0]!, { words: 'Buy seeds', who: 'the cat', idea: 'none' })
    const { text } = await person.get(supportPaths.goal(ids[0]!))
    for (const sentence of [words.doing.somebody, words.ideas.ours]) expect(text).toContain(sentence)
    for (const own of ['Ring the council', 'Auntie Jo', 'we read about it', 'Buy seeds'])
      expect(text).toMatch(new RegExp(`class="own">${own}<`))
    expect(text.match(/class="soft">I do it|class="soft">We do/g)).toBeNull()
  })

  test('are done, put down, taken up, changed, moved and taken away', async () => {
    const { person, ids } = await want('Swift', 'A garden')
    const first = await addStep(person, ids[0]!, { words: 'Dig' })
    const second = await addStep(person, ids[0]!, { words: 'Sow' })
    const page = async () => (await person.get(supportPaths.goal(ids[0]!))).text
    await person.send(supportPaths.stepPlace(second), { to: '0' })
    expect(await page()).toMatch(/>Sow<.*>Dig</s)
    await person.send(supportPaths.stepState(first), { state: 'done' })
    expect(await page()).toMatch(/<summary>Steps that are done<\/summary>.*>Dig</s)
    await person.send(supportPaths.stepState(first), { state: 'put-down' })
    expect(await page()).toMatch(/<summary>Steps I put down<\/summary>.*>Dig</s)
    await person.send(supportPaths.stepState(first), { state: 'open' })
    expect(await page()).not.toContain('<summary>Steps I put down</summary>')
    const changed = { words: 'Dig deep', who: 'me', seen: '1', sending: await newSending(person) }
    await person.send(supportPaths.step(first), changed)
    expect(await page()).toMatch(/>Dig deep<.*I do it\./s)
    const form = (await person.get(supportPaths.step(first))).text
    expect(form).toContain('>Dig deep</textarea>')
    expect(form).toMatch(/value="me"[^>]*checked|checked[^>]*value="me"/)
    for (const _ of [1, 2]) expect((await person.send(supportPaths.removeStep(first))).status).toBe(303)
    expect(await page()).not.toContain('>Dig')
  })
})

describe('two pages that change one thing', () => {
  test.each(['goal', 'step'] as const)('a %s: both are kept, and the person chooses', async (kind) => {
    const { person, ids } = await want(`Two ${kind}`, 'A bike')
    const goalId = ids[0]!
    const stepId = await addStep(person, goalId, { words: 'A bike' })
    const path = kind === 'goal' ? supportPaths.goalWords(goalId) : supportPaths.step(stepId)
    const earlier = kind === 'goal' ? supportPaths.goalEarlier(goalId) : supportPaths.stepEarlier(stepId)
    const seen = /name="seen" value="(\d+)"/.exec((await person.get(path)).text)![1]!
    await person.send(path, { words: 'A red bike', seen, sending: await newSending(person) })
    const late = { words: 'A blue bike', seen, sending: await newSending(person) }
    for (const _ of [1, 2]) {
      const clash = await person.send(path, late)
      expect(clash.status).toBe(409)
      for (const said of ['A red bike', 'A blue bike']) expect(clash.text).toContain(`>${said}<`)
      expect(clash.text).toContain(`action="${earlier}"`)
    }
    const page = async () => (await person.get(supportPaths.goal(goalId))).text
    expect(await page()).toContain('>A red bike<')
    const kept = await house.asOwner(
      `select number from goal_wording where goal_id = $1 and step_id is ${kind === 'goal' ? 'null' : 'not null'}`,
      [goalId],
    )
    expect(kept).toHaveLength(3)
    await person.send(earlier, { number: '3' })
    expect((await page()).split(words.earlier)[0]).toContain('>A blue bike<')

    // The same words from both pages are no question.
    const same = await person.send(path, { words: 'A blue bike', seen, sending: await newSending(person) })
    expect(same.status).toBe(303)
  })
})

describe('a number of one’s own', () => {
  test('stands as a number with its date, never as a picture or a sum, and goes when the person says so', async () => {
    const { person, ids } = await want('Martin', 'To sleep')
    const id = ids[0]!
    for (const mark of ['3', '10', '0'])
      await person.send(supportPaths.goalMarks(id), { mark, sending: await newSending(person) })
    const { text } = await person.get(supportPaths.goal(id))
    expect([...text.matchAll(/<strong>(\d+)<\/strong> \d+ \w+ \d{4}/g)].map(([, mark]) => mark)).toEqual([
      '0',
      '10',
      '3',
    ])
    expect(text).not.toMatch(/<svg|<meter|<progress|<canvas|average/i)
    for (const mark of ['11', '-1', '3.5', '']) {
      const sent = { mark, sending: await newSending(person) }
      expect((await person.send(supportPaths.goalMarks(id), sent)).status, mark).toBe(422)
    }
    const remove = /action="([^"]+\/numbers\/[^"]+\/remove)"/.exec(text)![1]!
    for (const _ of [1, 2]) await person.send(remove)
    expect((await person.get(supportPaths.goal(id))).text).not.toContain('<strong>0</strong>')
    expect((await person.get(supportPaths.goals)).text).not.toContain('<strong>10</strong>')
  })
})

test('each page weighs at most 20 kB in all, gzipped, with a great deal on it', async () => {
  const { person, ids } = await want('Kite', ...Array.from({ length: 20 }, (_, i) => `${verbatim} ${i}`))
  const id = ids[0]!
  for (let i = 0; i < 20; i += 1) {
    await addStep(person, id, { words: `Step ${i} ${randomUUID()}`, with: 'My sister', idea: 'ours' })
    await person.send(supportPaths.goalMarks(id), { mark: String(i % 11), sending: await newSending(person) })
    await person.send(supportPaths.goalWords(id), {
      words: `Said ${i} ${randomUUID()}`,
      seen: String(i + 1),
      sending: await newSending(person),
    })
  }
  const css = gzipSync(readStylesheet().text).length
  for (const path of [supportPaths.goals, supportPaths.goal(id), supportPaths.space]) {
    const { text, status } = await person.get(path)
    expect(status).toBe(200)
    let bytes = gzipSync(text).length + css
    for (const [, script] of text.matchAll(/<script[^>]+src="([^"]+)"/g))
      bytes += gzipSync((await person.get(script!)).text).length
    expect(bytes, path).toBeLessThanOrEqual(20_000)
    expect(text).toContain('<title>My page</title>')
  }
})

test('the page of looks tells that a copy was taken', async () => {
  const { person } = await want('Jay', 'A boat')
  expect((await person.get(supportPaths.looks)).text).not.toContain('taken out')
  const file = await person.get(supportPaths.goalsFile)
  expect(JSON.parse(file.text)).toMatchObject({ resourceType: 'Bundle', type: 'collection' })
  expect((await person.get(supportPaths.looks)).text).toContain('A file was taken out of your goals.')
  const coach = await enterCoach(house, app)
  await letIn(person, coach)
  const id = await findSpace(coach, 'Jay')
  expect((await coach.get(`${supportPaths.guestGoals(id)}/goals.json`)).status).toBe(404)
  expect((await coach.get(supportPaths.goalsFile)).location).toBe(supportPaths.enter)
})

test('words outlive a page that closed, and are saved in nobody else’s', async () => {
  const { person, ids } = await want('Teal', 'A boat')
  const goalId = ids[0]!
  const sent = { words: 'My own words', seen: '1', sending: await newSending(person) }
  const forms = [supportPaths.addGoal, supportPaths.goalWords(goalId), supportPaths.addStep(goalId)]
  await person.send(supportPaths.leave)
  for (const path of forms) {
    const late = await person.send(path, sent)
    expect(late.status, path).toBe(403)
    expect(late.text).toContain('>My own words</textarea>')
    expect(late.text).toContain(`action="${path}"`)
    expect(late.text).toContain(sent.sending)
  }

  // Somebody else is in on the same phone, and the form before theirs is sent.
  const other = (await want('Tern')).person
  const refused = await other.send(supportPaths.addGoal, sent)
  expect(refused.status).toBe(409)
  expect(refused.text).not.toContain('My own words')
  expect((await other.get(supportPaths.goals)).text).not.toContain('My own words')
  expect((await other.send(supportPaths.addGoal, { words: 'None', sending: 'x' })).status).toBe(409)
})
