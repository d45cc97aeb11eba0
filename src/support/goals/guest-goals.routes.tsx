import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { guestPage, guestSend, type GuestVisit } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName, idOfSending } from '../spaces/spaces.ts'
import { emptyBrought, parseBrought, readBrought, type TypedBrought } from './goals.form.ts'
import { listGoals } from './goals.ts'
import { GuestGoalsPage, type Brought } from './guest-goals.page.tsx'
import { listSuggestions, suggest, takeBackSuggestion } from './suggestions.ts'
import { writeTogether } from './together.ts'

export const guestGoalsRoutes: Route[] = [
  guestPage(supportPaths.guestGoals(':space'), (guest) => show(guest)),

  guestSend(supportPaths.guestSuggest(':space'), async (guest) => {
    const { visit, who, spaceId, look } = guest
    const typed = readBrought(await visit.fields())
    const parsed = parseBrought(typed)
    if (!parsed.ok) return show(guest, { form: 'suggest', typed, problems: parsed.problems })
    const { sending, goalId, said } = parsed.input
    await look('goals', (ctx) =>
      suggest(ctx, who, { id: idOfSending(ctx, sending), goalId, words: said.words }),
    )
    return visit.redirect(supportPaths.guestGoals(spaceId), 'suggested')
  }),

  guestSend(supportPaths.guestTakeBack(':space', ':suggestion'), async ({ visit, spaceId, look }) => {
    await look('goals', (ctx) => takeBackSuggestion(ctx, visit.id('suggestion')))
    return visit.redirect(supportPaths.guestGoals(spaceId), 'back')
  }),

  guestSend(supportPaths.guestTogether(':space'), async (guest) => {
    const { visit, who, spaceId, look } = guest
    const typed = readBrought(await visit.fields())
    const parsed = parseBrought(typed)
    if (!parsed.ok) return show(guest, { form: 'together', typed, problems: parsed.problems })
    const { sending, goalId, said } = parsed.input
    await look('goals', (ctx) => writeTogether(ctx, who, { id: idOfSending(ctx, sending), goalId, said }))
    return visit.redirect(supportPaths.guestGoals(spaceId), 'together')
  }),
]

async function show(
  { visit, frame, spaceId, look }: GuestVisit,
  wrong?: { form: Brought; typed: TypedBrought; problems: readonly FieldProblem[] },
): Promise<Response> {
  const shown = await look('goals', async (ctx) => ({
    name: await getSpaceName(ctx),
    goals: await listGoals(ctx),
    suggestions: await listSuggestions(ctx),
  }))
  const empty = { suggest: emptyBrought(), together: emptyBrought() }
  const typed = wrong ? { ...empty, [wrong.form]: wrong.typed } : empty
  const props = { frame, spaceId, ...shown, typed, problems: wrong?.problems, wrong: wrong?.form }
  return visit.page(<GuestGoalsPage {...props} />, wrong ? 422 : 200)
}
