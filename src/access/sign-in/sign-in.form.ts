import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { isAddress, normaliseAddress } from '../accounts/account.ts'
import { signInWords } from './sign-in.words.ts'

const words = signInWords['en-GB']

export function parseAddress(fields: Fields): Parsed<{ address: string }> {
  const address = normaliseAddress(fields.text('address'))
  if (isAddress(address)) return { ok: true, input: { address } }
  return { ok: false, problems: [{ field: 'address', sentence: words.addressWrong }] }
}

/** Takes the code however it was typed: with the space, without, with a dash, or in full-width figures. */
export function parseCode(fields: Fields): Parsed<{ code: string }> {
  const code = fields.text('code').normalize('NFKC').replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(code)) return { ok: true, input: { code } }
  return { ok: false, problems: [{ field: 'code', sentence: words.codeShape }] }
}
