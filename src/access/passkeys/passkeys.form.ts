import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { passkeysWords } from './passkeys.words.ts'

const words = passkeysWords['en-GB']
export const mostName = 60

export function parseNewPasskey(fields: Fields): Parsed<{ name: string; answer: RegistrationResponseJSON }> {
  const name = fields.text('name')
  const answer = readAnswer(fields.text('answer')) as RegistrationResponseJSON | null
  if (!name) return { ok: false, problems: [{ field: 'name', sentence: words.nameMissing }] }
  if (name.length > mostName)
    return { ok: false, problems: [{ field: 'name', sentence: words.nameTooLong(mostName) }] }
  if (!answer) return { ok: false, problems: [{ field: null, sentence: words.noAnswer }] }
  return { ok: true, input: { name, answer } }
}

export function parseSignature(fields: Fields): Parsed<{ answer: AuthenticationResponseJSON }> {
  const answer = readAnswer(fields.text('answer')) as AuthenticationResponseJSON | null
  if (!answer) return { ok: false, problems: [{ field: null, sentence: words.noAnswer }] }
  return { ok: true, input: { answer } }
}

/** What the browser's passkey answered, when it has the shape of one; whether it is true is asked later. */
function readAnswer(text: string): object | null {
  if (!text || text.length > 20_000) return null
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const { id, response } = value as { id?: unknown; response?: unknown }
    return typeof id === 'string' && typeof response === 'object' && response !== null ? value : null
  } catch {
    return null
  }
}
