import { Patience } from './patience.ts'

/**
 * How often one network may do one thing, counted in memory only and forgotten after its window. Nothing about a
 * visitor is written anywhere.
 */
export class Limits {
  #counts = new Map<string, { until: number; count: number }>()
  #now: () => number
  /** For what is guessed at. */
  readonly patience: Patience

  /** `now`: milliseconds by a clock that only goes forward. */
  constructor(now: () => number = () => performance.now(), patience = new Patience(now)) {
    this.#now = now
    this.patience = patience
  }

  /** Counts one more; false when there were already `most` in this window of `seconds`. */
  take(what: string, network: string, most: number, seconds: number): boolean {
    const now = this.#now()
    if (this.#counts.size > 20_000) this.#forget(now)
    const key = `${what} ${network}`
    const entry = this.#counts.get(key)
    if (!entry || entry.until <= now) {
      this.#counts.set(key, { until: now + seconds * 1000, count: 1 })
      return true
    }
    entry.count += 1
    return entry.count <= most
  }

  #forget(now: number): void {
    for (const [key, entry] of this.#counts) if (entry.until <= now) this.#counts.delete(key)
    // Still full: a flood from very many networks. The oldest go first.
    for (const key of this.#counts.keys()) {
      if (this.#counts.size <= 15_000) break
      this.#counts.delete(key)
    }
  }
}

/** The network an address belongs to: IPv4 whole, IPv6 by its first 64 bits (one home or phone). */
export function networkOf(address: string): string {
  if (address.startsWith('::ffff:')) return address.slice(7)
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const front = head ? head.split(':') : []
  const back = address.includes('::') && tail ? tail.split(':') : []
  const middle = address.includes('::')
    ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
    : []
  return [...front, ...middle, ...back].slice(0, 4).join(':')
}
