/** The fields of a sent form: every name may stand several times. Values are trimmed of nothing. */
export class Fields {
  #values: ReadonlyMap<string, readonly string[]>

  constructor(values: Iterable<readonly [string, string]>) {
    const map = new Map<string, string[]>()
    for (const [name, value] of values) {
      const list = map.get(name)
      // Browsers send line ends as CRLF; everything of ours counts in LF.
      const text = value.replaceAll('\r\n', '\n').replaceAll('\u0000', '')
      if (list) list.push(text)
      else map.set(name, [text])
    }
    this.#values = map
  }

  /** The first value, with white space at its ends removed; '' when the field was not sent. */
  text(name: string): string {
    return (this.#values.get(name)?.[0] ?? '').trim()
  }

  /** The first value as it was sent: people's own words keep their spaces. */
  raw(name: string): string {
    return this.#values.get(name)?.[0] ?? ''
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? []
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** Everything as it was sent, in no order that matters: to be sent again. */
  pairs(): [string, string][] {
    return [...this.#values].flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    )
  }

  /** Whether somebody wrote something: a word with another beside it. */
  hasWords(): boolean {
    return this.pairs().some(([, value]) => isWords(value))
  }

  /** The names sent that begin so: `decision-` gives every decision of a page. */
  namesFrom(prefix: string): string[] {
    return [...this.#values.keys()].filter((name) => name.startsWith(prefix))
  }
}

/** What people write has spaces in it; what names a form, a button or a row has none. */
export function isWords(value: string): boolean {
  return /\S\s+\S/u.test(value)
}

/** One thing to put right in a form. */
export type FieldProblem = { field: string | null; href?: string | undefined; sentence: string }

/** What parsing a form gives: the input of one domain function, or problems to show beside the values. */
export type Parsed<T> = { ok: true; input: T } | { ok: false; problems: FieldProblem[] }
