import { Button, Buttons, Form, Hidden } from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { conversationsWords } from './conversations.words.ts'
import type { HardDays, ListedDay } from './hard-days.ts'

const words = conversationsWords['en-GB']

/** How many days stand on the page; those before are behind a name. */
const daysShown = 10

/** On the page of a conversation: that it was about hard days, and what can be said of that. */
export function AboutHardDays(props: { hardDays: HardDays; action: string; hint: string }) {
  const { isAbout, by, maySay } = props.hardDays
  if (!isAbout && !maySay) return null
  return (
    <>
      {isAbout && (
        <p>
          {words.isHard} {by && words.hardBy(by)}
        </p>
      )}
      {maySay && (
        <Form action={props.action}>
          {!isAbout && <Hidden name="hard" value="yes" />}
          <Buttons>
            <Button>{isAbout ? words.hardBack : words.hard}</Button>
          </Buttons>
          {!isAbout && <p class="soft">{props.hint}</p>}
        </Form>
      )}
    </>
  )
}

/** On the page for hard days: the days of such conversations, none of their words. */
export function HardDaysList(props: { days: readonly ListedDay[]; hrefOf: (id: string) => string }) {
  const [shown, before] = [props.days.slice(0, daysShown), props.days.slice(daysShown)]
  return (
    <>
      <Days {...props} days={shown} />
      {before.length > 0 && (
        <Fold summary={words.hardBefore}>
          <Days {...props} days={before} />
        </Fold>
      )}
    </>
  )
}

function Days(props: { days: readonly ListedDay[]; hrefOf: (id: string) => string }) {
  if (props.days.length === 0) return null
  return (
    <ul class="lines">
      {props.days.map((one) => (
        <li>
          <a href={props.hrefOf(one.id)}>{words.day(one.happenedOn)}</a>
        </li>
      ))}
    </ul>
  )
}
