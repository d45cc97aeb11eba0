import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { personPage, personSend, type PersonVisit } from '../person-route.ts'
import { readSending } from '../spaces/spaces.form.ts'
import { makeSending } from '../spaces/spaces.ts'
import {
  parseCode,
  parseRooms,
  readChange,
  readRooms,
  showRooms,
  type TypedRooms,
} from './invitations.form.ts'
import { AskedPage, InvitationsPage, OfferPage, RoomsPage } from './invitations.page.tsx'
import {
  acceptOffer,
  askCoach,
  changeInvitation,
  chooseRooms,
  getInvitation,
  listInvitations,
  readOffer,
} from './invitations.ts'
import { invitationsWords } from './invitations.words.ts'

const words = invitationsWords['en-GB']
const wrongCode = [{ field: 'card', sentence: words.codeWrong }]

export const invitationsRoutes: Route[] = [
  personPage(supportPaths.invitations, (person) => showAll(person)),

  personSend(
    supportPaths.answerOffer,
    async (person) => {
      const card = (await person.visit.fields()).text('card')
      const parsed = parseCode(card)
      if (!parsed.ok) return showAll(person, card, parsed.problems)
      return showOffer(person, parsed.input, showRooms(null))
    },
    30,
  ),

  personSend(
    supportPaths.acceptOffer,
    async (person) => {
      const { visit, within } = person
      const fields = await visit.fields()
      const parsed = parseCode(fields.text('card'))
      if (!parsed.ok) return showAll(person, fields.text('card'), parsed.problems)
      const typed = readRooms(fields)
      const chosen = parseRooms(typed)
      if (!chosen.ok) return showOffer(person, parsed.input, typed, chosen.problems)
      const input = { code: parsed.input, rooms: chosen.input }
      const isOpen = await acceptOffer(visit.services.db, within, input)
      if (!isOpen) return showAll(person, fields.text('card'), wrongCode)
      return visit.redirect(supportPaths.invitations, 'opened')
    },
    30,
  ),

  personSend(
    supportPaths.askCoach,
    async ({ visit, frame, within }) => {
      const { vault } = visit.services.db
      const sending = readSending(await visit.fields())
      const code = await within((ctx) => askCoach(ctx, vault, sending))
      return visit.page(<AskedPage frame={frame} code={code} />)
    },
    20,
  ),

  personPage(supportPaths.invitation(':invitation'), (person) => showOne(person)),

  personSend(supportPaths.invitationRooms(':invitation'), async (person) => {
    const { visit, within } = person
    const typed = readRooms(await visit.fields())
    const parsed = parseRooms(typed)
    if (!parsed.ok) return showOne(person, typed, parsed.problems)
    await within((ctx) => chooseRooms(ctx, visit.id('invitation'), parsed.input))
    return visit.redirect(supportPaths.invitations, 'changed')
  }),

  personSend(supportPaths.changeInvitation(':invitation'), async ({ visit, within }) => {
    const change = readChange(await visit.fields())
    if (!change) return visit.redirect(supportPaths.invitations)
    await within((ctx) => changeInvitation(ctx, visit.id('invitation'), change))
    return visit.redirect(supportPaths.invitations, 'changed')
  }),
]

async function showAll(
  { visit, frame, within }: PersonVisit,
  card?: string,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const invitations = await within(listInvitations)
  const typed = card ?? visit.query('card') ?? undefined
  const props = { frame, invitations, card: typed, sending: makeSending(), problems }
  return visit.page(<InvitationsPage {...props} />, problems ? 422 : 200)
}

async function showOffer(
  person: PersonVisit,
  code: readonly string[],
  typed: TypedRooms,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { visit, frame } = person
  const { db, limits } = visit.services
  const card = code.join(' ')
  const tried = await limits.patience.try('card', visit.network, () => readOffer(db, code))
  if (tried.isBusy) return showAll(person, card, [{ field: 'card', sentence: words.often }])
  if (!tried.found) return showAll(person, card, wrongCode)
  const props = { frame, offer: tried.found, card, typed, problems }
  return visit.page(<OfferPage {...props} />, problems ? 422 : 200)
}

async function showOne(
  { visit, frame, within }: PersonVisit,
  typed?: TypedRooms,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const invitation = await within((ctx) => getInvitation(ctx, visit.id('invitation')))
  const props = { frame, invitation, typed: typed ?? showRooms(invitation.rooms), problems }
  return visit.page(<RoomsPage {...props} />, problems ? 422 : 200)
}
