import { describe, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { runAs } from '../../../test/as-role.ts'
import { useGoals } from '../../../test/own-goals.ts'
import { begin, findSpace, letIn, readSending } from '../../../test/own-space.ts'
import { enter } from '../../../test/visitor.ts'
import { newBlindId } from '../../platform/ids.ts'
import { supportPaths } from '../paths.ts'

const scene = useGoals()

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
    await scene.person.send(supportPaths.addStep(scene.goalId), {
      words: 'Ring Mo',
      sending: await scene.ownSending(),
    })
    await scene.person.send(supportPaths.goalMarks(scene.goalId), {
      mark: '7',
      sending: await scene.ownSending(),
    })
    await scene.suggest({ words: 'A key' })
    const before = await dump(scene.spaceId)
    for (const text of tries) {
      const values = text.includes('$1') ? [Buffer.from('x')] : []
      expect([0, '42501'], text).toContain(await scene.asCoach(text, values))
    }
    expect(await dump(scene.spaceId)).toBe(before)
  })

  test('lets a coach add no wording to what is the person’s, and none twice to what they typed', async () => {
    const insert = `insert into goal_wording (tenant_id, id, goal_id, number, words_sealed, hand, by_account)
      values ($1, $2, $3, $4, 'x', $5, $6)`
    for (const number of [1, 2]) {
      for (const hand of ['together', 'mine']) {
        const by = hand === 'mine' ? null : await scene.coachId()
        expect(
          await scene.asCoach(insert, [scene.spaceId, newBlindId(), scene.goalId, number, hand, by]),
        ).toBe('42501')
      }
    }
    await scene.coach.send(supportPaths.guestTogether(scene.spaceId), {
      words: 'A cat',
      sending: await scene.guestSending(),
    })
    const typed = await scene.findGoal('A cat')
    const again = [scene.spaceId, newBlindId(), typed, 2, 'together', await scene.coachId()]
    expect(await scene.asCoach(insert, again)).toBe('42501')
    // A number, or a suggestion in somebody else's name, neither.
    const mark = `insert into goal_mark (tenant_id, id, goal_id, mark) values ($1, $2, $3, 5)`
    expect(await scene.asCoach(mark, [scene.spaceId, newBlindId(), scene.goalId])).toBe('42501')
    await scene.asCoach(
      `insert into goal_suggestion (tenant_id, id, words_sealed, by_account, by_sealed) values ($1, $2, 'x', $3, 'x')`,
      [scene.spaceId, newBlindId(), newBlindId()],
    )
    const [row] = await scene.house.asOwner('select by_account from goal_suggestion where tenant_id = $1', [
      scene.spaceId,
    ])
    expect(row!['by_account']).toBe(await scene.coachId())
  })

  test('keeps every wording as it was written, for the person as well', async () => {
    const text = `update goal_wording set words_sealed = 'x'`
    for (const role of ['person', 'worker'])
      expect(await runAs(scene.house, { tenantId: scene.spaceId, id: scene.spaceId, role }, text), role).toBe(
        '42501',
      )
  })
})

describe('other people’s ids', () => {
  test('lead the coach of another nowhere, and whoever leads or manages homes nowhere at all', async () => {
    const id = await scene.suggest({ words: 'A key' })
    const before = await dump(scene.spaceId)
    const sent = { words: 'Mine', goal: scene.goalId, sending: 'x' }
    for (const who of ['rosa', 'amira', 'gareth']) {
      const stranger = await enter(scene.house, scene.app, `${who}@lighthouse.example`)
      const answers = [
        await stranger.get(supportPaths.guestGoals(scene.spaceId)),
        await stranger.send(supportPaths.guestSuggest(scene.spaceId), sent),
        await stranger.send(supportPaths.guestTogether(scene.spaceId), sent),
        await stranger.send(supportPaths.guestTakeBack(scene.spaceId, id)),
      ]
      expect(
        answers.map((answer) => answer.status),
        who,
      ).toEqual([404, 404, 404, 404])
      const nowhere = await stranger.get(supportPaths.guestGoals(newBlindId()))
      expect(answers[0]!.text, who).toBe(nowhere.text)
    }
    expect(await dump(scene.spaceId)).toBe(before)
  })

  test('do nothing in the coach’s own forms', async () => {
    const other = (await begin(scene.app, `Other of ${scene.name}`)).person
    await letIn(other, scene.coach)
    const otherSpace = await findSpace(scene.coach, `Other of ${scene.name}`)
    const id = await scene.suggest({ words: 'A key' })
    const before = await dump(scene.spaceId)
    const sent = {
      words: 'Mine',
      goal: scene.goalId,
      sending: readSending((await scene.coach.get(supportPaths.guestGoals(otherSpace))).text),
    }
    for (const path of [supportPaths.guestSuggest, supportPaths.guestTogether])
      expect((await scene.coach.send(path(otherSpace), sent)).status).toBe(422)
    await scene.coach.send(supportPaths.guestTakeBack(otherSpace, id))
    expect(await dump(scene.spaceId)).toBe(before)
  })

  test('do nothing in any page or form of another person, and are told from none', async () => {
    await scene.person.send(supportPaths.addStep(scene.goalId), {
      words: 'Ring Mo',
      sending: await scene.ownSending(),
    })
    await scene.person.send(supportPaths.goalMarks(scene.goalId), {
      mark: '7',
      sending: await scene.ownSending(),
    })
    const suggestion = await scene.suggest({ words: 'A key' })
    const [step] = await scene.house.asOwner('select id from step where tenant_id = $1', [scene.spaceId])
    const [mark] = await scene.house.asOwner('select id from goal_mark where tenant_id = $1', [scene.spaceId])
    const ids = { goal: scene.goalId, step: String(step!['id']), mark: String(mark!['id']), suggestion }
    const thief = (await begin(scene.app, `Magpie of ${scene.name}`)).person
    const before = await dump(scene.spaceId)
    const tried = routes.filter(({ path }) => path.startsWith('/space/goals/') && path.includes(':'))
    expect(tried.length).toBeGreaterThan(15)
    const sending = readSending((await thief.get(supportPaths.goals)).text)
    const sent = {
      words: 'Mine',
      seen: '1',
      number: '1',
      state: 'done',
      to: '0',
      mark: '1',
      answer: 'yes',
      sending,
    }
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
    expect(await dump(scene.spaceId)).toBe(before)
    expect((await thief.get(supportPaths.goals)).text).not.toMatch(/A flat|A key|Ring Mo/)
    expect((await thief.get(supportPaths.goalsFile)).text).not.toContain('A flat')
  })
})

/** Everything of the room in one space, as it lies in the database. */
async function dump(tenantId: string): Promise<string> {
  const tables = ['goal', 'step', 'goal_wording', 'goal_mark', 'goal_suggestion']
  const parts = tables.map(async (table) => {
    const rows = await scene.house.asOwner(
      `select t::text as row from ${table} t where tenant_id = $1 order by id`,
      [tenantId],
    )
    return rows.map((row) => row['row']).join('\n')
  })
  return (await Promise.all(parts)).join('\n\n')
}
