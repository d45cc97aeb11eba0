import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { personPage, personSend, type PersonVisit } from '../person-route.ts'
import { NamedMadePage, NamedPage } from './named.page.tsx'
import { allowHelp, forgetPair, namePair, readWayBack } from './named.ts'
import { namedWords } from './named.words.ts'
import { parseNames, readTypedNames, type TypedNames } from './recovery.form.ts'

const words = namedWords['en-GB']

export const namedRoutes: Route[] = [
  personPage(supportPaths.named, (own) => showNamed(own)),

  personSend(
    supportPaths.named,
    async (own) => {
      const { visit, person, frame, within } = own
      const fields = await visit.fields()
      const typed = readTypedNames(fields)
      const parsed = parseNames(typed)
      if (!parsed.ok) return showNamed(own, typed, parsed.problems)
      const input = { ...parsed.input, sending: fields.text('sending') }
      const pair = await namePair(visit.services.db, person, within, input)
      if (!pair) return showNamed(own, typed, [{ field: null, sentence: words.changed }])
      return visit.page(<NamedMadePage frame={frame} named={input.named} pair={pair} />)
    },
    20,
  ),

  personSend(supportPaths.forgetNamed, async ({ visit, within }) => {
    await within(forgetPair)
    return visit.redirect(supportPaths.named, 'gone')
  }),

  personSend(supportPaths.helping, async ({ visit, within }) => {
    const organisationId = (await visit.fields()).text('organisation') || null
    await within((ctx) => allowHelp(ctx, organisationId))
    return visit.redirect(supportPaths.named, 'saved')
  }),
]

async function showNamed(
  { visit, person, frame, within }: PersonVisit,
  typed?: TypedNames,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const wayBack = await readWayBack(visit.services.db, person, within)
  return visit.page(
    <NamedPage frame={frame} wayBack={wayBack} typed={typed} problems={problems} />,
    problems ? 422 : 200,
  )
}
