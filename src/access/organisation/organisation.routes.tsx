import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { accessPaths } from '../paths.ts'
import { staffPage, staffSend, type StaffVisit } from '../staff-route.ts'
import { parseOrganisation, readTyped } from './organisation.form.ts'
import { OrganisationPage } from './organisation.page.tsx'
import {
  arePasskeysRequired,
  changeOrganisation,
  getOrganisation,
  listKeysCopies,
  requirePasskeys,
  type Organisation,
} from './organisation.ts'

export const organisationRoutes: Route[] = [
  staffPage(accessPaths.organisation, 'organisation.change', (staff) => showOrganisation(staff)),

  staffSend(accessPaths.organisation, 'organisation.change', async (staff) => {
    const fields = await staff.visit.fields()
    const parsed = parseOrganisation(fields)
    if (!parsed.ok) return showOrganisation(staff, readTyped(fields), parsed.problems)
    await staff.within((ctx) => changeOrganisation(ctx, parsed.input))
    return staff.visit.redirect(accessPaths.organisation, 'saved')
  }),

  staffSend(accessPaths.organisationPasskeys, 'organisation.change', async ({ visit, who, within }) => {
    const required = (await visit.fields()).text('asked') === 'yes'
    const input = { required, byPasskey: who.byPasskey }
    if (!(await within((ctx) => requirePasskeys(ctx, input)))) return visit.redirect(accessPaths.passkeys)
    return visit.redirect(accessPaths.organisation, required ? 'passkeys-asked' : 'passkeys-not-asked')
  }),
]

/** As it is stored; or as it was typed, with what to put right. */
async function showOrganisation(
  { visit, frame, who, within }: StaffVisit,
  typed?: Organisation,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const props = await within(async (ctx) => ({
    organisation: typed ?? (await getOrganisation(ctx)),
    arePasskeysAsked: await arePasskeysRequired(ctx),
  }))
  const around = { frame, byPasskey: who.byPasskey, copies: listKeysCopies(visit.services.db.vault) }
  return visit.page(<OrganisationPage {...around} {...props} problems={problems} />, problems ? 422 : 200)
}
