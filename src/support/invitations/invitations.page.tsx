import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, ButtonLink, Buttons, Checkboxes, Choices, Form, Hidden, TextField } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { TypedRooms } from './invitations.form.ts'
import type { Change, Invitation, Offer } from './invitations.ts'
import { invitationsWords } from './invitations.words.ts'

const words = invitationsWords['en-GB']

/** What can be done in each state: equal buttons, each one tap. */
const changesIn: Readonly<Record<Invitation['state'], readonly Change[]>> = {
  asked: ['stop'],
  open: ['pause', 'stop'],
  over: ['go-on', 'stop'],
  paused: ['come-back', 'stop'],
  stopped: ['come-back'],
  left: [],
}

export function InvitationsPage(props: {
  frame: SpaceFrame
  invitations: readonly Invitation[]
  card?: string | undefined
  /** Names the form that asks for words, so that it gives them once. */
  sending: string
  problems?: readonly FieldProblem[] | undefined
}) {
  const problems = props.problems ?? []
  return (
    <SpacePage frame={props.frame} heading={words.heading} problems={problems} done={words.done}>
      <p class="lead">{words.lead}</p>
      {props.invitations.length === 0 ? (
        <Empty what={words.none} why={words.noneWhy} />
      ) : (
        props.invitations.map((invitation) => <OneInvitation invitation={invitation} />)
      )}
      {props.invitations.some(({ coach, state }) => coach && state !== 'open') && (
        <p class="soft">{words.duty}</p>
      )}
      <h2>{words.cardHeading}</h2>
      <Form action={supportPaths.answerOffer}>
        <TextField
          name="card"
          label={words.card}
          hint={words.cardHint}
          value={props.card}
          error={findSentence(problems, 'card')}
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          width="medium"
        />
        <Buttons primary={words.cardLook} />
      </Form>
      <h2>{words.askHeading}</h2>
      <p>{words.askLead}</p>
      <Form action={supportPaths.askCoach}>
        <Hidden name="sending" value={props.sending} />
        <Buttons>
          <Button>{words.ask}</Button>
        </Buttons>
      </Form>
    </SpacePage>
  )
}

function OneInvitation({ invitation }: { invitation: Invitation }) {
  const { coach, state, id } = invitation
  const changes = [
    ...(state === 'open' && invitation.isTryout ? (['go-on'] as const) : []),
    ...changesIn[state],
  ]
  return (
    <section class="guest">
      <h2>{coach ? words.from(coach) : words.unknownCoach}</h2>
      <p>{[words.states[state], ...explain(invitation)].join(' ')}</p>
      {changes.length > 0 && (
        <Form action={supportPaths.changeInvitation(id)}>
          <div class="buttons">
            {changes.map((change) => (
              <Button name="change" value={change} about={words.about(coach?.name ?? words.unknownCoach)}>
                {words.buttons[change]}
              </Button>
            ))}
          </div>
        </Form>
      )}
      {state === 'open' && (
        <p>
          <a href={supportPaths.invitation(id)}>{words.change}</a>
        </p>
      )}
      {state === 'open' && <p class="soft">{words.glass}</p>}
    </section>
  )
}

function explain(invitation: Invitation): string[] {
  if (invitation.state !== 'open') return []
  return [
    invitation.rooms === null
      ? words.opensAll
      : invitation.rooms.length === 0
        ? words.opensNothing
        : words.opens(invitation.rooms.map((room) => words.roomNames[room])),
    ...(invitation.isTryout && invitation.until ? [words.until(invitation.until)] : []),
    ...(invitation.spokenAt ? [words.spoken(invitation.spokenAt)] : []),
  ]
}

type RoomsProps = { typed: TypedRooms; problems?: readonly FieldProblem[] | undefined }

export function OfferPage(props: RoomsProps & { frame: SpaceFrame; offer: Offer; card: string }) {
  const { offer, typed, problems } = props
  return (
    <SpacePage frame={props.frame} heading={words.offerHeading(offer.name)} problems={problems}>
      <p class="lead">{words.offerFrom(offer.name, offer.organisation)}</p>
      {offer.isHousing && <p>{words.housing(offer.organisation)}</p>}
      <ul>
        {words.offerMeans.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <Form action={supportPaths.acceptOffer}>
        <RoomChoices typed={typed} problems={problems} />
        <Hidden name="card" value={props.card} />
        <div class="buttons">
          <Button>{words.yes}</Button>
          <ButtonLink href={supportPaths.invitations}>{words.no}</ButtonLink>
        </div>
      </Form>
    </SpacePage>
  )
}

export function AskedPage(props: { frame: SpaceFrame; code: readonly string[] }) {
  return (
    <SpacePage frame={props.frame} heading={words.askedHeading}>
      <p class="lead">{words.askedLead}</p>
      <p class="phrase">{props.code.join(' ')}</p>
      <p>
        <strong>{words.askedOnce}</strong>
      </p>
      <p class="beside-card">
        <a href={supportPaths.invitations}>{words.back}</a>
      </p>
    </SpacePage>
  )
}

export function RoomsPage(props: RoomsProps & { frame: SpaceFrame; invitation: Invitation }) {
  const { invitation, typed, problems } = props
  return (
    <SpacePage
      frame={props.frame}
      heading={words.roomsHeading(invitation.coach?.name ?? words.unknownCoach)}
      problems={problems}
    >
      <Form action={supportPaths.invitationRooms(invitation.id)}>
        <RoomChoices typed={typed} problems={problems} />
        <Buttons primary={words.save}>
          <ButtonLink href={supportPaths.invitations} kind="quiet">
            {words.back}
          </ButtonLink>
        </Buttons>
      </Form>
    </SpacePage>
  )
}

/** Ticks beside “all” are asked about, with the narrower of the two chosen: it opens no more than was meant. */
function RoomChoices({ typed, problems = [] }: RoomsProps) {
  return (
    <>
      <Choices
        name="which"
        label={words.which}
        options={[
          { value: 'all', label: words.all },
          { value: 'some', label: words.some },
        ]}
        value={typed.ticked.length > 0 ? 'some' : typed.which}
        error={findSentence(problems, 'which')}
      />
      <Checkboxes
        name="rooms"
        label={words.some}
        options={Object.entries(words.roomNames).map(([value, label]) => ({ value, label }))}
        values={typed.ticked}
      />
    </>
  )
}
