import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { parseAnswers, parseOther, parsePart, readTypedAnswers, type TypedAnswers } from './voices.form.ts'
import { VoicePage, VoicesPage } from './voices.page.tsx'
import { changePart, countVoices, getVoice, joinVoices, listVoices, recordAnswers } from './voices.ts'

/** Voices on one page. */
const pageSize = 50

/** Voices to choose from in one list. */
const listSize = 200

export const voiceRoutes: Route[] = [
  staffPage(listeningPaths.voices(':exercise'), 'passage.list', (staff) => showVoices(staff)),

  staffSend(listeningPaths.voices(':exercise'), 'consent.record', async (staff) => {
    const exerciseId = staff.visit.id('exercise')
    const fields = await staff.visit.fields()
    const parsed = parseAnswers(fields)
    if (!parsed.ok) return showVoices(staff, readTypedAnswers(fields), parsed.problems)
    await staff.within((ctx) => recordAnswers(ctx, { exerciseId, ...parsed.input }))
    return staff.visit.redirect(voicesAt(exerciseId, afterOf(staff.visit.query('after'))), 'agreed')
  }),

  staffPage(listeningPaths.voice(':voice'), 'voice.change', (staff) => showVoice(staff)),

  staffSend(listeningPaths.voice(':voice'), 'voice.change', async (staff) => {
    const voiceId = staff.visit.id('voice')
    const parsed = parseOther(await staff.visit.fields())
    if (!parsed.ok) return showVoice(staff, parsed.problems)
    const kept = await staff.within((ctx) => joinVoices(ctx, voiceId, parsed.input))
    return staff.visit.redirect(listeningPaths.voice(kept), 'joined')
  }),

  staffSend(listeningPaths.voicePart(':voice'), 'voice.change', async (staff) => {
    const voiceId = staff.visit.id('voice')
    const parsed = parsePart(await staff.visit.fields())
    if (!parsed.ok) return showVoice(staff, parsed.problems)
    const voice = await staff.within((ctx) => changePart(ctx, voiceId, parsed.input))
    return staff.visit.redirect(listeningPaths.voices(voice.exerciseId), voice.part)
  }),
]

/** The list as it is now, from `?after=` on; with what was ticked when something is to put right. */
async function showVoices(
  staff: StaffVisit,
  typed?: TypedAnswers,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { visit, frame, within } = staff
  const exerciseId = visit.id('exercise')
  const after = afterOf(visit.query('after'))
  const shown = await within(async (ctx) => ({
    exercise: await getExercise(ctx, exerciseId),
    count: await countVoices(ctx, exerciseId),
    ...toPage(await listVoices(ctx, { exerciseId, afterNumber: after, limit: pageSize + 1 }), pageSize),
  }))
  const given = {
    frame,
    ...shown,
    here: voicesAt(exerciseId, after),
    canChange: staff.can('consent.record'),
    typed,
    problems,
  }
  return visit.page(<VoicesPage {...given} />, problems ? 422 : 200)
}

async function showVoice(staff: StaffVisit, problems?: readonly FieldProblem[]): Promise<Response> {
  const { visit, frame, within } = staff
  const shown = await within(async (ctx) => {
    const voice = await getVoice(ctx, visit.id('voice'))
    const { exerciseId, id } = voice
    const afterNumber = afterOf(visit.query('after'))
    const { voices: others, next } = toPage(
      await listVoices(ctx, { exerciseId, exceptId: id, afterNumber, limit: listSize + 1 }),
      listSize,
    )
    return { voice, exercise: await getExercise(ctx, exerciseId), others, next }
  })
  return visit.page(<VoicePage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}

/** Of one voice more than fit: those that do, and the number the next ones begin after. */
function toPage<T extends { number: number }>(
  found: readonly T[],
  size: number,
): { voices: T[]; next: number | null } {
  const voices = found.slice(0, size)
  return { voices, next: found.length > size ? voices.at(-1)!.number : null }
}

function voicesAt(exerciseId: string, after: number): string {
  return after === 0
    ? listeningPaths.voices(exerciseId)
    : `${listeningPaths.voices(exerciseId)}?after=${after}`
}

function afterOf(sent: string | null): number {
  return sent !== null && /^\d{1,9}$/.test(sent) ? Number(sent) : 0
}
