import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { parseNote, readNote, type TypedNote } from '../conversations/conversations.form.ts'
import { LateNotePage, OtherNotePage } from '../conversations/conversations.page.tsx'
import { makeBoundSending, readBoundSending } from '../conversations/sendings.ts'
import type { SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { personPage, personSend, type PersonVisit } from '../person-route.ts'
import { BesideToldPage, ToldPage } from './told.page.tsx'
import { getTold, listTold, standBesideRecord, takeBackFromRecord } from './told.ts'

export const toldRoutes: Route[] = [
  personPage(supportPaths.written, async ({ visit, frame, within }) => {
    const told = await within((ctx) => listTold(ctx, visit.services.db.vault))
    return visit.page(<ToldPage frame={frame} told={told} />)
  }),

  personPage(supportPaths.besideWritten(':record'), (person) => showBeside(person)),

  personSend(
    supportPaths.besideWritten(':record'),
    async (person) => {
      const { visit, frame, within } = person
      const typed = readNote(await visit.fields())
      const sending = await within(async (ctx) => readBoundSending(ctx, typed.sending))
      if (!sending) return visit.page(<OtherNotePage frame={frame} />, 409)
      const parsed = parseNote(typed)
      if (!parsed.ok) return showBeside(person, typed, parsed.problems)
      const line = { recordId: visit.id('record'), sending, words: parsed.input.words }
      await within((ctx) => standBesideRecord(ctx, visit.services.db.vault, line))
      return visit.redirect(supportPaths.written, 'beside')
    },
    undefined,
    showLate,
  ),

  personSend(supportPaths.takeBackWritten(':record', ':line'), async ({ visit, within }) => {
    await within((ctx) => takeBackFromRecord(ctx, visit.id('record'), visit.id('line')))
    return visit.redirect(supportPaths.written, 'taken')
  }),
]

async function showBeside(
  { visit, frame, within }: PersonVisit,
  typed?: TypedNote,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => ({
    told: await getTold(ctx, visit.services.db.vault, visit.id('record')),
    typed: typed ?? { words: '', day: '', sending: makeBoundSending(ctx) },
  }))
  return visit.page(<BesideToldPage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}

async function showLate(visit: Visit, frame: SpaceFrame): Promise<Response | null> {
  const typed = readNote(await visit.fields())
  if (!typed.words) return null
  return visit.page(<LateNotePage frame={frame} typed={typed} action={visit.address} hasDay={false} />, 403)
}
