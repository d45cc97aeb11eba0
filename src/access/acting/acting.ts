import { CallWrong } from '../../platform/commands.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { findOrMakeAccount, isAddress, normaliseAddress } from '../accounts/account.ts'
import { narrow } from '../leads-workplace.ts'
import type { Action } from '../matrix.ts'
import { hasOrganisation, makeOrganisation } from '../organisation/organisation.ts'
import { listMembershipsOf } from '../sessions/sessions.ts'
import { actingWords } from './acting.words.ts'

const words = actingWords['en-GB']

/**
 * Who a command acts as: the person of `--as`, in their first organisation and with the roles a page would leave them
 * for what the command is `about`. On first use, with no organisation yet, one is made with this person as lead and
 * listener. Whoever can start a command on the server can read its keys anyway; the address says in whose name things
 * are written down. Throws forbidden when a page would not let them do `asks`.
 */
export async function actAs(
  db: Database,
  asked: string | undefined,
  { asks, about }: { asks: Action; about: readonly string[] },
): Promise<<T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>> {
  const address = normaliseAddress(asked ?? 'command@localhost')
  if (!isAddress(address)) throw new CallWrong(words.notAnAddress)
  if (!(await hasOrganisation(db))) {
    await makeOrganisation(db, {
      name: 'My organisation',
      operator: '',
      staff: [{ name: address.split('@')[0]!, address, roles: ['lead', 'listener', 'reader'] }],
    })
  }
  const accountId = await findOrMakeAccount(db, address)
  const memberships = await db.outside((tx) => listMembershipsOf(tx, accountId))
  const [first] = memberships
  if (!first) throw new CallWrong(asked ? words.nobody : words.sayWho)
  const held = memberships.filter((row) => row.tenantId === first.tenantId).map((row) => row.role)
  const { roles, can } = await narrow(db, { tenantId: first.tenantId, accountId, roles: held }, about, asks)
  if (!can(asks)) throw new Failure('forbidden', words.mayNot)
  return (fn) => db.within(first.tenantId, { id: accountId, roles }, fn)
}
