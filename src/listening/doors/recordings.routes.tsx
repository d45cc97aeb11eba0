import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { parseId, parseQueryId, parseSkip, parseTyped } from './doors.form.ts'
import { getSummary } from './doors.ts'
import { RecordingPage, RecordingsPage } from './recordings.page.tsx'
import { getRecording, listRecordings, openRecording, typeRecording } from './recordings.ts'

export const recordingRoutes: Route[] = [
  staffPage(listeningPaths.recordings(':source'), 'source.check', async (staff) => {
    const id = staff.visit.id('source')
    const skip = parseSkip(staff.visit.query('skip'))
    const shown = await staff.within(async (ctx) => ({
      ...(await getSummary(ctx, id)),
      ...(await listRecordings(ctx, id, skip)),
    }))
    return staff.visit.page(<RecordingsPage frame={staff.frame} skip={skip} {...shown} />)
  }),

  staffPage(listeningPaths.recording(':source'), 'source.check', (staff) =>
    showRecording(staff, parseQueryId(staff.visit.query('of'))),
  ),

  staffSend(listeningPaths.recording(':source'), 'source.check', async (staff) => {
    const id = staff.visit.id('source')
    const fields = await staff.visit.fields()
    const of = parseId(fields, 'of')
    const parsed = parseTyped(fields)
    if (!parsed.ok) return showRecording(staff, of, fields.raw('words'), parsed.problems)
    await staff.within((ctx) => typeRecording(ctx, id, of, parsed.input))
    return staff.visit.redirect(listeningPaths.recordings(id), 'typed')
  }),

  staffPage(listeningPaths.recordingFile(':source'), 'source.check', async (staff) => {
    const { store } = staff.visit.services
    const of = parseQueryId(staff.visit.query('of'))
    const file = await openRecording(staff.within, store, staff.visit.id('source'), of)
    return staff.visit.stream(file, (start, end) => store.readRange(of, file.key, start, end))
  }),
]

async function showRecording(
  staff: StaffVisit,
  of: string,
  text?: string,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const id = staff.visit.id('source')
  const shown = await staff.within(async (ctx) => ({
    ...(await getSummary(ctx, id)),
    ...(await getRecording(ctx, id, of)),
  }))
  const given = { frame: staff.frame, text, problems, ...shown }
  return staff.visit.page(<RecordingPage {...given} />, problems ? 422 : 200)
}
