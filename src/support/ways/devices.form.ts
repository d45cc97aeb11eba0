import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '../../access/passkeys/answer.ts'
import { readMade, readUsed } from '../../access/passkeys/answer.ts'
import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { devicesWords } from './devices.words.ts'

const nothing = { ok: false, problems: [{ field: null, sentence: devicesWords['en-GB'].noAnswer }] } as {
  ok: false
  problems: { field: null; sentence: string }[]
}

export function parseNewDevice(fields: Fields): Parsed<{ answer: RegistrationResponseJSON }> {
  const answer = readMade(fields)
  return answer ? { ok: true, input: { answer } } : nothing
}

export function parseEntryByDevice(
  fields: Fields,
): Parsed<{ answer: AuthenticationResponseJSON; isShared: boolean }> {
  const answer = readUsed(fields)
  return answer ? { ok: true, input: { answer, isShared: !fields.has('own') } } : nothing
}
