import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Fold } from '../../ui/fold.tsx'
import { Button, Buttons, Form, Hidden, Select, TextArea } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { shorten, splitLines } from '../../ui/words.tsx'
import { supportPaths } from '../paths.ts'
import type { TypedBrought } from './goals.form.ts'
import type { Goal } from './goals.ts'
import { guestGoalsWords } from './guest-goals.words.ts'
import { OneOrOwnWords, SaidBeside, SaidWords } from './said.page.tsx'
import type { State } from './states.ts'
import type { Suggestion } from './suggestions.ts'

const words = guestGoalsWords['en-GB']

/** What a coach brings: a suggestion, or words typed beside the person. */
export type Brought = 'suggest' | 'together'

const actions = { suggest: supportPaths.guestSuggest, together: supportPaths.guestTogether }

export function GuestGoalsPage(props: {
  frame: Frame
  spaceId: string
  name: string
  goals: readonly Goal[]
  suggestions: readonly Suggestion[]
  typed: Readonly<Record<Brought, TypedBrought>>
  problems?: readonly FieldProblem[] | undefined
  wrong?: Brought | undefined
}) {
  const { spaceId, goals, name, suggestions, problems = [], wrong } = props
  const open = goals.filter((goal) => goal.state === 'open')
  const done = goals.filter((goal) => goal.state === 'done')
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      heading={words.heading(name)}
      lead={words.lead}
      breadcrumbs={[{ href: supportPaths.guest(spaceId), label: name }]}
      problems={problems.map((one) => ({ ...one, href: `#${wrong}-${one.field}` }))}
      done={words.said}
    >
      {open.length + done.length === 0 ? (
        <Empty what={words.none} why={words.noneWhy} />
      ) : (
        <GoalLines goals={open} />
      )}
      {done.length > 0 && (
        <Fold summary={words.done}>
          <GoalLines goals={done} />
        </Fold>
      )}
      {suggestions.length > 0 && <Waiting spaceId={spaceId} suggestions={suggestions} />}
      {(['suggest', 'together'] as const).map((form) => (
        <Fold summary={words[form].heading} id={form} open={wrong === form}>
          <p>{words[form].lead}</p>
          <Form action={actions[form](spaceId)}>
            <BroughtFields
              form={form}
              goals={open}
              typed={props.typed[form]}
              problems={wrong === form ? problems : []}
            />
            <Buttons>
              <Button>{words[form].button}</Button>
            </Buttons>
          </Form>
        </Fold>
      ))}
    </StaffPage>
  )
}

function GoalLines(props: { goals: readonly Goal[] }) {
  return (
    <ul class="lines">
      {props.goals.map((goal) => (
        <li>
          <SaidWords said={goal.said} />
          <SaidBeside said={goal.said} />
          <StepLines goal={goal} state="open" />
          {goal.steps.some((step) => step.state === 'done') && (
            <Fold summary={words.stepsDone}>
              <StepLines goal={goal} state="done" />
            </Fold>
          )}
        </li>
      ))}
    </ul>
  )
}

function StepLines(props: { goal: Goal; state: State }) {
  const steps = props.goal.steps.filter((step) => step.state === props.state)
  if (steps.length === 0) return null
  return (
    <ul>
      {steps.map((step) => (
        <li>
          <SaidWords said={step.said} />
          <SaidBeside said={step.said} />
        </li>
      ))}
    </ul>
  )
}

function Waiting(props: { spaceId: string; suggestions: readonly Suggestion[] }) {
  return (
    <>
      <h2>{words.waiting}</h2>
      <ul class="lines">
        {props.suggestions.map(({ id, words: said }) => (
          <li>
            {splitLines(said)}
            <Form action={supportPaths.guestTakeBack(props.spaceId, id)}>
              <Button kind="quiet" about={words.about(shorten(said, 40))}>
                {words.takeBack}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      <p class="soft">{words.waitingWhy}</p>
    </>
  )
}

/** Two such forms stand on one page, so that each field has an id of its own. */
function BroughtFields(props: {
  form: Brought
  goals: readonly Goal[]
  typed: TypedBrought
  problems: readonly FieldProblem[]
}) {
  const { form, typed, problems } = props
  const field = (name: string) => ({ name, id: `${form}-${name}`, error: findSentence(problems, name) })
  return (
    <>
      <TextArea
        {...field('words')}
        label={words[form].words}
        value={typed.words}
        rows={3}
        autocomplete="off"
        own={form === 'together'}
      />
      <Select
        {...field('goal')}
        label={words.what}
        empty={words.aGoal}
        options={props.goals.map(({ id, said }) => ({
          value: id,
          label: words.aStep(shorten(said.words, 60)),
        }))}
        value={typed.goalId ?? ''}
      />
      {form === 'together' && (
        <OneOrOwnWords
          one={{
            ...field('who'),
            label: words.whoDoes,
            choices: words.whoChoices,
            open: words.open,
            value: typed.who,
          }}
          own={{ ...field('with'), label: words.withWhom, value: typed.withWhom }}
        />
      )}
      <Hidden name="sending" value={typed.sending} />
    </>
  )
}
