import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { findSuggestions, type CompanionSuggestion } from '../../text/companion/companion.ts'
import { guestPage, guestSend, type GuestVisit } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import { mostLetters, parseNote, readBefore, readNote, type TypedNote } from './conversations.form.ts'
import {
  findWhomToNote,
  getConversation,
  getLine,
  listConversations,
  receiveNote,
  standBeside,
} from './conversations.ts'
import {
  GuestConversationPage,
  GuestConversationsPage,
  GuestLinePage,
  GuestNotePage,
  LateGuestNotePage,
  OtherGuestNotePage,
} from './guest-conversations.page.tsx'
import { makeBoundSending, readBoundSending } from './sendings.ts'

type Shown = {
  typed?: TypedNote
  problems?: readonly FieldProblem[]
  ideas?: readonly CompanionSuggestion[]
}

const linePath = supportPaths.guestLine(':space', ':conversation', ':line')

export const guestConversationsRoutes: Route[] = [
  guestPage(supportPaths.guestConversations(':space'), async ({ visit, frame, spaceId, look }) => {
    const before = readBefore(visit.query('before'))
    const shown = await look('conversations', async (ctx) => ({
      name: await getSpaceName(ctx),
      ...(await listConversations(ctx, before)),
    }))
    return visit.page(<GuestConversationsPage frame={frame} spaceId={spaceId} {...shown} />)
  }),

  guestPage(supportPaths.guestNote(':space'), (guest) => showNote(guest, {})),

  guestSend(
    supportPaths.guestNote(':space'),
    async (guest) => {
      const { visit, frame, bring } = guest
      const fields = await visit.fields()
      const typed = readNote(fields)
      const id = await bring(async (ctx) => readBoundSending(ctx, typed.sending))
      if (!id) return visit.page(<OtherGuestNotePage frame={frame} typed={typed} />, 409)
      if (fields.has('look')) return showNote(guest, { typed, ideas: findIdeas(typed) })
      const parsed = parseNote(typed)
      if (!parsed.ok) return showNote(guest, { typed, problems: parsed.problems })
      await bring((ctx) => receiveNote(ctx, { ...parsed.input, id, writtenAt: null }))
      return visit.redirect(supportPaths.today, 'noted')
    },
    (visit) => showLate(visit, true),
  ),

  guestPage(
    supportPaths.guestConversation(':space', ':conversation'),
    async ({ visit, frame, spaceId, look }) => {
      const id = visit.id('conversation')
      const open = async (ctx: Parameters<Parameters<typeof look>[1]>[0]) => ({
        name: await getSpaceName(ctx),
        conversation: await getConversation(ctx, id),
      })
      const shown = await look('conversations', open, id)
      return visit.page(<GuestConversationPage frame={frame} spaceId={spaceId} {...shown} />)
    },
  ),

  guestPage(linePath, (guest) => showLine(guest, {})),

  guestSend(
    linePath,
    async (guest) => {
      const { visit, frame, look, bring } = guest
      const fields = await visit.fields()
      const typed = readNote(fields)
      const id = await bring(async (ctx) => readBoundSending(ctx, typed.sending))
      if (!id) return visit.page(<OtherGuestNotePage frame={frame} typed={typed} />, 409)
      if (fields.has('look')) return showLine(guest, { typed, ideas: findIdeas(typed) })
      const parsed = parseNote(typed)
      if (!parsed.ok) return showLine(guest, { typed, problems: parsed.problems })
      const place = readPlace(visit)
      const stand = { id, words: parsed.input.words }
      await look('conversations', (ctx) => standBeside(ctx, place, stand), place.conversationId)
      return visit.redirect(supportPaths.guestConversation(guest.spaceId, place.conversationId), 'beside')
    },
    (visit) => showLate(visit, false),
  ),
]

async function showNote({ visit, frame, spaceId, bring }: GuestVisit, shown: Shown): Promise<Response> {
  const { typed, problems, ideas } = shown
  const found = await bring(async (ctx) => ({
    name: await findWhomToNote(ctx),
    typed: typed ?? { words: '', day: '', sending: makeBoundSending(ctx) },
  }))
  return visit.page(
    <GuestNotePage frame={frame} spaceId={spaceId} {...found} problems={problems} ideas={ideas} />,
    problems ? 422 : 200,
  )
}

async function showLine({ visit, frame, spaceId, look }: GuestVisit, shown: Shown): Promise<Response> {
  const { typed, problems, ideas } = shown
  const place = readPlace(visit)
  const found = await look(
    'conversations',
    async (ctx) => ({
      name: await getSpaceName(ctx),
      line: await getLine(ctx, place),
      typed: typed ?? { words: '', day: '', sending: makeBoundSending(ctx) },
    }),
    place.conversationId,
  )
  return visit.page(
    <GuestLinePage
      frame={frame}
      spaceId={spaceId}
      place={place}
      {...found}
      problems={problems}
      ideas={ideas}
    />,
    problems ? 422 : 200,
  )
}

async function showLate(visit: Visit, hasDay: boolean): Promise<Response | null> {
  const typed = readNote(await visit.fields())
  if (!typed.words) return null
  const { stylesheet } = visit.services
  return visit.page(
    <LateGuestNotePage stylesheet={stylesheet} typed={typed} action={visit.address} hasDay={hasDay} />,
    403,
  )
}

function readPlace(visit: Visit): { conversationId: string; lineId: string } {
  return { conversationId: visit.id('conversation'), lineId: visit.id('line') }
}

/** Of more words than a note may have, the first. */
function findIdeas(typed: TypedNote): CompanionSuggestion[] {
  return findSuggestions(typed.words.slice(0, mostLetters))
}
