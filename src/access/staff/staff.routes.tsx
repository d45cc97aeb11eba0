import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { findOrMakeAccount, listAddresses } from '../accounts/account.ts'
import { arePasskeysRequired } from '../organisation/organisation.ts'
import { agreeException, askForException, exceptionHours, listExceptions } from '../passkeys/exceptions.ts'
import { accessPaths } from '../paths.ts'
import { staffPage, staffSend, type StaffVisit } from '../staff-route.ts'
import { parseInvitation, parseMember, readTypedMember, type TypedMember } from './staff.form.ts'
import { RemoveStaffMemberPage, StaffListPage, StaffMemberPage } from './staff.page.tsx'
import {
  changeStaffMember,
  getStaffMember,
  inviteStaffMember,
  listStaff,
  removeStaffMember,
  sendInvitation,
  type StaffProblem,
} from './staff.ts'
import { staffWords } from './staff.words.ts'

const words = staffWords['en-GB']

export const staffRoutes: Route[] = [
  staffPage(accessPaths.staff, 'staff.list', (staff) => showList(staff)),

  staffSend(accessPaths.staff, 'staff.change', async (staff) => {
    const { db, postbox, config } = staff.visit.services
    const fields = await staff.visit.fields()
    const parsed = parseInvitation(fields)
    if (!parsed.ok) return showList(staff, readTypedMember(fields), parsed.problems)
    const accountId = await findOrMakeAccount(db, parsed.input.address)
    const problem = await staff.within((ctx) => inviteStaffMember(ctx, { ...parsed.input, accountId }))
    if (problem) return showList(staff, readTypedMember(fields), [said[problem]])
    const page = config.origin + accessPaths.signIn
    const isTold = await sendInvitation(postbox, parsed.input.address, page)
    return staff.visit.redirect(accessPaths.staff, isTold ? 'invited' : 'invited-without-letter')
  }),

  staffPage(accessPaths.staffMember(':account'), 'staff.change', async ({ visit, frame, within }) => {
    const member = await within((ctx) => getStaffMember(ctx, visit.id('account')))
    return visit.page(<StaffMemberPage frame={frame} member={member} />)
  }),

  staffSend(accessPaths.staffMember(':account'), 'staff.change', async ({ visit, frame, within }) => {
    const accountId = visit.id('account')
    const fields = await visit.fields()
    const parsed = parseMember(fields)
    const problems = parsed.ok
      ? say(await within((ctx) => changeStaffMember(ctx, { ...parsed.input, accountId })))
      : parsed.problems
    if (problems.length === 0) return visit.redirect(accessPaths.staff, 'changed')
    const member = await within((ctx) => getStaffMember(ctx, accountId))
    const typed = readTypedMember(fields)
    return visit.page(<StaffMemberPage {...{ frame, member, typed, problems }} />, 422)
  }),

  staffSend(accessPaths.passkeyException(':account'), 'staff.change', async ({ visit, within }) => {
    const accountId = visit.id('account')
    await within(async (ctx) => askForException(ctx, (await getStaffMember(ctx, accountId)).accountId))
    return visit.redirect(accessPaths.staff, 'exception-asked')
  }),

  staffSend(accessPaths.agreePasskeyException(':account'), 'staff.list', async ({ visit, within }) => {
    const accountId = visit.id('account')
    await within(async (ctx) => agreeException(ctx, (await getStaffMember(ctx, accountId)).accountId))
    return visit.redirect(accessPaths.staff, 'exception-agreed')
  }),

  staffPage(accessPaths.removeStaffMember(':account'), 'staff.change', async ({ visit, frame, within }) => {
    const member = await within((ctx) => getStaffMember(ctx, visit.id('account')))
    return visit.page(<RemoveStaffMemberPage frame={frame} member={member} />)
  }),

  staffSend(accessPaths.removeStaffMember(':account'), 'staff.change', async ({ visit, frame, within }) => {
    const accountId = visit.id('account')
    const problem = await within((ctx) => removeStaffMember(ctx, { accountId, db: visit.services.db }))
    if (!problem) return visit.redirect(accessPaths.staff, 'removed')
    const member = await within((ctx) => getStaffMember(ctx, accountId))
    return visit.page(<RemoveStaffMemberPage frame={frame} member={member} problems={[said[problem]]} />, 422)
  }),
]

function say(problem: StaffProblem | null): FieldProblem[] {
  return problem ? [said[problem]] : []
}

const said: Record<StaffProblem, FieldProblem> = {
  'already-here': { field: 'address', sentence: words.alreadyHere },
  'last-lead': { field: null, sentence: words.lastLead },
  'own-roles': { field: 'roles', sentence: words.ownRoles },
}

/** The list as it is now; with what was typed and what to put right after an invitation that did not work. */
async function showList(
  staff: StaffVisit,
  typed?: TypedMember,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { visit, frame, who } = staff
  const { db, postbox } = visit.services
  const { members, exceptions, arePasskeysAsked } = await staff.within(async (ctx) => ({
    members: await listStaff(ctx),
    exceptions: await listExceptions(ctx),
    arePasskeysAsked: await arePasskeysRequired(ctx),
  }))
  const addresses = staff.can('staff.change')
    ? await listAddresses(
        db,
        members.map((member) => member.accountId),
      )
    : null
  const given = {
    frame,
    accountId: who.accountId,
    staff: members,
    addresses,
    exceptions,
    exceptionHours,
    arePasskeysAsked,
    isMailOnline: postbox.isOnline,
  }
  return visit.page(<StaffListPage {...given} typed={typed} problems={problems} />, problems ? 422 : 200)
}
