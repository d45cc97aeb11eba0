/** Signs that only steer their neighbours. A glyph may have come of them or not; they go with the one before. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu

/**
 * Which letters each glyph stands for, in the order the glyphs stand from left to right; read in the order of reading,
 * they are the words, each letter once. Where glyphs changed places, fell apart or became one, as in Bengali, they
 * share out what they are together. A glyph may stand for nothing, as the dots beside an Arabic letter do.
 */
export function alignGlyphs(
  words: string,
  codePoints: readonly (readonly number[])[],
  isFromRight: boolean,
): string[] {
  const read = isFromRight ? codePoints.toReversed() : codePoints
  const signs = [...words]
  const stands: string[] = []
  let from = 0
  let to = 0
  let open = new Balance()
  read.forEach((said, at) => {
    open.add(String.fromCodePoint(...said), 1)
    // As many signs as the glyphs said so far.
    while (to < signs.length && (open.isOwed || signs[to]!.search(unseen) === 0)) open.add(signs[to++]!, -1)
    const isLast = at === read.length - 1
    if (!isLast && (!open.isEven || read[at + 1]!.length === 0)) return
    // What could not be told apart belongs together.
    if (isLast) to = signs.length
    stands.push(...shareOut(signs.slice(from, to), at + 1 - stands.length))
    from = to
    open = new Balance()
  })
  return isFromRight ? stands.reverse() : stands
}

/** One sign for each glyph, the rest for the last; signs made of two are parted where there are too few. */
function shareOut(signs: readonly string[], glyphs: number): string[] {
  const parts = signs.length < glyphs ? [...signs.join('').normalize('NFD')] : signs
  return Array.from({ length: glyphs }, (_, at) =>
    at < glyphs - 1 ? (parts[at] ?? '') : parts.slice(at).join(''),
  )
}

/** Counts letters that glyphs have said against letters that were taken from the words. */
class Balance {
  #counts = new Map<string, number>()
  #owed = 0

  add(text: string, by: 1 | -1): void {
    for (const sign of text.normalize('NFD').replace(unseen, '')) {
      const count = (this.#counts.get(sign) ?? 0) + by
      if (count === 0) this.#counts.delete(sign)
      else this.#counts.set(sign, count)
      this.#owed += by
    }
  }

  /** True while the glyphs have said more than was taken. */
  get isOwed(): boolean {
    return this.#owed > 0
  }

  get isEven(): boolean {
    return this.#counts.size === 0
  }
}
