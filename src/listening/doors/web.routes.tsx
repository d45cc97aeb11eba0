import { page, send, type Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { listeningPaths } from '../paths.ts'
import { parseSent, readTyped } from './web.form.ts'
import { WebClosedPage, WebKnownPage, WebMissingPage, WebPage, WebSentPage } from './web.page.tsx'
import { findDoor, makeSendingOf, openDoor, receive, type Door, type DoorView } from './web.ts'
import { webWords } from './web.words.ts'

const words = webWords['en-GB']
const path = listeningPaths.door(':address')

export const webRoutes: Route[] = [
  page(path, (visit) =>
    atDoor(visit, (door, around) => {
      if (!around.view.exercise.isOpen) return visit.page(<WebClosedPage {...around} />)
      const typed = { words: '', mayQuote: false, sending: makeSendingOf(visit.services.db, door), more: '' }
      return visit.page(<WebPage {...around} typed={typed} />)
    }),
  ),

  send(
    path,
    (visit) =>
      atDoor(visit, async (door, around) => {
        const typed = readTyped(await visit.fields())
        const parsed = parseSent(typed)
        if (!parsed.ok) return visit.page(<WebPage {...around} typed={typed} problems={parsed.problems} />, 422)
        if (!visit.services.limits.take('web-sending', visit.network, 10, 600)) {
          return visit.page(<WebPage {...around} typed={typed} problems={tooOften} />, 429)
        }
        const receipt = await receive(visit.services.db, door, parsed.input)
        if (receipt.outcome === 'closed') return visit.page(<WebClosedPage {...around} typed={typed.words} />, 409)
        if (receipt.outcome === 'known') return visit.page(<WebKnownPage {...around} />)
        const { origin } = visit.services.config
        return visit.page(<WebSentPage {...around} phrase={receipt.phrase} origin={origin} />)
      }),
    60,
  ),
]

const tooOften = [{ field: 'words', sentence: words.often }]

type Around = { stylesheet: string; view: DoorView }

/** Opens the door an address leads to, and hands it on; a page of its own when it leads nowhere. */
export async function atDoor(
  visit: Visit,
  then: (door: Door, around: Around) => Promise<Response> | Response,
): Promise<Response> {
  const { db, stylesheet } = visit.services
  visit.slowDown('door', 300)
  const door = await findDoor(db, visit.param('address'))
  if (!door) return visit.page(<WebMissingPage stylesheet={stylesheet} />, 404)
  return then(door, { stylesheet, view: await openDoor(db, door) })
}
