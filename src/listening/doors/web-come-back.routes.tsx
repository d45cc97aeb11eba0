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
import { atDoor } from './web.routes.tsx'
import type { Door, DoorView } from './web.ts'

const words = comeBackWords['en-GB']

export const comeBackRoutes: Route[] = [
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
            <ComeBackPage {...around} phrase={fields.text('phrase')} problems={[{ field: 'phrase', sentence }]} />,
            status,
          )
        const parsed = parsePhrase(fields)
        if (!parsed.ok) return again(parsed.problems[0]!.sentence, 422)
        if (!mayTry(visit, 'come-back', visit.network, 10, 600)) return again(words.often, 429)
        if (!mayTry(visit, 'come-back-to', door.exerciseId, 100, 3600)) return again(words.oftenHere, 429)
        const voiceId = await findVoiceByPhrase(visit.services.db, door, parsed.input)
        return voiceId ? showOwn(visit, door, around, voiceId) : again(words.wrong, 422)
      }),
    60,
  ),

  send(
    listeningPaths.comeBackAnswers(':address'),
    (visit) =>
      withTicket(visit, async (door, around, voiceId) => {
        const change = readChange(await visit.fields())
        if (change) await changeAnswer(visit.services.db, door, voiceId, change)
        return showOwn(visit, door, around, voiceId, change !== null)
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

type Around = { stylesheet: string; view: DoorView }

/** Hands on the voice of the ticket a form carries; an old ticket leads to the form for the phrase. */
async function withTicket(
  visit: Visit,
  then: (door: Door, around: Around, voiceId: string) => Promise<Response> | Response,
): Promise<Response> {
  return atDoor(visit, async (door, around) => {
    const ticket = (await visit.fields()).text('ticket')
    const voiceId = findVoiceOfTicket(visit.services.db, door, ticket)
    if (voiceId) return then(door, around, voiceId)
    return visit.page(<ComeBackPage {...around} problems={[{ field: 'phrase', sentence: words.again }]} />, 422)
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
