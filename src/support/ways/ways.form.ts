import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { isId, newBlindId } from '../../platform/ids.ts'
import { checkName, readName } from '../spaces/spaces.form.ts'

export function parseNewName(typed: string): Parsed<{ name: string }> {
  const problems = checkName(typed)
  return problems.length ? { ok: false, problems } : { ok: true, input: { name: typed } }
}

export { readName }

/** Names the words a form was made for; of a form that does not, words nobody has. */
export function readSending(fields: Fields): string {
  const sending = fields.text('sending')
  return isId(sending) ? sending : newBlindId()
}
