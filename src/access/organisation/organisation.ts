import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { findOrMakeAccount } from '../accounts/account.ts'
import type { StaffRole } from '../matrix.ts'
import { insertStaffMember } from '../staff/staff.ts'
import {
  findOrganisation,
  hasAnyOrganisation,
  insertOrganisation,
  updateOrganisation,
  updatePasskeysRequired,
} from './organisation.queries.ts'
import { organisationWords } from './organisation.words.ts'

export { hasAnyOrganisation } from './organisation.queries.ts'

/** A number to ring, as public pages show it: who answers, the number, and when. */
export type HelpLine = { name: string; number: string; when: string }

export type Organisation = {
  name: string
  /** Who runs the server, in words: contributors read it before they write. */
  operator: string
  helpLines: HelpLine[]
}

/** A live copy of the keys. `notSince`: since when it does not follow; null when it does. */
export type KeysCopy = { notSince: Date | null }

/** The live copies of the keys, as this process knows them. */
export function listKeysCopies(vault: Vault): KeysCopy[] {
  return vault.copies.map(({ trouble, since }) => ({ notSince: trouble ? since : null }))
}

export type FirstStaff = { name: string; address: string; roles: readonly StaffRole[] }

/** What an organisation starts with; a lead changes them. */
export function listDefaultHelpLines(): HelpLine[] {
  return organisationWords['en-GB'].defaultHelpLines.map((line) => ({ ...line }))
}

/** The organisation of this transaction. Throws `not-found`. */
export async function getOrganisation(ctx: Ctx): Promise<Organisation> {
  const row = await findOrganisation(ctx)
  if (!row) throw new Failure('not-found', '')
  return { name: row.name, operator: row.operator, helpLines: readHelpLines(row.helpLines) }
}

export async function changeOrganisation(ctx: Ctx, input: Organisation): Promise<void> {
  if (!(await updateOrganisation(ctx, input))) throw new Failure('forbidden', '')
  await recordAct(ctx, 'organisation.changed', 'organisation', ctx.tenantId)
}

/** Whether whoever opens people's words here is asked for a passkey. */
export async function arePasskeysRequired(ctx: Ctx): Promise<boolean> {
  return (await findOrganisation(ctx))?.passkeysRequired ?? false
}

/**
 * Asks for passkeys, or no longer. False, and nothing changed, when somebody wants to ask for them who is not signed in
 * with one: they could not know that it works here.
 */
export async function requirePasskeys(
  ctx: Ctx,
  input: { required: boolean; byPasskey: boolean },
): Promise<boolean> {
  if (input.required && !input.byPasskey) return false
  if (!(await updatePasskeysRequired(ctx, input.required))) throw new Failure('forbidden', '')
  await recordAct(
    ctx,
    input.required ? 'organisation.passkeys-required' : 'organisation.passkeys-not-required',
    'organisation',
    ctx.tenantId,
  )
  return true
}

export async function hasOrganisation(db: Database): Promise<boolean> {
  return db.outside(hasAnyOrganisation)
}

/**
 * Makes an organisation with its key and its first staff. Each call makes another one: whether one is wanted is the
 * caller's matter. Gives its id and its staff's accounts in the order given. Not to be called inside a transaction.
 */
export async function makeOrganisation(
  db: Database,
  input: {
    name: string
    operator: string
    helpLines?: readonly HelpLine[] | undefined
    staff: readonly FirstStaff[]
  },
): Promise<{ tenantId: string; accountIds: string[] }> {
  const accountIds: string[] = []
  for (const person of input.staff) accountIds.push(await findOrMakeAccount(db, person.address))
  const tenantId = newId()
  const vault = db.vault.makeTenant(tenantId)
  try {
    await db.within(tenantId, { id: 'worker', roles: ['worker'] }, async (ctx) => {
      await insertOrganisation(ctx, { ...input, helpLines: input.helpLines ?? listDefaultHelpLines() })
      await recordAct(ctx, 'organisation.made', 'organisation', tenantId)
      for (const [index, person] of input.staff.entries()) {
        await insertStaffMember(ctx, {
          accountId: accountIds[index]!,
          name: person.name,
          roles: person.roles,
        })
      }
    })
  } catch (error) {
    await vault.destroy([tenantId])
    throw error
  }
  return { tenantId, accountIds }
}

/** Help lines as the database keeps them (jsonb), made whole. */
export function readHelpLines(value: unknown): HelpLine[] {
  if (!Array.isArray(value)) return []
  return value.map((line: Partial<HelpLine>) => ({
    name: String(line.name ?? ''),
    number: String(line.number ?? ''),
    when: String(line.when ?? ''),
  }))
}
