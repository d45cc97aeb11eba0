import { InDangerBriefly } from '../../access/organisation/in-danger.page.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, ButtonLink, Buttons, Form, Hidden, TextArea } from '../../ui/form.tsx'
import { HardDaysList } from '../conversations/hard-days.page.tsx'
import type { ListedDay } from '../conversations/hard-days.ts'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { Late } from '../unsaved/unsaved.page.tsx'
import { Earlier, LetOneGo, RemoveForGood } from './earlier.page.tsx'
import type { Sending, TypedPart } from './keeping-safe.form.ts'
import type { Earlier as EarlierVersion, Part, Version } from './keeping-safe.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'
import { OwnWords, Prompts } from './own-words.page.tsx'

const words = keepingSafeWords['en-GB']
const parts = Object.keys(words.parts) as Part[]

/** The living page: whom to ring first, then the person's words, then what else can be written. */
export function KeepingSafePage(props: {
  frame: SpaceFrame
  page: Version | null
  /** Conversations about it, by their days. */
  talks: readonly ListedDay[]
  /** Who can see it, by name. */
  seenBy: readonly string[]
}) {
  const { frame, page } = props
  const isEmpty = (part: Part) => !page || page.words[part].length === 0
  const empty = parts.filter(isEmpty)
  return (
    <SpacePage frame={frame} heading={words.heading} done={words.done}>
      <InDangerBriefly lines={frame.host.helpLines} />
      {empty.length === parts.length && <p class="lead">{words.lead}</p>}
      {page && parts.filter((part) => !isEmpty(part)).map((part) => <WrittenPart part={part} page={page} />)}
      {empty.length > 0 && (
        <>
          {empty.length === parts.length ? <p>{words.begin}</p> : <h2>{words.add}</h2>}
          <ul class="lines">
            {empty.map((part) => (
              <li>
                <a href={supportPaths.keepingPart(part)}>{words.parts[part]}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {props.talks.length > 0 && <h2>{words.talks}</h2>}
      <HardDaysList days={props.talks} hrefOf={supportPaths.conversation} />
      <ul>
        <li>
          <a href={supportPaths.newHardConversation}>{words.conversationLink}</a>
        </li>
        <li>
          <a href={supportPaths.chances}>{words.chancesLink}</a>
        </li>
        <li>
          <a href={supportPaths.keepingPaper}>{words.takeLink}</a>
        </li>
        {page && (
          <li>
            <a href={supportPaths.keepingEarlier}>{words.earlierLink}</a>
          </li>
        )}
      </ul>
      {page && <p class="soft">{words.writtenOn(page.writtenAt)}</p>}
      <p class="soft">
        {props.seenBy.length === 0 ? words.seenByNobody : words.seenBy(props.seenBy)}{' '}
        <a href={supportPaths.invitations}>{words.whoLink}</a>.
      </p>
    </SpacePage>
  )
}

function WrittenPart(props: { part: Part; page: Version }) {
  const { part } = props
  const texts = props.page.words[part]
  return (
    <section>
      <h2>{words.parts[part]}</h2>
      {texts.length > 1 && <p>{words.both}</p>}
      <OwnWords texts={texts} />
      <p>
        <a href={supportPaths.keepingPart(part)}>
          {words.change} <span class="unseen">{words.about(words.parts[part])}</span>
        </a>
      </p>
    </section>
  )
}

/** The form of a part. Nobody in: the page closed meanwhile, and what was typed is still in it. */
export function PartPage(props: {
  frame: SpaceFrame
  part: Part
  typed: TypedPart
  problems?: readonly FieldProblem[] | undefined
}) {
  const { frame, part, typed } = props
  const problems = props.problems ?? []
  return (
    <SpacePage
      frame={frame}
      heading={words.parts[part]}
      problems={problems}
      closes={!frame.isIn || undefined}
    >
      {!frame.isIn && <Late />}
      {typed.isBoth && <p>{words.bothForm}</p>}
      <Form action={supportPaths.keepingPart(part)}>
        <TextArea
          name="text"
          label={words.inMyWords}
          hint={words.hints[part]}
          error={findSentence(problems, 'text')}
          value={typed.text}
          rows={7}
          autocomplete="off"
          own
        />
        <SendingFields sending={typed} />
        <Prompts summary={words.promptsSummary} prompts={words.prompts[part]} />
        <Buttons primary={words.save}>
          <ButtonLink href={supportPaths.keeping} kind="quiet">
            {words.back}
          </ButtonLink>
        </Buttons>
      </Form>
    </SpacePage>
  )
}

/** What a form carries beside its words: which version it was made from, and which sending this is. */
export function SendingFields({ sending }: { sending: Sending }) {
  return (
    <>
      <Hidden name="from" value={sending.from ?? ''} />
      <Hidden name="sending" value={sending.sending} />
      {sending.isBoth && <Hidden name="both" value="yes" />}
    </>
  )
}

export function EarlierPage(props: {
  frame: SpaceFrame
  earlier: readonly EarlierVersion[]
  next: number | null
}) {
  return (
    <SpacePage frame={props.frame} heading={words.earlierHeading} done={words.done}>
      <Earlier
        back={supportPaths.keeping}
        lines={props.earlier.map((one) => ({
          href: supportPaths.keepingVersion(one.id),
          label: words.stoodOn(one.writtenAt),
        }))}
        next={props.next === null ? null : `${supportPaths.keepingEarlier}?before=${props.next}`}
      />
      {props.earlier.length > 0 && (
        <RemoveForGood
          action={supportPaths.keepingRemoveAll}
          label={words.removeAll}
          hint={words.removeHint}
        />
      )}
    </SpacePage>
  )
}

export function VersionPage(props: { frame: SpaceFrame; version: Version; isStanding: boolean }) {
  const { version } = props
  return (
    <SpacePage frame={props.frame} heading={words.stoodOn(version.writtenAt)}>
      {parts
        .filter((part) => version.words[part].length > 0)
        .map((part) => (
          <section>
            <h2>{words.parts[part]}</h2>
            <OwnWords texts={version.words[part]} />
          </section>
        ))}
      {!props.isStanding && (
        <>
          <Form action={supportPaths.keepingAgain(version.id)}>
            <Buttons>
              <Button>{words.again}</Button>
            </Buttons>
          </Form>
          <p class="soft">{words.againHint}</p>
          <LetOneGo action={supportPaths.keepingRemove(version.id)} />
        </>
      )}
      <p>
        <a href={supportPaths.keepingEarlier}>{words.back}</a>
      </p>
    </SpacePage>
  )
}
