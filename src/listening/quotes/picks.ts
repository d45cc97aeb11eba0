import type { ThemeOfPicks } from './quotes.ts'

/** So many stretches are looked through on one page; more of them come one theme at a time. */
const mostAtOnce = 20

/** What is shown to choose from. `themes` are all there are, to go to; none when all of them are shown. */
export type Picking = {
  themes: { themeId: string; name: string; count: number }[]
  shown: readonly ThemeOfPicks[]
}

/**
 * The stretches to look through: all when they are few, otherwise those of the theme that is asked for, or of the one
 * this Wisdom quotes most. What the series does not quote yet comes first.
 */
export function narrowPicks(
  all: readonly ThemeOfPicks[],
  asked: string | null,
  wisdomNumber: number,
): Picking {
  const sorted = all.map((theme) => ({
    ...theme,
    picks: theme.picks.toSorted((a, b) => Math.sign(a.usedIn.length) - Math.sign(b.usedIn.length)),
  }))
  const count = sorted.reduce((sum, theme) => sum + theme.picks.length, 0)
  if (count <= mostAtOnce || sorted.length < 2) return { themes: [], shown: sorted }
  const usesHere = (theme: ThemeOfPicks) =>
    theme.picks.filter(({ usedIn }) => usedIn.includes(wisdomNumber)).length
  const likely = sorted.toSorted((a, b) => usesHere(b) - usesHere(a))[0]!
  const chosen = sorted.find(({ themeId }) => themeId === asked) ?? likely
  return {
    themes: sorted.map(({ themeId, name, picks }) => ({ themeId, name, count: picks.length })),
    shown: [chosen],
  }
}
