import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { newBlindId } from '../../platform/ids.ts'
import { hasReadOut, openPaper, openScript } from '../consent/script.ts'
import { largestPhoto } from '../doors/attachments.ts'
import { getExercise, getToday } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { receiveSitting } from './receive.ts'
import { parseSitting, readTypedSitting, type TypedSitting } from './sittings.form.ts'
import { SittingPage } from './sittings.page.tsx'

const path = listeningPaths.sitting(':exercise')

export const sittingRoutes: Route[] = [
  staffPage(path, 'source.import', (staff) => showSitting(staff)),

  staffSend(path, 'source.import', async (staff) => {
    const exerciseId = staff.visit.id('exercise')
    await staff.within((ctx) => getExercise(ctx, exerciseId))
    const received = await staff.visit.upload({ most: largestPhoto, files: 1 })
    const typed = readTypedSitting(received.fields)
    const outcome = await receiveSitting(staff.within, staff.visit.services.store, {
      exerciseId,
      received,
      parse: (today) => parseSitting(typed, today),
    })
    if (!outcome.ok) return showSitting(staff, typed, outcome.problems)
    return staff.visit.redirect(listeningPaths.sitting(exerciseId), 'kept')
  }),
]

async function showSitting(
  { visit, frame, within }: StaffVisit,
  typed?: TypedSitting,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { aloud, paper, isKnown, today } = await within(async (ctx) => ({
    aloud: await openScript(ctx, visit.id('exercise'), 'one'),
    paper: await openPaper(ctx, visit.id('exercise')),
    isKnown: await hasReadOut(ctx, visit.id('exercise')),
    today: getToday(ctx),
  }))
  const empty: TypedSitting = {
    door: 'conversation',
    words: '',
    isMany: false,
    mine: '',
    label: '',
    on: today,
    read: false,
    quote: false,
    sending: newBlindId(),
  }
  const said = { aloud: aloud.said, paper: paper.said }
  const given = { frame, exercise: aloud.exercise, said, isKnown, typed: typed ?? empty, problems }
  return visit.page(<SittingPage {...given} />, problems ? 422 : 200)
}
