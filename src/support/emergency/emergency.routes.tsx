import type { StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { isId } from '../../platform/ids.ts'
import { coachPage, coachSend, dutySend } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { sendLetters } from '../safeguarding/letters.ts'
import { emptySaid } from '../safeguarding/safeguarding.form.ts'
import { findKnown, getDays, listSeconds } from '../safeguarding/safeguarding.ts'
import { parseEmergency, readEmergency, type TypedEmergency } from './emergency.form.ts'
import { EmergencyPage } from './emergency.page.tsx'
import { listLive, openEmergency, shutEmergency, type Refused } from './emergency.ts'
import { emergencyWords } from './emergency.words.ts'

const words = emergencyWords['en-GB']
const refusals: Readonly<Record<Refused, string>> = {
  'not-open': words.notOpen,
  'was-shut': words.wasShut,
  'nobody-else': words.nobodyElse,
}

export const emergencyRoutes: Route[] = [
  coachPage(supportPaths.emergency, (staff) => {
    const space = staff.visit.query('space') ?? ''
    const nothing = { name: '', ground: '', why: '', rooms: [], implicated: [] }
    return showEmergency(staff, { space, ...nothing, ...emptySaid() })
  }),

  coachSend(supportPaths.emergency, async (staff) => {
    const { visit, who, within } = staff
    const { db, postbox, config } = visit.services
    const typed = readEmergency(await visit.fields())
    const known = await findKnown(db, who, byOf(typed))
    const parsed = parseEmergency(typed, known, await within(getDays))
    if (!parsed.ok) return showEmergency(staff, typed, parsed.problems)
    const refused = await within((ctx) => openEmergency(ctx, who, parsed.input))
    if (refused) return showEmergency(staff, typed, [{ field: null, sentence: refusals[refused] }])
    // A letter that cannot leave now is the round's to send again; the opening stands.
    await sendLetters(db, postbox, who.tenantId, config.origin).catch(() => undefined)
    return visit.redirect(supportPaths.guest(parsed.input.about.spaceId))
  }),

  dutySend(supportPaths.shutEmergency(':record'), async ({ visit, within }) => {
    const id = visit.id('record')
    await within((ctx) => shutEmergency(ctx, id))
    return visit.redirect(supportPaths.record(id), 'shut')
  }),
]

function byOf(typed: { space: string; name: string }) {
  return { spaceId: isId(typed.space) ? typed.space : null, name: typed.name }
}

async function showEmergency(
  { visit, who, frame, within }: StaffVisit,
  typed: TypedEmergency,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const known = await findKnown(visit.services.db, who, byOf(typed))
  const shown = await within(async (ctx) => ({
    live: await listLive(ctx),
    keepers: await listSeconds(ctx, who.accountId, []),
    days: await getDays(ctx),
  }))
  const props = { frame, typed, known, problems, ...shown }
  return visit.page(<EmergencyPage {...props} />, problems ? 422 : 200)
}
