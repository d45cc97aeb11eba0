import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, ButtonLink, Buttons, Form } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { emergencyWords } from '../emergency/emergency.words.ts'
import type { Invitation } from '../invitations/invitations.ts'
import type { OpenRoom } from '../looks/looks.ts'
import { supportPaths } from '../paths.ts'
import { vouchWords } from '../ways/vouch.words.ts'
import type { Asked } from './asked.ts'
import { AskedAloud, AskedLines, Wanted } from './asked.page.tsx'
import { askedWords } from './asked.words.ts'
import type { OpenSpace } from './today.ts'
import { todayWords } from './today.words.ts'

const words = todayWords['en-GB']

export function TodayPage(props: {
  frame: Frame
  spaces: readonly OpenSpace[]
  /** Where something was just done, by its id. */
  doneIn: string | null
}) {
  const noted = props.spaces.find(({ spaceId }) => spaceId === props.doneIn)
  const done = { ...words.done, noted: words.done.noted(noted?.name ?? null) }
  return (
    <StaffPage frame={props.frame} title={words.title} lead={words.lead} done={done}>
      {props.spaces.length === 0 ? (
        <Empty what={words.none} why={words.noneWhy} />
      ) : (
        <ul class="lines">
          {props.spaces.map((space) => (
            <li>
              <a href={supportPaths.guest(space.spaceId)}>
                <PersonWords as="span">{space.name}</PersonWords>
              </a>
              <AskedLines asked={space.asked} />
              {space.isTryout && space.until && (
                <>
                  <br />
                  <span class="soft">{words.tryout(space.until)}</span>
                </>
              )}
              {isOpen(space, 'conversations') && (
                <p class="to-note">
                  <ButtonLink href={supportPaths.guestNote(space.spaceId)}>
                    {words.note}
                    <span class="unseen"> {space.name}</span>
                  </ButtonLink>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={supportPaths.write}>{words.writeOffline}</a>
      </p>
      <p>
        <a href={supportPaths.offers}>{words.offers}</a>
      </p>
      <p>
        <a href={supportPaths.emergency}>{emergencyWords['en-GB'].title}</a>
      </p>
    </StaffPage>
  )
}

/** The first page of somebody's space, as its guest sees it. */
export function GuestPage(props: {
  frame: Frame
  spaceId: string
  name: string
  invitation: Invitation
  /** Until when more is open than they were let into; null for none. */
  emergencyUntil: Date | null
  asked: readonly Asked[]
  /** Own words that were sent and cannot stay so. */
  typed: string
  /** Binds its forms to this page and to who has it. */
  sending: string
  problems?: readonly FieldProblem[] | undefined
}) {
  const { invitation, spaceId } = props
  const canWrite = invitation.state === 'open' && isOpen(invitation, 'conversations')
  return (
    <StaffPage
      frame={props.frame}
      title={words.guestTitle}
      heading={props.name}
      lead={words.guestLead}
      breadcrumbs={[{ href: supportPaths.today, label: words.back }]}
      problems={props.problems}
      done={{ open: words.done.open, spoken: words.done.spoken, aloud: askedWords['en-GB'].aloudDone }}
    >
      {props.emergencyUntil && <p class="notice">{emergencyWords['en-GB'].guest(props.emergencyUntil)}</p>}
      {canWrite && (
        <>
          {props.asked.map((one) => (
            <p>
              {one.saidBy === 'coach' ? askedWords['en-GB'].aloud : askedWords['en-GB'].today}{' '}
              <Wanted asked={one} />
            </p>
          ))}
          <p>
            <ButtonLink href={supportPaths.guestNote(spaceId)} kind="primary">
              {words.note}
            </ButtonLink>
          </p>
          <p>
            <a href={supportPaths.writeFor(spaceId)}>{words.writeOffline}</a>
          </p>
          <AskedAloud
            action={supportPaths.askedAloud(spaceId)}
            typed={{ wish: 'own', words: props.typed, sending: props.sending }}
            problems={props.problems ?? []}
          />
        </>
      )}
      {isOpen(invitation, 'goals') && (
        <h2>
          <a href={supportPaths.guestGoals(spaceId)}>{words.goals}</a>
        </h2>
      )}
      {isOpen(invitation, 'conversations') && (
        <h2>
          <a href={supportPaths.guestConversations(spaceId)}>{words.conversations}</a>
        </h2>
      )}
      {isOpen(invitation, 'keeping-safe') && (
        <h2>
          <a href={supportPaths.guestKeepingSafe(spaceId)}>{words.keepingSafe}</a>
        </h2>
      )}
      {invitation.state === 'open' && invitation.isTryout && invitation.until && (
        <>
          <h2>{words.spokenHeading}</h2>
          <p>{words.spokenLead(invitation.until)}</p>
          <Form action={supportPaths.spoken(spaceId)}>
            <Buttons>
              <Button>{words.spoken}</Button>
            </Buttons>
          </Form>
          <p class="soft">{words.spokenHint}</p>
        </>
      )}
      <h2>{words.dutyHeading}</h2>
      <ul class="lines">
        {invitation.rooms !== null && (
          <li>
            <a href={`${supportPaths.emergency}?space=${spaceId}`}>{emergencyWords['en-GB'].link}</a>
          </li>
        )}
        <li>
          <a href={`${supportPaths.writeRecord}?space=${spaceId}`}>{emergencyWords['en-GB'].linkRecord}</a>
        </li>
      </ul>
      {invitation.state === 'open' && (
        <>
          <h2>{words.backInHeading}</h2>
          <p>
            <a href={supportPaths.vouch(spaceId)}>{vouchWords['en-GB'].link}</a>
          </p>
          <h2>{words.goAwayHeading}</h2>
          <p>{words.goAwayLead}</p>
          <Form action={supportPaths.goAway(spaceId)}>
            <Buttons>
              <Button>{words.goAway}</Button>
            </Buttons>
          </Form>
        </>
      )}
    </StaffPage>
  )
}

function isOpen({ rooms }: Pick<Invitation, 'rooms'> | OpenSpace, room: OpenRoom): boolean {
  return rooms === null || rooms.includes(room)
}
