import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Hidden, TextField } from '../../ui/form.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { NameField, OwnPhone } from '../spaces/spaces.page.tsx'
import type { TypedAddress } from './mail.form.ts'
import { mailWords } from './mail.words.ts'

const words = mailWords['en-GB']

/** How long a code lasts, and how often it can be tried. */
type Lasts = { minutes: number; tries: number }

type Problems = { problems?: readonly FieldProblem[] | undefined }

export function AddressPage(
  props: Problems & {
    frame: SpaceFrame
    address: string | null
    /** Whom letters come from. */
    from: string
    typed?: string | undefined
  },
) {
  const { address, problems = [] } = props
  return (
    <SpacePage frame={props.frame} heading={words.heading} problems={problems} done={words.done}>
      <p class="lead">{address ? words.isThere(address) : words.lead}</p>
      <p>
        <strong>{words.careful}</strong> {words.letter(props.from)} {words.keepers}
      </p>
      {address && (
        <Form action={supportPaths.removeAddress}>
          <Buttons>
            <Button>{words.remove}</Button>
          </Buttons>
        </Form>
      )}
      {address && <h2>{words.other}</h2>}
      <Form action={supportPaths.address}>
        <AddressField value={props.typed ?? ''} problems={problems} />
        <Buttons primary={words.send} />
      </Form>
      <p>
        <a href={supportPaths.keys}>{words.back}</a>
      </p>
    </SpacePage>
  )
}

export function NewAddressPage(
  props: Problems & { frame: SpaceFrame; lasts: Lasts; address: string; isMailOnline: boolean },
) {
  const { address, problems = [] } = props
  return (
    <SpacePage frame={props.frame} heading={words.typeHeading} problems={problems}>
      <p class="lead">{props.isMailOnline ? words.typeLead(address) : words.console}</p>
      <Form action={supportPaths.addAddress}>
        <CodeField lasts={props.lasts} problems={problems} />
        <Hidden name="address" value={address} />
        <Buttons primary={words.add} />
      </Form>
      <p>
        <a href={supportPaths.address}>{words.again}</a>
      </p>
    </SpacePage>
  )
}

export function AskCodePage(props: Problems & { frame: SpaceFrame; typed: TypedAddress }) {
  const { typed, problems = [] } = props
  return (
    <SpacePage frame={props.frame} heading={words.enterHeading} problems={problems}>
      <p class="lead">{words.enterLead}</p>
      <Form action={supportPaths.enterByCode}>
        <NameField label={words.enterName} value={typed.name} problems={problems} />
        <AddressField value={typed.address} problems={problems} />
        <Buttons primary={words.ask} />
      </Form>
      <WithWords />
    </SpacePage>
  )
}

export function TypeCodePage(props: Problems & { frame: SpaceFrame; lasts: Lasts; isMailOnline: boolean }) {
  const { problems = [] } = props
  return (
    <SpacePage frame={props.frame} heading={words.typeHeading} problems={problems}>
      <p class="lead">{words.onItsWay}</p>
      {!props.isMailOnline && <p class="soft">{words.console}</p>}
      <Form action={supportPaths.typeCode}>
        <CodeField lasts={props.lasts} problems={problems} />
        <OwnPhone isOwn={false} />
        <Buttons primary={words.enter} />
      </Form>
      <p>
        <a href={supportPaths.enterByCode}>{words.again}</a>
      </p>
      <WithWords />
    </SpacePage>
  )
}

function WithWords() {
  return (
    <p>
      <a href={supportPaths.enter}>{words.withWords}</a>
    </p>
  )
}

function AddressField(props: { value: string; problems: readonly FieldProblem[] }) {
  return (
    <TextField
      name="address"
      type="email"
      label={words.address}
      error={findSentence(props.problems, 'address')}
      value={props.value}
      autocomplete="off"
      maxLength={254}
      required
    />
  )
}

function CodeField(props: { lasts: Lasts; problems: readonly FieldProblem[] }) {
  return (
    <TextField
      name="code"
      label={words.code}
      hint={words.codeHint(props.lasts.minutes, props.lasts.tries)}
      error={findSentence(props.problems, 'code')}
      width="short"
      inputMode="numeric"
      autocomplete="one-time-code"
      maxLength={20}
      spellcheck={false}
      required
    />
  )
}
