import { StaffPage, type Frame } from '../../access/frame.tsx'
import { Button, Form } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { HeldView } from './held.ts'
import { heldWords } from './held.words.ts'

const words = heldWords['en-GB']

export function HeldPage(props: { frame: Frame; view: HeldView }) {
  const { exercise, held, count } = props.view
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.doors(exercise.id),
        label: words.doors,
      })}
      done={words.done}
    >
      {held.length === 0 && <Empty what={words.none} why={words.noneWhy} />}
      {held.map((one, index) => (
        <section>
          <p class="soft">{words.came(sayWhen(one.receivedAt), words.why[one.why])}</p>
          <PersonWords>{one.words.slice(0, 2000)}</PersonWords>
          <Form action={listeningPaths.heldOne(one.contributionId)}>
            <div class="buttons">
              <Button name="then" value="in" about={words.about(index + 1)}>
                {words.letIn}
              </Button>
              <Button kind="quiet" name="then" value="away" about={words.about(index + 1)}>
                {words.throwAway}
              </Button>
            </div>
          </Form>
        </section>
      ))}
      {count > held.length && <p>{words.more(count)}</p>}
    </StaffPage>
  )
}

function sayWhen(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    date,
  )
}
