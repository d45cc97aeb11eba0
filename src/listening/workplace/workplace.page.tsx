import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Buttons, Checkbox, Form, Hidden, TextArea } from '../../ui/form.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { Workplace } from './workplace.ts'
import { workplaceWords } from './workplace.words.ts'

const words = workplaceWords['en-GB']

export function WorkplacePage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  workplace: Workplace
  problems?: readonly FieldProblem[] | undefined
}) {
  const { workplace } = props
  const problems = props.problems ?? []
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(props.exercise)}
      problems={problems}
      done={words.done}
    >
      {!workplace.isOn && workplace.sharedDomain && (
        <p class="notice">{words.suggests(workplace.sharedDomain)}</p>
      )}
      <h2>{words.rulesHeading}</h2>
      <ul>
        {words.rules.map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
      {workplace.shutOut.length > 0 && <p>{words.shutOut(workplace.shutOut.join(', '))}</p>}
      {!workplace.hasReaders && <p class="notice">{words.noReaders}</p>}
      <Form action={listeningPaths.workplace(props.exercise.id)}>
        {workplace.mayEnd ? (
          <Checkbox name="on" label={words.isOn} hint={words.onHint} checked={workplace.isOn} />
        ) : (
          <>
            <Hidden name="on" value="yes" />
            <p>{words.staysHint}</p>
          </>
        )}
        <TextArea
          name="advice"
          label={words.advice}
          hint={words.adviceHint}
          value={workplace.advice}
          error={findSentence(problems, 'advice')}
          maxLength={500}
          rows={3}
        />
        <Buttons primary={words.button} />
      </Form>
      {workplace.lateJoiners.length > 0 && (
        <>
          <h2>{words.lateHeading}</h2>
          <ul>
            {workplace.lateJoiners.map((joiner) => (
              <li>{words.late(joiner.name, sayDay(joiner.joinedAt), joiner.upTo)}</li>
            ))}
          </ul>
        </>
      )}
    </StaffPage>
  )
}

function sayDay(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}
