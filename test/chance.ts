/** Mulberry32 (public domain): from 0 to under 1, the same numbers everywhere for the same seed. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Chance = {
  below: (limit: number) => number
  pick: <T>(from: readonly T[]) => T
}

export function makeChance(seed: number): Chance {
  const random = makeRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  return { below, pick: (from) => from[below(from.length)]! }
}
