/** How much of a text is looked at to learn what it is, in characters. */
export const headLength = 64_000

/** How a text begins, read no further than that. */
export async function headOf(chunks: AsyncIterable<string>): Promise<string> {
  let head = ''
  for await (const chunk of chunks) {
    head += chunk
    if (head.length >= headLength) break
  }
  return head.slice(0, headLength)
}
