/** A message of a chat, or one that is here: in which minute it was said, and a stamp of its words. */
export type Said = { minute: string; stamp: string; length: number }
/** One that is here already: the file that brought it, and fingerprints (hex) of the labels its voice has there. */
export type Here = Said & { sourceId: string; blinds: readonly string[] }
/** One that comes: the fingerprint (hex) of its label. */
export type Coming = Said & { blind: string }

/** Words so long are said twice in one minute by nobody. */
const telling = 20
/** So many of them by one label, before it is taken for another one's other name. */
const enough = 3
/** So many of them in all: it is the same chat, and whatever stands once in a minute on both sides is the same message. */
const sameChat = 10

/**
 * Learns who is who when a chat comes once more from another phone, where people have other names: the same words in
 * the same minute, standing there once on both sides, tie a label that comes to one that is here. A label that is tied
 * to two, or two that are tied to one, are tied to none: rather a message comes twice than one is lost.
 */
export class OtherPhone {
  /** By the label that comes: how often which label that is here said the same. */
  readonly #ties = new Map<string, Map<string, number>>()
  /** What was found out since the last batch. */
  readonly #names = new Map<string, string | null>()
  #count = 0

  /** Takes up one batch of what comes, and what is here of the same minutes. */
  learn(coming: readonly Coming[], here: readonly Here[]): void {
    this.#names.clear()
    const ours = single(here)
    const theirs = single(coming)
    const pairs = [...theirs].flatMap(([key, one]) => {
      const other = ours.get(key)
      return other ? [{ one, other }] : []
    })
    for (const { one, other } of pairs) if (one.length >= telling) this.#tie(one, other)
    if (this.#count < sameChat) return
    for (const { one, other } of pairs) if (one.length < telling) this.#tie(one, other)
  }

  /** The label (its fingerprint) somebody has here who comes under this one; null where nobody can tell. */
  nameHere(blind: string): string | null {
    const known = this.#names.get(blind)
    if (known !== undefined) return known
    const name = this.#findName(blind)
    this.#names.set(blind, name)
    return name
  }

  #findName(blind: string): string | null {
    const ties = this.#ties.get(blind)
    const [tied, ...more] = [...(ties ?? [])]
    if (!tied || more.length > 0) return null
    const [name, times] = tied
    if (times < enough && this.#count < sameChat) return null
    const others = [...this.#ties].filter(([other, named]) => other !== blind && named.has(name))
    return others.length === 0 ? name : null
  }

  #tie(one: Coming, other: Here): void {
    // Under the name it has here it is tied to itself: nobody else is it.
    const name = other.blinds.includes(one.blind) ? one.blind : other.blinds[0]
    if (name === undefined) return
    const ties = this.#ties.get(one.blind) ?? new Map<string, number>()
    ties.set(name, (ties.get(name) ?? 0) + 1)
    this.#ties.set(one.blind, ties)
    if (one.length >= telling) this.#count += 1
  }
}

/** Of these messages those that stand once in their minute, by minute and words. */
function single<Message extends Said>(messages: readonly Message[]): Map<string, Message> {
  const found = new Map<string, Message | null>()
  for (const message of messages) {
    const key = `${message.minute} ${message.stamp}`
    found.set(key, found.has(key) ? null : message)
  }
  return new Map([...found].flatMap(([key, message]) => (message ? [[key, message]] : [])))
}
