import type { Looker } from '../looks/looks.ts'
import type { Ctx } from '../../platform/db/database.ts'
import type { FieldProblem, Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { guestForm, guestPage, guestSend, type GuestVisit } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { idOfSent, makeBoundSending, type SentForm } from '../unsaved/sendings.ts'
import { emptyBrought, goalGone, parseBrought, readBrought, type TypedBrought } from './goals.form.ts'
import { listGoals } from './goals.ts'
import { GuestGoalsPage, type Brought } from './guest-goals.page.tsx'
import { LateBroughtPage, OtherBroughtPage } from './late.page.tsx'
import { listSuggestions, suggest, takeBackSuggestion, type BroughtIn } from './suggestions.ts'
import { writeTogether } from './together.ts'

const unsaved = {
  late: (visit: Visit, fields: Fields) => {
    const typed = readBrought(fields)
    const { stylesheet } = visit.services
    return typed.words ? <LateBroughtPage {...{ stylesheet, typed }} action={visit.address} /> : null
  },
  other: (frame: GuestVisit['frame'], fields: Fields) => (
    <OtherBroughtPage frame={frame} typed={readBrought(fields)} />
  ),
}

export const guestGoalsRoutes: Route[] = [
  guestPage(supportPaths.guestGoals(':space'), (guest) => show(guest)),

  guestForm(
    supportPaths.guestSuggest(':space'),
    'goals',
    (guest, form) => take(guest, form, 'suggest', suggest),
    unsaved,
  ),

  guestSend(supportPaths.guestTakeBack(':space', ':suggestion'), async ({ visit, spaceId, look }) => {
    await look('goals', (ctx) => takeBackSuggestion(ctx, visit.id('suggestion')))
    return visit.redirect(supportPaths.guestGoals(spaceId), 'back')
  }),

  guestForm(
    supportPaths.guestTogether(':space'),
    'goals',
    (guest, form) => take(guest, form, 'together', writeTogether),
    unsaved,
  ),
]

/** Takes what came in with one of the two forms; `bring` says whether the goal it is a step of is there. */
async function take(
  guest: GuestVisit,
  { id, fields }: SentForm,
  form: Brought,
  bring: (ctx: Ctx, who: Looker, input: BroughtIn) => Promise<boolean>,
): Promise<Response> {
  const { visit, who, spaceId, look } = guest
  const typed = readBrought(fields)
  const parsed = parseBrought(typed)
  if (!parsed.ok) return show(guest, { form, typed, problems: parsed.problems })
  const isThere = await look('goals', (ctx) =>
    bring(ctx, who, { id: idOfSent(ctx, id, parsed.input), ...parsed.input }),
  )
  if (!isThere) return show(guest, { form, typed, problems: goalGone })
  return visit.redirect(supportPaths.guestGoals(spaceId), form)
}

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
