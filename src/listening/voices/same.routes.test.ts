import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeTestExercise, type TeamMember } from '../../../test/test-exercise.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import { useHeardVoices } from '../../../test/heard-voices.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { countVoices } from '../exercises/people.ts'
import { listeningPaths } from '../paths.ts'
import { findProposal, pairOf } from './proposals.ts'
import { sameRoutes } from './same.routes.tsx'
import { voiceRoutes } from './voice.routes.tsx'
import { changePart, type Voice } from './voices.ts'
import { voicesRoutes } from './voices.routes.tsx'

const heard = useHeardVoices()
const { as, hear, voices, byNumber, people, join } = heard
const look = () => as((ctx) => findProposal(ctx, heard.made.exerciseId, null))
let app: Hono

beforeAll(() => {
  app = openApp(heard.house, [...signInRoutes, ...voicesRoutes, ...sameRoutes, ...voiceRoutes])
})

const enterAs = (who: TeamMember) => enter(heard.house, app, heard.made.mailOf(who))

describe('who may be one person', () => {
  test('is proposed from what the labels share, joined by one click, and undone by one', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    const visitor = await enterAs('ada')
    const path = listeningPaths.voicesSame(heard.made.exerciseId)
    const page = await visitor.get(path)
    expect(page.text).toContain('The name is the same but for “she/her”.')
    expect(page.text).toContain('Very likely one person')
    const joined = await visitor.send(path, { kept: ada.id, other: again.id, answer: 'same' })
    expect(joined.location).toBe(`${path}?done=joined`)
    expect(await people()).toBe(3)
    // Sent twice, or from a second window: they are one, and stay one.
    expect((await visitor.send(path, { kept: again.id, other: ada.id, answer: 'same' })).status).toBe(303)
    const after = await visitor.get(joined.location!)
    expect(after.text).toContain('You joined voice 3 to voice 2.')
    const [, action] = /action="(\/joins\/[^"]+)"/.exec(after.text)!
    expect((await visitor.send(action!, { to: 'same' })).location).toBe(`${path}?done=undone`)
    expect(await people()).toBe(4)
    expect((await visitor.get(path)).text).toContain('Nobody looks like somebody else.')
  })

  test('“two people” is remembered, also when one of them is joined to a third', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    const visitor = await enterAs('ada')
    const path = listeningPaths.voicesSame(heard.made.exerciseId)
    expect((await visitor.send(path, { kept: ada.id, other: again.id, answer: 'apart' })).location).toBe(
      `${path}?done=apart`,
    )
    expect((await look()).count).toBe(0)
    await join(await byNumber(4), again)
    expect((await look()).count).toBe(0)
    expect((await visitor.send(path, { kept: ada.id, other: again.id })).status).toBe(422)
  })

  test('a pair can be passed over, and the answer to the next leads on', async () => {
    await hear('group-call', ['Sam (he/him)'])
    const first = await look()
    expect(first.count).toBe(2)
    const second = await as((ctx) => findProposal(ctx, heard.made.exerciseId, first.pair))
    expect(second.proposal!.likeness.reason).toBe('first-name')
    const end = await as((ctx) => findProposal(ctx, heard.made.exerciseId, second.pair))
    expect([end.proposal, end.count]).toEqual([null, 2])
    const { kept, other } = second.proposal!
    expect(second.pair).toBe(pairOf(kept.id, other.id))
    const visitor = await enterAs('ada')
    const path = listeningPaths.voicesSame(heard.made.exerciseId)
    const sent = { kept: kept.id, other: other.id, answer: 'apart', after: first.pair! }
    expect((await visitor.send(path, sent)).location).toBe(`${path}?after=${first.pair}&done=apart`)
  })

  test('two who spoke by turns in one call are shown with a warning, or not at all', async () => {
    await hear('group-call', [
      'Ben Cole',
      'Ben Cole (he/him)',
      'Jo',
      'Ben Cole',
      'Jo Ash',
      'Ben Cole (he/him)',
      'Jo',
    ])
    const pages = [await look()]
    for (;;) {
      const next = await as((ctx) => findProposal(ctx, heard.made.exerciseId, pages.at(-1)!.pair))
      if (!next.proposal) break
      pages.push(next)
    }
    expect(
      pages.map(({ proposal }) => [proposal!.labels.toString(), proposal!.spokeTogether, proposal!.sureness]),
    ).toEqual([
      ['Ada Lane,Ada Lane (she/her)', null, 'very-likely'],
      ['Ben Cole,Ben Cole (he/him)', 'group-call', 'likely'],
    ])
    // Who came in again after leaving speaks in one call too, but not by turns.
    await hear('group-call', ['Kim Vale', 'Kim Vale', 'Kim Vale (they/them)'])
    expect((await look()).count).toBe(3)
  })

  test('a device and two at one screen are said to be that', async () => {
    await hear('group-call', ['Sam’s iPhone', 'Jo + Sam'])
    const texts: string[] = []
    let after: string | null = null
    const visitor = await enterAs('ada')
    const path = listeningPaths.voicesSame(heard.made.exerciseId)
    for (let page = await look(); page.proposal;) {
      texts.push((await visitor.get(after ? `${path}?after=${after}` : path)).text)
      after = page.pair
      page = await as((ctx) => findProposal(ctx, heard.made.exerciseId, after))
    }
    expect(texts.some((text) => text.includes('“Sam’s iPhone” is a device.'))).toBe(true)
    expect(texts.some((text) => text.includes('“Jo + Sam” is more than one person at one screen.'))).toBe(
      true,
    )
  })

  test('no contributors are neither counted nor proposed; facilitators keep their part', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await as((ctx) => changePart(ctx, again.id, 'facilitator'))
    expect((await look()).proposal).toMatchObject({ kept: { id: again.id }, other: { id: ada.id } })
    await as((ctx) => changePart(ctx, again.id, 'not-a-contributor'))
    expect((await look()).count).toBe(0)
    expect(await as((ctx) => countVoices(ctx, heard.made.exerciseId))).toEqual({
      people: 3,
      readable: 1,
      facilitators: 0,
      notContributors: 1,
    })
  })

  test('is found again after a crash emptied the fingerprints', async () => {
    await heard.house.asOwner('delete from label_index')
    expect((await look()).count).toBe(1)
  })

  test('is a listener’s page and nobody else’s; strangers find nothing', async () => {
    const path = listeningPaths.voicesSame(heard.made.exerciseId)
    for (const name of ['lea', 'cleo'] as const) {
      const visitor = await enterAs(name)
      expect((await visitor.get(path)).status).toBe(403)
      expect((await visitor.send(path, { answer: 'same' })).status).toBe(403)
    }
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    const foreign = await makeTestExercise(heard.house, 'Strange', [{ label: 'X', text: 'X.' }])
    const stranger = await enter(heard.house, app, foreign.mailOf('ada'))
    expect((await stranger.get(path)).status).toBe(404)
    const sent = { kept: ada.id, other: again.id, answer: 'same' }
    expect((await stranger.send(path, sent)).status).toBe(404)
    expect((await stranger.send(listeningPaths.voicesSame(foreign.exerciseId), sent)).status).toBe(404)
    const ours = await enterAs('ada')
    expect((await ours.send(listeningPaths.voicesSame(foreign.exerciseId), sent)).status).toBe(404)
    expect(await people()).toBe(4)
  })
})

describe('looking for somebody', () => {
  test.each([
    ['ada', ['Ada Lane', 'Ada Lane (she/her)']],
    ['LANE', ['Ada Lane', 'Ada Lane (she/her)']],
    ['07700900123', ['+44 7700 900123']],
    ['3', ['Ada Lane (she/her)']],
    ['voice 2', ['Ada Lane']],
    ['nobody', []],
  ])('%s', async (typed, labels) => {
    await hear('whatsapp', ['+44 7700 900123'])
    const visitor = await enterAs('ada')
    const page = await visitor.send(listeningPaths.voiceFind((await byNumber(4)).id), { name: typed })
    expect(page.status).toBe(200)
    for (const label of labels) expect(page.text).toContain(`, ${label} (`)
    expect(page.text.match(/name="other"/g)?.length ?? 0).toBe(labels.length)
    if (labels.length === 0) expect(page.text).toContain('Nobody else here is called “nobody”.')
  })
})
