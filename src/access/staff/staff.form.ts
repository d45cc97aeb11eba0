import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isAddress, normaliseAddress } from '../accounts/account.ts'
import { findApart, staffRoles, type StaffRole } from '../matrix.ts'
import { staffWords } from './staff.words.ts'

const words = staffWords['en-GB']
export const mostLetters = 100

/** What was typed, to show again beside what to put right. */
export type TypedMember = { name: string; address: string; roles: StaffRole[] }

export function readTypedMember(fields: Fields): TypedMember {
  const ticked = fields.all('roles')
  return {
    name: fields.text('name'),
    address: fields.text('address'),
    roles: staffRoles.filter((role) => ticked.includes(role)),
  }
}

export function parseInvitation(fields: Fields): Parsed<TypedMember> {
  const typed = readTypedMember(fields)
  const address = normaliseAddress(typed.address)
  const problems = [...checkName(typed.name), ...checkAddress(address), ...checkRoles(typed.roles)]
  return problems.length ? { ok: false, problems } : { ok: true, input: { ...typed, address } }
}

export function parseMember(fields: Fields): Parsed<{ name: string; roles: StaffRole[] }> {
  const { name, roles } = readTypedMember(fields)
  const problems = [...checkName(name), ...checkRoles(roles)]
  return problems.length ? { ok: false, problems } : { ok: true, input: { name, roles } }
}

export function checkName(name: string): FieldProblem[] {
  if (!name) return [{ field: 'name', sentence: words.nameMissing }]
  if (name.length > mostLetters) return [{ field: 'name', sentence: words.nameTooLong(mostLetters) }]
  return []
}

export function checkAddress(address: string): FieldProblem[] {
  return isAddress(address) ? [] : [{ field: 'address', sentence: words.addressWrong }]
}

function checkRoles(roles: readonly StaffRole[]): FieldProblem[] {
  if (roles.length === 0) return [{ field: 'roles', sentence: words.rolesMissing }]
  const apart = findApart(roles)
  return apart ? [{ field: 'roles', sentence: words.apart[apart] }] : []
}
