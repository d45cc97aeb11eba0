import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Hidden, TextField } from '../../ui/form.tsx'
import { PasskeyForm } from '../../ui/passkey-form.tsx'
import { StaffLayout } from '../../ui/staff-layout.tsx'
import { Table } from '../../ui/table.tsx'
import { StaffPage, type Frame } from '../frame.tsx'
import { accessPaths } from '../paths.ts'
import { findSentence } from '../problem.ts'
import { mostName } from './passkeys.form.ts'
import type { Passkey } from './passkeys.ts'
import { passkeysWords } from './passkeys.words.ts'

const words = passkeysWords['en-GB']
const said = { failed: words.failed, known: words.known }

export function PasskeysPage(props: {
  frame: Frame
  script: string
  passkeys: readonly Passkey[]
  /** Whether this person cannot open words until they used a passkey. */
  isHeldBack: boolean
  /** What a browser is asked to make. */
  options: object
  typed?: string | undefined
  problems?: readonly FieldProblem[] | undefined
}) {
  const { passkeys, problems = [] } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      script={props.script}
      breadcrumbs={[{ href: accessPaths.sessions, label: words.sessions }]}
      problems={problems}
      done={words.done}
    >
      {props.isHeldBack && (
        <p class="notice">
          {words.asked} {passkeys.length === 0 ? words.addFirst : `${words.signInAgain} ${words.lost}`}
        </p>
      )}
      {passkeys.length === 0 ? <p>{words.none}</p> : <PasskeyTable passkeys={passkeys} />}
      <h2>{words.add}</h2>
      <p data-without-passkeys="">{words.withoutScript}</p>
      <PasskeyForm action={accessPaths.passkeys} does="make" options={props.options} said={said}>
        <TextField
          name="name"
          label={words.newName}
          hint={words.newNameHint}
          error={findSentence(problems, 'name')}
          value={props.typed}
          maxLength={mostName}
          autocomplete="off"
          required
        />
        <Buttons primary={words.send} />
      </PasskeyForm>
    </StaffPage>
  )
}

function PasskeyTable({ passkeys }: { passkeys: readonly Passkey[] }) {
  return (
    <Table
      caption={words.caption}
      captionUnseen
      columns={[
        { label: words.name },
        { label: words.made },
        { label: words.lastUsed },
        { label: words.action, unseen: true },
      ]}
      rows={passkeys.map((passkey) => [
        passkey.name,
        words.when(passkey.madeAt),
        passkey.lastUsedAt ? words.when(passkey.lastUsedAt) : words.never,
        <Form action={accessPaths.removePasskey(passkey.id)}>
          <Button about={words.removeAbout(passkey.name)}>{words.remove}</Button>
        </Form>,
      ])}
    />
  )
}

export function PasskeySignInPage(props: {
  stylesheet: string
  script: string
  options: object
  /** Where to go afterwards. */
  back: string
  problems?: readonly FieldProblem[] | undefined
}) {
  return (
    <StaffLayout
      title={words.signInTitle}
      lead={words.signInLead}
      stylesheet={props.stylesheet}
      script={props.script}
      problems={props.problems}
    >
      <p data-without-passkeys="">{words.withoutScript}</p>
      <PasskeyForm action={accessPaths.signInPasskey} does="use" options={props.options} said={said}>
        <Hidden name="back" value={props.back} />
        <Buttons primary={words.signIn} />
      </PasskeyForm>
      <p>
        <a href={`${accessPaths.signIn}?back=${encodeURIComponent(props.back)}`}>{words.withCode}</a>
      </p>
    </StaffLayout>
  )
}
