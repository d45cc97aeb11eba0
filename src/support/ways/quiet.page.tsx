import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Hidden } from '../../ui/form.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { NameField } from '../spaces/spaces.page.tsx'
import type { QuietPhrase } from './quiet.ts'
import { quietWords } from './quiet.words.ts'

const words = quietWords['en-GB']

export function QuietPage(props: {
  frame: SpaceFrame
  quiet: QuietPhrase
  typed: string
  problems?: readonly FieldProblem[] | undefined
}) {
  const { quiet, problems = [] } = props
  return (
    <SpacePage frame={props.frame} heading={words.heading} problems={problems} done={words.done}>
      <p class="lead">{quiet.isThere ? words.isThere : words.lead}</p>
      {quiet.isThere && <h2>{words.anewHeading}</h2>}
      {quiet.isThere ? <p>{words.anew}</p> : <Sentences sentences={words.what} />}
      <Form action={supportPaths.quiet}>
        <NameField label={words.name} hint={words.nameHint} value={props.typed} problems={problems} />
        <Hidden name="sending" value={quiet.sending} />
        <Buttons primary={quiet.isThere ? undefined : words.make}>
          {quiet.isThere && <Button>{words.makeAnew}</Button>}
        </Buttons>
      </Form>
      {quiet.isThere && (
        <Form action={supportPaths.removeQuiet}>
          <p>{words.removeHint}</p>
          <Buttons>
            <Button>{words.remove}</Button>
          </Buttons>
        </Form>
      )}
      <h2>{words.limitsHeading}</h2>
      <Sentences sentences={words.limits} />
      <p>
        <a href={supportPaths.keys}>{words.back}</a>
      </p>
    </SpacePage>
  )
}

function Sentences(props: { sentences: readonly string[] }) {
  return (
    <ul>
      {props.sentences.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  )
}

export function QuietMadePage(props: { frame: SpaceFrame; name: string; phrase: readonly string[] }) {
  return (
    <SpacePage frame={props.frame} heading={<span class="beside-card">{words.madeHeading}</span>}>
      <p class="lead beside-card">{words.madeLead(props.name)}</p>
      <p class="phrase">{props.phrase.join(' ')}</p>
      <p class="beside-card">
        <strong>{words.madeKeep}</strong> {words.madeApart}
      </p>
      <p class="beside-card">
        <a href={supportPaths.keys}>{words.back}</a>
      </p>
    </SpacePage>
  )
}
