import { parseAddress, parseCode } from '../../access/sign-in/sign-in.form.ts'
import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { checkName, readName } from '../spaces/spaces.form.ts'

export { parseAddress, parseCode }

/** What was typed, to show again beside what to put right. */
export type TypedAddress = { name: string; address: string }

export function readTypedAddress(fields: Fields): TypedAddress {
  return { name: readName(fields), address: fields.text('address') }
}

export function parseAsking(fields: Fields): Parsed<{ name: string; address: string }> {
  const { name } = readTypedAddress(fields)
  const address = parseAddress(fields)
  const problems = [...checkName(name), ...(address.ok ? [] : address.problems)]
  if (!address.ok || problems.length) return { ok: false, problems }
  return { ok: true, input: { name, address: address.input.address } }
}

/** A code, and the address it was sent to. */
export function parseNewAddress(fields: Fields): Parsed<{ address: string; code: string }> {
  const [address, code] = [parseAddress(fields), parseCode(fields)]
  if (!address.ok) return address
  return code.ok ? { ok: true, input: { ...address.input, ...code.input } } : code
}
