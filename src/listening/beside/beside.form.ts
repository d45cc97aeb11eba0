import { Failure } from '../../platform/errors.ts'
import type { Fields } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'

const answers = { yes: true, no: false, back: null } as const

/** Which words, and what the pressed button says of them. Throws not-found for what no button sends. */
export function parseBeside(fields: Fields): {
  id: string
  then: keyof typeof answers
  mayPrint: boolean | null
} {
  const id = fields.text('words')
  const then = (['yes', 'no', 'back'] as const).find((one) => one === fields.text('then'))
  if (!isId(id) || !then) throw new Failure('not-found', '')
  return { id, then, mayPrint: answers[then] }
}
