import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Postbox } from '../../platform/mail/postbox.ts'
import { may, staffRoles, type StaffRole } from '../matrix.ts'
import { endSessionsOfLeaver } from '../sessions/sessions.ts'
import { deleteRoles, insertRoles, listStaffRows, lockStaff, updateStaffName } from './staff.queries.ts'
import { staffWords } from './staff.words.ts'

/** Somebody who works in this organisation. The name is opened from the vault; the address is elsewhere. */
export type StaffMember = { accountId: string; name: string; roles: StaffRole[] }

/** What a change of staff may come up against; the page says it in a sentence. */
export type StaffProblem = 'already-here' | 'last-lead' | 'own-roles'

const words = staffWords['en-GB']

/** Everybody who works here, in the order they came. */
export async function listStaff(ctx: Ctx): Promise<StaffMember[]> {
  const members = new Map<string, StaffMember>()
  for (const row of await listStaffRows(ctx)) {
    const member = members.get(row.accountId) ?? {
      accountId: row.accountId,
      name: ctx.vault.openTeam('membership.name', row.accountId, row.nameSealed),
      roles: [],
    }
    member.roles.push(row.role as StaffRole)
    members.set(row.accountId, member)
  }
  return [...members.values()].map((member) => ({
    ...member,
    roles: staffRoles.filter((role) => member.roles.includes(role)),
  }))
}

/** Throws `not-found` for somebody who does not work here. */
export async function getStaffMember(ctx: Ctx, accountId: string): Promise<StaffMember> {
  return pickMember(await listStaff(ctx), accountId)
}

/** Adds somebody at once; null when done. */
export async function inviteStaffMember(
  ctx: Ctx,
  input: { accountId: string; name: string; roles: readonly StaffRole[] },
): Promise<StaffProblem | null> {
  await lockStaff(ctx)
  const staff = await listStaff(ctx)
  if (staff.some((member) => member.accountId === input.accountId)) return 'already-here'
  await insertStaffMember(ctx, input)
  return null
}

/** For inviting and for making an organisation: writes roles and name, and that it was done. */
export async function insertStaffMember(
  ctx: Ctx,
  input: { accountId: string; name: string; roles: readonly StaffRole[] },
): Promise<void> {
  const nameSealed = sealName(ctx, input)
  await insertRoles(
    ctx,
    [...new Set(input.roles)].map((role) => ({ accountId: input.accountId, role, nameSealed })),
  )
  await recordAct(ctx, 'staff.invited', 'account', input.accountId)
}

/** Changes name and roles; null when done. Throws `not-found` for somebody who does not work here. */
export async function changeStaffMember(
  ctx: Ctx,
  input: { accountId: string; name: string; roles: readonly StaffRole[] },
): Promise<StaffProblem | null> {
  await lockStaff(ctx)
  const staff = await listStaff(ctx)
  const member = pickMember(staff, input.accountId)
  if (isLastLead(staff, member) && !input.roles.includes('lead')) return 'last-lead'
  // Who leads must not be able to open words alone: somebody else says so, and is written down.
  const isMore = input.roles.some((role) => !member.roles.includes(role))
  const isOwn = member.accountId === ctx.actor.id && may(ctx.actor.roles, 'staff.change')
  if (isOwn && isMore && staff.length > 1) return 'own-roles'
  const nameSealed = sealName(ctx, input)
  const added = [...new Set(input.roles)].filter((role) => !member.roles.includes(role))
  await insertRoles(
    ctx,
    added.map((role) => ({ accountId: member.accountId, role, nameSealed })),
  )
  const dropped = member.roles.filter((role) => !input.roles.includes(role))
  await takeRoles(ctx, member.accountId, dropped)
  await updateStaffName(ctx, member.accountId, nameSealed)
  await recordAct(ctx, 'staff.changed', 'account', member.accountId)
  return null
}

/**
 * Takes somebody out of this organisation, and ends their sessions when they work nowhere else; null when done.
 * Throws `not-found` for somebody who does not work here.
 */
export async function removeStaffMember(
  ctx: Ctx,
  input: { accountId: string; db: Database },
): Promise<StaffProblem | null> {
  await lockStaff(ctx)
  const staff = await listStaff(ctx)
  const member = pickMember(staff, input.accountId)
  if (isLastLead(staff, member)) return 'last-lead'
  await takeRoles(ctx, member.accountId, member.roles)
  await recordAct(ctx, 'staff.removed', 'account', member.accountId)
  // Roles are read anew at every request, so between the commit and this a session already opens nothing.
  ctx.afterCommit(() => endSessionsOfLeaver(input.db, member.accountId))
  return null
}

/** Tells somebody they can sign in now; false when no letter leaves this server. */
export async function sendInvitation(
  postbox: Postbox,
  address: string,
  signInPage: string,
): Promise<boolean> {
  return postbox.send({ to: address, ...words.invitationLetter(signInPage) }).then(
    () => postbox.isOnline,
    () => false,
  )
}

function pickMember(staff: readonly StaffMember[], accountId: string): StaffMember {
  const member = staff.find((each) => each.accountId === accountId)
  if (!member) throw new Failure('not-found', '')
  return member
}

async function takeRoles(ctx: Ctx, accountId: string, roles: readonly StaffRole[]): Promise<void> {
  // Rows an actor may not touch are passed over in silence by the database; an audit must not tell otherwise.
  if ((await deleteRoles(ctx, accountId, roles)) !== roles.length) throw new Failure('forbidden', '')
}

function isLastLead(staff: readonly StaffMember[], member: StaffMember): boolean {
  return member.roles.includes('lead') && staff.filter((each) => each.roles.includes('lead')).length === 1
}

function sealName(ctx: Ctx, input: { accountId: string; name: string }): Buffer {
  return ctx.vault.sealTeam('membership.name', input.accountId, input.name)
}
