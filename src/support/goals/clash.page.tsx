import { Button, Form } from '../../ui/form.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { goalsWords } from './goals.words.ts'
import { SaidBeside, SaidWords } from './said.page.tsx'
import type { Clash, Wording } from './wordings.ts'

const words = goalsWords['en-GB']

/** Two pages changed one thing: both wordings are kept, and the person says which one stands. */
export function ClashPage(props: { frame: SpaceFrame; clash: Clash; action: string }) {
  const { clash, action } = props
  return (
    <SpacePage frame={props.frame} heading={words.clashHeading}>
      <p class="lead">{words.clashLead}</p>
      <One heading={words.clashSecond} said={clash.second} action={action} />
      <One heading={words.clashStanding} said={clash.standing} action={action} />
    </SpacePage>
  )
}

function One(props: { heading: string; said: Wording; action: string }) {
  return (
    <section class="guest">
      <h2>{props.heading}</h2>
      <SaidWords said={props.said} />
      <SaidBeside said={props.said} />
      <Form action={props.action}>
        <div class="buttons">
          <Button name="number" value={String(props.said.number)} about={words.about(props.heading)}>
            {words.clashTake}
          </Button>
        </div>
      </Form>
    </section>
  )
}
