import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Hidden, TextField } from '../../ui/form.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { Asking } from '../spaces/sessions.ts'
import type { TypedPair } from './recovery.form.ts'
import { recoveryWords } from './recovery.words.ts'

const words = recoveryWords['en-GB']

type PageProps = { frame: SpaceFrame; problems?: readonly FieldProblem[] | undefined }

export function LostPage(props: PageProps & { typed: TypedPair }) {
  const { typed, problems = [] } = props
  return (
    <SpacePage frame={props.frame} heading={words.heading} problems={problems}>
      <p class="lead">{words.lead}</p>
      <Form action={supportPaths.lost}>
        <WordsField name="first" label={words.first} value={typed.first} problems={problems} />
        <WordsField name="second" label={words.second} value={typed.second} problems={problems} />
        <Hidden name="sending" value={typed.sending} />
        <Buttons primary={words.ask} />
      </Form>
      <p>
        {words.began} <a href={supportPaths.lostBack}>{words.beganLink}</a>.
      </p>
      <p>
        {words.other} <a href={supportPaths.begin}>{words.beginLink}</a>.
      </p>
    </SpacePage>
  )
}

/** Words to come back with, for whoever began it. */
export function KeptPage(props: { frame: SpaceFrame; phrase: readonly string[]; origin: string }) {
  return (
    <SpacePage frame={props.frame} heading={words.keptHeading}>
      <p class="lead">{words.keptLead}</p>
      <p class="phrase">{props.phrase.join(' ')}</p>
      <p>
        <strong>{words.keptOnce}</strong>
      </p>
      <p>
        {words.keptAt} <span class="address">{`${props.origin}${supportPaths.lostBack}`}</span>
      </p>
      <ul class="beside-card">
        {words.keptWhy.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </SpacePage>
  )
}

export function ComeBackPage(props: PageProps & { typed: string }) {
  const { problems = [] } = props
  return (
    <SpacePage frame={props.frame} heading={words.backHeading} problems={problems}>
      <Form action={supportPaths.lostBack}>
        <WordsField name="words" label={words.words} value={props.typed} problems={problems} />
        <Buttons primary={words.go} />
      </Form>
      <p>
        <a href={supportPaths.lost}>{words.heading}</a>
      </p>
    </SpacePage>
  )
}

function WordsField(props: {
  name: string
  label: string
  value: string
  problems: readonly FieldProblem[]
}) {
  return (
    <TextField
      name={props.name}
      label={props.label}
      hint={words.hint}
      error={findSentence(props.problems, props.name)}
      value={props.value}
      autocomplete="off"
      spellcheck={false}
      maxLength={200}
      required
    />
  )
}

/** What stands first on a person's own page while new words are asked for, and when they are back. */
export function AskedForWords({ asking }: { asking: Asking }) {
  if (asking === null) return null
  const isOver = asking === 'back'
  return (
    <section class="notice">
      <h2>{isOver ? words.backNotice : words.notice}</h2>
      <p>{isOver ? words.backLead : words.noticeLead}</p>
      {isOver ? (
        <Form action={supportPaths.endPause}>
          <div class="buttons">
            <Button name="answer" value="yes">
              {words.letIn}
            </Button>
            <Button name="answer" value="no">
              {words.keepOut}
            </Button>
          </div>
        </Form>
      ) : (
        <Form action={supportPaths.stopAsking}>
          <Buttons>
            <Button>{words.stop}</Button>
          </Buttons>
        </Form>
      )}
    </section>
  )
}
