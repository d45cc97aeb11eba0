import { expect, test } from 'vitest'
import { narrowPicks } from './picks.ts'
import type { ThemeOfPicks } from './quotes.ts'

function theme(themeId: string, usedIn: readonly number[][]): ThemeOfPicks {
  const picks = usedIn.map((used, at) => ({
    codingId: `${themeId}${at}`,
    passageId: 'p',
    text: 'x',
    voiceNumber: at,
    usedIn: used,
  }))
  return { themeId, name: themeId, picks }
}

const nowhere = (count: number): number[][] => Array.from({ length: count }, () => [])

test('few stretches stand on one page, those that are not quoted yet first', () => {
  const { themes, shown } = narrowPicks([theme('a', [[2], [], [1]]), theme('b', nowhere(17))], 'b', 1)
  expect(themes).toEqual([])
  expect(shown.map(({ themeId }) => themeId)).toEqual(['a', 'b'])
  expect(shown[0]!.picks.map(({ codingId }) => codingId)).toEqual(['a1', 'a0', 'a2'])
})

test('many come one theme at a time: the one asked for, or the one this Wisdom quotes most', () => {
  const all = [theme('a', nowhere(12)), theme('b', [[1], [3], [3]]), theme('c', [[3], ...nowhere(9)])]
  const shownFor = (asked: string | null, wisdom: number) =>
    narrowPicks(all, asked, wisdom).shown.map(({ themeId }) => themeId)
  expect(shownFor('c', 3)).toEqual(['c'])
  expect(shownFor(null, 3)).toEqual(['b'])
  expect(shownFor('gone', 5)).toEqual(['a'])
  expect(narrowPicks(all, null, 3).themes).toEqual([
    { themeId: 'a', name: 'a', count: 12 },
    { themeId: 'b', name: 'b', count: 3 },
    { themeId: 'c', name: 'c', count: 10 },
  ])
  expect(narrowPicks([theme('a', nowhere(40))], null, 1)).toMatchObject({
    themes: [],
    shown: [{ themeId: 'a' }],
  })
})
