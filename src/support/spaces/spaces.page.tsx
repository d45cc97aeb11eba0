import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Buttons, Checkbox, Form, Hidden, TextField } from '../../ui/form.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { TypedBeginning, TypedEntry } from './spaces.form.ts'
import { spacesWords } from './spaces.words.ts'

const words = spacesWords['en-GB']

export function BeginPage(props: {
  frame: SpaceFrame
  typed: TypedBeginning
  problems?: readonly FieldProblem[] | undefined
}) {
  const problems = props.problems ?? []
  return (
    <SpacePage frame={props.frame} heading={words.beginHeading} problems={problems}>
      <p class="lead">{words.beginLead}</p>
      <Form action={supportPaths.begin}>
        <NameField label={words.name} hint={words.nameHint} value={props.typed.name} problems={problems} />
        <OwnPhone isOwn={props.typed.isOwn} />
        <Hidden name="sending" value={props.typed.sending} />
        <Buttons primary={words.begin} />
      </Form>
      <ul>
        {words.facts.map((fact) => (
          <li>{fact}</li>
        ))}
      </ul>
      <p>
        {words.have} <a href={supportPaths.enter}>{words.haveLink}</a>.
      </p>
    </SpacePage>
  )
}

/** Makes a card when it is printed: the name, the words, and where to type them. */
export function PhrasePage(props: {
  frame: SpaceFrame
  name: string
  phrase: string | null
  origin: string
}) {
  const { phrase } = props
  return (
    <SpacePage frame={props.frame} heading={words.phraseHeading}>
      {phrase === null ? (
        <p>{words.gone}</p>
      ) : (
        <>
          <p class="lead">{words.phraseLead(props.name)}</p>
          <p class="phrase">{phrase}</p>
          <p>
            <strong>{words.phraseWrite}</strong> {words.phraseLost}
          </p>
          <p>
            {words.phraseAt} <span class="address">{`${props.origin}${supportPaths.enter}`}</span>
          </p>
          <QrCode words={`${props.origin}${supportPaths.enter}`} label={words.phraseQr} />
          <p class="beside-card">{words.phrasePrint}</p>
        </>
      )}
      <Form action={supportPaths.phraseWritten}>
        <Buttons primary={phrase === null ? words.notNow : words.written} />
      </Form>
    </SpacePage>
  )
}

export function EnterPage(props: {
  frame: SpaceFrame
  typed: TypedEntry
  problems?: readonly FieldProblem[] | undefined
}) {
  const problems = props.problems ?? []
  return (
    <SpacePage
      frame={props.frame}
      heading={words.enterHeading}
      problems={problems}
      done={{ closed: words.closed, begun: words.begun, still: words.still }}
    >
      <Form action={supportPaths.enter}>
        <NameField label={words.enterName} value={props.typed.name} problems={problems} />
        <TextField
          name="phrase"
          label={words.phrase}
          hint={words.phraseHint}
          error={findSentence(problems, 'phrase')}
          value={props.typed.phrase}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          required
        />
        <OwnPhone isOwn={props.typed.isOwn} />
        <Buttons primary={words.enter} />
      </Form>
      <p>
        <a href={supportPaths.enterByDevice}>{words.byDevice}</a>
      </p>
      <p>
        <a href={supportPaths.enterByCode}>{words.byCode}</a>
      </p>
      <p>
        <a href={supportPaths.lost}>{words.lost}</a>
      </p>
      <p>
        {words.new} <a href={supportPaths.begin}>{words.newLink}</a>.
      </p>
    </SpacePage>
  )
}

export function NameField(props: {
  label: string
  hint?: string
  value: string
  problems: readonly FieldProblem[]
}) {
  return (
    <TextField
      name="name"
      label={props.label}
      hint={props.hint}
      error={findSentence(props.problems, 'name')}
      value={props.value}
      autocomplete="off"
      spellcheck={false}
      maxLength={100}
      width="medium"
      required
    />
  )
}

export function OwnPhone(props: { isOwn: boolean }) {
  return <Checkbox name="own" label={words.own} hint={words.ownHint} checked={props.isOwn} />
}
