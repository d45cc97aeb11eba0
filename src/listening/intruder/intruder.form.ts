import { Failure } from '../../platform/errors.ts'
import type { Fields } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { IntruderAnswer } from './intruder.ts'

const answers: Readonly<Record<string, IntruderAnswer | null>> = {
  no: 'no',
  maybe: 'maybe',
  yes: 'yes',
  back: null,
}

/** Of whom, seeing what, and what the pressed button says. Throws not-found for what no button sends. */
export function parseAnswer(fields: Fields): {
  pressed: string
  input: { voiceId: string; stamp: string; answer: IntruderAnswer | null }
} {
  const voiceId = fields.text('voice')
  const pressed = fields.text('answer')
  const answer = answers[pressed]
  if (!isId(voiceId) || answer === undefined) throw new Failure('not-found', '')
  return { pressed, input: { voiceId, stamp: fields.text('seen'), answer } }
}
