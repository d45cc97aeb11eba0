import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { emptyNote, parseNote, readNote, type TypedNote } from '../conversations/conversations.form.ts'
import { LateNotePage } from '../conversations/conversations.page.tsx'
import { supportPaths } from '../paths.ts'
import { personForm, personPage, personSend, type PersonVisit } from '../person-route.ts'
import { makeBoundSending } from '../unsaved/sendings.ts'
import { BesideToldPage, ToldPage } from './told.page.tsx'
import { getTold, listTold, standBesideRecord, takeBackFromRecord } from './told.ts'

export const toldRoutes: Route[] = [
  personPage(supportPaths.written, async ({ visit, frame, within }) => {
    const told = await within((ctx) => listTold(ctx, visit.services.db.vault))
    return visit.page(<ToldPage frame={frame} told={told} />)
  }),

  personPage(supportPaths.besideWritten(':record'), (person) => showBeside(person)),

  personForm(
    supportPaths.besideWritten(':record'),
    async (person, { id: sending, fields }) => {
      const { visit, within } = person
      const typed = readNote(fields)
      const parsed = parseNote(typed)
      if (!parsed.ok) return showBeside(person, typed, parsed.problems)
      const line = { recordId: visit.id('record'), sending, words: parsed.input.words }
      await within((ctx) => standBesideRecord(ctx, visit.services.db.vault, line))
      return visit.redirect(supportPaths.written, 'beside')
    },
    (visit, frame, fields) => {
      const typed = readNote(fields)
      return typed.words ? <LateNotePage {...{ frame, typed }} action={visit.address} hasDay={false} /> : null
    },
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
    typed: typed ?? emptyNote(makeBoundSending(ctx)),
  }))
  return visit.page(<BesideToldPage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}
