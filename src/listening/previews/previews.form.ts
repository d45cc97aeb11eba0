import type { Fields } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { Said } from './previews.ts'

const buttons = { yes: 'yes', no: 'no', back: null } as const

/** What the pressed button says of which quote, and what was seen of it; null when no button of the page was pressed. */
export function parsePreview(fields: Fields): { quoteId: string; seen: string; said: Said } | null {
  const quoteId = fields.text('quote')
  const pressed = (['yes', 'no', 'back'] as const).find((one) => one === fields.text('say'))
  if (!isId(quoteId) || !pressed) return null
  return { quoteId, seen: fields.text('seen'), said: buttons[pressed] }
}
