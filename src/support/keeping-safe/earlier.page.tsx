import { Button, Buttons, Form } from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Empty } from '../../ui/table.tsx'
import { keepingSafeWords } from './keeping-safe.words.ts'

const words = keepingSafeWords['en-GB']

/** How something was before, by its dates. */
export function Earlier(props: {
  lines: readonly { href: string; label: string }[]
  next: string | null
  back: string
}) {
  return (
    <>
      <p class="lead">{words.earlierLead}</p>
      {props.lines.length === 0 ? (
        <Empty what={words.earlierNone} why={words.earlierNoneWhy} />
      ) : (
        <ul class="lines">
          {props.lines.map((line) => (
            <li>
              <a href={line.href}>{line.label}</a>
            </li>
          ))}
        </ul>
      )}
      {props.next !== null && (
        <p>
          <a href={props.next}>{words.older}</a>
        </p>
      )}
      <p>
        <a href={props.back}>{words.back}</a>
      </p>
    </>
  )
}

/** What cannot be undone stands behind its name, so that a thumb that slips does nothing. */
export function RemoveForGood(props: {
  action: string
  label: string
  hint: string
  summary?: string | undefined
}) {
  return (
    <Fold summary={props.summary ?? words.removeSummary}>
      <p>{props.hint}</p>
      <Form action={props.action}>
        <Buttons>
          <Button>{props.label}</Button>
        </Buttons>
      </Form>
    </Fold>
  )
}

/** The same for what stood on one day, on the page that shows it. */
export function LetOneGo(props: { action: string }) {
  return (
    <RemoveForGood
      action={props.action}
      summary={words.letGo}
      label={words.remove}
      hint={words.removeOneHint}
    />
  )
}
