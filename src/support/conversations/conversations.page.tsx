import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, ButtonLink, Buttons, Form } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { shorten } from '../../ui/words.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { LatePage } from '../unsaved/unsaved.page.tsx'
import type { TypedNote } from './conversations.form.ts'
import type { Conversation, Line, ListedConversation } from './conversations.ts'
import { conversationsWords } from './conversations.words.ts'
import { AboutHardDays } from './hard-days.page.tsx'
import type { HardDays } from './hard-days.ts'
import { callAuthor, ConversationList, Lines, NoteFields, Words } from './lines.page.tsx'

const words = conversationsWords['en-GB']

export function ConversationsPage(props: {
  frame: SpaceFrame
  conversations: readonly ListedConversation[]
  next: string | null
}) {
  return (
    <SpacePage frame={props.frame} heading={words.heading} done={words.done}>
      <p class="lead">{words.lead}</p>
      <p>
        <ButtonLink href={supportPaths.newConversation}>{words.write}</ButtonLink>
      </p>
      {props.conversations.length === 0 ? (
        <Empty what={words.none} why={words.noneWhy} />
      ) : (
        <ConversationList
          conversations={props.conversations}
          hrefOf={supportPaths.conversation}
          call={callAuthor}
        />
      )}
      {props.next && (
        <p>
          <a href={`${supportPaths.conversations}?before=${props.next}`}>{words.older}</a>
        </p>
      )}
    </SpacePage>
  )
}

export function ConversationPage(props: {
  frame: SpaceFrame
  conversation: Conversation
  hardDays: HardDays
}) {
  const { conversation } = props
  const { id, lines } = conversation
  const own = lines.flatMap((line) => [line, ...line.beside]).filter(isOwn)
  return (
    <SpacePage frame={props.frame} heading={words.day(conversation.happenedOn)} done={words.done}>
      <Lines
        conversation={conversation}
        call={callAuthor}
        below={(line, isBeside) => (
          <LineLink line={line} isBeside={isBeside} href={supportPaths.line(id, line.id)} />
        )}
      />
      <AboutHardDays hardDays={props.hardDays} action={supportPaths.hardDays(id)} hint={words.hardHint} />
      {own.length > 1 && (
        <Form action={supportPaths.takeBackAll(id)}>
          <p class="soft">{words.takeAllHint}</p>
          <Buttons>
            <Button>{words.takeAll}</Button>
          </Buttons>
        </Form>
      )}
      <p>
        <a href={supportPaths.conversations}>{words.heading}</a>
      </p>
    </SpacePage>
  )
}

/** Beside a line, or away with it: what stands beside one is answered below the line itself. */
function LineLink(props: { line: Line; isBeside: boolean; href: string }) {
  const { line, isBeside } = props
  if (isBeside && !isOwn(line)) return null
  const ownWord = isBeside ? words.takeThis : words.ownOrBack
  return (
    <p>
      <a href={props.href}>
        {isOwn(line) ? ownWord : words.own}
        <span class="unseen">: {shorten(line.words, 40)}</span>
      </a>
    </p>
  )
}

type NoteProps = {
  frame: SpaceFrame
  typed: TypedNote
  problems?: readonly FieldProblem[] | undefined
  /** Who else reads it as soon as it is saved. */
  readers: readonly string[]
}

export function NewConversationPage(props: NoteProps) {
  const problems = props.problems ?? []
  return (
    <SpacePage frame={props.frame} heading={words.newHeading} problems={problems}>
      <Form action={supportPaths.newConversation}>
        <NoteFields
          label={words.words}
          typed={props.typed}
          problems={problems}
          isOwn
          hasDay
          hardHint={words.hardHint}
        />
        <Buttons primary={words.save} />
      </Form>
      <WhoReads readers={props.readers} />
    </SpacePage>
  )
}

export function LinePage(
  props: NoteProps & { place: { conversationId: string; lineId: string }; line: Line },
) {
  const problems = props.problems ?? []
  const { conversationId, lineId } = props.place
  return (
    <SpacePage frame={props.frame} heading={words.lineHeading} problems={problems}>
      <p class="soft">{words.wrote(callAuthor(props.line.author))}</p>
      <div class="beside">
        <Words author={props.line.author} text={props.line.words} />
      </div>
      <p>{words.lineLead}</p>
      <Form action={supportPaths.line(conversationId, lineId)}>
        <NoteFields label={words.words} typed={props.typed} problems={problems} isOwn hasDay={false} />
        <Buttons primary={words.save} />
      </Form>
      <WhoReads readers={props.readers} />
      {isOwn(props.line) && (
        <>
          <h2>{words.takeHeading}</h2>
          <p>{words.takeLead}</p>
          <Form action={supportPaths.takeBack(conversationId, lineId)}>
            <Buttons>
              <Button>{words.take}</Button>
            </Buttons>
          </Form>
        </>
      )}
      <p>
        <a href={supportPaths.conversation(conversationId)}>{words.back}</a>
      </p>
    </SpacePage>
  )
}

/** Nobody is in any more: the words stand here to be copied, or sent again. */
export function LateNotePage(props: {
  frame: SpaceFrame
  typed: TypedNote
  action: string
  hasDay: boolean
}) {
  return (
    <LatePage frame={props.frame}>
      <Form action={props.action}>
        <NoteFields
          label={words.words}
          typed={props.typed}
          problems={[]}
          isOwn
          hasDay={props.hasDay}
          hardHint={props.hasDay ? words.hardHint : undefined}
        />
        <Buttons primary={words.save} />
      </Form>
    </LatePage>
  )
}

function WhoReads(props: { readers: readonly string[] }) {
  return (
    <p class="soft">
      {words.readNow(props.readers)} {words.takeBackNote} {words.notWatched}
    </p>
  )
}

function isOwn(line: Line): boolean {
  return line.author.kind === 'person'
}
