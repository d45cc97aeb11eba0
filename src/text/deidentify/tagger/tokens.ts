/** Words, numbers and signs of a text in order; offsets in UTF-16 code units. A line break is a token too. */
export type Tokens = { starts: Int32Array; ends: Int32Array; count: number }

/** A word keeps its inner apostrophes (O'Brien) and gives up what is only hung on it (Sam's, they're). */
const pattern =
  /\p{L}[\p{L}\p{M}]*(?:['’](?!(?:s|S|t|T|re|ve|ll|d|m)(?![\p{L}\p{M}]))\p{L}[\p{L}\p{M}]*)*|\p{N}+|['’](?:s|S|t|T|re|ve|ll|d|m)(?![\p{L}\p{M}])|\n|[^\s\p{L}\p{N}]/gu

export function tokenise(text: string): Tokens {
  let starts = new Int32Array(Math.ceil(text.length / 4) + 8)
  let ends = new Int32Array(starts.length)
  let count = 0
  pattern.lastIndex = 0
  while (pattern.test(text)) {
    if (count === starts.length) {
      ;[starts, ends] = [grow(starts), grow(ends)]
    }
    ends[count] = pattern.lastIndex
    starts[count] = count === 0 ? 0 : ends[count - 1]!
    count += 1
  }
  // A pattern's end is known and its beginning is not: between two tokens stands white space only.
  for (let at = 0; at < count; at += 1) starts[at] = skipSpace(text, starts[at]!)
  return { starts: starts.subarray(0, count), ends: ends.subarray(0, count), count }
}

function grow(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (text[at] !== '\n' && /\s/u.test(text[at]!)) at += 1
  return at
}

/** Stretches of tokens that are read as one: lines, and of a long line pieces of at most `longest` tokens. */
export function cutTokens(text: string, tokens: Tokens, longest = 150): [number, number][] {
  const pieces: [number, number][] = []
  let from = 0
  for (let at = 0; at < tokens.count; at += 1) {
    if (text[tokens.starts[at]!] !== '\n' && at - from < longest) continue
    pieces.push([from, at + 1])
    from = at + 1
  }
  if (from < tokens.count) pieces.push([from, tokens.count])
  return pieces
}
