import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { weatherPage } from '../../ui/public-layout.tsx'
import { supportPaths } from '../paths.ts'
import { doorPage, doorSend, letIn, personPage, personSend } from '../person-route.ts'
import { emptyBeginning, parseBeginning, parseEntry, readBeginning, readEntry } from './spaces.form.ts'
import { BeginPage, EnterPage, PhrasePage } from './spaces.page.tsx'
import { codeCookie, endSpaceSession, spaceCookie } from './sessions.ts'
import { beginSpace, enterSpace, keepPhraseUnseen, openPhrase } from './spaces.ts'
import { spacesWords } from './spaces.words.ts'

const words = spacesWords['en-GB']
const nothingTyped = { name: '', phrase: '', isOwn: false }

export const spacesRoutes: Route[] = [
  doorPage(supportPaths.begin, (visit, frame) =>
    visit.page(<BeginPage frame={frame} typed={emptyBeginning()} />),
  ),

  doorSend(
    supportPaths.begin,
    async (visit, frame) => {
      const typed = readBeginning(await visit.fields())
      const parsed = parseBeginning(typed)
      if (!parsed.ok)
        return visit.page(<BeginPage frame={frame} typed={typed} problems={parsed.problems} />, 422)
      const begun = await beginSpace(visit.services.db, parsed.input)
      if (!begun) return visit.redirect(supportPaths.enter, 'begun')
      letIn(visit, begun)
      return visit.redirect(supportPaths.phrase)
    },
    20,
  ),

  personPage(supportPaths.phrase, async ({ visit, frame, within }) => {
    const shown = await within(openPhrase)
    return visit.page(<PhrasePage frame={frame} {...shown} origin={visit.services.config.origin} />)
  }),

  personSend(supportPaths.phraseWritten, async ({ visit, within }) => {
    await within(keepPhraseUnseen)
    return visit.redirect(supportPaths.space)
  }),

  doorPage(supportPaths.enter, (visit, frame) =>
    visit.page(<EnterPage frame={frame} typed={nothingTyped} />),
  ),

  doorSend(
    supportPaths.enter,
    async (visit, frame) => {
      const typed = readEntry(await visit.fields())
      const again = (problems: readonly FieldProblem[], status: 422 | 429) =>
        visit.page(<EnterPage frame={frame} typed={typed} problems={problems} />, status)
      const parsed = parseEntry(typed)
      if (!parsed.ok) return again(parsed.problems, 422)
      const { db, limits } = visit.services
      const find = () => enterSpace(db, parsed.input)
      const tried = await limits.patience.try('space', visit.network, find)
      if (tried.isBusy) return again([{ field: null, sentence: words.often }], 429)
      if (!tried.found) return again([{ field: 'phrase', sentence: words.wrong }], 422)
      letIn(visit, tried.found)
      return visit.redirect(supportPaths.space)
    },
    60,
  ),

  // Open to anybody: what has ended can be left as well.
  doorSend(supportPaths.leave, async (visit) => {
    await endSpaceSession(visit.services.db, visit.cookie(spaceCookie))
    forgetHere(visit)
    return visit.redirect(supportPaths.enter, 'closed')
  }),

  doorPage(supportPaths.leaveQuickly, (visit) => {
    forgetHere(visit)
    return visit.redirect(weatherPage)
  }),
]

/** Nothing in this browser tells that somebody was in, or was on their way in. */
function forgetHere(visit: Visit): void {
  visit.clearCookie(spaceCookie)
  visit.clearCookie(codeCookie)
  visit.clearCache()
}
