import { splitLines } from './lines.ts'
import type { SourceItem, TextParser } from './source.ts'

/**
 * A parser of text that is lines. `take` gets each of them with its number, `finish` is told of the end; both put what
 * they find into `items`, which are handed over after every piece.
 */
export function parseLines(
  items: SourceItem[],
  take: (line: string, number: number) => void,
  finish: () => void,
): TextParser {
  const lines = splitLines(take)
  return {
    push(chunk) {
      lines.push(chunk)
      return items.splice(0)
    },
    end() {
      lines.end()
      finish()
      return items.splice(0)
    },
  }
}
