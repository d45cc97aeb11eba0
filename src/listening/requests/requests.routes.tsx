import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { openAnswers } from '../consent/spoken.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { givePhrase } from './phrases-given.ts'
import { parseRequest, readRequest, type TypedRequest } from './requests.form.ts'
import { AskRequestPage, HeldPage, RequestPage, RequestsPage } from './requests.page.tsx'
import { agreeSecond, askRequest, getRequest, listRequests, openHeld, stopRequest } from './requests.ts'

export const requestRoutes: Route[] = [
  staffPage(listeningPaths.requests(':exercise'), 'request.second', async ({ visit, frame, within }) => {
    const shown = await within(async (ctx) => ({
      exercise: await getExercise(ctx, visit.id('exercise')),
      requests: await listRequests(ctx, visit.id('exercise')),
    }))
    return visit.page(<RequestsPage frame={frame} {...shown} />)
  }),

  staffPage(listeningPaths.voiceRequests(':voice'), 'request.ask', (staff) => showAsking(staff)),

  staffSend(listeningPaths.voiceRequests(':voice'), 'request.ask', async (staff) => {
    const voiceId = staff.visit.id('voice')
    const typed = readRequest(await staff.visit.fields())
    const parsed = parseRequest(typed)
    if (!parsed.ok) return showAsking(staff, typed, parsed.problems)
    const id = await staff.within((ctx) => askRequest(ctx, { voiceId, ...parsed.input }))
    return staff.visit.redirect(listeningPaths.request(id), 'asked')
  }),

  staffPage(listeningPaths.request(':request'), 'request.second', (staff) => showRequest(staff)),

  staffSend(listeningPaths.requestSecond(':request'), 'request.second', async ({ visit, within }) => {
    await within((ctx) => agreeSecond(ctx, visit.id('request')))
    return visit.redirect(listeningPaths.request(visit.id('request')), 'agreed')
  }),

  staffSend(listeningPaths.requestStop(':request'), 'request.second', async ({ visit, within }) => {
    await within((ctx) => stopRequest(ctx, visit.id('request')))
    return visit.redirect(listeningPaths.request(visit.id('request')), 'stopped')
  }),

  staffSend(listeningPaths.requestGive(':request'), 'request.ask', async (staff) => {
    const { visit, frame, who, within } = staff
    const id = visit.id('request')
    const { kind } = await within((ctx) => getRequest(ctx, id))
    if (kind === 'print')
      return visit.page(<HeldPage frame={frame} held={await within((ctx) => openHeld(ctx, id))} />)
    const vault = visit.services.db.vault.forTenant(who.tenantId)
    return showRequest(staff, (await givePhrase({ vault, within }, id)) ?? 'refused')
  }),
]

async function showAsking(
  { visit, frame, within }: StaffVisit,
  typed?: TypedRequest,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { number, voiceId, exercise } = await within((ctx) => openAnswers(ctx, visit.id('voice')))
  const given = { frame, exercise, voice: { id: voiceId, number }, typed, problems }
  return visit.page(<AskRequestPage {...given} />, problems ? 422 : 200)
}

async function showRequest(
  { visit, frame, within, can }: StaffVisit,
  given?: readonly string[] | 'refused',
): Promise<Response> {
  const shown = await within(async (ctx) => {
    const request = await getRequest(ctx, visit.id('request'))
    return { request, exercise: await getExercise(ctx, request.exerciseId) }
  })
  return visit.page(<RequestPage frame={frame} {...shown} mayGive={can('request.ask')} given={given} />)
}
