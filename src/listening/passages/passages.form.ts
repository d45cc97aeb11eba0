import type { Which } from './passages-list.ts'

/** Which passages and where in the list: `?which=waiting&after=40`, as sent. */
export function parseWhich(
  which: string | null,
  after: string | null,
): { which: Which; afterNumber: number } {
  return {
    which: which === 'waiting' || which === 'reviewed' ? which : 'all',
    afterNumber: after !== null && /^\d{1,9}$/.test(after) ? Number(after) : -1,
  }
}
