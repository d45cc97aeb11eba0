import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

export type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Fields } from '../../platform/http/fields.ts'

/** What a device that made a passkey put into a form; null when nothing of that shape came. */
export function readMade(fields: Fields): RegistrationResponseJSON | null {
  return readAnswer(fields.text('answer')) as RegistrationResponseJSON | null
}

/** What a passkey signed. */
export function readUsed(fields: Fields): AuthenticationResponseJSON | null {
  return readAnswer(fields.text('answer')) as AuthenticationResponseJSON | null
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
