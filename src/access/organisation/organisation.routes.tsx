import type { Route } from '../../platform/http/routes.ts'
import { accessPaths } from '../paths.ts'
import { staffPage, staffSend } from '../staff-route.ts'
import { parseOrganisation, readTypedLines } from './organisation.form.ts'
import { OrganisationPage } from './organisation.page.tsx'
import { getOrganisation, changeOrganisation } from './organisation.ts'

export const organisationRoutes: Route[] = [
  staffPage(accessPaths.organisation, 'organisation.change', async ({ visit, frame, within }) => {
    const organisation = await within(getOrganisation)
    return visit.page(<OrganisationPage frame={frame} organisation={organisation} />)
  }),

  staffSend(accessPaths.organisation, 'organisation.change', async ({ visit, frame, within }) => {
    const fields = await visit.fields()
    const parsed = parseOrganisation(fields)
    if (!parsed.ok) {
      const typed = {
        name: fields.text('name'),
        operator: fields.text('operator'),
        helpLines: readTypedLines(fields),
      }
      return visit.page(
        <OrganisationPage frame={frame} organisation={typed} problems={parsed.problems} />,
        422,
      )
    }
    await within((ctx) => changeOrganisation(ctx, parsed.input))
    return visit.redirect(accessPaths.organisation, 'saved')
  }),
]
