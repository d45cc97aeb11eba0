import { page, send, type Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { listeningPaths } from '../paths.ts'
import { parsePhrase, readChange } from './web-come-back.form.ts'
import { ComeBackPage, OwnWordsPage, TakeBackPage, TakenPage } from './web-come-back.page.tsx'
import {
  changeAnswer,
  findVoiceByPhrase,
  findVoiceOfTicket,
  makeTicket,
  openOwnWords,
  takeBack,
} from './web-come-back.ts'
import { comeBackWords } from './web-come-back.words.ts'
import { parseSent, readTyped } from './web.form.ts'
import { WebClosedPage, WebKnownPage, WebMissingPage, WebPage, WebSentPage } from './web.page.tsx'
import { findDoor, makeSendingOf, openDoor, receive, type Door, type DoorView } from './web.ts'
import { webWords } from './web.words.ts'

const words = webWords['en-GB']
const back = comeBackWords['en-GB']
const path = listeningPaths.door(':address')

export const webRoutes: Route[] = [
  page(path, (visit) =>
    atDoor(visit, (door, around) => {
      if (!around.view.exercise.isOpen) return visit.page(<WebClosedPage {...around} />)
      const typed = { words: '', mayQuote: false, sending: makeSendingOf(visit.services.db, door), more: '' }
      return visit.page(<WebPage {...around} typed={typed} />)
    }),
  ),

  send(
    path,
    (visit) =>
      atDoor(visit, async (door, around) => {
        const typed = readTyped(await visit.fields())
        const parsed = parseSent(typed)
        if (!parsed.ok)
          return visit.page(<WebPage {...around} typed={typed} problems={parsed.problems} />, 422)
        if (!visit.services.limits.take('web-sending', visit.network, 10, 600)) {
          return visit.page(<WebPage {...around} typed={typed} problems={tooOften} />, 429)
        }
        const receipt = await receive(visit.services.db, door, parsed.input)
        if (receipt.outcome === 'closed')
          return visit.page(<WebClosedPage {...around} typed={typed.words} />, 409)
        if (receipt.outcome === 'known') return visit.page(<WebKnownPage {...around} />)
        const { origin } = visit.services.config
        return visit.page(<WebSentPage {...around} phrase={receipt.phrase} origin={origin} />)
      }),
    60,
  ),

  page(listeningPaths.comeBack(':address'), (visit) =>
    atDoor(visit, (_, around) => visit.page(<ComeBackPage {...around} />)),
  ),

  send(
    listeningPaths.comeBack(':address'),
    (visit) =>
      atDoor(visit, async (door, around) => {
        const fields = await visit.fields()
        const again = (sentence: string, status: 422 | 429) =>
          visit.page(
            <ComeBackPage
              {...around}
              phrase={fields.text('phrase')}
              problems={[{ field: 'phrase', sentence }]}
            />,
            status,
          )
        const parsed = parsePhrase(fields)
        if (!parsed.ok) return again(parsed.problems[0]!.sentence, 422)
        if (!mayTry(visit, 'come-back', visit.network, 10, 600)) return again(back.often, 429)
        // So many that no stranger shuts the way back (and so a withdrawal) for everybody with a few tries. A thousand
        // voices stand among 2^43 phrases: one try a second meets one of them in some two hundred years.
        if (!mayTry(visit, 'come-back-to', door.exerciseId, 3600, 3600)) return again(back.oftenHere, 429)
        const voiceId = await findVoiceByPhrase(visit.services.db, door, parsed.input)
        return voiceId ? showOwn(visit, door, around, voiceId) : again(back.wrong, 422)
      }),
    60,
  ),

  send(
    listeningPaths.comeBackAnswers(':address'),
    (visit) =>
      withTicket(visit, async (door, around, voiceId) => {
        const change = readChange(await visit.fields())
        const isChanged = await changeAnswer(visit.services.db, door, voiceId, change)
        return showOwn(visit, door, around, voiceId, isChanged)
      }),
    60,
  ),

  send(
    listeningPaths.comeBackTake(':address'),
    (visit) =>
      withTicket(visit, (door, around, voiceId) => {
        const ticket = makeTicket(visit.services.db, door, voiceId)
        return visit.page(<TakeBackPage {...around} ticket={ticket} />)
      }),
    60,
  ),

  send(
    listeningPaths.comeBackTaken(':address'),
    (visit) =>
      withTicket(visit, async (door, around, voiceId) => {
        await takeBack(visit.services.db, door, voiceId)
        return visit.page(<TakenPage {...around} />)
      }),
    60,
  ),
]

const tooOften = [{ field: 'words', sentence: words.often }]

type Around = { stylesheet: string; view: DoorView }

/** Opens the door an address leads to, and hands it on; a page of its own when it leads nowhere. */
async function atDoor(
  visit: Visit,
  then: (door: Door, around: Around) => Promise<Response> | Response,
): Promise<Response> {
  const { db, stylesheet } = visit.services
  visit.slowDown('door', 300)
  const door = await findDoor(db, visit.param('address'))
  if (!door) return visit.page(<WebMissingPage stylesheet={stylesheet} />, 404)
  return then(door, { stylesheet, view: await openDoor(db, door) })
}

/** Hands on the voice of the ticket a form carries; an old ticket leads to the form for the phrase. */
async function withTicket(
  visit: Visit,
  then: (door: Door, around: Around, voiceId: string) => Promise<Response> | Response,
): Promise<Response> {
  return atDoor(visit, async (door, around) => {
    const ticket = (await visit.fields()).text('ticket')
    const voiceId = findVoiceOfTicket(visit.services.db, door, ticket)
    if (voiceId) return then(door, around, voiceId)
    return visit.page(
      <ComeBackPage {...around} problems={[{ field: 'phrase', sentence: back.again }]} />,
      422,
    )
  })
}

async function showOwn(
  visit: Visit,
  door: Door,
  around: Around,
  voiceId: string,
  isChanged = false,
): Promise<Response> {
  const { db } = visit.services
  const own = await openOwnWords(db, door, voiceId)
  if (!own) return visit.page(<TakenPage {...around} />)
  return visit.page(
    <OwnWordsPage {...around} own={own} ticket={makeTicket(db, door, voiceId)} isChanged={isChanged} />,
  )
}

/** Counted in memory only: per network, and per exercise against guessing from many places. Nothing is locked. */
function mayTry(visit: Visit, what: string, whose: string, most: number, seconds: number): boolean {
  return visit.services.limits.take(what, whose, most, seconds)
}
