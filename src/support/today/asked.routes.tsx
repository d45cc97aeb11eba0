import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { makeBoundSending } from '../unsaved/sendings.ts'
import { listReaders } from '../invitations/invitations.ts'
import { supportPaths } from '../paths.ts'
import { personForm, personPage, type PersonVisit } from '../person-route.ts'
import { parseAsk, readAsk, type TypedAsk } from './asked.form.ts'
import { LateWishPage, OwnWishPage } from './asked.page.tsx'
import { clearToday, keepToday, sayToday } from './asked.ts'
import { askedWords } from './asked.words.ts'

const words = askedWords['en-GB']

export const askedRoutes: Route[] = [
  personPage(supportPaths.askToday, (person) => showOwn(person)),

  personForm(
    supportPaths.askToday,
    async (person, { fields }) => {
      const { visit, within } = person
      const typed = readAsk(fields)
      const parsed = parseAsk(typed)
      if (!parsed.ok) return showOwn(person, typed, parsed.problems)
      await within((ctx) => sayToday(ctx, parsed.input))
      return visit.redirect(supportPaths.space, 'said')
    },
    (_visit, frame, fields) => {
      const typed = readAsk(fields)
      return typed.words ? <LateWishPage frame={frame} typed={typed} /> : null
    },
  ),

  personForm(supportPaths.keepToday, async ({ visit, within }) => {
    await within((ctx) => keepToday(ctx, ({ wish, words: own }) => words.kept(own ?? words.wishes[wish])))
    return visit.redirect(supportPaths.space, 'kept')
  }),

  personForm(supportPaths.clearToday, async ({ visit, within }) => {
    await within(clearToday)
    return visit.redirect(supportPaths.space, 'cleared')
  }),
]

async function showOwn(
  { visit, frame, within }: PersonVisit,
  typed?: TypedAsk,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => ({
    typed: typed ?? { wish: 'own' as const, words: '', sending: makeBoundSending(ctx) },
    readers: await listReaders(ctx, 'conversations'),
  }))
  return visit.page(<OwnWishPage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}
