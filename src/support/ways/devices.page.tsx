import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form } from '../../ui/form.tsx'
import { PasskeyForm } from '../../ui/passkey-form.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { OwnPhone } from '../spaces/spaces.page.tsx'
import type { Device } from './devices.ts'
import { devicesWords } from './devices.words.ts'

const words = devicesWords['en-GB']
const said = { failed: words.failed, known: words.known }

type PageProps = {
  frame: SpaceFrame
  script: string
  /** What a browser is asked. */
  options: object
  problems?: readonly FieldProblem[] | undefined
}

export function DevicesPage(props: PageProps & { devices: readonly Device[] }) {
  return (
    <SpacePage
      frame={props.frame}
      heading={words.heading}
      problems={props.problems}
      done={words.done}
      script={props.script}
    >
      <p class="lead">{words.lead}</p>
      <p>
        <strong>{words.careful}</strong> {words.seen}
      </p>
      <p data-without-passkeys="">{words.withoutScript}</p>
      <PasskeyForm action={supportPaths.devices} does="make" options={props.options} said={said}>
        <Buttons primary={words.add} />
      </PasskeyForm>
      <h2>{words.listHeading}</h2>
      {props.devices.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="lines">
          {props.devices.map((device) => (
            <OneDevice device={device} />
          ))}
        </ul>
      )}
      <p>
        <a href={supportPaths.keys}>{words.back}</a>
      </p>
    </SpacePage>
  )
}

function OneDevice({ device }: { device: Device }) {
  return (
    <li>
      {[words.one(device.addedAt), ...(device.lastUsedAt ? [words.used(device.lastUsedAt)] : [])].join(', ')}
      <Form action={supportPaths.removeDevice(device.id)}>
        <Button kind="quiet" about={words.removeAbout(device.addedAt)}>
          {words.remove}
        </Button>
      </Form>
    </li>
  )
}

export function EnterByDevicePage(props: PageProps) {
  return (
    <SpacePage
      frame={props.frame}
      heading={words.enterHeading}
      problems={props.problems}
      script={props.script}
    >
      <p class="lead">{words.enterLead}</p>
      <p data-without-passkeys="">{words.withoutScript}</p>
      <PasskeyForm action={supportPaths.enterByDevice} does="use" options={props.options} said={said}>
        <OwnPhone isOwn={false} />
        <Buttons primary={words.enter} />
      </PasskeyForm>
      <p>
        <a href={supportPaths.enter}>{words.withWords}</a>
      </p>
    </SpacePage>
  )
}
