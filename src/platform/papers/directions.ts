import bidiFactory, { type Bidi } from 'bidi-js'

/** The package says of itself that its function lies under `default`; Node gives the function. */
const bidi = (bidiFactory as unknown as () => Bidi)()

/** How deep each letter stands in stretches read the other way, odd where it is read from the right (UAX 9). */
export type Directions = { levels: Uint8Array; isRightToLeft: boolean }

/** The directions of one paragraph; its first letter says where it begins. */
export function readDirections(paragraph: string): Directions {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(paragraph, 'auto')
  return { levels, isRightToLeft: (paragraphs[0]?.level ?? 0) % 2 === 1 }
}

/** Stretches from left to right: from the deepest level up, neighbours at or above it change sides (UAX 9, L2). */
export function orderInSight<Stretch extends { level: number }>(read: readonly Stretch[]): Stretch[] {
  const inSight = [...read]
  for (let level = Math.max(0, ...read.map((one) => one.level)); level > 0; level -= 1) {
    for (let start = 0; start < inSight.length; start += 1) {
      let end = start
      while (end < inSight.length && inSight[end]!.level >= level) end += 1
      inSight.splice(start, end - start, ...inSight.slice(start, end).reverse())
      start = Math.max(start, end)
    }
  }
  return inSight
}

/** Words with each bracket turned around. */
export function mirror(words: string): string {
  return words.replace(/\P{L}/gu, (sign) => bidi.getMirroredCharacter(sign) ?? sign)
}
