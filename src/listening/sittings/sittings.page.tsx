import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import {
  ButtonLink,
  Buttons,
  Checkbox,
  Choices,
  DateField,
  Form,
  Hidden,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { isDay } from '../exercises/exercises.form.ts'
import { listeningPaths } from '../paths.ts'
import { longestSitting, type TypedSitting } from './sittings.form.ts'
import { sittingsWords } from './sittings.words.ts'

const words = sittingsWords['en-GB']

/** What was said, written down while or after listening. The sentences to say aloud come first. */
export function SittingPage(props: {
  frame: Frame
  exercise: { id: string; title: string; question: string }
  typed: TypedSitting
  problems?: readonly FieldProblem[] | undefined
}) {
  const { exercise, typed, frame } = props
  const problems = props.problems ?? []
  const errorOf = (field: string) => findSentence(problems, field)
  return (
    <StaffPage
      frame={frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      problems={problems}
      done={words.done}
    >
      <details open={problems.length === 0 && frame.done === null}>
        <summary>{words.before}</summary>
        {words.script(frame.organisation, exercise.question).map((sentence) => (
          <p>{sentence}</p>
        ))}
      </details>
      <Form action={listeningPaths.sitting(exercise.id)}>
        <Hidden name="sending" value={typed.sending} />
        <TextArea
          name="words"
          label={words.words}
          hint={words.wordsHint}
          error={errorOf('words')}
          value={typed.words}
          rows={8}
          maxLength={longestSitting}
          own
        />
        <Checkbox name="read" label={words.read} error={errorOf('read')} checked={typed.read} />
        <Checkbox name="quote" label={words.quote} checked={typed.quote} />
        <Choices
          name="door"
          label={words.door}
          options={(['conversation', 'paper'] as const).map((value) => ({
            value,
            label: words.doors[value],
          }))}
          value={typed.door}
          inline
        />
        <TextField
          name="label"
          label={words.label}
          hint={words.labelHint}
          error={errorOf('label')}
          value={typed.label}
          width="medium"
          autocomplete="off"
          optional
        />
        <DateField
          name="on"
          label={words.on}
          error={errorOf('on')}
          value={typed.on}
          typed={typed.on !== '' && !isDay(typed.on)}
        />
        <Checkbox name="many" label={words.many} hint={words.manyHint} checked={typed.isMany} />
        <TextField
          name="mine"
          label={words.mine}
          hint={words.mineHint}
          value={typed.mine}
          width="short"
          autocomplete="off"
          optional
        />
        <Buttons primary={words.keep}>
          <ButtonLink href={listeningPaths.doors(exercise.id)}>{words.toDoors}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}
