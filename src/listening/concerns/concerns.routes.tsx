import { getOrganisation } from '../../access/organisation/organisation.ts'
import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { Ctx } from '../../platform/db/database.ts'
import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { openPassage } from '../passages/passages.ts'
import { listeningPaths } from '../paths.ts'
import { parseAnswer, parseMark, parseOpening, parsePerson, parseTelling } from './concerns.form.ts'
import { ConcernPage, ConcernsPage, MarkConcernPage } from './concerns.page.tsx'
import {
  answerConcern,
  choosePerson,
  findWhoIsTold,
  getConcern,
  listConcerns,
  markConcern,
  noteSeen,
  openIdentity,
  sendTellings,
  tellVoice,
} from './concerns.ts'

export const concernRoutes: Route[] = [
  staffPage(listeningPaths.markConcern(':passage'), 'concern.mark', (staff) => showMarking(staff)),

  staffSend(listeningPaths.markConcern(':passage'), 'concern.mark', async (staff) => {
    const { db, postbox, config } = staff.visit.services
    const fields = await staff.visit.fields()
    const parsed = parseMark(fields)
    if (!parsed.ok) return showMarking(staff, fields, parsed.problems)
    const id = await staff.within((ctx) => markConcern(ctx, staff.visit.id('passage'), parsed.input))
    // A letter that cannot leave now is the round's to send again; the mark stands.
    await sendTellings(db, postbox, staff.who.tenantId, config.origin).catch(() => undefined)
    const seenAt = staff.can('concern.answer') ? listeningPaths.concern(id) : staff.visit.address
    return staff.visit.redirect(seenAt, 'marked')
  }),

  staffPage(listeningPaths.concerns(':exercise'), 'concern.answer', (staff) => showConcerns(staff)),

  staffSend(listeningPaths.concernPerson(':exercise'), 'workplace.change', async (staff) => {
    const exerciseId = staff.visit.id('exercise')
    const parsed = parsePerson(await staff.visit.fields())
    if (!parsed.ok) return showConcerns(staff, parsed.problems)
    await staff.within((ctx) => choosePerson(ctx, exerciseId, parsed.input))
    return staff.visit.redirect(listeningPaths.concerns(exerciseId), 'person')
  }),

  staffPage(listeningPaths.concern(':concern'), 'concern.answer', (staff) => showConcern(staff)),

  sendAboutConcern(listeningPaths.concernAnswer, parseAnswer, answerConcern, 'answered'),
  sendAboutConcern(listeningPaths.concernOpen, parseOpening, openIdentity, 'opened'),
  sendAboutConcern(listeningPaths.concernTell, parseTelling, tellVoice, 'told'),
]

/** A form on the page of one concern: what is wrong with it is shown there, else it is done and said there. */
function sendAboutConcern<Input>(
  path: (concern: string) => string,
  parse: (fields: Fields) => Parsed<Input>,
  act: (ctx: Ctx, id: string, input: Input) => Promise<void>,
  done: string,
): Route {
  return staffSend(path(':concern'), 'concern.answer', async (staff) => {
    const id = staff.visit.id('concern')
    const fields = await staff.visit.fields()
    const parsed = parse(fields)
    if (!parsed.ok) return showConcern(staff, fields, parsed.problems)
    await staff.within((ctx) => act(ctx, id, parsed.input))
    return staff.visit.redirect(listeningPaths.concern(id), done)
  })
}

async function showMarking(
  { visit, frame, within }: StaffVisit,
  fields?: Fields,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => {
    const passage = await openPassage(ctx, visit.id('passage'))
    const exercise = await getExercise(ctx, passage.exerciseId)
    const { person } = await findWhoIsTold(ctx, exercise.id)
    return { passage, exercise, toldTo: person.name, lines: (await getOrganisation(ctx)).helpLines }
  })
  const typed = fields && { ticked: fields.all('word'), note: fields.text('note') }
  return visit.page(
    <MarkConcernPage frame={frame} {...shown} {...typed} problems={problems} />,
    problems ? 422 : 200,
  )
}

async function showConcerns(staff: StaffVisit, problems?: readonly FieldProblem[]): Promise<Response> {
  const { visit, frame, within } = staff
  const exerciseId = visit.id('exercise')
  const shown = await within(async (ctx) => ({
    exercise: await getExercise(ctx, exerciseId),
    concerns: await listConcerns(ctx, exerciseId),
    who: await findWhoIsTold(ctx, exerciseId),
    now: ctx.now,
  }))
  const given = { frame, ...shown, mayChoose: staff.can('workplace.change'), problems }
  return visit.page(<ConcernsPage {...given} />, problems ? 422 : 200)
}

/** Looking is on record with the look itself, so that the reminders stop. */
async function showConcern(
  { visit, frame, within }: StaffVisit,
  fields?: Fields,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const id = visit.id('concern')
  const shown = await within(async (ctx) => {
    await noteSeen(ctx, id)
    const view = await getConcern(ctx, id)
    return { view, exercise: await getExercise(ctx, view.concern.exerciseId), now: ctx.now }
  })
  const names = ['outcome', 'answer', 'ground', 'reason', 'words']
  const typed = fields && Object.fromEntries(names.map((name) => [name, fields.text(name)]))
  return visit.page(
    <ConcernPage frame={frame} {...shown} typed={typed} problems={problems} />,
    problems ? 422 : 200,
  )
}
