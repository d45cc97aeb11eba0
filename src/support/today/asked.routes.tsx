import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { OtherNotePage } from '../conversations/conversations.page.tsx'
import { isBoundSending, makeBoundSending } from '../conversations/sendings.ts'
import { listReaders } from '../invitations/invitations.ts'
import { supportPaths } from '../paths.ts'
import { personPage, personSend, type PersonVisit } from '../person-route.ts'
import { parseAsk, readAsk, type TypedAsk } from './asked.form.ts'
import { LateWishPage, OwnWishPage } from './asked.page.tsx'
import { clearToday, keepToday, sayToday } from './asked.ts'
import { askedWords } from './asked.words.ts'

const words = askedWords['en-GB']

export const askedRoutes: Route[] = [
  personPage(supportPaths.askToday, (person) => showOwn(person)),

  personSend(
    supportPaths.askToday,
    async (person) => {
      const { visit, within } = person
      const typed = readAsk(await visit.fields())
      if (!(await within(async (ctx) => isBoundSending(ctx, typed.sending)))) return refuse(person)
      const parsed = parseAsk(typed)
      if (!parsed.ok) return showOwn(person, typed, parsed.problems)
      await within((ctx) => sayToday(ctx, parsed.input))
      return visit.redirect(supportPaths.space, 'said')
    },
    undefined,
    async (visit, frame) => {
      const typed = readAsk(await visit.fields())
      if (!typed.words) return null
      return visit.page(<LateWishPage frame={frame} typed={typed} />, 403)
    },
  ),

  personSend(supportPaths.keepToday, async (person) => {
    const { visit, within } = person
    const { sending } = readAsk(await visit.fields())
    if (!(await within(async (ctx) => isBoundSending(ctx, sending)))) return refuse(person)
    await within((ctx) => keepToday(ctx, ({ wish, words: own }) => words.kept(own ?? words.wishes[wish])))
    return visit.redirect(supportPaths.space, 'kept')
  }),

  personSend(supportPaths.clearToday, async (person) => {
    const { visit, within } = person
    const { sending } = readAsk(await visit.fields())
    if (!(await within(async (ctx) => isBoundSending(ctx, sending)))) return refuse(person)
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

function refuse({ visit, frame }: PersonVisit): Response {
  return visit.page(<OtherNotePage frame={frame} />, 409)
}
