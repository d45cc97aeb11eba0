import type { FieldProblem } from '../../platform/http/fields.ts'
import { page, send, type Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { writeReceipt } from '../consent/receipt.ts'
import { listeningPaths } from '../paths.ts'
import { parsePreview } from '../previews/previews.form.ts'
import { previewsWords } from '../previews/previews.words.ts'
import { AnswersPage } from './answers.page.tsx'
import {
  parseChange,
  parseHats,
  parseOwn,
  parsePhrase,
  readAfter,
  readOwn,
  readPassage,
  readTake,
} from './come-back.form.ts'
import { ComeBackPage, OwnWordsPage } from './come-back.page.tsx'
import {
  changeAnswer,
  findByPhrase,
  findByTicket,
  isPrintedNow,
  makeTicket,
  openOwnPassage,
  openOwnWords,
  openTaking,
  stopRequest,
  tellHats,
  type AnswerOutcome,
  type Came,
} from './come-back.ts'
import { comeBackWords } from './come-back.words.ts'
import { openFirstLook, sayFirst } from './first-look.ts'
import { PreviewsPage } from './previews.page.tsx'
import type { Around } from './door-layout.page.tsx'
import { TakeBackPage, TakenPage, WaitingPage, WritePage } from './own.page.tsx'
import { addWords, changeWords, findWaitingOf, takeBack, type OwnOutcome } from './own.ts'
import { ownWords } from './own.words.ts'
import { offerModules } from './names-offer.ts'
import { parseSent, readTyped, type Typed } from './web.form.ts'
import { WebClosedPage, WebKnownPage, WebMissingPage, WebPage, WebSentPage } from './web.page.tsx'
import { findDoubt } from './doubt.ts'
import {
  findDoor,
  makeSendingOf,
  openDoor,
  receive,
  stampShown,
  type Door,
  type Sent,
  type Weighed,
} from './web.ts'
import { webWords } from './web.words.ts'

const words = webWords['en-GB']
const back = comeBackWords['en-GB']
const path = listeningPaths.door(':address')

export const webRoutes: Route[] = [
  page(path, (visit) =>
    atDoor(visit, (door, around) => {
      if (!around.view.exercise.isOpen) return visit.page(<WebClosedPage {...around} />)
      const typed = { words: '', mayQuote: false, sending: makeSendingOf(visit.services.db, door), more: '' }
      const given = { typed, shown: shownAt(visit, door, around), script: offerModules().href }
      return visit.pageWithModules(<WebPage {...around} {...given} />)
    }),
  ),

  send(
    path,
    (visit) =>
      atDoor(visit, async (door, around) => {
        const typed = readTyped(await visit.fields())
        const again = (problems: readonly FieldProblem[], status: 409 | 422 | 429) =>
          showAgain(visit, door, around, { typed, problems, status })
        const parsed = parseSent(typed)
        if (!parsed.ok) return again(parsed.problems, 422)
        const { db, limits, config } = visit.services
        if (!limits.take('web-sending', visit.network, 60, 600)) return again(tooOften, 429)
        const receipt = await receive(db, door, weigh(visit, door, parsed.input))
        if (receipt.outcome === 'closed')
          return visit.page(<WebClosedPage {...around} typed={typed.words} />, 409)
        if (receipt.outcome === 'retold') return again([{ field: 'words', sentence: words.retold }], 409)
        if (receipt.outcome === 'known') return visit.page(<WebKnownPage {...around} />)
        return visit.page(<WebSentPage {...around} phrase={receipt.phrase} origin={config.origin} />)
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
        const phrase = fields.text('phrase')
        const again = (sentence: string, status: 422 | 429) =>
          visit.page(
            <ComeBackPage {...around} phrase={phrase} problems={[{ field: 'phrase', sentence }]} />,
            status,
          )
        const parsed = parsePhrase(fields)
        if (!parsed.ok) return again(parsed.problems[0]!.sentence, 422)
        const { patience } = visit.services.limits
        const find = () => findByPhrase(visit.services.db, door, parsed.input)
        const tried = await patience.try(`come-back ${door.exerciseId}`, visit.network, find)
        if (tried.isBusy) return again(back.often, 429)
        return tried.found ? showOwn(visit, door, around, tried.found) : again(back.wrong, 422)
      }),
    60,
  ),

  backSend(listeningPaths.comeBackOwn(':address'), async (visit, door, around, came) =>
    showOwn(visit, door, around, came, { after: readAfter(await visit.fields()) }),
  ),

  backSend(listeningPaths.comeBackAll(':address'), (visit, door, around, came) =>
    showAnswers(visit, door, around, came),
  ),

  backSend(listeningPaths.comeBackAnswers(':address'), async (visit, door, around, came) => {
    const fields = await visit.fields()
    const show = fields.text('then') === 'all' ? showAnswers : showOwn
    const parsed = parseChange(fields)
    if (!parsed.ok) {
      const field = parsed.problems[0]!.field!
      const typed = { field, text: fields.text(field) }
      return show(visit, door, around, came, { problems: parsed.problems, typed })
    }
    if (!parsed.input) return show(visit, door, around, came)
    const outcome = await changeAnswer(visit.services.db, door, came, parsed.input)
    return show(visit, door, around, came, { done: saidOfAnswer[outcome] })
  }),

  backSend(listeningPaths.comeBackFirst(':address'), (visit, door, around, came) =>
    showFirst(visit, door, around, came),
  ),

  backSend(listeningPaths.comeBackFirstSaid(':address'), async (visit, door, around, came) => {
    const said = parsePreview(await visit.fields())
    if (!said) return showFirst(visit, door, around, came)
    const isKept = await sayFirst(visit.services.db, door, came, said)
    const done = said.said ? previewsWords['en-GB'].kept : previewsWords['en-GB'].takenBack
    return showFirst(visit, door, around, came, isKept ? done : previewsWords['en-GB'].changed)
  }),

  backSend(listeningPaths.comeBackHats(':address'), async (visit, door, around, came) => {
    const fields = await visit.fields()
    const parsed = parseHats(fields)
    if (!parsed.ok) {
      const typed = { field: 'hats', text: fields.text('hats') }
      return showAnswers(visit, door, around, came, { problems: parsed.problems, typed })
    }
    const isChanged = await tellHats(visit.services.db, door, came, parsed.input)
    return showAnswers(visit, door, around, came, isChanged ? { done: back.changed } : {})
  }),

  backSend(listeningPaths.comeBackWords(':address'), async (visit, door, around, came) => {
    const { db } = visit.services
    const passage = await openOwnPassage(db, door, came, readPassage(await visit.fields()))
    if (!passage) return showOwn(visit, door, around, came, { done: back.notThere })
    const typed = { words: passage.verbatim, sending: makeSendingOf(db, door), keepOld: false }
    const ticket = makeTicket(db, door, came)
    return visit.page(<WritePage {...around} {...{ ticket, typed }} passageId={passage.passageId} />)
  }),

  backSend(listeningPaths.comeBackChanged(':address'), async (visit, door, around, came) => {
    const { db } = visit.services
    const fields = await visit.fields()
    const passageId = readPassage(fields)
    if (!passageId) return showOwn(visit, door, around, came, { done: back.notThere })
    const typed = readOwn(fields)
    const parsed = parseOwn(typed)
    if (!parsed.ok) {
      const ticket = makeTicket(db, door, came)
      return visit.page(
        <WritePage {...around} {...{ ticket, typed, passageId }} problems={parsed.problems} />,
        422,
      )
    }
    const outcome = await changeWords(db, door, came, { ...parsed.input, passageId })
    return showOwn(visit, door, around, came, { done: saidAfter[outcome] })
  }),

  backSend(listeningPaths.comeBackMore(':address'), (visit, door, around, came) => {
    const { db } = visit.services
    const typed = { words: '', sending: makeSendingOf(db, door), keepOld: false }
    const ticket = makeTicket(db, door, came)
    return visit.page(<WritePage {...around} {...{ ticket, typed }} passageId={null} />)
  }),

  backSend(listeningPaths.comeBackAdded(':address'), async (visit, door, around, came) => {
    const { db } = visit.services
    const typed = readOwn(await visit.fields())
    const parsed = parseOwn(typed)
    if (!parsed.ok) {
      const given = { ticket: makeTicket(db, door, came), typed, problems: parsed.problems }
      return visit.page(<WritePage {...around} {...given} passageId={null} />, 422)
    }
    const outcome = await addWords(db, door, came, parsed.input)
    if (outcome === 'closed') return visit.page(<WebClosedPage {...around} typed={typed.words} />, 409)
    return showOwn(visit, door, around, came, { done: saidAfter[outcome] })
  }),

  backSend(listeningPaths.comeBackStop(':address'), async (visit, door, around, came) => {
    const isStopped = await stopRequest(visit.services.db, door, came)
    return showOwn(visit, door, around, came, isStopped ? { done: back.stopped } : {})
  }),

  backSend(listeningPaths.comeBackTake(':address'), async (visit, door, around, came) => {
    const { db } = visit.services
    const taking = await openTaking(db, door, came, readPassage(await visit.fields()))
    if (!taking) return showOwn(visit, door, around, came, { done: back.notThere })
    return visit.page(<TakeBackPage {...around} {...taking} ticket={makeTicket(db, door, came)} />)
  }),

  backSend(listeningPaths.comeBackTaken(':address'), async (visit, door, around, came) => {
    const take = readTake(await visit.fields())
    await takeBack(visit.services.db, door, came, take)
    return showOwn(visit, door, around, came, { done: ownWords['en-GB'].goneOne[take.when], when: take.when })
  }),
]

const tooOften = [{ field: 'words', sentence: words.often }]

const saidAfter: Readonly<Record<OwnOutcome, string>> = {
  stored: back.kept,
  known: back.keptBefore,
  gone: back.notThere,
  same: back.sameWords,
  closed: back.closedNow,
}

const saidOfAnswer: Readonly<Record<AnswerOutcome, string | undefined>> = {
  changed: back.changed,
  same: undefined,
  elsewhere: back.shutElsewhere,
}

function weigh(visit: Visit, door: Door, sent: Sent): Weighed {
  const { limits, db } = visit.services
  const facts = { ...sent, exerciseId: door.exerciseId, network: visit.network }
  return { ...sent, doubt: findDoubt(limits, db.vault.forTenant(door.tenantId), facts) }
}

/** Opens the door an address leads to, and hands it on; a page of its own when it leads nowhere. */
async function atDoor(
  visit: Visit,
  then: (door: Door, around: Around) => Promise<Response> | Response,
): Promise<Response> {
  const { db, stylesheet } = visit.services
  visit.slowDown('door', 300)
  const door = await findDoor(db, visit.param('address'))
  if (!door) return visit.page(<WebMissingPage stylesheet={stylesheet} />, 404)
  return then(door, { stylesheet, leave: visit.useScript('leave'), view: await openDoor(db, door) })
}

/** The public page once more, with all that was typed. */
function showAgain(
  visit: Visit,
  door: Door,
  around: Around,
  again: { typed: Typed; problems: readonly FieldProblem[]; status: 409 | 422 | 429 },
): Response {
  const shown = shownAt(visit, door, around)
  const page = <WebPage {...around} {...again} shown={shown} script={offerModules().href} />
  return visit.pageWithModules(page, again.status)
}

type BackHandle = (visit: Visit, door: Door, around: Around, came: Came) => Promise<Response> | Response

/** A step of the come-back: hands on the voice of the form's ticket; an old one leads to the form for the phrase. */
function backSend(address: string, then: BackHandle): Route {
  return send(
    address,
    (visit) =>
      atDoor(visit, async (door, around) => {
        const ticket = (await visit.fields()).text('ticket')
        const came = await findByTicket(visit.services.db, door, ticket)
        if (came) return then(visit, door, around, came)
        return visit.page(
          <ComeBackPage {...around} problems={[{ field: 'phrase', sentence: back.again }]} />,
          422,
        )
      }),
    60,
  )
}

/** What a page shows beside what stands: a sentence of what was done, or what is to put right. */
type Shown = {
  done?: string | undefined
  after?: number | undefined
  when?: 'now' | 'at-rebuild' | undefined
  problems?: readonly FieldProblem[] | undefined
  typed?: { field: string; text: string } | undefined
}

async function showOwn(
  visit: Visit,
  door: Door,
  around: Around,
  came: Came,
  shown: Shown = {},
): Promise<Response> {
  const { db } = visit.services
  const on = await findWaitingOf(db, door, came)
  if (on) return visit.page(<WaitingPage {...around} on={on} ticket={makeTicket(db, door, came)} />)
  const own = await openOwnWords(db, door, came, shown.after)
  if (!own) return visit.page(<TakenPage {...around} when={shown.when} />)
  const given = { own, ticket: makeTicket(db, door, came), done: shown.done, problems: shown.problems }
  return visit.page(
    <OwnWordsPage {...around} {...given} typed={shown.typed?.text} />,
    shown.problems ? 422 : 200,
  )
}

async function showAnswers(
  visit: Visit,
  door: Door,
  around: Around,
  came: Came,
  shown: Shown = {},
): Promise<Response> {
  const { db, config } = visit.services
  const own = await openOwnWords(db, door, came)
  if (!own) return visit.page(<TakenPage {...around} />)
  const receipt = writeReceipt({
    ...own,
    changeMind: around.view.told.changeMind,
    organisation: around.view.organisation.name,
    address: `${config.origin}${listeningPaths.comeBack(around.view.exercise.address)}`,
  })
  const given = { own, receipt, ticket: makeTicket(db, door, came), ...shown }
  return visit.page(
    <AnswersPage {...around} {...given} isChanged={shown.done !== undefined} />,
    shown.problems ? 422 : 200,
  )
}

async function showFirst(
  visit: Visit,
  door: Door,
  around: Around,
  came: Came,
  done?: string,
): Promise<Response> {
  const { db } = visit.services
  const own = await openOwnWords(db, door, came)
  if (!own) return visit.page(<TakenPage {...around} />)
  const previews = await openFirstLook(db, door, came)
  const given = { ticket: makeTicket(db, door, came), isPrinted: isPrintedNow(own), done }
  return visit.page(<PreviewsPage {...around} {...given} previews={previews} />)
}

function shownAt(visit: Visit, door: Door, around: Around): string {
  return stampShown(visit.services.db, door, around.view)
}
