import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { normaliseAddress } from '../accounts/account.ts'
import { checkLine } from '../organisation/organisation.form.ts'
import { organisationWords } from '../organisation/organisation.words.ts'
import { checkAddress, checkName } from '../staff/staff.form.ts'
import type { SetUp } from './set-up.ts'
import { setUpWords } from './set-up.words.ts'

const words = setUpWords['en-GB']
const about = organisationWords['en-GB']

export function readTypedSetUp(fields: Fields): SetUp {
  return {
    code: fields.text('code'),
    organisation: fields.text('organisation'),
    operator: fields.text('operator'),
    name: fields.text('name'),
    address: fields.text('address'),
  }
}

export function parseSetUp(fields: Fields): Parsed<SetUp> {
  const typed = readTypedSetUp(fields)
  const input = { ...typed, address: normaliseAddress(typed.address) }
  const problems = [
    ...(input.code ? [] : [{ field: 'code', sentence: words.codeMissing }]),
    ...checkLine('organisation', input.organisation, about.nameMissing),
    ...checkLine('operator', input.operator, about.operatorMissing),
    ...checkName(input.name),
    ...checkAddress(input.address),
  ]
  return problems.length ? { ok: false, problems } : { ok: true, input }
}
