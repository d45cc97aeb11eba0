import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { answerAsked } from './asking.ts'
import { getLines } from './checking.ts'
import { confirmSource } from './confirm.ts'
import {
  parseAgreement,
  parseAsked,
  parseId,
  parsePage,
  parseSkip,
  parseWayBack,
  readTypedAgreement,
} from './doors.form.ts'
import { DoorsPage, SourceRemovePage } from './doors.page.tsx'
import { getSource, getSummary, listSources, recordAgreement, takeOutSource, turnDates } from './doors.ts'
import { takeForNotice, takeForWords } from './lines.ts'
import { LinesPage } from './lines.page.tsx'
import { countHeld } from '../web/held.ts'
import { receiveFile, uploadLimit } from './receive.ts'
import { SourcePage } from './source.page.tsx'

export const doorsRoutes: Route[] = [
  staffPage(listeningPaths.doors(':exercise'), 'source.check', (staff) => showDoors(staff)),

  staffSend(listeningPaths.importFile(':exercise'), 'source.import', async (staff) => {
    const id = staff.visit.id('exercise')
    await staff.within((ctx) => getExercise(ctx, id))
    const received = await staff.visit.upload({ most: uploadLimit, files: 1 })
    const outcome = await receiveFile(staff.within, staff.visit.services.store, id, received)
    if (!outcome.ok) return showDoors(staff, outcome.problems)
    return staff.visit.redirect(listeningPaths.source(outcome.input), 'brought-in')
  }),

  staffPage(listeningPaths.source(':source'), 'source.check', async (staff) => {
    const skip = parseSkip(staff.visit.query('voices'))
    const view = await staff.within((ctx) => getSource(ctx, staff.visit.id('source'), { skip }))
    return staff.visit.page(<SourcePage frame={staff.frame} view={view} />)
  }),

  staffSend(listeningPaths.sourceAgreed(':source'), 'consent.record', async (staff) => {
    const id = staff.visit.id('source')
    const fields = await staff.visit.fields()
    const parsed = parseAgreement(fields)
    if (!parsed.ok) {
      const view = await staff.within((ctx) => getSource(ctx, id))
      const values = readTypedAgreement(fields)
      return staff.visit.page(
        <SourcePage frame={staff.frame} view={view} values={values} problems={parsed.problems} />,
        422,
      )
    }
    await staff.within((ctx) => recordAgreement(ctx, id, parsed.input))
    return staff.visit.redirect(listeningPaths.source(id), 'agreed')
  }),

  staffSend(listeningPaths.sourceAsked(':source'), 'source.check', async (staff) => {
    const id = staff.visit.id('source')
    const parsed = parseAsked(await staff.visit.fields())
    if (!parsed.ok) {
      const view = await staff.within((ctx) => getSource(ctx, id))
      return staff.visit.page(<SourcePage frame={staff.frame} view={view} problems={parsed.problems} />, 422)
    }
    await staff.within((ctx) => answerAsked(ctx, id, parsed.input))
    return staff.visit.redirect(listeningPaths.source(id), 'answered')
  }),

  staffPage(listeningPaths.sourceLines(':source'), 'source.check', async (staff) => {
    const id = staff.visit.id('source')
    const page = parsePage(staff.visit.query('kind'), staff.visit.query('skip'))
    const view = await staff.within((ctx) => getSource(ctx, id))
    const found = await staff.within((ctx) => getLines(ctx, id, page))
    return staff.visit.page(<LinesPage frame={staff.frame} {...view} {...page} {...found} />)
  }),

  staffSend(listeningPaths.lineIsWords(':source'), 'source.check', async (staff) => {
    const id = staff.visit.id('source')
    const fields = await staff.visit.fields()
    const voice = fields.text('voice') ? parseId(fields, 'voice') : null
    await staff.within((ctx) => takeForWords(ctx, id, parseId(fields, 'line'), voice))
    return staff.visit.redirect(parseWayBack(fields, id), 'words')
  }),

  staffSend(listeningPaths.passageIsNotice(':source'), 'source.check', async (staff) => {
    const id = staff.visit.id('source')
    const fields = await staff.visit.fields()
    await staff.within((ctx) => takeForNotice(ctx, id, parseId(fields, 'passage')))
    return staff.visit.redirect(parseWayBack(fields, id), 'notice')
  }),

  staffSend(listeningPaths.sourceRight(':source'), 'source.check', async (staff) => {
    const id = staff.visit.id('source')
    await confirmSource(staff.within, staff.visit.services.store, id)
    return staff.visit.redirect(listeningPaths.source(id), 'right')
  }),

  staffSend(listeningPaths.sourceDates(':source'), 'source.check', async (staff) => {
    const id = staff.visit.id('source')
    await turnDates(staff.within, staff.visit.services.store, id)
    return staff.visit.redirect(listeningPaths.source(id), 'read-again')
  }),

  staffPage(listeningPaths.sourceRemove(':source'), 'source.import', async (staff) => {
    const found = await staff.within((ctx) => getSummary(ctx, staff.visit.id('source')))
    return staff.visit.page(<SourceRemovePage frame={staff.frame} {...found} />)
  }),

  staffSend(listeningPaths.sourceRemove(':source'), 'source.import', async (staff) => {
    const { store } = staff.visit.services
    const exerciseId = await takeOutSource(staff.within, store, staff.visit.id('source'))
    return staff.visit.redirect(listeningPaths.doors(exerciseId), 'removed')
  }),
]

/** Every door of an exercise; with what is to put right when a file was refused. */
async function showDoors(staff: StaffVisit, problems?: readonly FieldProblem[]): Promise<Response> {
  const id = staff.visit.id('exercise')
  const shown = await staff.within(async (ctx) => ({
    exercise: await getExercise(ctx, id),
    sources: await listSources(ctx, id),
    held: await countHeld(ctx, id),
  }))
  const publicAddress = staff.visit.services.config.origin + listeningPaths.door(shown.exercise.address)
  const given = {
    frame: staff.frame,
    ...shown,
    publicAddress,
    mayImport: staff.can('source.import'),
    problems,
  }
  return staff.visit.page(<DoorsPage {...given} />, problems ? 422 : 200)
}
