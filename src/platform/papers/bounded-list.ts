/** A list that does not grow without end, nor do those made from it. */
export class BoundedList<Item> extends Array<Item> {
  #most = 4 * this.length + 64

  static copyOf<Item>(items: readonly Item[]): BoundedList<Item> {
    const copy = new BoundedList<Item>(items.length)
    items.forEach((item, at) => (copy[at] = item))
    return copy
  }

  override splice(start: number, count = 0, ...items: Item[]): Item[] {
    if (this.length > this.#most) throw new Error('This list has no end.')
    return super.splice(start, count, ...items)
  }
}
