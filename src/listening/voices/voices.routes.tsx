import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { countVoices } from '../exercises/people.ts'
import { parseAnswers, readTypedAnswers, type TypedAnswers } from './voices.form.ts'
import { VoicesPage } from './voices.page.tsx'
import { listVoices, listWaitingVoices, recordAnswers } from './voices.ts'

/** Voices on one page. */
const pageSize = 25

export const voicesRoutes: Route[] = [
  staffPage(listeningPaths.voices(':exercise'), 'passage.list', (staff) => showVoices(staff)),

  staffSend(listeningPaths.voices(':exercise'), 'consent.record', async (staff) => {
    const exerciseId = staff.visit.id('exercise')
    const fields = await staff.visit.fields()
    const parsed = parseAnswers(fields)
    if (!parsed.ok) return showVoices(staff, readTypedAnswers(fields), parsed.problems)
    await staff.within((ctx) => recordAnswers(ctx, { exerciseId, ...parsed.input }))
    return staff.visit.redirect(voicesAt(exerciseId, afterOf(staff.visit.query('after'))), 'agreed')
  }),
]

/** The list as it is now, from `?after=` on; with boxes at `?tick=yes`, and as ticked when something is to put right. */
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
    waiting: await listWaitingVoices(ctx, exerciseId),
    ...toPage(await listVoices(ctx, { exerciseId, afterNumber: after, limit: pageSize + 1 }), pageSize),
  }))
  const canChange = staff.can('consent.record')
  const given = {
    frame,
    ...shown,
    here: { read: voicesAt(exerciseId, after), tick: voicesAt(exerciseId, after, true) },
    isFurther: after > 0,
    canChange,
    isTicking: canChange && (typed !== undefined || visit.query('tick') === 'yes'),
    typed,
    problems,
  }
  return visit.page(<VoicesPage {...given} />, problems ? 422 : 200)
}

/** Of one voice more than fit: those that do, and the number the next ones begin after. */
function toPage<T extends { number: number }>(
  found: readonly T[],
  size: number,
): { voices: T[]; next: number | null } {
  const voices = found.slice(0, size)
  return { voices, next: found.length > size ? voices.at(-1)!.number : null }
}

function voicesAt(exerciseId: string, after: number, isTicking = false): string {
  const asked = [isTicking && 'tick=yes', after > 0 && `after=${after}`].filter(Boolean).join('&')
  return listeningPaths.voices(exerciseId) + (asked && `?${asked}`)
}

function afterOf(sent: string | null): number {
  return sent !== null && /^\d{1,9}$/.test(sent) ? Number(sent) : 0
}
