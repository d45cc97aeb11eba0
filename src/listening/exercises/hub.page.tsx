import type { ComponentChildren } from 'preact'
import { StaffPage, type Frame } from '../../access/frame.tsx'
import { Button, ButtonLink, Buttons, Form } from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { DefinitionList } from '../../ui/table.tsx'
import { listeningPaths } from '../paths.ts'
import { retentionWords } from '../withdrawals/retention.words.ts'
import { stateOf } from './exercises.page.tsx'
import type { Exercise, ExerciseView } from './exercises.ts'
import { exerciseWords } from './exercises.words.ts'
import { hubWords } from './hub.words.ts'

const words = exerciseWords['en-GB']
const says = hubWords['en-GB']
const toList = { href: listeningPaths.exercises, label: words.title }

/** Which parts of an exercise this person may open. */
export type MayOpen = {
  change: boolean
  doors: boolean
  mailboxes: boolean
  same: boolean
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
      <FirstThing view={props.view} may={props.may} />
      {listGroups(props.view, props.may).map(({ heading, parts }) => (
        <section>
          <h2>{heading}</h2>
          <DefinitionList items={parts} />
        </section>
      ))}
      <h2>{words.publicPage}</h2>
      <p>
        {stateOf(exercise)}. {exercise.isOpen && words.publicHint}
      </p>
      <p>
        <a href={door}>{`${props.origin}${door}`}</a>
      </p>
      <Fold summary={words.promised}>
        <DefinitionList
          items={[
            { term: words.facts.asked, detail: exercise.asked },
            { term: words.facts.whatHappens, detail: exercise.whatHappens },
            { term: words.facts.whoReads, detail: exercise.whoReads },
            { term: words.facts.readBy, detail: exercise.readBy },
          ].filter((item) => item.detail)}
        />
      </Fold>
      {props.view.ending && <RawWordsGo ending={props.view.ending} />}
      {props.may.change && <Actions exercise={exercise} />}
    </StaffPage>
  )
}

/** What waits most, in one button: somebody in danger, then files to check, then words to read. */
function FirstThing({ view, may }: { view: ExerciseView; may: MayOpen }) {
  const { counts } = view
  const { id } = view.exercise
  const waiting = [
    {
      is: may.concerns && counts.concerns > 0,
      href: listeningPaths.concerns(id),
      label: says.first.concerns,
    },
    { is: may.doors && counts.toCheck > 0, href: listeningPaths.doors(id), label: says.first.check },
    {
      is: may.review && (counts.second > 0 || (may.doors && counts.first > 0)),
      href: listeningPaths.review(id),
      label: says.first.review,
    },
  ].find(({ is }) => is)
  if (!waiting) return null
  return (
    <div class="buttons">
      <ButtonLink href={waiting.href} kind="primary">
        {waiting.label}
      </ButtonLink>
    </div>
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

type Part = { term: ComponentChildren; detail: ComponentChildren }

/** The parts in the order of the work. Of what somebody may not open only the figures stand there. */
function listGroups({ exercise, counts }: ExerciseView, may: MayOpen): { heading: string; parts: Part[] }[] {
  const { id } = exercise
  const open = (href: string, label: string, detail: string): Part => ({
    term: <a href={href}>{label}</a>,
    detail,
  })
  const figures = (isFree: boolean, href: string, label: string, detail: string): Part =>
    isFree ? open(href, label, detail) : { term: label, detail }
  const when = (isFree: boolean, href: string, label: string, detail: string): Part[] =>
    isFree ? [open(href, label, detail)] : []
  const { parts, groups } = says
  const files = [says.doors(counts.sources), says.toCheck(counts.toCheck)].filter(Boolean).join(' ')
  const reading = [says.review(counts.first, counts.second), says.unasked(counts.unasked)]
  return [
    {
      heading: groups.hear,
      parts: [
        figures(may.doors, listeningPaths.doors(id), parts.doors, files),
        ...when(may.doors, listeningPaths.sitting(id), parts.sitting, says.sitting),
        ...when(may.script, listeningPaths.script(id), parts.script, says.script),
        ...when(may.mailboxes, listeningPaths.mailboxes(id), parts.mailboxes, says.mailboxes),
      ],
    },
    {
      heading: groups.voices,
      parts: [
        open(listeningPaths.voices(id), parts.voices, says.voices(counts.voices)),
        ...when(may.same, listeningPaths.voicesSame(id), parts.same, says.same),
      ],
    },
    {
      heading: groups.read,
      parts: [
        figures(may.review, listeningPaths.review(id), parts.review, reading.filter(Boolean).join(' ')),
        open(listeningPaths.passages(id), parts.passages, says.reviewed(counts.reviewed)),
        ...when(may.concerns, listeningPaths.concerns(id), parts.concerns, says.concerns(counts.concerns)),
      ],
    },
    {
      heading: groups.make,
      parts: [
        open(listeningPaths.themes(id), parts.themes, says.themes(counts.themes)),
        open(listeningPaths.seriesOf(id), parts.series, says.series(counts.series)),
      ],
    },
    {
      heading: groups.people,
      parts: [
        ...when(may.change, listeningPaths.told(id), parts.told, says.told),
        ...when(may.concerns, listeningPaths.workplace(id), parts.workplace, says.workplace),
        ...when(may.payments, listeningPaths.payments(id), parts.payments, says.payments),
        open(listeningPaths.requests(id), parts.requests, says.requests),
      ],
    },
  ]
}
