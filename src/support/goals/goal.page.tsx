import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Fold } from '../../ui/fold.tsx'
import { Button, ButtonLink, Buttons, Form, Hidden, Select } from '../../ui/form.tsx'
import { shorten } from '../../ui/words.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { TypedSaid } from './goals.form.ts'
import type { Goal, WholeGoal } from './goals.ts'
import { goalsWords } from './goals.words.ts'
import type { Mark } from './marks.ts'
import { Order } from './order.page.tsx'
import { SaidBeside, SaidFields, SaidWords } from './said.page.tsx'
import type { State } from './states.ts'
import type { Step } from './steps.ts'
import type { Wording } from './wordings.ts'

const words = goalsWords['en-GB']

/** What can be done in each state: equal buttons, each one tap. */
const nextStates: Readonly<Record<State, readonly State[]>> = {
  open: ['done', 'put-down'],
  done: ['open'],
  'put-down': ['open'],
}

/** How many numbers one page shows; all of them are in the file. */
const marksShown = 30

export function GoalPage(props: {
  frame: SpaceFrame
  goal: WholeGoal
  typed: TypedSaid
  /** Names the form with a number. */
  sending: string
  isOrdering: boolean
  problems?: readonly FieldProblem[] | undefined
}) {
  const { goal, problems = [] } = props
  const { id, said } = goal
  const markProblem = findSentence(problems, 'mark')
  return (
    <SpacePage frame={props.frame} heading={words.heading} problems={problems} done={words.said}>
      <SaidWords said={said} />
      <SaidBeside said={said} />
      <p class="soft">{sayWhen(goal)}</p>
      <StateButtons
        state={goal.state}
        action={supportPaths.goalState(id)}
        change={supportPaths.goalWords(id)}
        remove={said.hand === 'mine' ? null : supportPaths.removeGoal(id)}
        about={null}
      />
      {goal.state === 'open' && <p class="soft">{words.putDownHint}</p>}
      <h2>{words.steps}</h2>
      <Steps steps={goal.steps} />
      <Fold summary={words.addStep} id="add" open={problems.length > 0 && !markProblem}>
        <Form action={supportPaths.addStep(id)}>
          <SaidFields
            typed={props.typed}
            label={words.stepWords}
            isStep
            problems={markProblem ? [] : problems}
          />
          <Buttons primary={words.add} />
        </Form>
        <p class="soft">{words.whoReads}</p>
      </Fold>
      <Order
        things={goal.steps.filter((step) => step.state === 'open')}
        action={supportPaths.stepPlace}
        isOpen={props.isOrdering}
      />
      <Marks
        goalId={id}
        marks={goal.marks}
        sending={props.sending}
        problem={markProblem}
        isOpen={markProblem !== undefined || props.frame.done === 'number'}
      />
      <Earlier
        standing={said}
        wordings={goal.wordings}
        again={supportPaths.goalEarlier(id)}
        letGo={(wordingId) => supportPaths.letGoalWordsGo(id, wordingId)}
      />
      <Fold summary={words.removeFold}>
        <p>{words.removeLead}</p>
        <Form action={supportPaths.removeGoal(id)}>
          <Buttons>
            <Button>{words.remove}</Button>
          </Buttons>
        </Form>
      </Fold>
      <p>
        <a href={supportPaths.goals}>{words.back}</a>
      </p>
    </SpacePage>
  )
}

/** A step by itself, to say it anew. */
export function StepPage(props: {
  frame: SpaceFrame
  step: Step & { wordings: readonly Wording[] }
  typed: TypedSaid
  problems?: readonly FieldProblem[] | undefined
}) {
  const { step, problems = [] } = props
  const { id } = step
  return (
    <SpacePage frame={props.frame} heading={words.stepHeading} problems={problems} done={words.said}>
      <SaidBeside said={step.said} />
      <Form action={supportPaths.step(id)}>
        <SaidFields typed={props.typed} label={words.stepWords} isStep problems={problems} />
        <SaveOrBack back={supportPaths.goal(step.goalId)} />
      </Form>
      <Earlier
        standing={step.said}
        wordings={step.wordings}
        again={supportPaths.stepEarlier(id)}
        letGo={(wordingId) => supportPaths.letStepWordsGo(id, wordingId)}
      />
      <Fold summary={words.removeFold}>
        <p>{words.removeLead}</p>
        <Form action={supportPaths.removeStep(id)}>
          <Buttons>
            <Button>{words.remove}</Button>
          </Buttons>
        </Form>
      </Fold>
    </SpacePage>
  )
}

export function ChangeGoalPage(props: {
  frame: SpaceFrame
  goal: Goal
  typed: TypedSaid
  problems?: readonly FieldProblem[] | undefined
}) {
  const { goal, problems = [] } = props
  return (
    <SpacePage frame={props.frame} heading={words.changeHeading} problems={problems}>
      <p class="lead">{words.changeLead}</p>
      <Form action={supportPaths.goalWords(goal.id)}>
        <SaidFields typed={props.typed} label={words.words} isStep={false} problems={problems} />
        <SaveOrBack back={supportPaths.goal(goal.id)} />
      </Form>
      <p class="soft">{words.whoReads}</p>
    </SpacePage>
  )
}

function SaveOrBack(props: { back: string }) {
  return (
    <Buttons primary={words.save}>
      <ButtonLink href={props.back} kind="quiet">
        {words.back}
      </ButtonLink>
    </Buttons>
  )
}

function sayWhen(goal: Goal): string {
  if (goal.state === 'done') return words.doneOn(goal.changedAt)
  if (goal.state === 'put-down') return words.putDownOn(goal.changedAt)
  return words.writtenOn(goal.said.writtenAt)
}

/** Equal buttons. What a coach typed, or suggested, goes in one tap as well. */
function StateButtons(props: {
  state: State
  action: string
  change: string
  remove: string | null
  about: string | null
}) {
  const about = props.about === null ? undefined : words.about(shorten(props.about, 40))
  return (
    <Form action={props.action}>
      <div class="buttons">
        {nextStates[props.state].map((state) => (
          <Button name="state" value={state} about={about}>
            {words.buttons[state]}
          </Button>
        ))}
        <ButtonLink href={props.change}>
          {words.change}
          {about !== undefined && <span class="unseen"> {about}</span>}
        </ButtonLink>
        {props.remove !== null && (
          <Button formAction={props.remove} about={about}>
            {words.remove}
          </Button>
        )}
      </div>
    </Form>
  )
}

function Steps(props: { steps: readonly Step[] }) {
  const those = (state: State) => props.steps.filter((step) => step.state === state)
  const [open, done, down] = [those('open'), those('done'), those('put-down')]
  return (
    <>
      {props.steps.length === 0 && <p class="soft">{words.stepsNone}</p>}
      {open.length > 0 && <StepLines steps={open} />}
      {done.length > 0 && (
        <Fold summary={words.stepsDone}>
          <StepLines steps={done} />
        </Fold>
      )}
      {down.length > 0 && (
        <Fold summary={words.stepsPutDown}>
          <StepLines steps={down} />
        </Fold>
      )}
    </>
  )
}

function StepLines(props: { steps: readonly Step[] }) {
  return (
    <ul class="lines">
      {props.steps.map(({ id, state, said }) => (
        <li>
          <SaidWords said={said} />
          <SaidBeside said={said} />
          <StateButtons
            state={state}
            action={supportPaths.stepState(id)}
            change={supportPaths.step(id)}
            remove={said.hand === 'mine' ? null : supportPaths.removeStep(id)}
            about={said.words}
          />
        </li>
      ))}
    </ul>
  )
}

function Marks(props: {
  goalId: string
  marks: readonly Mark[]
  sending: string
  problem: string | undefined
  isOpen: boolean
}) {
  const { goalId, marks, problem } = props
  return (
    <Fold summary={words.marks} id="numbers" open={props.isOpen}>
      <p>{words.marksLead}</p>
      {marks.length > 0 && (
        <ul class="lines">
          {marks.slice(0, marksShown).map(({ id, mark, saidAt }) => (
            <li>
              <Form action={supportPaths.removeMark(goalId, id)}>
                <strong>{mark}</strong> {words.on(saidAt)}{' '}
                <Button kind="quiet" about={words.about(`${mark}, ${words.on(saidAt)}`)}>
                  {words.remove}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form action={supportPaths.goalMarks(goalId)}>
        <Select
          name="mark"
          label={words.mark}
          empty={words.markChoose}
          options={Array.from({ length: 11 }, (_, mark) => ({ value: String(mark), label: String(mark) }))}
          error={problem}
        />
        <Hidden name="sending" value={props.sending} />
        <Buttons>
          <Button>{words.save}</Button>
        </Buttons>
      </Form>
    </Fold>
  )
}

/** Words of before: each can stand again, or be let go alone. What cannot be undone stands behind its name. */
function Earlier(props: {
  standing: Wording
  wordings: readonly Wording[]
  again: string
  letGo: (wordingId: string) => string
}) {
  const others = props.wordings.filter((one) => one.number !== props.standing.number)
  if (others.length === 0) return null
  return (
    <Fold summary={words.earlier}>
      <ul class="lines">
        {others.map((one) => (
          <li>
            <SaidWords said={one} />
            <SaidBeside said={one} />
            <p class="soft">{words.on(one.writtenAt)}</p>
            <WordingForm action={props.again} wording={one} label={words.again} />
            <Fold summary={words.letGo}>
              <p>{words.letGoHint}</p>
              <WordingForm action={props.letGo(one.id)} wording={one} label={words.letGoYes} />
            </Fold>
          </li>
        ))}
      </ul>
    </Fold>
  )
}

function WordingForm(props: { action: string; wording: Wording; label: string }) {
  const { wording } = props
  return (
    <Form action={props.action}>
      <Buttons>
        <Button name="number" value={String(wording.number)} about={words.about(shorten(wording.words, 40))}>
          {props.label}
        </Button>
      </Buttons>
    </Form>
  )
}
