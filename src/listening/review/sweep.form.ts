import type { Fields } from '../../platform/http/fields.ts'

/** The list as it was sent: which passages it was about, and the words that were ticked. */
export function parseSweep(fields: Fields): { stamp: string; ticked: readonly string[] } {
  return { stamp: fields.text('stamp'), ticked: fields.all('word') }
}
