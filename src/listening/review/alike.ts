import { fold } from './giveaways.ts'

/** At most so many are offered: a list to choose from, not to search. */
const most = 12

/** Names that could be another writing of these, the likeliest first, then as they came. */
export function namesLike<Name extends { words: string }>(
  writings: readonly string[],
  names: readonly Name[],
): Name[] {
  const own = writings.map(partsOf)
  return names
    .map((name) => ({ name, alike: Math.max(...own.map((parts) => likeness(parts, partsOf(name.words)))) }))
    .sort((a, b) => b.alike - a.alike)
    .slice(0, most)
    .map(({ name }) => name)
}

/** 3: a word is the same; 2: one begins as the other ends up, or is a letter away; 1: they begin with the same letter. */
function likeness(own: readonly string[], other: readonly string[]): number {
  let best = 0
  for (const a of own) {
    for (const b of other) {
      if (a === b) best = Math.max(best, 3)
      else if (isNear(a, b)) best = Math.max(best, 2)
      else if (a[0] === b[0]) best = Math.max(best, 1)
    }
  }
  return best
}

function isNear(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < 2) return long.startsWith(short)
  if (short.length >= 3 && long.startsWith(short)) return true
  if (short.length < 4 || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.length === long.length
    ? short.slice(at + 1) === long.slice(at + 1)
    : short.slice(at) === long.slice(at + 1)
}

function partsOf(words: string): string[] {
  return fold(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}
