import type { ComponentChildren } from 'preact'
import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, ButtonLink, Buttons, DateField, Form, TextArea, TextField } from '../../ui/form.tsx'
import { DefinitionList, Empty, Table } from '../../ui/table.tsx'
import { retentionWords } from '../withdrawals/retention.words.ts'
import { listeningPaths } from '../paths.ts'
import { exerciseCrumbs } from './crumbs.page.tsx'
import { isDay, mostQuestion, mostText, mostTitle, type TypedExercise } from './exercises.form.ts'
import type { Exercise, ExerciseView, WaitingExercise } from './exercises.ts'
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
        <TextField
          {...field('question')}
          label={words.fields.question}
          hint={words.fields.questionHint}
          maxLength={mostQuestion}
          required
        />
        <TextField
          {...field('asked')}
          label={words.fields.asked}
          hint={words.fields.askedHint}
          maxLength={mostText}
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
        <TextField {...field('whoReads')} label={words.fields.whoReads} maxLength={mostText} required />
        <TextField
          {...field('readBy')}
          label={words.fields.readBy}
          hint={words.fields.readByHint}
          maxLength={mostText}
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

/** Which parts of an exercise this person may open. */
export type MayOpen = {
  change: boolean
  doors: boolean
  mailboxes: boolean
  review: boolean
  concerns: boolean
  script: boolean
  payments: boolean
}

/** The hub: the question, the public page, and where things are. */
export function ExercisePage(props: {
  frame: Frame
  view: ExerciseView & { ending: Ending | null }
  origin: string
  may: MayOpen
}) {
  const { exercise } = props.view
  const door = listeningPaths.door(exercise.address)
  return (
    <StaffPage frame={props.frame} title={exercise.title} breadcrumbs={[toList]} done={words.done}>
      <p class="question">{exercise.question}</p>
      <h2>{words.where}</h2>
      <DefinitionList items={listParts(props.view, props.may)} />
      <h2>{words.publicPage}</h2>
      <p>
        {stateOf(exercise)}. {exercise.isOpen && words.publicHint}
      </p>
      <p>
        <a href={door}>{`${props.origin}${door}`}</a>
      </p>
      <h2>{words.promised}</h2>
      <DefinitionList
        items={[
          { term: words.facts.asked, detail: exercise.asked },
          { term: words.facts.whatHappens, detail: exercise.whatHappens },
          { term: words.facts.whoReads, detail: exercise.whoReads },
          { term: words.facts.readBy, detail: exercise.readBy },
        ].filter((item) => item.detail)}
      />
      {props.view.ending && <RawWordsGo ending={props.view.ending} />}
      {props.may.change && <Actions exercise={exercise} />}
    </StaffPage>
  )
}

/** When the raw words of an exercise go (`YYYY-MM-DD`), whether that is near, and when they went. */
type Ending = { on: string; goneAt: Date | null; isNear: boolean }

function RawWordsGo({ ending: { on, goneAt, isNear } }: { ending: Ending }) {
  const says = retentionWords['en-GB']
  const sentence = goneAt
    ? says.gone(goneAt.toISOString().slice(0, 10))
    : isNear
      ? says.near(on)
      : says.on(on)
  return (
    <>
      <h2>{says.term}</h2>
      <p class={isNear && !goneAt ? 'notice' : undefined}>{sentence}</p>
    </>
  )
}

function Actions({ exercise }: { exercise: Exercise }) {
  const isOver = !exercise.isOpen && !exercise.isClosed
  return (
    <>
      {isOver && <p>{words.isOverHint}</p>}
      <Form
        action={
          exercise.isClosed
            ? listeningPaths.reopenExercise(exercise.id)
            : listeningPaths.closeExercise(exercise.id)
        }
      >
        <Buttons>
          <ButtonLink href={listeningPaths.changeExercise(exercise.id)}>{words.change}</ButtonLink>
          {!isOver && <Button>{exercise.isClosed ? words.reopen : words.close}</Button>}
        </Buttons>
      </Form>
    </>
  )
}

function listParts({ exercise, counts }: ExerciseView, may: MayOpen) {
  const link = (href: string, label: string, isFree = true): ComponentChildren =>
    isFree ? <a href={href}>{label}</a> : label
  return [
    {
      term: link(listeningPaths.doors(exercise.id), words.parts.doors, may.doors),
      detail: words.doors(counts.sources),
    },
    {
      term: link(listeningPaths.mailboxes(exercise.id), words.parts.mailboxes, may.mailboxes),
      detail: words.mailboxes,
    },
    {
      term: link(listeningPaths.voices(exercise.id), words.parts.voices),
      detail: words.voices(counts.voices),
    },
    {
      term: link(listeningPaths.review(exercise.id), words.parts.review, may.review),
      detail: [words.review(counts.first, counts.second), words.unasked(counts.unasked)]
        .filter(Boolean)
        .join(' '),
    },
    {
      term: link(listeningPaths.passages(exercise.id), words.parts.passages),
      detail: words.reviewed(counts.reviewed),
    },
    {
      term: link(listeningPaths.themes(exercise.id), words.parts.themes),
      detail: words.themes(counts.themes),
    },
    {
      term: link(listeningPaths.seriesOf(exercise.id), words.parts.series),
      detail: words.series(counts.series),
    },
    {
      term: link(listeningPaths.script(exercise.id), words.parts.script, may.script),
      detail: words.script,
    },
    {
      term: link(listeningPaths.told(exercise.id), words.parts.told, may.change),
      detail: words.told,
    },
    {
      term: link(listeningPaths.requests(exercise.id), words.parts.requests),
      detail: words.requests,
    },
    {
      term: link(listeningPaths.payments(exercise.id), words.parts.payments, may.payments),
      detail: words.payments,
    },
    {
      term: link(listeningPaths.concerns(exercise.id), words.parts.concerns, may.concerns),
      detail: words.concerns,
    },
    {
      term: link(listeningPaths.workplace(exercise.id), words.parts.workplace, may.concerns),
      detail: words.workplace,
    },
  ]
}

function stateOf(exercise: Exercise): string {
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
