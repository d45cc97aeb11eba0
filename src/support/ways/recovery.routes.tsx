import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { doorPage, doorSend, letIn, personSend } from '../person-route.ts'
import { makeSending } from '../spaces/spaces.ts'
import { parseKept, parsePair, readTypedPair } from './recovery.form.ts'
import { ComeBackPage, KeptPage, LostPage } from './recovery.page.tsx'
import { askWithPair, comeBack, endPause, stopAsking, type ComeBack } from './recovery.ts'
import { recoveryWords } from './recovery.words.ts'

const words = recoveryWords['en-GB']

export const recoveryRoutes: Route[] = [
  doorPage(supportPaths.lost, (visit, frame) => {
    const typed = { first: '', second: '', sending: makeSending() }
    return visit.page(<LostPage frame={frame} typed={typed} />)
  }),

  doorSend(
    supportPaths.lost,
    async (visit, frame) => {
      const typed = readTypedPair(await visit.fields())
      const again = (problems: readonly FieldProblem[], status: 422 | 429) =>
        visit.page(<LostPage frame={frame} typed={typed} problems={problems} />, status)
      const parsed = parsePair(typed)
      if (!parsed.ok) return again(parsed.problems, 422)
      const { db, limits, postbox, config } = visit.services
      const find = () => askWithPair(db, postbox, parsed.input)
      const tried = await limits.patience.try('space-lost', visit.network, find)
      if (tried.isBusy) return again([{ field: null, sentence: words.often }], 429)
      if (!tried.found) return again([{ field: 'first', sentence: words.wrong }], 422)
      return visit.page(<KeptPage frame={frame} phrase={tried.found} origin={config.origin} />)
    },
    20,
  ),

  doorPage(supportPaths.lostBack, (visit, frame) => visit.page(<ComeBackPage frame={frame} typed="" />)),

  doorSend(
    supportPaths.lostBack,
    async (visit, frame) => {
      const typed = (await visit.fields()).text('words')
      const again = (problems: readonly FieldProblem[], status: 422 | 429) =>
        visit.page(<ComeBackPage frame={frame} typed={typed} problems={problems} />, status)
      const parsed = parseKept(typed)
      if (!parsed.ok) return again(parsed.problems, 422)
      const { db, limits } = visit.services
      const find = () => comeBack(db, parsed.input)
      const tried = await limits.patience.try('space-back', visit.network, find)
      if (tried.isBusy) return again([{ field: null, sentence: words.often }], 429)
      const { found } = tried
      if (found?.state !== 'in') return again([{ field: 'words', sentence: sayState(found) }], 422)
      letIn(visit, found.session)
      return visit.redirect(supportPaths.phrase)
    },
    20,
  ),

  personSend(supportPaths.stopAsking, async ({ visit, person }) => {
    if (!(await stopAsking(visit.services.db, person))) return visit.redirect(supportPaths.space)
    return visit.redirect(supportPaths.named, 'stopped')
  }),

  personSend(supportPaths.endPause, async ({ visit, person, within }) => {
    const letsIn = (await visit.fields()).text('answer') === 'yes'
    await endPause(visit.services.db, person, within, letsIn)
    return visit.redirect(supportPaths.space)
  }),
]

function sayState(found: Exclude<ComeBack, { state: 'in' }> | null): string {
  if (!found) return words.backWrong
  return found.state === 'waiting' ? words.waiting(found.readyAt) : words[found.state]
}
