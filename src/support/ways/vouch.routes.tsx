import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { dutyPage, dutySend, guestPage, guestSend, type GuestVisit } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { parseSpoken, parseVouch } from './recovery.form.ts'
import { SecondPage, VouchedPage, VouchPage } from './vouch.page.tsx'
import { confirmVouch, isHelpAllowed, vouch } from './vouch.ts'
import { vouchWords } from './vouch.words.ts'

const words = vouchWords['en-GB']

export const vouchRoutes: Route[] = [
  guestPage(supportPaths.vouch(':space'), async (guest) => {
    await guest.look('space', getSpaceName)
    return showVouch(guest)
  }),

  guestSend(supportPaths.vouch(':space'), async (guest) => {
    const { visit, frame, who, spaceId, look } = guest
    await look('space', getSpaceName)
    const parsed = parseSpoken(await visit.fields())
    if (!parsed.ok) return showVouch(guest, parsed.problems)
    const { db, config } = visit.services
    const phrase = await vouch(db, spaceId, who)
    return visit.page(<VouchedPage frame={frame} phrase={phrase} origin={config.origin} isFor="colleague" />)
  }),

  dutyPage(supportPaths.second, ({ visit, frame }) => visit.page(<SecondPage frame={frame} typed="" />)),

  dutySend(supportPaths.second, async ({ visit, frame, who }) => {
    const fields = await visit.fields()
    const again = (problems: readonly FieldProblem[], status: 422 | 429) =>
      visit.page(<SecondPage frame={frame} typed={fields.text('words')} problems={problems} />, status)
    const parsed = parseVouch(fields)
    if (!parsed.ok) return again(parsed.problems, 422)
    const { db, limits, postbox, config } = visit.services
    const confirm = () => confirmVouch(db, postbox, who, parsed.input.code)
    const tried = await limits.patience.try('space-vouch', visit.network, confirm)
    if (tried.isBusy) return again([{ field: null, sentence: words.often }], 429)
    if (!tried.found) return again([{ field: 'words', sentence: words.wrong }], 422)
    return visit.page(
      <VouchedPage frame={frame} phrase={tried.found} origin={config.origin} isFor="person" />,
    )
  }),
]

async function showVouch(
  { visit, frame, who, spaceId }: GuestVisit,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const isAllowed = await isHelpAllowed(visit.services.db, spaceId, who)
  return visit.page(
    <VouchPage frame={frame} spaceId={spaceId} isAllowed={isAllowed} problems={problems} />,
    problems ? 422 : 200,
  )
}
