import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Hidden, TextArea } from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Empty } from '../../ui/table.tsx'
import { splitLines, WordsAsWritten } from '../../ui/words.tsx'
import { HardDaysList } from '../conversations/hard-days.page.tsx'
import type { ListedDay } from '../conversations/hard-days.ts'
import { supportPaths } from '../paths.ts'
import { LateGuestPage, OtherGuestPage } from '../unsaved/unsaved.page.tsx'
import type { Chance, Line } from './chances.ts'
import { ChanceInWords } from './chances.page.tsx'
import type { TypedLine } from './keeping-safe.form.ts'
import type { Part, Version } from './keeping-safe.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'

const words = keepingSafeWords['en-GB']
const parts = Object.keys(words.parts) as Part[]

/** A chance with what names the form beside it. */
export type ChanceToSpeakOf = Chance & { sending: string }

/** A line a coach typed that was not kept, and why. */
export type NotKept = { chanceId: string; said: string; problems: readonly FieldProblem[] }

/** The room as a guest sees it: what stands now, and beside each chance a place for a line of their own. */
export function GuestKeepingSafePage(props: {
  frame: Frame
  spaceId: string
  name: string
  page: Version | null
  chances: readonly ChanceToSpeakOf[]
  lines: ReadonlyMap<string, readonly Line[]>
  /** Conversations about it, while those are open to this guest too. */
  talks: readonly ListedDay[]
  notKept?: NotKept | undefined
}) {
  const { page, chances, spaceId, notKept } = props
  const isThere = chances.some((chance) => chance.id === notKept?.chanceId)
  return (
    <StaffPage
      frame={props.frame}
      title={words.guestTitle}
      lead={words.guestLead}
      breadcrumbs={[
        { href: supportPaths.today, label: words.today },
        { href: supportPaths.guest(spaceId), label: props.name },
      ]}
      problems={notKept?.problems}
      done={words.guestDone}
    >
      {notKept && !isThere && (
        <>
          <p>{words.lineNotKept}</p>
          <p dir="auto">{splitLines(notKept.said)}</p>
        </>
      )}
      {page ? <PageInWords page={page} /> : <Empty what={words.guestNone} why={words.guestNoneWhy} />}
      {chances.length > 0 && (
        <>
          <h2>{words.guestChances}</h2>
          <p>{words.guestChancesLead}</p>
          {chances.map((chance) => (
            <OneChance
              spaceId={spaceId}
              chance={chance}
              lines={props.lines.get(chance.id) ?? []}
              notKept={notKept?.chanceId === chance.id ? notKept : undefined}
            />
          ))}
        </>
      )}
      {props.talks.length > 0 && <h2>{words.talks}</h2>}
      <HardDaysList
        days={props.talks}
        hrefOf={(conversationId) => supportPaths.guestConversation(spaceId, conversationId)}
      />
    </StaffPage>
  )
}

function PageInWords({ page }: { page: Version }) {
  return (
    <>
      {parts
        .filter((part) => page.words[part].length > 0)
        .map((part) => (
          <section>
            <h2>{words.parts[part]}</h2>
            {page.words[part].map((text) => (
              <WordsAsWritten text={text} />
            ))}
          </section>
        ))}
      <p class="soft">{words.guestSince(page.writtenAt)}</p>
    </>
  )
}

function OneChance(props: {
  spaceId: string
  chance: ChanceToSpeakOf
  lines: readonly Line[]
  notKept: NotKept | undefined
}) {
  const { chance, notKept } = props
  return (
    <section>
      <ChanceInWords words={chance.words} level={3} />
      <p class="soft">{words.guestSince(chance.writtenAt)}</p>
      {props.lines.length > 0 && (
        <>
          <h3>{words.guestLines}</h3>
          {props.lines.map((line) => (
            <>
              <p class="soft">{words.stoodOn(line.writtenAt)}</p>
              <p dir="auto">{splitLines(line.said)}</p>
            </>
          ))}
        </>
      )}
      <Fold summary={words.guestSay} open={notKept !== undefined}>
        <LineForm
          action={supportPaths.guestChanceLine(props.spaceId, chance.id)}
          id={`said-${chance.id}`}
          typed={{ said: notKept?.said ?? '', sending: chance.sending }}
          problems={notKept?.problems ?? []}
        />
      </Fold>
    </section>
  )
}

function LineForm(props: {
  action: string
  id?: string | undefined
  typed: TypedLine
  problems: readonly FieldProblem[]
}) {
  return (
    <Form action={props.action}>
      <TextArea
        name="said"
        id={props.id}
        label={words.said}
        hint={words.saidHint}
        value={props.typed.said}
        error={findSentence(props.problems, 'said')}
        rows={3}
        autocomplete="off"
      />
      <Hidden name="sending" value={props.typed.sending} />
      <Buttons>
        <Button>{words.saySave}</Button>
      </Buttons>
    </Form>
  )
}

/** The coach was signed out before a line was saved: it stands here to be sent again. */
export function LateLinePage(props: { stylesheet: string; typed: TypedLine; action: string }) {
  return (
    <LateGuestPage stylesheet={props.stylesheet}>
      <LineForm action={props.action} typed={props.typed} problems={[]} />
    </LateGuestPage>
  )
}

/** A line typed for somebody else's page stands here to be copied. */
export function OtherLinePage(props: { frame: Frame; typed: TypedLine }) {
  return (
    <OtherGuestPage frame={props.frame}>
      <p dir="auto">{splitLines(props.typed.said)}</p>
    </OtherGuestPage>
  )
}
