import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { CompanionSuggestion } from '../../text/companion/companion.ts'
import { Button, ButtonLink, Buttons, Form } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { shorten } from '../../ui/words.tsx'
import { supportPaths } from '../paths.ts'
import { LateGuestPage, OtherGuestPage } from '../unsaved/unsaved.page.tsx'
import type { TypedNote } from './conversations.form.ts'
import type { Author, Conversation, Line, ListedConversation } from './conversations.ts'
import { conversationsWords } from './conversations.words.ts'
import { guestConversationsWords } from './guest-conversations.words.ts'
import { AboutHardDays } from './hard-days.page.tsx'
import type { HardDays } from './hard-days.ts'
import { ConversationList, Lines, NoteFields, Words } from './lines.page.tsx'

const words = guestConversationsWords['en-GB']
const said = conversationsWords['en-GB']

type GuestProps = { frame: Frame; spaceId: string; name: string }

export function GuestConversationsPage(
  props: GuestProps & { conversations: readonly ListedConversation[]; next: string | null },
) {
  const { spaceId, name, next } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      heading={words.heading(name)}
      lead={words.lead(name)}
      breadcrumbs={[{ href: supportPaths.guest(spaceId), label: name }]}
    >
      <p>
        <ButtonLink href={supportPaths.guestNote(spaceId)} kind="primary">
          {words.write}
        </ButtonLink>
      </p>
      {props.conversations.length === 0 ? (
        <Empty what={words.none} why={words.noneWhy} />
      ) : (
        <ConversationList
          conversations={props.conversations}
          hrefOf={(id) => supportPaths.guestConversation(spaceId, id)}
          call={callFor(name)}
        />
      )}
      {next && (
        <p>
          <a href={`${supportPaths.guestConversations(spaceId)}?before=${next}`}>{said.older}</a>
        </p>
      )}
    </StaffPage>
  )
}

export function GuestConversationPage(
  props: GuestProps & { conversation: Conversation; hardDays: HardDays },
) {
  const { spaceId, name, conversation } = props
  return (
    <StaffPage
      frame={props.frame}
      title={said.day(conversation.happenedOn)}
      breadcrumbs={[{ href: supportPaths.guestConversations(spaceId), label: words.heading(name) }]}
      done={words.done}
    >
      <Lines
        conversation={conversation}
        call={callFor(name)}
        below={(line, isBeside) =>
          !isBeside && (
            <p>
              <a href={supportPaths.guestLine(spaceId, conversation.id, line.id)}>
                {words.beside}
                <span class="unseen">: {shorten(line.words, 40)}</span>
              </a>
            </p>
          )
        }
      />
      <AboutHardDays
        hardDays={props.hardDays}
        action={supportPaths.guestHardDays(spaceId, conversation.id)}
        hint={words.hardHint(name)}
      />
    </StaffPage>
  )
}

type FormProps = GuestProps & {
  typed: TypedNote
  /** They may say that it was about hard days. */
  maySayHard?: boolean | undefined
  problems?: readonly FieldProblem[] | undefined
  /** What may be said in another way; nothing when nobody asked. */
  ideas?: readonly CompanionSuggestion[] | undefined
}

export function GuestNotePage(props: FormProps) {
  const { spaceId, name } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.newTitle}
      heading={words.newHeading(name)}
      lead={words.newLead(name)}
      breadcrumbs={[{ href: supportPaths.guest(spaceId), label: name }]}
      problems={props.problems}
    >
      <NoteForm {...props} action={supportPaths.guestNote(spaceId)} hasDay />
    </StaffPage>
  )
}

export function GuestLinePage(
  props: FormProps & { place: { conversationId: string; lineId: string }; line: Line },
) {
  const { spaceId, name, line } = props
  const { conversationId, lineId } = props.place
  return (
    <StaffPage
      frame={props.frame}
      title={words.lineTitle}
      lead={words.lineLead(name)}
      breadcrumbs={[{ href: supportPaths.guestConversation(spaceId, conversationId), label: said.back }]}
      problems={props.problems}
    >
      <p class="soft">{said.wrote(callFor(name)(line.author))}</p>
      <div class="beside">
        <Words author={line.author} text={line.words} />
      </div>
      <NoteForm {...props} action={supportPaths.guestLine(spaceId, conversationId, lineId)} hasDay={false} />
    </StaffPage>
  )
}

/** Saving comes first and is always there; the look at one's words changes nothing. */
function NoteForm(props: FormProps & { action: string; hasDay: boolean }) {
  const { typed, ideas } = props
  return (
    <Form action={props.action}>
      {ideas && <Ideas ideas={ideas} text={typed.words} />}
      <NoteFields
        label={props.hasDay ? words.words : words.lineWords}
        typed={typed}
        problems={props.problems ?? []}
        isOwn={false}
        hasDay={props.hasDay}
        hardHint={props.maySayHard ? words.hardHint(props.name) : undefined}
      />
      <Buttons primary={words.save}>
        <Button name="look" value="yes">
          {words.look}
        </Button>
      </Buttons>
    </Form>
  )
}

function Ideas(props: { ideas: readonly CompanionSuggestion[]; text: string }) {
  if (props.ideas.length === 0) return <p role="status">{words.lookNone}</p>
  return (
    <div role="status">
      <h2>{words.lookHeading}</h2>
      <ul>
        {props.ideas.map(({ start, end, suggestion }) => (
          <li>
            <strong>{words.lookAbout(props.text.slice(start, end))}</strong> {suggestion}
          </li>
        ))}
      </ul>
      <p class="soft">{words.lookNote}</p>
    </div>
  )
}

/** Nobody is signed in any more: the words stand here to be copied, or sent again. */
export function LateGuestNotePage(props: {
  stylesheet: string
  typed: TypedNote
  action: string
  hasDay: boolean
}) {
  return (
    <LateGuestPage stylesheet={props.stylesheet}>
      <Form action={props.action}>
        <NoteFields
          label={words.words}
          typed={props.typed}
          problems={[]}
          isOwn={false}
          hasDay={props.hasDay}
        />
        <Buttons primary={words.save} />
      </Form>
    </LateGuestPage>
  )
}

/** What was typed was for somebody else's page, or by somebody else: whoever wrote it can copy it. */
export function OtherGuestNotePage(props: { frame: Frame; typed: TypedNote }) {
  return (
    <OtherGuestPage frame={props.frame}>
      <NoteFields label={words.words} typed={props.typed} problems={[]} isOwn={false} hasDay={false} />
    </OtherGuestPage>
  )
}

/** A coach calls a person by the name they like, and coaches by theirs. */
function callFor(name: string): (author: Author) => string {
  return (author) => (author.kind === 'person' ? name : said.from(author))
}
