import type { Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { guestForm, guestPage, type GuestVisit } from '../guest-route.ts'
import { listHardDays } from '../conversations/hard-days.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { makeBoundSending } from '../unsaved/sendings.ts'
import { listChances, listLines, sayBeside } from './chances.ts'
import { GuestKeepingSafePage, LateLinePage, OtherLinePage, type NotKept } from './guest.page.tsx'
import { parseLine, readLine } from './keeping-safe.form.ts'
import { findPage } from './keeping-safe.ts'

const unsaved = {
  late: (visit: Visit, fields: Fields) => {
    const typed = readLine(fields)
    const { stylesheet } = visit.services
    return typed.said ? <LateLinePage {...{ stylesheet, typed }} action={visit.address} /> : null
  },
  other: (frame: GuestVisit['frame'], fields: Fields) => (
    <OtherLinePage frame={frame} typed={readLine(fields)} />
  ),
}

export const guestKeepingSafeRoutes: Route[] = [
  guestPage(supportPaths.guestKeepingSafe(':space'), (guest) => show(guest)),

  guestForm(
    supportPaths.guestChanceLine(':space', ':chance'),
    'keeping-safe',
    async (guest, { id, fields }) => {
      const { visit, who, spaceId, look } = guest
      const chanceId = visit.id('chance')
      const { said } = readLine(fields)
      const parsed = parseLine(said, chanceId)
      if (!parsed.ok) return show(guest, { chanceId, said, problems: parsed.problems })
      const isKept = await look('keeping-safe', (ctx) => sayBeside(ctx, { chanceId, sending: id, who, said }))
      if (!isKept) return show(guest, { chanceId, said, problems: [] })
      return visit.redirect(supportPaths.guestKeepingSafe(spaceId), 'said')
    },
    unsaved,
  ),
]

async function show({ visit, frame, spaceId, look }: GuestVisit, notKept?: NotKept): Promise<Response> {
  const shown = await look('keeping-safe', async (ctx) => ({
    name: await getSpaceName(ctx),
    page: await findPage(ctx),
    chances: (await listChances(ctx)).map((chance) => ({ ...chance, sending: makeBoundSending(ctx) })),
    lines: await listLines(ctx),
    talks: await listHardDays(ctx),
  }))
  const page = <GuestKeepingSafePage frame={frame} spaceId={spaceId} {...shown} notKept={notKept} />
  return visit.page(page, notKept ? 422 : 200)
}
