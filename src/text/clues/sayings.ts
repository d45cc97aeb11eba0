import { functionWords } from '../deidentify/ordinary-words.ts'

/** Collects what one person says again and again and nobody else says at all. */
export type SayingFinder = {
  /** Shows it one reading; `isOwn`: of the person whose quotes these are. Each reading once. */
  see: (text: string, isOwn: boolean) => void
  /** Runs of three to eight words that stand in a quote, in two or more of the person's readings and in no other. */
  list: () => string[]
}

type Run = { words: readonly string[]; own: number; others: number }

const shortest = 3
const longest = 8

/** `quotes`: the words of one person as they will be printed. Case and signs between words do not matter. */
export function makeSayingFinder(quotes: readonly string[]): SayingFinder {
  const byFirst = new Map<string, Map<string, Run>>()
  for (const quote of quotes) {
    const words = wordsIn(quote)
    for (const run of runsOf(words)) {
      if (run.filter((word) => !functionWords.has(word)).length < 2) continue
      const own = byFirst.get(run[0]!) ?? new Map<string, Run>()
      own.set(run.join(' '), { words: run, own: 0, others: 0 })
      byFirst.set(run[0]!, own)
    }
  }
  return {
    see(text, isOwn) {
      const words = wordsIn(text)
      const met = new Set<Run>()
      words.forEach((word, at) => {
        for (const run of byFirst.get(word)?.values() ?? []) {
          if (run.words.every((one, step) => words[at + step] === one)) met.add(run)
        }
      })
      for (const run of met) run[isOwn ? 'own' : 'others'] += 1
    },
    list() {
      const found = [...byFirst.values()]
        .flatMap((runs) => [...runs.entries()])
        .filter(([, run]) => run.own >= 2 && run.others === 0)
        .map(([key]) => key)
        .toSorted((a, b) => b.length - a.length)
      return found.filter(
        (key, at) => !found.slice(0, at).some((longer) => ` ${longer} `.includes(` ${key} `)),
      )
    },
  }
}

function wordsIn(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*/gu) ?? []
  )
}

function* runsOf(words: readonly string[]): Generator<string[]> {
  for (let at = 0; at < words.length; at += 1) {
    for (let size = shortest; size <= longest && at + size <= words.length; size += 1) {
      yield words.slice(at, at + size)
    }
  }
}
