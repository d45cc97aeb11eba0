/** A note of more lines than this keeps the rest together in its last one. */
const mostLines = 200

/**
 * The lines of a note: each line that was typed, so that something can be stood beside any of them. Empty ones go; the
 * words of each stay as they are.
 */
export function partLines(words: string): string[] {
  const lines = words.split('\n').filter((line) => line.trim() !== '')
  if (lines.length <= mostLines) return lines.map((line) => line.trim())
  return [...lines.slice(0, mostLines - 1), lines.slice(mostLines - 1).join('\n')].map((line) => line.trim())
}
