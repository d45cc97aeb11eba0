import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { ButtonLink, Buttons, DateField, Form, TextArea, TextField } from '../../ui/form.tsx'
import { Empty, Table } from '../../ui/table.tsx'
import { listeningPaths } from '../paths.ts'
import { exerciseCrumbs } from './crumbs.page.tsx'
import { isDay, mostQuestion, mostText, mostTitle, type TypedExercise } from './exercises.form.ts'
import type { Exercise, WaitingExercise } from './exercises.ts'
import { exerciseWords } from './exercises.words.ts'

const words = exerciseWords['en-GB']
const toList = { href: listeningPaths.exercises, label: words.title }

export function ExerciseListPage(props: {
  frame: Frame
  exercises: readonly WaitingExercise[]
  mayOpen: boolean
}) {
  const { exercises } = props
  return (
    <StaffPage frame={props.frame} title={words.title} lead={words.lead}>
      {exercises.length === 0 ? (
        <Empty what={words.empty} why={props.mayOpen ? words.emptyWhy : words.emptyReader} />
      ) : (
        <Table
          caption={words.caption}
          captionUnseen
          columns={[
            { label: words.columns.title },
            { label: words.columns.open },
            { label: words.columns.waiting },
          ]}
          rows={exercises.map((exercise) => [
            <>
              <a href={listeningPaths.exercise(exercise.id)}>{exercise.title}</a>
              <p class="soft">{exercise.question}</p>
            </>,
            stateOf(exercise),
            words.waits(exercise.waiting),
          ])}
        />
      )}
      {props.mayOpen && (
        <Buttons>
          <ButtonLink href={listeningPaths.newExercise} kind="primary">
            {words.newOne}
          </ButtonLink>
        </Buttons>
      )}
    </StaffPage>
  )
}

/** The form of a new exercise, or of one that is there. */
export function ExerciseFormPage(props: {
  frame: Frame
  exercise: Exercise | null
  typed: TypedExercise
  problems?: readonly FieldProblem[] | undefined
}) {
  const { exercise, typed } = props
  const problems = props.problems ?? []
  const field = (name: keyof TypedExercise) => ({
    name,
    value: typed[name],
    error: findSentence(problems, name),
  })
  return (
    <StaffPage
      frame={props.frame}
      title={exercise ? words.changeTitle : words.newTitle}
      lead={exercise ? words.changeLead : words.newLead}
      breadcrumbs={exercise ? exerciseCrumbs(exercise) : [toList]}
      problems={problems}
    >
      <Form action={exercise ? listeningPaths.changeExercise(exercise.id) : listeningPaths.newExercise}>
        <TextField
          {...field('title')}
          label={words.fields.title}
          hint={words.fields.titleHint}
          maxLength={mostTitle}
          required
        />
        <TextArea
          {...field('question')}
          label={words.fields.question}
          hint={words.fields.questionHint}
          maxLength={mostQuestion}
          rows={3}
          required
        />
        <TextArea
          {...field('asked')}
          label={words.fields.asked}
          hint={words.fields.askedHint}
          maxLength={mostText}
          rows={2}
          optional
        />
        <DateField
          {...field('openUntil')}
          label={words.fields.openUntil}
          hint={words.fields.openUntilHint}
          typed={typed.openUntil !== '' && !isDay(typed.openUntil)}
          optional
        />
        <TextArea
          {...field('whatHappens')}
          label={words.fields.whatHappens}
          hint={words.fields.whatHappensHint}
          rows={6}
          required
        />
        <TextArea
          {...field('whoReads')}
          label={words.fields.whoReads}
          maxLength={mostText}
          rows={3}
          required
        />
        <TextArea
          {...field('readBy')}
          label={words.fields.readBy}
          hint={words.fields.readByHint}
          maxLength={mostText}
          rows={2}
          required
        />
        <Buttons primary={exercise ? words.save : words.openIt}>
          <ButtonLink href={exercise ? listeningPaths.exercise(exercise.id) : listeningPaths.exercises}>
            {exercise ? words.cancel : words.notNow}
          </ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}

/** Whether people can answer it, and until when. */
export function stateOf(exercise: Exercise): string {
  if (exercise.isClosed) return words.closed
  if (exercise.openUntil === null) return words.open
  const day = writeDay(exercise.openUntil)
  return exercise.isOpen ? words.openUntil(day) : words.over(day)
}

/** A day written out, from YYYY-MM-DD. */
function writeDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
