import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { personPage, personSend, type PersonVisit } from '../person-route.ts'
import { endOtherSessions } from '../spaces/sessions.ts'
import { parseNewName, readName, readSending } from './ways.form.ts'
import { WaysPage } from './ways.page.tsx'
import { readWays, renewWords } from './ways.ts'
import { waysWords } from './ways.words.ts'

const words = waysWords['en-GB']
const changed = [{ field: null, sentence: words.changed }]

export const waysRoutes: Route[] = [
  personPage(supportPaths.keys, (person) => showWays(person)),

  personSend(
    supportPaths.newWords,
    async (own) => {
      const { visit, person } = own
      const sending = readSending(await visit.fields())
      if (!(await renewWords(visit.services.db, person, { sending, name: null })))
        return showWays(own, '', changed)
      return visit.redirect(supportPaths.phrase)
    },
    20,
  ),

  personSend(
    supportPaths.newName,
    async (own) => {
      const { visit, person } = own
      const fields = await visit.fields()
      const typed = readName(fields)
      const parsed = parseNewName(typed)
      if (!parsed.ok) return showWays(own, typed, parsed.problems)
      const input = { ...parsed.input, sending: readSending(fields) }
      if (!(await renewWords(visit.services.db, person, input))) return showWays(own, typed, changed)
      return visit.redirect(supportPaths.phrase)
    },
    20,
  ),

  personSend(supportPaths.endOthers, async ({ visit, person }) => {
    await endOtherSessions(visit.services.db, person)
    return visit.redirect(supportPaths.keys, 'ended')
  }),
]

async function showWays(
  { visit, person, frame, within }: PersonVisit,
  typed?: string,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const ways = await readWays(visit.services.db, person, within)
  return visit.page(
    <WaysPage frame={frame} ways={ways} typed={typed} problems={problems} />,
    problems ? 422 : 200,
  )
}
