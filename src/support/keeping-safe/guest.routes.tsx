import { newId } from '../../platform/ids.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listHardDays } from '../conversations/hard-days.ts'
import { guestPage, guestSend, type GuestVisit } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { listChances, listLines, sayBeside } from './chances.ts'
import { GuestKeepingSafePage, type NotKept } from './guest.page.tsx'
import { parseLine } from './keeping-safe.form.ts'
import { findPage } from './keeping-safe.ts'

export const guestKeepingSafeRoutes: Route[] = [
  guestPage(supportPaths.guestKeepingSafe(':space'), (guest) => show(guest)),

  guestSend(supportPaths.guestChanceLine(':space', ':chance'), async (guest) => {
    const { visit, who, spaceId, look } = guest
    const chanceId = visit.id('chance')
    const fields = await visit.fields()
    const parsed = parseLine(fields, chanceId)
    const said = fields.text('said')
    if (!parsed.ok) return show(guest, { chanceId, said, problems: parsed.problems })
    const isKept = await look('keeping-safe', (ctx) => sayBeside(ctx, { chanceId, who, ...parsed.input }))
    if (!isKept) return show(guest, { chanceId, said, problems: [] })
    return visit.redirect(supportPaths.guestKeepingSafe(spaceId), 'said')
  }),
]

async function show({ visit, frame, spaceId, look }: GuestVisit, notKept?: NotKept): Promise<Response> {
  const shown = await look('keeping-safe', async (ctx) => ({
    name: await getSpaceName(ctx),
    page: await findPage(ctx),
    chances: (await listChances(ctx)).map((chance) => ({ ...chance, sending: newId() })),
    lines: await listLines(ctx),
    talks: await listHardDays(ctx),
  }))
  const page = <GuestKeepingSafePage frame={frame} spaceId={spaceId} {...shown} notKept={notKept} />
  return visit.page(page, notKept ? 422 : 200)
}
