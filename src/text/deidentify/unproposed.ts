import { functionWords } from './ordinary-words.ts'
import type { ProposalType } from './proposal.ts'
import { foldWord, hashWord, type WordList } from './tagger/word-list.ts'

/** A word somebody should glance at. `key` is the same for all its writings; it is made of words, so treat it as verbatim. */
export type WordToGlance = { start: number; end: number; key: string; type: ProposalType }

/**
 * Words that could be a name, a place or a number although nothing proposed them: what is written with a capital where no
 * sentence begins, what the list of words knows as a name or a place and not as an ordinary word, and digits. In order.
 */
export function wordsToGlance(text: string, list: WordList): WordToGlance[] {
  return eachWord(text, list).filter((word) => word.isSuspect)
}

/**
 * Every place where these words stand. One that is also an ordinary word counts only where it is written as a name is.
 */
export function placesOfWords(text: string, list: WordList, keys: ReadonlySet<string>): WordToGlance[] {
  return eachWord(text, list).filter(
    (word) => keys.has(word.key) && (word.isSuspect || word.isCapital || !word.isOrdinary),
  )
}

type Word = WordToGlance & { isSuspect: boolean; isCapital: boolean; isOrdinary: boolean }

const pattern = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*|\p{N}+(?:[ .,:/-]?\p{N}+)*/gu
const beginsSentence = /(?:^|[.!?…:]["'”’)\]]*\s+|\n)\s*["'“‘(*-]*\s*$/u

function eachWord(text: string, list: WordList): Word[] {
  return [...text.matchAll(pattern)].flatMap((match): Word[] => {
    const said = match[0].replace(/['’](?:s|m|ve|ll|d|re|t)$/iu, '')
    const [start, end] = [match.index, match.index + said.length]
    if (/^\p{N}/u.test(said)) {
      const isLong = said.replace(/\P{N}/gu, '').length > 1
      const number = { start, end, key: said, type: 'CODE' as const }
      return isLong ? [{ ...number, isSuspect: true, isCapital: false, isOrdinary: false }] : []
    }
    const key = foldWord(said)
    const may = list.look(hashWord(key))
    const [isName, isPlace, isOrdinary] = [(may & 15) > 0, ((may >> 4) & 3) > 0, may >> 6 > 0]
    const isCapital = /^\p{Lu}/u.test(said)
    const isLoud = isCapital && said.length > 1 && said === said.toUpperCase()
    const begins = isCapital && beginsSentence.test(text.slice(Math.max(0, start - 12), start))
    const isSuspect =
      said.length > 1 &&
      !functionWords.has(key) &&
      (isLoud
        ? !isOrdinary
        : isCapital
          ? !begins || !isOrdinary || (may & 3) > 1
          : (isName || isPlace) && !isOrdinary)
    const type = isPlace && !isName ? 'PLACE' : 'PERSON'
    return [{ start, end, key, type, isSuspect, isCapital, isOrdinary }]
  })
}
