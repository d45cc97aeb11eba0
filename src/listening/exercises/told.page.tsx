import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import {
  ButtonLink,
  Buttons,
  Checkboxes,
  Choices,
  DateField,
  Form,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { listeningPaths } from '../paths.ts'
import { exerciseCrumbs } from './crumbs.page.tsx'
import { isDay, mostText } from './exercises.form.ts'
import type { Exercise } from './exercises.ts'
import { bases, furtherUsesOf, type TypedTold } from './told.form.ts'
import { toldFormWords } from './told-form.words.ts'
import { toldWords } from './told.words.ts'

const words = toldFormWords['en-GB']

export function ToldPage(props: {
  frame: Frame
  exercise: Exercise
  typed: TypedTold
  problems?: readonly FieldProblem[] | undefined
}) {
  const { exercise, typed, problems = [] } = props
  const errorOf = (name: string) => findSentence(problems, name)
  const day = (name: 'removeUntil' | 'rawUntil') => ({
    name,
    value: typed[name],
    error: errorOf(name),
    typed: typed[name] !== '' && !isDay(typed[name]),
  })
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      problems={problems}
    >
      <Form action={listeningPaths.told(exercise.id)}>
        <h2>{words.groups.before}</h2>
        <TextArea
          name="mightAct"
          label={words.mightAct}
          hint={`${words.mightActHint} ${toldWords['en-GB'].mightAct}`}
          error={errorOf('mightAct')}
          value={typed.mightAct}
          rows={3}
          optional
        />
        <Choices
          name="basis"
          label={words.basis}
          hint={words.basisHint}
          options={bases.map((value) => ({
            value,
            label: words.bases[value],
            hint: toldWords['en-GB'].basis[value] || undefined,
          }))}
          value={typed.basis}
        />
        <TextArea
          name="basisText"
          label={words.basisText}
          hint={words.basisTextHint}
          error={errorOf('basisText')}
          value={typed.basisText}
          rows={2}
          optional
        />
        <h2>{words.groups.days}</h2>
        <DateField {...day('removeUntil')} label={words.removeUntil} hint={words.removeUntilHint} optional />
        <DateField {...day('rawUntil')} label={words.rawUntil} hint={words.rawUntilHint} optional />
        <h2>{words.groups.given}</h2>
        <TextField
          name="payment"
          label={words.payment}
          hint={words.paymentHint}
          error={errorOf('payment')}
          value={typed.payment}
          maxLength={mostText}
          optional
        />
        <Checkboxes
          name="asks"
          label={words.asks}
          hint={exercise.isWorkplace ? `${words.asksHint} ${words.asksNoNames}` : words.asksHint}
          options={furtherUsesOf(exercise).map((value) => ({ value, label: words.use[value] }))}
          values={typed.asks}
        />
        <Buttons primary={words.save}>
          <ButtonLink href={listeningPaths.exercise(exercise.id)}>{words.cancel}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}
