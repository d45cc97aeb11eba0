import { describe, expect, test } from 'vitest'
import { begin, findSpace, letIn } from '../../../test/own-space.ts'
import { useGoals } from '../../../test/own-goals.ts'
import { enter, Visitor } from '../../../test/visitor.ts'
import { supportPaths } from '../paths.ts'
import { goalsWords } from './goals.words.ts'

const words = goalsWords['en-GB']
const scene = useGoals()

describe('the coach', () => {
  test('sees what stands, and the person sees that they looked', async () => {
    await scene.person.send(supportPaths.addStep(scene.goalId), {
      words: 'Ring Mo',
      who: 'me',
      sending: await scene.ownSending(),
    })
    expect((await scene.coach.get(supportPaths.guest(scene.spaceId))).text).toContain(
      supportPaths.guestGoals(scene.spaceId),
    )
    const page = await scene.guestPage()
    for (const said of ['A flat', 'Ring Mo']) expect(page).toContain(`class="own">${said}<`)
    expect((await scene.person.get(supportPaths.looks)).text).toContain('opened your goals.')
  })

  test('sees no number, nothing put down and no words of before, and today shows none of it', async () => {
    await scene.person.send(supportPaths.goalMarks(scene.goalId), {
      mark: '7',
      sending: await scene.ownSending(),
    })
    const sent = { words: 'A flat with a door', seen: '1', sending: await scene.ownSending() }
    await scene.person.send(supportPaths.goalWords(scene.goalId), sent)
    await scene.person.send(supportPaths.addStep(scene.goalId), {
      words: 'Put this down',
      sending: await scene.ownSending(),
    })
    const step = /action="\/space\/goals\/steps\/([0-9a-f-]{36})\/state"/.exec(
      (await scene.person.get(supportPaths.goal(scene.goalId))).text,
    )![1]!
    await scene.person.send(supportPaths.stepState(step), { state: 'put-down' })
    await scene.person.send(supportPaths.addGoal, {
      words: 'A secret wish',
      sending: await scene.ownSending(),
    })
    await scene.person.send(supportPaths.goalState(await scene.findGoal('A secret wish')), {
      state: 'put-down',
    })
    const page = await scene.guestPage()
    expect(page).toContain('>A flat with a door<')
    expect(page).not.toMatch(/>A flat<|Put this down|A secret wish|<strong>7/)
    expect((await scene.coach.get(supportPaths.today)).text).not.toContain('A flat')

    // The database would not show it to a page that asked.
    expect(await scene.asCoach('select 1 from goal')).toBe(1)
    expect(await scene.asCoach('select 1 from step')).toBe(0)
    expect(await scene.asCoach('select 1 from goal_wording')).toBe(1)
    expect(await scene.asCoach('select 1 from goal_mark')).toBe(0)
  })

  test('finds nothing when the room is not open, and nothing from the moment the door is shut', async () => {
    const other = (await begin(scene.app, `Heron of ${scene.name}`)).person
    await letIn(other, scene.coach, { which: 'some', rooms: ['conversations'] })
    const closed = await findSpace(scene.coach, `Heron of ${scene.name}`)
    expect((await scene.coach.get(supportPaths.guest(closed))).text).not.toContain(
      supportPaths.guestGoals(closed),
    )
    for (const path of [supportPaths.guestSuggest, supportPaths.guestTogether]) {
      const answer = await scene.coach.send(path(closed), { words: 'Hello', sending: 'x' })
      expect(answer.status, path(closed)).toBe(404)
    }
    expect((await scene.coach.get(supportPaths.guestGoals(closed))).status).toBe(404)
    expect((await other.get(supportPaths.looks)).text).not.toContain('opened your goals')
    const [left] = await scene.house.asOwner(
      `select (select count(*)::int from goal where tenant_id = $1) as goals,
         (select count(*)::int from goal_suggestion where tenant_id = $1) as suggestions`,
      [closed],
    )
    expect(left).toEqual({ goals: 0, suggestions: 0 })

    const late = { words: 'Late', sending: await scene.guestSending() }
    await scene.house.asOwner(`update invitation set state = 'paused' where tenant_id = $1`, [scene.spaceId])
    expect((await scene.coach.get(supportPaths.guestGoals(scene.spaceId))).status).toBe(404)
    expect((await scene.coach.send(supportPaths.guestSuggest(scene.spaceId), late)).status).toBe(404)
    expect(await scene.ownPage()).not.toContain('Late')
  })
})

describe('a suggestion', () => {
  test.each(['goal', 'step'] as const)(
    'of a %s stands until the person says yes, then it is theirs',
    async (kind) => {
      const id = await scene.suggest({
        words: 'Ask for a key',
        ...(kind === 'step' ? { goal: scene.goalId } : {}),
      })
      const before = await scene.ownPage()
      expect(before).toContain(words.suggestedBy('Dele'))
      expect(before).toContain('Ask for a key')
      expect(before).not.toContain('class="own">Ask for a key<')
      for (const _ of [1, 2]) {
        const answer = await scene.person.send(supportPaths.answerSuggestion(id), { answer: 'yes' })
        expect(answer.status).toBe(303)
      }
      const after = await scene.ownPage()
      expect(after).not.toContain(words.suggestedBy('Dele'))
      const stands = await scene.house.asOwner('select 1 from goal_wording where id = $1', [id])
      expect(stands).toHaveLength(1)
      // Whose words they are stays to be seen, until the person says it in their own.
      const page = kind === 'goal' ? after : (await scene.person.get(supportPaths.goal(scene.goalId))).text
      expect(page).toContain(words.hands.suggested('Dele'))
      const path = kind === 'goal' ? supportPaths.goalWords(id) : supportPaths.step(id)
      await scene.person.send(path, { words: 'My own key', seen: '1', sending: await scene.ownSending() })
      expect(await scene.ownPage()).toContain('class="own">My own key<')
      expect((await scene.ownPage()).replace(/<details.*?<\/details>/gs, '')).not.toContain('Dele')
    },
  )

  test('a no leaves nothing behind, for both, and asks nothing', async () => {
    const id = await scene.suggest({ words: 'Ask for a key' })
    const form = (await scene.ownPage())
      .split(`action="${supportPaths.answerSuggestion(id)}"`)[1]!
      .split('</form>')[0]!
    expect(form.match(/class="button plain"/g)).toHaveLength(2)
    expect(form).not.toMatch(/<textarea|<input(?! type="hidden")|<select/)
    for (const _ of [1, 2])
      expect((await scene.person.send(supportPaths.answerSuggestion(id), { answer: 'no' })).status).toBe(303)
    expect(await scene.ownPage()).not.toContain('Ask for a key')
    expect(await scene.guestPage()).not.toContain('Ask for a key')
    const left = await scene.house.asOwner('select 1 from goal_suggestion where tenant_id = $1', [
      scene.spaceId,
    ])
    expect(left).toEqual([])
  })

  test('is sent twice and stands once; its coach can take it back', async () => {
    const sent = { words: 'Ask for a key', sending: await scene.guestSending() }
    for (const _ of [1, 2]) await scene.coach.send(supportPaths.guestSuggest(scene.spaceId), sent)
    expect((await scene.ownPage()).match(/Suggested by Dele/g)).toHaveLength(1)
    const id = await scene.suggest(sent)
    await scene.coach.send(supportPaths.guestTakeBack(scene.spaceId, id))
    expect(await scene.ownPage()).not.toContain('Ask for a key')
  })

  test('is never said to be what it is not, when the other was faster', async () => {
    const taken = await scene.suggest({ words: 'Ask for a key' })
    await scene.coach.send(supportPaths.guestTakeBack(scene.spaceId, taken))
    const late = await scene.person.send(supportPaths.answerSuggestion(taken), { answer: 'yes' })
    expect((await scene.person.get(late.location!)).text).toContain(words.said.no)

    const kept = await scene.suggest({ words: 'Ask for a key' })
    await scene.person.send(supportPaths.answerSuggestion(kept), { answer: 'yes' })
    const second = await scene.person.send(supportPaths.answerSuggestion(kept), { answer: 'no' })
    expect((await scene.person.get(second.location!)).text).toContain(words.said.yes)
    const back = await scene.coach.send(supportPaths.guestTakeBack(scene.spaceId, kept))
    const { text } = await scene.coach.get(back.location!)
    expect(text).toContain('Ask for a key')
    expect(text).not.toContain('gone')
  })

  test('without words, or for what is not here, comes back as it was typed', async () => {
    const empty = await scene.coach.send(supportPaths.guestSuggest(scene.spaceId), {
      words: ' ',
      goal: scene.goalId,
      sending: await scene.guestSending(),
    })
    expect(empty.status).toBe(422)
    expect(empty.text).toMatch(new RegExp(`<option value="${scene.goalId}" selected`))
    expect(empty.text).toContain('<details class="fold" id="suggest" open>')
    const odd = await scene.coach.send(supportPaths.guestTogether(scene.spaceId), {
      words: 'A plan',
      goal: 'x',
      sending: await scene.guestSending(),
    })
    expect(odd.status).toBe(422)
    expect(odd.text).toContain('A plan</textarea>')
  })
})

describe('written together', () => {
  test('stands in the person’s words with who typed it, and goes in one tap', async () => {
    const sent = { words: 'To see my brother', sending: await scene.guestSending() }
    for (const _ of [1, 2]) await scene.coach.send(supportPaths.guestTogether(scene.spaceId), sent)
    const step = {
      words: 'Write to him',
      goal: scene.goalId,
      who: 'together',
      with: 'Dele',
      sending: await scene.guestSending(),
    }
    await scene.coach.send(supportPaths.guestTogether(scene.spaceId), step)
    const page = await scene.ownPage()
    expect(page.match(/<a [^>]*><span class="own">To see my brother</g)).toHaveLength(1)
    expect(page).toContain(words.hands.together('Dele'))
    const goal = await scene.person.get(supportPaths.goal(scene.goalId))
    expect(goal.text).toContain(words.hands.together('Dele'))
    expect(goal.text).toContain(words.doing.together)
    const remove = /formaction="([^"]+)"/i.exec(goal.text)![1]!
    await scene.person.send(remove)
    expect((await scene.person.get(supportPaths.goal(scene.goalId))).text).not.toContain('Write to him')
    const brother = await scene.findGoal('To see my brother')
    expect((await scene.person.get(supportPaths.goal(brother))).text).toContain(
      `formaction="${supportPaths.removeGoal(brother)}"`,
    )
    const own = { words: 'To see my brother soon', seen: '1', sending: await scene.ownSending() }
    await scene.person.send(supportPaths.goalWords(brother), own)
    expect((await scene.ownPage()).split('<details')[0]).not.toContain('typed this')
  })
})

describe('a tired coach', () => {
  test('who is signed out, or whose goal was put down meanwhile, loses no words', async () => {
    const sent = { words: 'Ring at nine', goal: scene.goalId, sending: await scene.guestSending() }
    await scene.person.send(supportPaths.goalState(scene.goalId), { state: 'put-down' })
    for (const path of [supportPaths.guestSuggest, supportPaths.guestTogether]) {
      const again = await scene.coach.send(path(scene.spaceId), sent)
      expect(again.status).toBe(422)
      expect(again.text).toContain('Ring at nine</textarea>')
      expect(again.text).toContain(words.goalGone)
      const late = await new Visitor(scene.app).send(path(scene.spaceId), sent)
      expect(late.status).toBe(403)
      expect(late.text).toContain('Ring at nine')
      expect(late.text).toContain(`name="goal" value="${scene.goalId}"`)
    }
    // Another coach who is let in, in the same browser: not in their name.
    const rosa = await enter(scene.house, scene.app, 'rosa@lighthouse.example')
    await letIn(scene.person, rosa)
    const other = await rosa.send(supportPaths.guestSuggest(scene.spaceId), { ...sent, goal: '' })
    expect(other.status).toBe(409)
    expect(await scene.ownPage()).not.toContain('Ring at nine')
  })

  test('sees whose page it is first of all', async () => {
    expect(await scene.guestPage()).toMatch(new RegExp(`<h1[^>]*>What ${scene.name} wants<`))
    expect(await scene.guestPage()).toContain('<title>What they want')
  })
})

test('one coach does not learn from here that another is let in', async () => {
  const rosa = await enter(scene.house, scene.app, 'rosa@lighthouse.example')
  await letIn(scene.person, rosa)
  const cat = { words: 'A cat', sending: await scene.guestSending() }
  await scene.coach.send(supportPaths.guestTogether(scene.spaceId), cat)
  await scene.suggest({ words: 'A dog' })
  expect(await scene.guestPage()).toContain('Dele typed this with me.')
  const seen = (await rosa.get(supportPaths.guestGoals(scene.spaceId))).text
  expect(seen).toContain('>A cat<')
  expect(seen).toContain('A coach typed this with me.')
  expect(seen).not.toMatch(/Dele|A dog/)
})
