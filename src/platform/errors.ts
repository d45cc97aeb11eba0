/** Everything a domain function may refuse with. Form problems are values, not exceptions. */
export type FailureKind =
  'not-found' | 'forbidden' | 'conflict' | 'invalid-state' | 'rate-limited' | 'unavailable'

/**
 * The one exception of the domain. `sentence` is read by people: plain words, what to do next, no personal data.
 * It is mapped once each to a page (platform/http), a job outcome (platform/jobs) and an exit code (bin/ownterms).
 */
export class Failure extends Error {
  readonly kind: FailureKind
  constructor(kind: FailureKind, sentence: string) {
    super(sentence)
    this.name = 'Failure'
    this.kind = kind
  }
}

export const statusOf: Record<FailureKind, 403 | 404 | 409 | 429 | 503> = {
  'not-found': 404,
  forbidden: 403,
  conflict: 409,
  'invalid-state': 409,
  'rate-limited': 429,
  unavailable: 503,
}

export const exitCodeOf: Record<FailureKind, number> = {
  'not-found': 4,
  forbidden: 5,
  conflict: 6,
  'invalid-state': 7,
  'rate-limited': 8,
  unavailable: 9,
}
