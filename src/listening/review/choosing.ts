import type { Stretch } from '../../text/edits/reading.ts'
import { sentencesOf, wordsOf } from '../../text/language/sentences.ts'

/** The sentence of a verbatim with this number (from 0), or null: `?sentence=` of an address, as sent. */
export function findSentence(
  verbatim: string,
  value: string | null,
): { index: number; sentence: Stretch } | null {
  if (value === null || !/^\d{1,6}$/.test(value)) return null
  const index = Number(value)
  const sentence = sentencesOf(verbatim)[index]
  return sentence ? { index, sentence } : null
}

/** A word to tick. `stretch` is what a tick covers; `text` is shown, with the signs beside the word. */
export type WordToTick = { stretch: Stretch; text: string }

/** The words of one sentence. A sentence of signs only is one word. */
export function wordsToTick(verbatim: string, sentence: Stretch): WordToTick[] {
  const text = verbatim.slice(sentence.start, sentence.end)
  const found = wordsOf(text)
  if (found.length === 0) return [{ stretch: sentence, text }]
  return found.map((word, index) => {
    const from = index === 0 ? 0 : word.start
    const to = found[index + 1]?.start ?? text.length
    return {
      stretch: { start: sentence.start + word.start, end: sentence.start + word.end },
      text: text.slice(from, to).trim(),
    }
  })
}
