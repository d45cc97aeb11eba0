import { Failure } from '../../platform/errors.ts'
import type { Fields } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'

const answers = { yes: true, no: false, back: null } as const

/** Which words, and what the pressed button says of them. Throws not-found for what no button sends. */
export function parseBeside(fields: Fields): {
  id: string
  pressed: keyof typeof answers
  mayPrint: boolean | null
} {
  const id = fields.text('words')
  const pressed = (['yes', 'no', 'back'] as const).find((one) => one === fields.text('then'))
  if (!isId(id) || !pressed) throw new Failure('not-found', '')
  return { id, pressed, mayPrint: answers[pressed] }
}
