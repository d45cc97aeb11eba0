import { zipFiles } from '../../platform/papers/bundle.ts'
import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { doorPage, personPage, personSend } from '../person-route.ts'
import { listKeptByLaw } from '../safeguarding/told.ts'
import { spaceCookie } from '../spaces/sessions.ts'
import { emptyLetter, parseLetter, readIsNow, readLetter } from './leaving.form.ts'
import { GonePage, LeavingPage, LetterPage, WhatGoesPage, WhenItGoesPage } from './leaving.page.tsx'
import { freshMinutes, letGoWhen, mayLetGoNow } from './leaving.ts'
import { leavingWords } from './leaving.words.ts'
import { comeBack, getLeaving, moveOn, removeLetter, writeLetter } from './moving-on.ts'
import { takeOut, writeFiles } from './taking.ts'

const words = leavingWords['en-GB']

export const leavingRoutes: Route[] = [
  personPage(supportPaths.leaving, async ({ visit, frame, within }) =>
    visit.page(<LeavingPage frame={frame} leaving={await within(getLeaving)} />),
  ),

  personSend(
    supportPaths.takeOut,
    async ({ visit, within }) => {
      const opened = await within((ctx) => takeOut(ctx, visit.services.db.vault))
      return visit.download(words.bundle, 'application/zip', zipFiles(writeFiles(opened)))
    },
    10,
  ),

  personPage(supportPaths.letter, ({ visit, frame }) =>
    visit.page(<LetterPage frame={frame} typed={emptyLetter()} />),
  ),

  personSend(supportPaths.letter, async ({ visit, frame, within }) => {
    const typed = readLetter(await visit.fields())
    const parsed = parseLetter(typed)
    if (!parsed.ok)
      return visit.page(<LetterPage frame={frame} typed={typed} problems={parsed.problems} />, 422)
    await within((ctx) => writeLetter(ctx, parsed.input))
    return visit.redirect(supportPaths.leaving, 'letter')
  }),

  personSend(supportPaths.removeLetter(':letter'), async ({ visit, within }) => {
    await within((ctx) => removeLetter(ctx, visit.id('letter')))
    return visit.redirect(supportPaths.leaving, 'thrown')
  }),

  personSend(supportPaths.moveOn, async ({ visit, within }) => {
    await within(moveOn)
    return visit.redirect(supportPaths.leaving, 'moved')
  }),

  personSend(supportPaths.comeBack, async ({ visit, within }) => {
    const { movingOn } = await within(comeBack)
    return visit.redirect(supportPaths.space, movingOn?.goesAt ? 'stays' : 'back')
  }),

  personPage(supportPaths.whatGoes, async ({ visit, frame, within }) => {
    const kept = await within(listKeptByLaw)
    return visit.page(<WhatGoesPage frame={frame} kept={kept} />)
  }),

  personPage(supportPaths.whenItGoes, async ({ visit, frame, person }) => {
    const mayNow = await mayLetGoNow(visit.services.db, person)
    return visit.page(<WhenItGoesPage frame={frame} mayNow={mayNow} minutes={freshMinutes} />)
  }),

  personSend(supportPaths.whenItGoes, async ({ visit, person, within }) => {
    const isNow = readIsNow(await visit.fields())
    const end = await letGoWhen(visit.services.db, person, within, isNow)
    if (end === 'too-early') return visit.redirect(supportPaths.whenItGoes)
    if (end === 'planned') return visit.redirect(supportPaths.leaving, end)
    visit.clearCookie(spaceCookie)
    return visit.redirect(supportPaths.gone, end)
  }),

  doorPage(supportPaths.gone, (visit, frame) =>
    visit.page(<GonePage frame={frame} isGoing={frame.done === 'going'} />),
  ),
]
