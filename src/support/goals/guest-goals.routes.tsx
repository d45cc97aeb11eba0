import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { makeBoundSending, readBoundSending } from '../conversations/sendings.ts'
import { guestPage, guestSend, type GuestVisit } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { emptyBrought, goalGone, parseBrought, readBrought, type TypedBrought } from './goals.form.ts'
import { listGoals } from './goals.ts'
import { GuestGoalsPage, type Brought } from './guest-goals.page.tsx'
import { LateBroughtPage, OtherBroughtPage } from './late.page.tsx'
import { listSuggestions, suggest, takeBackSuggestion } from './suggestions.ts'
import { writeTogether } from './together.ts'

export const guestGoalsRoutes: Route[] = [
  guestPage(supportPaths.guestGoals(':space'), (guest) => show(guest)),

  guestSend(
    supportPaths.guestSuggest(':space'),
    async (guest) => {
      const { visit, frame, who, spaceId, look } = guest
      const typed = readBrought(await visit.fields())
      const id = await look('goals', async (ctx) => readBoundSending(ctx, typed.sending))
      if (!id) return visit.page(<OtherBroughtPage frame={frame} typed={typed} />, 409)
      const parsed = parseBrought(typed)
      if (!parsed.ok) return show(guest, { form: 'suggest', typed, problems: parsed.problems })
      const { goalId, said } = parsed.input
      const isThere = await look('goals', (ctx) => suggest(ctx, who, { id, goalId, words: said.words }))
      if (!isThere) return show(guest, { form: 'suggest', typed, problems: goalGone })
      return visit.redirect(supportPaths.guestGoals(spaceId), 'suggested')
    },
    showLate,
  ),

  guestSend(supportPaths.guestTakeBack(':space', ':suggestion'), async ({ visit, spaceId, look }) => {
    await look('goals', (ctx) => takeBackSuggestion(ctx, visit.id('suggestion')))
    return visit.redirect(supportPaths.guestGoals(spaceId), 'back')
  }),

  guestSend(
    supportPaths.guestTogether(':space'),
    async (guest) => {
      const { visit, frame, who, spaceId, look } = guest
      const typed = readBrought(await visit.fields())
      const id = await look('goals', async (ctx) => readBoundSending(ctx, typed.sending))
      if (!id) return visit.page(<OtherBroughtPage frame={frame} typed={typed} />, 409)
      const parsed = parseBrought(typed)
      if (!parsed.ok) return show(guest, { form: 'together', typed, problems: parsed.problems })
      const isThere = await look('goals', (ctx) => writeTogether(ctx, who, { id, ...parsed.input }))
      if (!isThere) return show(guest, { form: 'together', typed, problems: goalGone })
      return visit.redirect(supportPaths.guestGoals(spaceId), 'together')
    },
    showLate,
  ),
]

async function show(
  { visit, frame, spaceId, look }: GuestVisit,
  wrong?: { form: Brought; typed: TypedBrought; problems: readonly FieldProblem[] },
): Promise<Response> {
  const shown = await look('goals', async (ctx) => ({
    name: await getSpaceName(ctx),
    goals: await listGoals(ctx),
    suggestions: await listSuggestions(ctx),
    typed: {
      suggest: emptyBrought(makeBoundSending(ctx)),
      together: emptyBrought(makeBoundSending(ctx)),
      ...(wrong ? { [wrong.form]: wrong.typed } : {}),
    },
  }))
  const props = { frame, spaceId, ...shown, problems: wrong?.problems, wrong: wrong?.form }
  return visit.page(<GuestGoalsPage {...props} />, wrong ? 422 : 200)
}

async function showLate(visit: Visit): Promise<Response | null> {
  const typed = readBrought(await visit.fields())
  if (!typed.words) return null
  const { stylesheet } = visit.services
  return visit.page(<LateBroughtPage {...{ stylesheet, typed }} action={visit.address} />, 403)
}
