import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import type { SpaceFrame } from '../frame.tsx'
import { listReaders } from '../invitations/invitations.ts'
import { supportPaths } from '../paths.ts'
import { personPage, personSend, type PersonVisit } from '../person-route.ts'
import { parseNote, readBefore, readNote, type TypedNote } from './conversations.form.ts'
import {
  ConversationPage,
  ConversationsPage,
  LateNotePage,
  LinePage,
  NewConversationPage,
  OtherNotePage,
} from './conversations.page.tsx'
import {
  getConversation,
  getLine,
  listConversations,
  receiveNote,
  standBeside,
  takeBack,
} from './conversations.ts'
import { makeBoundSending, readBoundSending } from './sendings.ts'

export const conversationsRoutes: Route[] = [
  personPage(supportPaths.conversations, async ({ visit, frame, within }) => {
    const before = readBefore(visit.query('before'))
    const shown = await within((ctx) => listConversations(ctx, before))
    return visit.page(<ConversationsPage frame={frame} {...shown} />)
  }),

  personPage(supportPaths.newConversation, (person) => showNew(person)),

  personSend(
    supportPaths.newConversation,
    async (person) => {
      const { visit, within } = person
      const typed = readNote(await visit.fields())
      const id = await within(async (ctx) => readBoundSending(ctx, typed.sending))
      if (!id) return refuse(person)
      const parsed = parseNote(typed)
      if (!parsed.ok) return showNew(person, typed, parsed.problems)
      const saved = await within((ctx) => receiveNote(ctx, { ...parsed.input, id, writtenAt: null }))
      return visit.redirect(supportPaths.conversation(saved.id), 'saved')
    },
    undefined,
    (visit, frame) => showLate(visit, frame, supportPaths.newConversation, true),
  ),

  personPage(supportPaths.conversation(':conversation'), async ({ visit, frame, within }) => {
    const conversation = await within((ctx) => getConversation(ctx, visit.id('conversation')))
    return visit.page(<ConversationPage frame={frame} conversation={conversation} />)
  }),

  personSend(supportPaths.takeBackAll(':conversation'), async ({ visit, within }) => {
    const conversationId = visit.id('conversation')
    const { isLeft } = await within((ctx) => takeBack(ctx, { conversationId }))
    return visit.redirect(wayBack(conversationId, isLeft), 'taken')
  }),

  personPage(supportPaths.line(':conversation', ':line'), (person) => showLine(person)),

  personSend(
    supportPaths.line(':conversation', ':line'),
    async (person) => {
      const { visit, within } = person
      const typed = readNote(await visit.fields())
      const id = await within(async (ctx) => readBoundSending(ctx, typed.sending))
      if (!id) return refuse(person)
      const parsed = parseNote(typed)
      if (!parsed.ok) return showLine(person, typed, parsed.problems)
      const place = readPlace(visit)
      await within((ctx) => standBeside(ctx, place, { id, words: parsed.input.words }))
      return visit.redirect(supportPaths.conversation(place.conversationId), 'beside')
    },
    undefined,
    (visit, frame) => showLate(visit, frame, visit.address, false),
  ),

  personSend(supportPaths.takeBack(':conversation', ':line'), async ({ visit, within }) => {
    const place = readPlace(visit)
    const { isLeft } = await within((ctx) => takeBack(ctx, place))
    return visit.redirect(wayBack(place.conversationId, isLeft), 'taken')
  }),
]

async function showNew(
  { visit, frame, within }: PersonVisit,
  typed?: TypedNote,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const shown = await within(async (ctx) => ({
    typed: typed ?? { words: '', day: '', sending: makeBoundSending(ctx) },
    readers: await listReaders(ctx, 'conversations'),
  }))
  return visit.page(
    <NewConversationPage frame={frame} {...shown} problems={problems} />,
    problems ? 422 : 200,
  )
}

async function showLine(
  { visit, frame, within }: PersonVisit,
  typed?: TypedNote,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const place = readPlace(visit)
  const shown = await within(async (ctx) => ({
    line: await getLine(ctx, place),
    typed: typed ?? { words: '', day: '', sending: makeBoundSending(ctx) },
    readers: await listReaders(ctx, 'conversations'),
  }))
  return visit.page(
    <LinePage frame={frame} place={place} {...shown} problems={problems} />,
    problems ? 422 : 200,
  )
}

async function showLate(
  visit: Visit,
  frame: SpaceFrame,
  action: string,
  hasDay: boolean,
): Promise<Response | null> {
  const typed = readNote(await visit.fields())
  if (!typed.words) return null
  return visit.page(<LateNotePage frame={frame} typed={typed} action={action} hasDay={hasDay} />, 403)
}

function refuse({ visit, frame }: PersonVisit): Response {
  return visit.page(<OtherNotePage frame={frame} />, 409)
}

function readPlace(visit: Visit): { conversationId: string; lineId: string } {
  return { conversationId: visit.id('conversation'), lineId: visit.id('line') }
}

function wayBack(conversationId: string, isLeft: boolean): string {
  return isLeft ? supportPaths.conversation(conversationId) : supportPaths.conversations
}
