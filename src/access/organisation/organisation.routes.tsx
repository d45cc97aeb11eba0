import type { Route } from '../../platform/http/routes.ts'
import { accessPaths } from '../paths.ts'
import { staffPage, staffSend } from '../staff-route.ts'
import { parseOrganisation, readTyped } from './organisation.form.ts'
import { OrganisationPage } from './organisation.page.tsx'
import { changeOrganisation, getOrganisation, listKeysCopies } from './organisation.ts'

export const organisationRoutes: Route[] = [
  staffPage(accessPaths.organisation, 'organisation.change', async ({ visit, frame, within }) => {
    const organisation = await within(getOrganisation)
    const copies = listKeysCopies(visit.services.db.vault)
    return visit.page(<OrganisationPage {...{ frame, organisation, copies }} />)
  }),

  staffSend(accessPaths.organisation, 'organisation.change', async ({ visit, frame, within }) => {
    const fields = await visit.fields()
    const parsed = parseOrganisation(fields)
    if (!parsed.ok) {
      const typed = readTyped(fields)
      const around = { frame, copies: listKeysCopies(visit.services.db.vault) }
      return visit.page(<OrganisationPage {...around} organisation={typed} problems={parsed.problems} />, 422)
    }
    await within((ctx) => changeOrganisation(ctx, parsed.input))
    return visit.redirect(accessPaths.organisation, 'saved')
  }),
]
