import type { FieldProblem, Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { londonDay } from '../days.ts'
import type { SpaceFrame } from '../frame.tsx'
import { listReaders } from '../invitations/invitations.ts'
import { supportPaths } from '../paths.ts'
import { personForm, personPage, personSend, type PersonVisit } from '../person-route.ts'
import { emptyNote, parseNote, readBefore, readNote, type TypedNote } from './conversations.form.ts'
import {
  ConversationPage,
  ConversationsPage,
  LateNotePage,
  LinePage,
  NewConversationPage,
} from './conversations.page.tsx'
import {
  getConversation,
  getLine,
  listConversations,
  receiveNote,
  setHardDays,
  standBeside,
  takeBack,
} from './conversations.ts'
import { findHardDays } from './hard-days.ts'
import { makeBoundSending } from '../unsaved/sendings.ts'

export const conversationsRoutes: Route[] = [
  personPage(supportPaths.conversations, async ({ visit, frame, within }) => {
    const before = readBefore(visit.query('before'))
    const shown = await within((ctx) => listConversations(ctx, before))
    return visit.page(<ConversationsPage frame={frame} {...shown} />)
  }),

  personPage(supportPaths.newConversation, (person) => showNew(person)),

  personForm(
    supportPaths.newConversation,
    async (person, { id, fields }) => {
      const { visit, within } = person
      const typed = readNote(fields)
      const parsed = parseNote(typed, await within(async (ctx) => londonDay(ctx.now)))
      if (!parsed.ok) return showNew(person, typed, parsed.problems)
      const saved = await within((ctx) => receiveNote(ctx, { ...parsed.input, id, writtenAt: null }))
      return visit.redirect(supportPaths.conversation(saved.id), 'saved')
    },
    showLate(true),
  ),

  personPage(supportPaths.conversation(':conversation'), async ({ visit, frame, within }) => {
    const id = visit.id('conversation')
    const shown = await within(async (ctx) => ({
      conversation: await getConversation(ctx, id),
      hardDays: await findHardDays(ctx, id),
    }))
    return visit.page(<ConversationPage frame={frame} {...shown} />)
  }),

  personSend(supportPaths.hardDays(':conversation'), async ({ visit, within }) => {
    const id = visit.id('conversation')
    const isAbout = (await visit.fields()).has('hard')
    await within((ctx) => setHardDays(ctx, id, isAbout))
    return visit.redirect(supportPaths.conversation(id), isAbout ? 'hard' : 'not-hard')
  }),

  personSend(supportPaths.takeBackAll(':conversation'), async ({ visit, within }) => {
    const conversationId = visit.id('conversation')
    const { isLeft } = await within((ctx) => takeBack(ctx, { conversationId }))
    return visit.redirect(wayBack(conversationId, isLeft), 'taken')
  }),

  personPage(supportPaths.line(':conversation', ':line'), (person) => showLine(person)),

  personForm(
    supportPaths.line(':conversation', ':line'),
    async (person, { id, fields }) => {
      const { visit, within } = person
      const typed = readNote(fields)
      const parsed = parseNote(typed)
      if (!parsed.ok) return showLine(person, typed, parsed.problems)
      const place = readPlace(visit)
      await within((ctx) => standBeside(ctx, place, { id, words: parsed.input.words }))
      return visit.redirect(supportPaths.conversation(place.conversationId), 'beside')
    },
    showLate(false),
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
    typed: typed ?? emptyNote(makeBoundSending(ctx), visit.query('for') === 'keeping'),
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
    typed: typed ?? emptyNote(makeBoundSending(ctx)),
    readers: await listReaders(ctx, 'conversations'),
  }))
  return visit.page(
    <LinePage frame={frame} place={place} {...shown} problems={problems} />,
    problems ? 422 : 200,
  )
}

function showLate(hasDay: boolean) {
  return (visit: Visit, frame: SpaceFrame, fields: Fields) => {
    const typed = readNote(fields)
    return typed.words ? <LateNotePage {...{ frame, typed, hasDay }} action={visit.address} /> : null
  }
}

function readPlace(visit: Visit): { conversationId: string; lineId: string } {
  return { conversationId: visit.id('conversation'), lineId: visit.id('line') }
}

function wayBack(conversationId: string, isLeft: boolean): string {
  return isLeft ? supportPaths.conversation(conversationId) : supportPaths.conversations
}
