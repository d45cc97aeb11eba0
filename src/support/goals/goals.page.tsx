import type { FieldProblem } from '../../platform/http/fields.ts'
import { Fold } from '../../ui/fold.tsx'
import { Button, Buttons, Form } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords, shorten, splitLines } from '../../ui/words.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { TypedSaid } from './goals.form.ts'
import type { Goal } from './goals.ts'
import { goalsWords } from './goals.words.ts'
import { Order } from './order.page.tsx'
import { SaidBeside, SaidFields, SaidWords } from './said.page.tsx'
import type { State } from './states.ts'
import type { Suggestion } from './suggestions.ts'

const words = goalsWords['en-GB']

export function GoalsPage(props: {
  frame: SpaceFrame
  goals: readonly Goal[]
  suggestions: readonly Suggestion[]
  typed: TypedSaid
  isOrdering: boolean
  problems?: readonly FieldProblem[] | undefined
}) {
  const { goals, typed, problems = [] } = props
  const those = (state: State) => goals.filter((goal) => goal.state === state)
  const open = those('open')
  return (
    <SpacePage frame={props.frame} heading={words.heading} problems={problems} done={words.said}>
      <p class="lead">{words.lead}</p>
      {props.suggestions.map((one) => (
        <OneSuggestion suggestion={one} goals={goals} />
      ))}
      {goals.length === 0 && <Empty what={words.none} why={words.noneWhy} />}
      {open.length > 0 && <GoalLines goals={open} />}
      <h2>{words.addHeading}</h2>
      <Form action={supportPaths.addGoal}>
        <SaidFields typed={typed} label={words.words} isStep={false} problems={problems} />
        <Buttons primary={words.add} />
      </Form>
      <p class="soft">{words.whoReads}</p>
      <Order things={open} action={supportPaths.goalPlace} isOpen={props.isOrdering} />
      <Below summary={words.done} goals={those('done')} />
      <Below summary={words.putDown} goals={those('put-down')} why={words.putDownWhy} />
      {goals.length > 0 && <TakeCopy />}
    </SpacePage>
  )
}

function GoalLines(props: { goals: readonly Goal[] }) {
  return (
    <ul class="lines">
      {props.goals.map((goal) => (
        <li>
          <a href={supportPaths.goal(goal.id)}>
            <SaidWords said={goal.said} as="span" />
          </a>
          <SaidBeside said={goal.said} />
          <OpenSteps goal={goal} />
        </li>
      ))}
    </ul>
  )
}

function OpenSteps({ goal }: { goal: Goal }) {
  const open = goal.steps.filter((step) => step.state === 'open')
  if (open.length === 0) return null
  return (
    <ul>
      {open.map((step) => (
        <li>
          <SaidWords said={step.said} as="span" />
        </li>
      ))}
    </ul>
  )
}

function Below(props: { summary: string; goals: readonly Goal[]; why?: string | undefined }) {
  if (props.goals.length === 0) return null
  return (
    <Fold summary={props.summary}>
      <GoalLines goals={props.goals} />
      {props.why && <p class="soft">{props.why}</p>}
    </Fold>
  )
}

function OneSuggestion(props: { suggestion: Suggestion; goals: readonly Goal[] }) {
  const { id, by, words: said, goalId } = props.suggestion
  const goal = props.goals.find((one) => one.id === goalId)
  const about = words.about(shorten(said, 40))
  return (
    <section class="guest">
      <h2>{words.suggestedBy(by)}</h2>
      <p>{splitLines(said)}</p>
      {goal && (
        <p class="soft">
          {words.suggestedStep} <PersonWords as="span">{goal.said.words}</PersonWords>
        </p>
      )}
      <Form action={supportPaths.answerSuggestion(id)}>
        <div class="buttons">
          <Button name="answer" value="yes" about={about}>
            {words.yes}
          </Button>
          <Button name="answer" value="no" about={about}>
            {words.no}
          </Button>
        </div>
      </Form>
      <p class="soft">{words.suggestedWhy}</p>
    </section>
  )
}

function TakeCopy() {
  return (
    <>
      <p>
        <a href={supportPaths.goalsFile} download="my-page.json">
          {words.file}
        </a>
      </p>
      <p class="soft">{words.fileWhy}</p>
    </>
  )
}
