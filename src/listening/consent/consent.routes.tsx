import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { findPhraseState, giveFirstPhrase, type PhraseState } from '../requests/phrases-given.ts'
import { parseSpoken, readSpoken, type TypedSpoken } from './answers.form.ts'
import { ScriptPage, VoiceAnswersPage } from './consent.page.tsx'
import { ReceiptPage } from './receipt.page.tsx'
import { openScript } from './script.ts'
import { openAnswers, openReceipt, recordSpoken } from './spoken.ts'

export const consentRoutes: Route[] = [
  staffPage(listeningPaths.script(':exercise'), 'consent.record', async ({ visit, frame, within }) => {
    const hearers = visit.query('for') === 'group' ? 'group' : 'one'
    const script = await within((ctx) => openScript(ctx, visit.id('exercise'), hearers))
    return visit.page(<ScriptPage frame={frame} script={script} />)
  }),

  staffPage(listeningPaths.voiceAnswers(':voice'), 'consent.record', (staff) => showAnswers(staff)),

  staffSend(listeningPaths.voiceAnswers(':voice'), 'consent.record', async (staff) => {
    const voiceId = staff.visit.id('voice')
    const typed = readSpoken(await staff.visit.fields())
    const view = await staff.within((ctx) => openAnswers(ctx, voiceId))
    const parsed = parseSpoken(typed, view.answers.read?.answer ?? false)
    if (!parsed.ok) return showAnswers(staff, typed, parsed.problems)
    await staff.within((ctx) => recordSpoken(ctx, voiceId, parsed.input))
    return staff.visit.redirect(listeningPaths.voiceReceipt(voiceId), 'answered')
  }),

  staffPage(listeningPaths.voiceReceipt(':voice'), 'consent.record', async (staff) =>
    showReceipt(staff, await staff.within((ctx) => findPhraseState(ctx, staff.visit.id('voice')))),
  ),

  staffSend(listeningPaths.voicePhrase(':voice'), 'consent.record', async (staff) => {
    const { visit, who, within } = staff
    const vault = visit.services.db.vault.forTenant(who.tenantId)
    return showReceipt(staff, (await giveFirstPhrase({ vault, within }, visit.id('voice'))) ?? 'twice')
  }),
]

async function showAnswers(
  { visit, frame, within }: StaffVisit,
  typed?: TypedSpoken,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const view = await within((ctx) => openAnswers(ctx, visit.id('voice')))
  return visit.page(<VoiceAnswersPage {...{ frame, view, typed, problems }} />, problems ? 422 : 200)
}

async function showReceipt(
  { visit, frame, within }: StaffVisit,
  phrase: PhraseState | 'twice' | readonly string[],
): Promise<Response> {
  const voiceId = visit.id('voice')
  const { origin } = visit.services.config
  const receipt = await within((ctx) =>
    openReceipt(ctx, voiceId, (exercise) => origin + listeningPaths.comeBack(exercise.address)),
  )
  return visit.page(<ReceiptPage {...{ frame, voiceId, receipt, phrase }} />)
}
