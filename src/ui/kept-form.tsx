import { Buttons, Form, Hidden } from './form.tsx'
import { splitLines } from './words.tsx'

/** What was sent and is not saved: every field with its value. `action` null: it cannot be sent again, only copied. */
export type Kept = { fields: readonly (readonly [string, string])[]; action: string | null }

/** What somebody wrote, to be read and copied, and to be sent again as it was. */
export function KeptForm(props: Kept & { send: string }) {
  const texts = props.fields.filter(([, value]) => /\S\s+\S/u.test(value))
  const written = texts.map(([, value]) => <blockquote class="kept">{splitLines(value)}</blockquote>)
  if (props.action === null) return <>{written}</>
  return (
    <Form action={props.action}>
      {written}
      {props.fields.map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
      <Buttons primary={props.send} />
    </Form>
  )
}

/** What to do about it, with the page to go to first. */
export function KeptSteps(props: { lead: string; steps: readonly string[]; href: string; open: string }) {
  return (
    <>
      <p class="lead">{props.lead}</p>
      <ol>
        {props.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <p>
        <a href={props.href} target="_blank" rel="noreferrer">
          {props.open}
        </a>
      </p>
    </>
  )
}
