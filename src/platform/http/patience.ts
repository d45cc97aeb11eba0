/** What became of a try: the work's answer, or that too many wait from this place. */
export type Tried<T> = { isBusy: false; found: T | null } | { isBusy: true }

/** How many tries one network has under way at once, and how many more may wait behind them. */
const underWay = 4
const mostWaiting = 10

/** Wrong tries are forgotten this long after the last one, in milliseconds. */
const forgottenAfter = 10 * 60 * 1000

/** Wrong tries without a delay: of one network, and of everybody together. */
const freeOfNetwork = 3
const freeOfAll = 30

/** The longest a wrong answer takes, in milliseconds. */
const longestDelay = 8000

type Line = { underWay: number; waiting: (() => void)[] }

/**
 * Makes guessing slow and shuts nobody out. A right answer is given at once; a wrong one takes longer the more wrong
 * ones there were, from this network and for this secret together. While its wrong answers are held back, a network can
 * have only few tries under way, so many guesses cost much time; another network waits for none of them. Kept in memory
 * only, and forgotten after ten minutes.
 */
export class Patience {
  #wrong = new Map<string, { until: number; count: number }>()
  #lines = new Map<string, Line>()
  #now: () => number
  #sleep: (milliseconds: number) => Promise<void>

  constructor(
    now: () => number = () => performance.now(),
    sleep: (milliseconds: number) => Promise<void> = (time) =>
      new Promise((done) => setTimeout(done, time).unref()),
  ) {
    this.#now = now
    this.#sleep = sleep
  }

  /** Does `work` when it is this network's turn. `what` names the secret that is guessed at; null is a wrong guess. */
  async try<T>(what: string, network: string, work: () => Promise<T | null>): Promise<Tried<T>> {
    const place = `${what} ${network}`
    const line = this.#lines.get(place) ?? { underWay: 0, waiting: [] }
    this.#lines.set(place, line)
    if (line.underWay >= underWay) {
      if (line.waiting.length >= mostWaiting) return { isBusy: true }
      await new Promise<void>((next) => void line.waiting.push(next))
    } else {
      line.underWay += 1
    }
    try {
      const found = await work()
      if (found === null) await this.#sleep(this.#countWrong(what, place))
      return { isBusy: false, found }
    } finally {
      const next = line.waiting.shift()
      if (next) next()
      else line.underWay -= 1
      if (line.underWay === 0) this.#lines.delete(place)
    }
  }

  /** Counts a wrong try; gives how long its answer takes. */
  #countWrong(what: string, place: string): number {
    const ofNetwork = this.#count(place) - freeOfNetwork
    const ofAll = this.#count(what) - freeOfAll
    const delay = Math.max(
      ofNetwork > 0 ? 250 * 2 ** Math.min(ofNetwork, 5) : 0,
      ofAll > 0 ? 250 * 2 ** Math.min(Math.floor(ofAll / 10), 5) : 0,
    )
    return Math.min(delay, longestDelay)
  }

  #count(key: string): number {
    const now = this.#now()
    if (this.#wrong.size > 20_000) this.#forget(now)
    const known = this.#wrong.get(key)
    const count = known && known.until > now ? known.count + 1 : 1
    this.#wrong.delete(key)
    this.#wrong.set(key, { until: now + forgottenAfter, count })
    return count
  }

  #forget(now: number): void {
    for (const [key, entry] of this.#wrong) if (entry.until <= now) this.#wrong.delete(key)
    // Still full: a flood from very many networks. The oldest go first.
    for (const key of this.#wrong.keys()) {
      if (this.#wrong.size <= 15_000) break
      this.#wrong.delete(key)
    }
  }
}
