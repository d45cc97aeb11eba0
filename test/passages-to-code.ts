import type { Hono } from 'hono'
import { beforeAll, beforeEach, expect } from 'vitest'
import { signInRoutes } from '../src/access/sign-in/sign-in.routes.tsx'
import { codingRoutes } from '../src/listening/codings/codings.routes.tsx'
import { codeStretch, listCodings, type Coding } from '../src/listening/codings/codings.ts'
import { addEdit } from '../src/listening/review/additions.ts'
import { decide, openForReview, openSecondReading, passSecond } from '../src/listening/review/review.ts'
import { themeRoutes } from '../src/listening/themes/themes.routes.tsx'
import { Limits } from '../src/platform/http/limits.ts'
import { makeTestExercise, propose, type TeamMember, type TestExercise } from './test-exercise.ts'
import { useTestHouse } from './test-house.ts'
import { enter, openApp } from './visitor.ts'

export const emoji = 'Sam gave me 👩🏽‍🚒 the key. I cried 😭 all night. It was warm.'

/** For a file of tests, before each: four passages, of which two people have passed the second and the third. */
export function usePassagesToCode() {
  const house = useTestHouse()
  let app: Hono
  const made = {} as TestExercise
  let serial = 0

  beforeAll(() => {
    app = openApp(house, [...signInRoutes, ...codingRoutes, ...themeRoutes])
  })
  beforeEach(async () => {
    serial += 1
    house.services.limits = new Limits()
    const said = [
      { label: 'Voice A', text: emoji },
      { label: 'Voice B', text: 'A kettle of my own.' },
      {
        label: 'Voice C',
        text: `${'Nobody came to see it for a long while then. '.repeat(12)}Then my sister came.`,
      },
      { label: 'Voice D', text: 'Not read by anybody yet.' },
    ]
    Object.assign(made, await makeTestExercise(house, `Codes${serial}`, said))
    for (const index of [1, 2]) await review(index)
  })

  /** Two people pass a passage, after a name in it was replaced where one is given. */
  async function review(index: number, edit?: { from: string; to: string }): Promise<void> {
    const id = made.passageIds[index]!
    await propose(made, [id])
    await made.as(made.people.ada, async (ctx) => {
      if (edit) {
        const { verbatim } = (await openForReview(ctx, id)).passage
        const start = verbatim.indexOf(edit.from)
        const added = {
          start,
          end: start + edit.from.length,
          kind: 'generalise',
          replacement: edit.to,
        } as const
        expect((await addEdit(ctx, id, { ...added, note: '', hasReadAll: false })).ok).toBe(true)
      }
      const { stamp, edits } = await openForReview(ctx, id)
      const answers = edits.map(
        (one) =>
          ({
            editId: one.id,
            answer: one.state === 'accepted' ? 'accept' : 'leave',
            replacement: one.replacement,
            note: '',
          }) as const,
      )
      expect(await decide(ctx, id, { stamp, answers, pass: true })).toEqual({ ok: true, done: 'passed' })
    })
    await made.as(made.people.ben, async (ctx) => {
      const { seal } = await openSecondReading(ctx, id)
      expect((await passSecond(ctx, id, seal)).ok).toBe(true)
    })
  }

  return {
    house,
    /** The exercise of the test that runs. */
    made,
    review,
    /** Ada puts themes on a stretch of a passage. */
    code: (index: number, start: number, end: number, newTheme: string | null, themeIds: string[] = []) =>
      made.as(made.people.ada, (ctx) =>
        codeStretch(ctx, { passageId: made.passageIds[index]!, start, end, themeIds, newTheme }),
      ),
    list: (index: number): Promise<Coding[]> =>
      made.as(made.people.ada, (ctx) => listCodings(ctx, { passageId: made.passageIds[index]! })),
    visit: (who: TeamMember) => enter(house, app, made.mailOf(who)),
    /** A listener of another organisation. */
    visitFromElsewhere: async () => {
      const other = await makeTestExercise(house, `Other${serial}`, [{ label: 'X', text: 'Elsewhere.' }])
      return { other, foreign: await enter(house, app, other.mailOf('ada')) }
    },
  }
}

export const textOf = (coding: Coding) => coding.pieces.map((piece) => piece.text).join('')
