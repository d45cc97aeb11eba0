import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { personPage, personSend, type PersonVisit } from '../person-route.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { QuietMadePage, QuietPage } from './quiet.page.tsx'
import { makeQuiet, readQuiet, removeQuiet } from './quiet.ts'
import { quietWords } from './quiet.words.ts'
import { parseNewName, readName } from './ways.form.ts'

const words = quietWords['en-GB']

export const quietRoutes: Route[] = [
  personPage(supportPaths.quiet, (own) => showQuiet(own)),

  personSend(
    supportPaths.quiet,
    async (own) => {
      const { visit, person, frame } = own
      const fields = await visit.fields()
      const name = readName(fields)
      const parsed = parseNewName(name)
      if (!parsed.ok) return showQuiet(own, name, parsed.problems)
      const input = { name, sending: fields.text('sending') }
      const phrase = await makeQuiet(visit.services.db, person.spaceId, input)
      if (!phrase) return showQuiet(own, name, [{ field: null, sentence: words.changed }])
      return visit.page(<QuietMadePage frame={frame} name={name} phrase={phrase} />)
    },
    20,
  ),

  personSend(supportPaths.removeQuiet, async ({ visit, person }) => {
    await removeQuiet(visit.services.db, person.spaceId)
    return visit.redirect(supportPaths.quiet, 'gone')
  }),
]

async function showQuiet(
  { visit, frame, within }: PersonVisit,
  typed?: string,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => ({
    typed: typed ?? (await getSpaceName(ctx)),
    quiet: await readQuiet(ctx, visit.services.db.vault),
  }))
  return visit.page(<QuietPage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}
