import type { FieldProblem, Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { findSuggestions, type CompanionSuggestion } from '../../text/companion/companion.ts'
import { londonDay } from '../days.ts'
import { guestForm, guestPage, guestSend, type GuestVisit } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import {
  emptyNote,
  mostLetters,
  parseNote,
  readBefore,
  readNote,
  type TypedNote,
} from './conversations.form.ts'
import {
  findWhomToNote,
  getConversation,
  getLine,
  listConversations,
  receiveNote,
  setHardDays,
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
import { findHardDays, maySayHardDays } from './hard-days.ts'
import { makeBoundSending } from '../unsaved/sendings.ts'

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

  guestForm(
    supportPaths.guestNote(':space'),
    'space',
    async (guest, { id, fields }) => {
      const { visit, spaceId, bring } = guest
      const typed = readNote(fields)
      if (fields.has('look')) return showNote(guest, { typed, ideas: findIdeas(typed) })
      const parsed = parseNote(typed, await bring(async (ctx) => londonDay(ctx.now)))
      if (!parsed.ok) return showNote(guest, { typed, problems: parsed.problems })
      await bring((ctx) => receiveNote(ctx, { ...parsed.input, id, writtenAt: null }))
      return visit.redirect(supportPaths.todayIn(spaceId), 'noted')
    },
    unsaved(true),
  ),

  guestPage(
    supportPaths.guestConversation(':space', ':conversation'),
    async ({ visit, frame, spaceId, look }) => {
      const id = visit.id('conversation')
      const open = async (ctx: Parameters<Parameters<typeof look>[1]>[0]) => ({
        name: await getSpaceName(ctx),
        conversation: await getConversation(ctx, id),
        hardDays: await findHardDays(ctx, id),
      })
      const shown = await look('conversations', open, id)
      return visit.page(<GuestConversationPage frame={frame} spaceId={spaceId} {...shown} />)
    },
  ),

  guestSend(supportPaths.guestHardDays(':space', ':conversation'), async ({ visit, spaceId, look }) => {
    const id = visit.id('conversation')
    const isAbout = (await visit.fields()).has('hard')
    await look('conversations', (ctx) => setHardDays(ctx, id, isAbout), id)
    return visit.redirect(supportPaths.guestConversation(spaceId, id), isAbout ? 'hard' : 'not-hard')
  }),

  guestPage(linePath, (guest) => showLine(guest, {})),

  guestForm(
    linePath,
    'space',
    async (guest, { id, fields }) => {
      const { visit, look } = guest
      const typed = readNote(fields)
      if (fields.has('look')) return showLine(guest, { typed, ideas: findIdeas(typed) })
      const parsed = parseNote(typed)
      if (!parsed.ok) return showLine(guest, { typed, problems: parsed.problems })
      const place = readPlace(visit)
      const stand = { id, words: parsed.input.words }
      await look('conversations', (ctx) => standBeside(ctx, place, stand), place.conversationId)
      return visit.redirect(supportPaths.guestConversation(guest.spaceId, place.conversationId), 'beside')
    },
    unsaved(false),
  ),
]

async function showNote({ visit, frame, spaceId, bring }: GuestVisit, shown: Shown): Promise<Response> {
  const { typed, problems, ideas } = shown
  const found = await bring(async (ctx) => ({
    name: await findWhomToNote(ctx),
    maySayHard: await maySayHardDays(ctx),
    typed: typed ?? emptyNote(makeBoundSending(ctx)),
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
      typed: typed ?? emptyNote(makeBoundSending(ctx)),
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

function unsaved(hasDay: boolean) {
  return {
    late: (visit: Visit, fields: Fields) => {
      const typed = readNote(fields)
      const { stylesheet } = visit.services
      return typed.words ? (
        <LateGuestNotePage {...{ stylesheet, typed, hasDay }} action={visit.address} />
      ) : null
    },
    other: (frame: GuestVisit['frame'], fields: Fields) => (
      <OtherGuestNotePage frame={frame} typed={readNote(fields)} />
    ),
  }
}

function readPlace(visit: Visit): { conversationId: string; lineId: string } {
  return { conversationId: visit.id('conversation'), lineId: visit.id('line') }
}

/** Of more words than a note may have, the first. */
function findIdeas(typed: TypedNote): CompanionSuggestion[] {
  return findSuggestions(typed.words.slice(0, mostLetters))
}
