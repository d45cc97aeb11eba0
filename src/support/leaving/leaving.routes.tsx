import { zipFiles } from '../../platform/papers/bundle.ts'
import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { doorPage, doorSend, personPage, personSend } from '../person-route.ts'
import { listKeptByLaw } from '../safeguarding/told.ts'
import { findPerson, spaceCookie } from '../spaces/sessions.ts'
import { emptyLetter, parseLetter, readLetter } from './leaving.form.ts'
import { GonePage, LeavingPage, LetterPage, WhatGoesPage, WhenItGoesPage } from './leaving.page.tsx'
import { freshMinutes, letGoNow, mayLetGoNow, sealAgain } from './leaving.ts'
import { leavingWords } from './leaving.words.ts'
import { comeBack, getLeaving, moveOn, planToLetGo, removeLetter, writeLetter } from './moving-on.ts'
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
    const { db } = visit.services
    const again = (await mayLetGoNow(db, person)) ? sealAgain(db, person.spaceId) : null
    return visit.page(<WhenItGoesPage frame={frame} again={again} minutes={freshMinutes} />)
  }),

  personSend(supportPaths.whenItGoes, async ({ visit, within }) => {
    await within(planToLetGo)
    return visit.redirect(supportPaths.leaving, 'planned')
  }),

  // Open to anybody: the second of two taps finds nobody in.
  doorSend(
    supportPaths.letGoNow,
    async (visit) => {
      const { db } = visit.services
      const person = await findPerson(db, visit.cookie(spaceCookie))
      const end = await letGoNow(db, person, (await visit.fields()).text('sending'))
      if (end === null) return visit.redirect(supportPaths.enter)
      if (end === 'too-early') return visit.redirect(supportPaths.whenItGoes)
      visit.clearCookie(spaceCookie)
      return visit.redirect(supportPaths.gone, end)
    },
    20,
  ),

  doorPage(supportPaths.gone, (visit, frame) =>
    visit.page(<GonePage frame={frame} isGoing={frame.done === 'going'} />),
  ),
]
