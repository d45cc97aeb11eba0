import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Ctx } from '../../platform/db/database.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { getPassageState } from '../passages/passages.ts'
import { listeningPaths } from '../paths.ts'
import { addEdit, openChoosing } from './additions.ts'
import { AddEditPage } from './additions.page.tsx'
import { countCards } from './cards.ts'
import { fitTo } from './fitting.ts'
import { readMeasured } from './measured.ts'
import {
  emptyAddFields,
  parseAddition,
  parseDecisions,
  parsePlace,
  readAddFields,
  readAnswers,
} from './review.form.ts'
import { FirstReadingPage, ReviewPage } from './review.page.tsx'
import {
  decide,
  findNextWaiting,
  getOverview,
  openFirstReading,
  openSecondReading,
  passSecond,
  sendBack,
} from './review.ts'
import { getProgress } from './sweep.ts'
import type { Outcome, Turn } from './review.ts'
import { SecondReadingPage } from './second-reading.page.tsx'

export const reviewRoutes: Route[] = [
  staffPage(listeningPaths.review(':exercise'), 'review.second', async ({ visit, frame, within }) => {
    const id = visit.id('exercise')
    const place = parsePlace(visit.query('for'), visit.query('after'))
    const shown = await within(async (ctx) => ({
      exercise: await getExercise(ctx, id),
      overview: await getOverview(ctx, id, place),
      cards: await countCards(ctx, id),
      progress: await getProgress(ctx, id),
      fit: await fitTo(ctx, id),
    }))
    const measured = await readMeasured()
    return visit.page(<ReviewPage frame={frame} {...shown} measured={measured} />)
  }),

  staffPage(listeningPaths.reviewPassage(':passage'), 'review.first', async ({ visit, frame, within }) => {
    const shown = await within((ctx) => showFirst(ctx, visit.id('passage')))
    return visit.page(<FirstReadingPage frame={frame} {...shown} />)
  }),

  staffSend(listeningPaths.reviewPassage(':passage'), 'review.first', async ({ visit, frame, within }) => {
    const id = visit.id('passage')
    const fields = await visit.fields()
    const parsed = parseDecisions(fields)
    const outcome: Outcome<string> = parsed.ok
      ? await within((ctx) => decide(ctx, id, parsed.input))
      : { ok: false, isStale: false, problems: parsed.problems }
    if (outcome.ok)
      return visit.redirect(await within((ctx) => addressAfter(ctx, id, outcome.done)), outcome.done)
    const shown = await within((ctx) => showFirst(ctx, id))
    const answers = outcome.isStale ? undefined : readAnswers(fields)
    const { isStale, problems } = outcome
    return visit.page(<FirstReadingPage {...{ frame, ...shown, answers, problems }} />, isStale ? 409 : 422)
  }),

  staffPage(listeningPaths.reviewAdd(':passage'), 'review.second', async ({ visit, frame, within }) => {
    const shown = await within((ctx) => showChoosing(ctx, visit.id('passage'), visit.query('sentence')))
    return visit.page(<AddEditPage frame={frame} {...shown} fields={emptyAddFields} />)
  }),

  staffSend(listeningPaths.reviewAdd(':passage'), 'review.second', async ({ visit, frame, within, can }) => {
    const id = visit.id('passage')
    const fields = await visit.fields()
    const added = readAddFields(fields)
    const parsed = parseAddition(added)
    const outcome = parsed.ok ? await within((ctx) => addEdit(ctx, id, parsed.input)) : parsed
    if (!outcome.ok) {
      const shown = await within((ctx) => showChoosing(ctx, id, fields.text('sentence')))
      return visit.page(
        <AddEditPage frame={frame} {...shown} fields={added} problems={outcome.problems} />,
        422,
      )
    }
    const isHere = can('review.first') && outcome.done === 'added'
    return visit.redirect(
      isHere ? listeningPaths.reviewPassage(id) : listeningPaths.readPassage(id),
      outcome.done,
    )
  }),

  staffPage(listeningPaths.readPassage(':passage'), 'review.second', async ({ visit, frame, within }) => {
    const shown = await within((ctx) => showSecond(ctx, visit.id('passage')))
    return visit.page(<SecondReadingPage frame={frame} {...shown} />)
  }),

  staffSend(listeningPaths.readPassage(':passage'), 'review.second', async ({ visit, frame, within }) => {
    const id = visit.id('passage')
    const fields = await visit.fields()
    if (fields.text('answer') === 'back') {
      await within((ctx) => sendBack(ctx, id))
      return visit.redirect(await within((ctx) => addressOfNext(ctx, id, 'second')), 'back')
    }
    const outcome = await within((ctx) => passSecond(ctx, id, fields.text('reading')))
    if (!outcome.ok) {
      const shown = await within((ctx) => showSecond(ctx, id))
      return visit.page(<SecondReadingPage frame={frame} {...shown} problems={outcome.problems} />, 409)
    }
    return visit.redirect(await within((ctx) => addressOfNext(ctx, id, 'second')), 'read-second')
  }),
]

async function showFirst(ctx: Ctx, passageId: string) {
  const reading = await openFirstReading(ctx, passageId)
  return { reading, exercise: await getExercise(ctx, reading.passage.exerciseId) }
}

async function showSecond(ctx: Ctx, passageId: string) {
  const reading = await openSecondReading(ctx, passageId)
  return { reading, exercise: await getExercise(ctx, reading.passage.exerciseId) }
}

async function showChoosing(ctx: Ctx, passageId: string, sentence: string | null) {
  const choosing = await openChoosing(ctx, passageId, sentence)
  return { choosing, exercise: await getExercise(ctx, choosing.passage.exerciseId) }
}

/** A passage that was passed on is left for the next; one that was only saved stays open. */
async function addressAfter(ctx: Ctx, passageId: string, done: string): Promise<string> {
  return done === 'passed' ? addressOfNext(ctx, passageId, 'first') : listeningPaths.reviewPassage(passageId)
}

/** Where the work goes on: the next passage that waits for this reader, else the list. */
async function addressOfNext(ctx: Ctx, passageId: string, turn: Turn): Promise<string> {
  const { exerciseId, number } = await getPassageState(ctx, passageId)
  const next = await findNextWaiting(ctx, exerciseId, turn, number)
  if (!next) return `${listeningPaths.review(exerciseId)}?for=${turn}`
  return turn === 'first' ? listeningPaths.reviewPassage(next) : listeningPaths.readPassage(next)
}
