import { Fold } from '../../ui/fold.tsx'
import { Button, Form } from '../../ui/form.tsx'
import { shorten } from '../../ui/words.tsx'
import { goalsWords } from './goals.words.ts'
import { SaidWords } from './said.page.tsx'
import type { Wording } from './wordings.ts'

const words = goalsWords['en-GB']

/** The order of what is open, one place up or down at a tap. A button says where to, so that pressed twice it moves once. */
export function Order(props: {
  things: readonly { id: string; said: Wording }[]
  action: (id: string) => string
  isOpen: boolean
}) {
  const { things } = props
  if (things.length < 2) return null
  return (
    <Fold summary={words.order} id="order" open={props.isOpen}>
      <ol class="lines">
        {things.map(({ id, said }, place) => (
          <li>
            <SaidWords said={said} as="span" />
            <Form action={props.action(id)}>
              <div class="buttons">
                {place > 0 && <Move to={place - 1} label={words.up} about={said.words} />}
                {place < things.length - 1 && <Move to={place + 1} label={words.down} about={said.words} />}
              </div>
            </Form>
          </li>
        ))}
      </ol>
    </Fold>
  )
}

function Move(props: { to: number; label: string; about: string }) {
  return (
    <Button name="to" value={String(props.to)} about={words.about(shorten(props.about, 40))}>
      {props.label}
    </Button>
  )
}
