import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { parseTableChoice, readSent } from './table-choice.form.ts'
import { TableChoicePage } from './table-choice.page.tsx'
import { chooseColumns, getTable } from './table-choice.ts'

export const tableChoiceRoutes: Route[] = [
  staffPage(listeningPaths.sourceColumns(':source'), 'source.check', async (staff) => {
    const view = await getTable(staff.within, staff.visit.services.store, staff.visit.id('source'))
    return staff.visit.page(<TableChoicePage frame={staff.frame} view={view} />)
  }),

  staffSend(listeningPaths.sourceColumns(':source'), 'source.check', async (staff) => {
    const id = staff.visit.id('source')
    const { store } = staff.visit.services
    const fields = await staff.visit.fields()
    const parsed = parseTableChoice(fields)
    if (!parsed.ok) {
      const view = await getTable(staff.within, store, id)
      return staff.visit.page(
        <TableChoicePage
          frame={staff.frame}
          view={view}
          values={readSent(fields)}
          problems={parsed.problems}
        />,
        422,
      )
    }
    await chooseColumns(staff.within, store, id, parsed.input)
    return staff.visit.redirect(listeningPaths.source(id), 'read-again')
  }),
]
