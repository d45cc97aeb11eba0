import { keptFamily, makeKeeper } from '../../platform/http/keeper.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Services } from '../../platform/http/visit.ts'
import { renderDocument } from '../../ui/document.tsx'
import { coachPage, coachSend, guestPage } from '../guest-route.ts'
import { getDoor } from '../emergency/emergency.ts'
import { supportPaths } from '../paths.ts'
import { guestIn } from '../spaces/guests.ts'
import { writeModules } from './modules.ts'
import { findReader } from './note-key.ts'
import { readSent } from './offline.form.ts'
import { WritePage } from './offline.page.tsx'
import { listWritable, takeNote } from './offline.ts'

export const offlineRoutes: Route[] = [
  coachPage(supportPaths.write, async ({ visit }) => {
    visit.allow('keeping')
    return visit.page(await makePage(visit.services))
  }),

  coachPage(supportPaths.writeKeeper, async ({ visit }) => {
    const { stylesheet } = visit.services
    const html = renderDocument(await makePage(visit.services))
    const files = [stylesheet, ...writeModules().addresses]
    return visit.keeper(makeKeeper({ path: supportPaths.write, html, files }))
  }),

  coachPage(supportPaths.writable, async ({ visit, who }) => {
    return visit.json(await listWritable(visit.services.db, who))
  }),

  coachSend(supportPaths.sendNote, async ({ visit, who }) => {
    const sent = readSent(await visit.fields())
    return visit.json({ state: await takeNote(visit.services.db, who, sent) })
  }),

  guestPage(supportPaths.guestOpen(':space'), async ({ visit, spaceId, who }) => {
    await guestIn(visit.services.db, spaceId, who, getDoor)
    return visit.nothing()
  }),
]

async function makePage({ db, stylesheet }: Services) {
  const { publicKey } = await findReader(db.vault)
  return (
    <WritePage
      stylesheet={stylesheet}
      script={writeModules().href}
      publicKey={Buffer.from(publicKey).toString('base64')}
      family={keptFamily}
    />
  )
}
