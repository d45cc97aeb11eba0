import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { readMade, readUsed } from './answer.ts'
import { passkeysWords } from './passkeys.words.ts'

const words = passkeysWords['en-GB']
export const mostName = 60

export function parseNewPasskey(fields: Fields): Parsed<{ name: string; answer: RegistrationResponseJSON }> {
  const name = fields.text('name')
  const answer = readMade(fields)
  if (!name) return { ok: false, problems: [{ field: 'name', sentence: words.nameMissing }] }
  if (name.length > mostName)
    return { ok: false, problems: [{ field: 'name', sentence: words.nameTooLong(mostName) }] }
  if (!answer) return { ok: false, problems: [{ field: null, sentence: words.noAnswer }] }
  return { ok: true, input: { name, answer } }
}

export function parseSignature(fields: Fields): Parsed<{ answer: AuthenticationResponseJSON }> {
  const answer = readUsed(fields)
  if (!answer) return { ok: false, problems: [{ field: null, sentence: words.noAnswer }] }
  return { ok: true, input: { answer } }
}
