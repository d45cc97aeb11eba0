import { functionWords } from '../deidentify/ordinary-words.ts'

/** Collects what each of some people says again and again and nobody else says at all. */
export type SayingFinder = {
  /** Shows it one reading and whose it is (null: somebody who is not quoted). Each reading once. */
  see: (text: string, who: string | null) => void
  /** By person: runs of three to eight words that stand in their quotes, in two or more of their readings and in no other. */
  list: () => Map<string, string[]>
}

type Run = { who: string; words: readonly string[]; own: number; others: number }

const shortest = 3
const longest = 8

/** `quotes`: by person, the words that will be printed. Case and signs between words do not matter. */
export function makeSayingFinder(quotes: ReadonlyMap<string, readonly string[]>): SayingFinder {
  const runs = new Map<string, Run>()
  for (const [who, texts] of quotes) {
    for (const words of texts.flatMap((text) => runsOf(wordsIn(text)))) {
      if (words.filter((word) => !functionWords.has(word)).length < 2) continue
      runs.set(`${who}/${words.join(' ')}`, { who, words, own: 0, others: 0 })
    }
  }
  const byFirst = Map.groupBy(runs.values(), (run) => run.words[0]!)
  return {
    see(text, who) {
      const words = wordsIn(text)
      const met = new Set<Run>()
      words.forEach((word, at) => {
        for (const run of byFirst.get(word) ?? []) {
          if (run.words.every((one, step) => words[at + step] === one)) met.add(run)
        }
      })
      for (const run of met) run[run.who === who ? 'own' : 'others'] += 1
    },
    list() {
      const said = [...runs.values()].filter((run) => run.own >= 2 && run.others === 0)
      const byPerson = Map.groupBy(said, (run) => run.who)
      return new Map(
        [...byPerson].map(([who, own]) => [who, longestOnly(own.map(({ words }) => words.join(' ')))]),
      )
    },
  }
}

/** Without those that are a part of a longer one. */
function longestOnly(found: readonly string[]): string[] {
  const sorted = found.toSorted((a, b) => b.length - a.length)
  return sorted.filter((one, at) => !sorted.slice(0, at).some((longer) => ` ${longer} `.includes(` ${one} `)))
}

function wordsIn(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*/gu) ?? []
  )
}

function runsOf(words: readonly string[]): string[][] {
  return words.flatMap((_, at) =>
    Array.from({ length: longest - shortest + 1 }, (_size, more) => at + shortest + more)
      .filter((end) => end <= words.length)
      .map((end) => words.slice(at, end)),
  )
}
