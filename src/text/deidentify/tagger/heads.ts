/**
 * What a chain tells apart. A head with `begins` has two labels a kind, one for the first word of a mention and one for the
 * words after it; else one label a kind, and two mentions side by side are one stretch.
 */
export type Head<K extends string = string> = { kinds: readonly K[]; begins: boolean }

export type NameKind = 'PERSON' | 'PLACE' | 'ORGANISATION'
export type FactKind = 'DATE' | 'AGE' | 'CODE' | 'DEMOGRAPHIC' | 'QUANTITY' | 'OTHER'

export const namesHead: Head<NameKind> = { kinds: ['PERSON', 'PLACE', 'ORGANISATION'], begins: true }
export const factsHead: Head<FactKind> = {
  kinds: ['DATE', 'AGE', 'CODE', 'DEMOGRAPHIC', 'QUANTITY', 'OTHER'],
  begins: false,
}

/** As many for every head, so that what adds and multiplies most can be written out: none, then those of each kind. */
export const labels = 7

/** The label of the first word of a mention of a kind; the words after it have `insideLabel`. */
export function firstLabel({ begins }: Head, kind: number): number {
  return begins ? 1 + 2 * kind : 1 + kind
}

export function insideLabel({ begins }: Head, kind: number): number {
  return begins ? 2 + 2 * kind : 1 + kind
}
