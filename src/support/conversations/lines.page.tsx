import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Fold } from '../../ui/fold.tsx'
import { Checkbox, DateField, Hidden, TextArea } from '../../ui/form.tsx'
import { shorten, splitLines } from '../../ui/words.tsx'
import type { ComponentChildren } from 'preact'
import type { Author, Conversation, Line, ListedConversation, Newest } from './conversations.ts'
import type { TypedNote } from './conversations.form.ts'
import { conversationsWords } from './conversations.words.ts'

const words = conversationsWords['en-GB']

/** How much of a first line a list shows, in letters. */
const listedLetters = 160

/** How the reader of a page calls who wrote: the person, or a coach. */
export type CallAuthor = (author: Author) => string

/** Conversations, the newest first, each with its day and its first words. */
export function ConversationList(props: {
  conversations: readonly ListedConversation[]
  hrefOf: (id: string) => string
  call: CallAuthor
}) {
  return (
    <ul class="lines">
      {props.conversations.map((one) => (
        <li>
          <a href={props.hrefOf(one.id)}>{words.day(one.happenedOn)}</a>
          <br />
          <span class="soft">{words.wrote(props.call(one.author))}</span>
          <br />
          <Words author={one.author} text={shorten(one.firstLine, listedLetters)} isInline />
          <StoodBeside beside={one.beside} call={props.call} />
        </li>
      ))}
    </ul>
  )
}

/** The lines of a conversation, each with what stands beside it; `below` is what can be done with a line. */
export function Lines(props: {
  conversation: Conversation
  call: CallAuthor
  below: (line: Line, isBeside: boolean) => ComponentChildren
}) {
  const { lines } = props.conversation
  return (
    <>
      {lines.map((line, index) => (
        <>
          {(index === 0 || props.call(line.author) !== props.call(lines[index - 1]!.author)) && (
            <h2>{words.wrote(props.call(line.author))}</h2>
          )}
          <div class="said">
            <Words author={line.author} text={line.words} />
            {line.beside.map((beside) => (
              <div class="beside">
                <p class="soft">{words.besideBy(props.call(beside.author), beside.writtenOn)}</p>
                <Words author={beside.author} text={beside.words} />
                {props.below(beside, true)}
              </div>
            ))}
            {props.below(line, false)}
          </div>
        </>
      ))}
    </>
  )
}

/** One line as it was written: a person's own words in the serif. */
export function Words(props: { author: Author; text: string; isInline?: boolean }) {
  const Tag = props.isInline ? 'span' : 'p'
  return (
    <Tag class={props.author.kind === 'person' ? 'own' : undefined} dir="auto">
      {splitLines(props.text)}
    </Tag>
  )
}

/** The fields of a note: words, and a day where a new conversation begins. */
export function NoteFields(props: {
  label: string
  typed: TypedNote
  problems: readonly FieldProblem[]
  isOwn: boolean
  hasDay: boolean
  /** What it does to say that it was about hard days; not asked without. */
  hardHint?: string | undefined
}) {
  return (
    <>
      <TextArea
        name="words"
        label={props.label}
        value={props.typed.words}
        error={findSentence(props.problems, 'words')}
        rows={6}
        autocomplete="off"
        own={props.isOwn}
      />
      {props.hasDay && (
        <Fold
          summary={props.hardHint === undefined ? words.otherDay : words.otherDayOrHard}
          open={props.typed.day !== '' || props.typed.isHard}
        >
          <DateField
            name="day"
            label={words.whichDay}
            hint={words.dayHint}
            value={props.typed.day}
            error={findSentence(props.problems, 'day')}
          />
          {props.hardHint !== undefined && (
            <Checkbox name="hard" label={words.hard} hint={props.hardHint} checked={props.typed.isHard} />
          )}
        </Fold>
      )}
      {props.hardHint === undefined && props.typed.isHard && <Hidden name="hard" value="yes" />}
      <Hidden name="sending" value={props.typed.sending} />
    </>
  )
}

/** How a person's own pages call who wrote. */
export function callAuthor(author: Author): string {
  return author.kind === 'person' ? words.you : words.from(author)
}

/** On a person's first page: who wrote last and of which day, or how it can stay empty. */
export function NewestLine({ newest }: { newest: Newest | null }) {
  if (!newest) return <p>{words.none}</p>
  const { author, happenedOn } = newest
  const name = author.kind === 'person' ? words.you : author.name
  return <p>{newest.isToday ? words.wroteToday(name) : words.wroteOn(name, happenedOn)}</p>
}

/** A line is shown nowhere without what its person stood beside it. */
function StoodBeside(props: { beside: string | null; call: CallAuthor }) {
  if (props.beside === null) return null
  const author: Author = { kind: 'person' }
  return (
    <>
      <br />
      <span class="soft">{words.stoodBeside(props.call(author))}</span>
      <br />
      <Words author={author} text={shorten(props.beside, listedLetters)} isInline />
    </>
  )
}
