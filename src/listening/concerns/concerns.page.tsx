import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import {
  Button,
  ButtonLink,
  Buttons,
  Checkbox,
  Checkboxes,
  Choices,
  Form,
  Select,
  TextArea,
} from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Empty, Table } from '../../ui/table.tsx'
import { Telephone } from '../../ui/telephone.tsx'
import { Marked, PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { grounds, listSentences, outcomes } from './concerns.form.ts'
import type { Concern, ConcernView, WhoIsTold } from './concerns.ts'
import { concernsWords } from './concerns.words.ts'

const words = concernsWords['en-GB']

type ExerciseName = { id: string; title: string }
type Problems = { problems?: readonly FieldProblem[] | undefined }

/** Marks a stretch of a passage. What to ring comes before anything to fill in. */
export function MarkConcernPage(
  props: Problems & {
    frame: Frame
    exercise: ExerciseName
    passage: { passageId: string; number: number; verbatim: string }
    toldTo: string
    lines: readonly { name: string; number: string }[]
    ticked?: readonly string[] | undefined
    note?: string | undefined
  },
) {
  const { passage, toldTo } = props
  const problems = props.problems ?? []
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.mark.lead(toldTo)}
      breadcrumbs={exerciseCrumbs(props.exercise)}
      problems={problems}
      done={words.done}
    >
      <WhomToRing lines={props.lines} />
      <Form action={listeningPaths.markConcern(passage.passageId)}>
        <Checkboxes
          name="word"
          label={words.mark.choose}
          error={findSentence(problems, 'word')}
          options={listSentences(passage.verbatim).map(({ value, text }) => ({
            value,
            label: <PersonWords as="span">{text}</PersonWords>,
          }))}
          values={props.ticked}
        />
        <TextArea
          name="note"
          label={words.mark.note}
          hint={words.mark.noteHint}
          error={findSentence(problems, 'note')}
          value={props.note}
          rows={3}
          optional
        />
        <Buttons primary={words.mark.button(toldTo)}>
          <ButtonLink href={listeningPaths.passages(props.exercise.id)}>{words.mark.back}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}

/** Whom to ring this minute; the first number everybody knows is in the sentence. */
function WhomToRing(props: { lines: readonly { name: string; number: string }[] }) {
  const further = props.lines.filter(({ number }) => number !== '999')
  return (
    <p>
      {words.mark.ring} <Telephone number="999" />
      {further.map((line) => (
        <>
          , {line.name} <Telephone number={line.number} />
        </>
      ))}
      .
    </p>
  )
}

export function ConcernsPage(
  props: Problems & {
    frame: Frame
    exercise: ExerciseName
    concerns: readonly Concern[]
    who: WhoIsTold
    now: Date
    mayChoose: boolean
  },
) {
  const { person, isChosen, others } = props.who
  const problems = props.problems ?? []
  return (
    <StaffPage
      frame={props.frame}
      title={words.listTitle}
      lead={words.listLead}
      breadcrumbs={exerciseCrumbs(props.exercise)}
      problems={problems}
      done={words.done}
    >
      {props.concerns.length === 0 ? (
        <Empty what={words.none} why={words.noneWhy} />
      ) : (
        <Table
          caption={words.caption}
          captionUnseen
          columns={[
            { label: words.columns.marked },
            { label: words.columns.by },
            { label: words.columns.state },
          ]}
          rows={props.concerns.map((concern) => [
            <a href={listeningPaths.concern(concern.id)}>{sayDay(concern.markedAt)}</a>,
            concern.markedBy,
            sayState(concern, props.now),
          ])}
        />
      )}
      <h2>{words.person.heading}</h2>
      <p>
        {words.person.now(person.name)} {!isChosen && words.person.byDefault}
      </p>
      {props.mayChoose && others.length > 0 && (
        <Form action={listeningPaths.concernPerson(props.exercise.id)}>
          <Select
            name="person"
            label={words.person.choose}
            error={findSentence(problems, 'person')}
            options={others.map((member) => ({ value: member.accountId, label: member.name }))}
          />
          <Buttons>
            <Button>{words.person.button}</Button>
          </Buttons>
        </Form>
      )}
    </StaffPage>
  )
}

export function ConcernPage(
  props: Problems & {
    frame: Frame
    exercise: ExerciseName
    view: ConcernView
    now: Date
    typed?: Readonly<Record<string, string>> | undefined
  },
) {
  const { view, exercise } = props
  const { concern, marked } = view
  const says = words.view
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={says.since(concern.markedBy, sayAgo(concern.markedAt, props.now), sayDay(concern.markedAt))}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.concerns(exercise.id),
        label: words.listTitle,
      })}
      problems={props.problems}
      done={words.done}
    >
      <p>{sayTold(concern, props.now)}</p>
      {marked ? (
        <>
          <h2>{says.words}</h2>
          <p class="soft">{says.voice(marked.voiceNumber)}</p>
          <PersonWords>
            {marked.before}
            <Marked>{marked.text}</Marked>
            {marked.after}
          </PersonWords>
        </>
      ) : (
        <p>{words.empty}</p>
      )}
      {view.note && (
        <>
          <h2>{says.note}</h2>
          <p>{view.note}</p>
        </>
      )}
      {marked && <Tell {...props} />}
      {marked && <Identity {...props} />}
      <Answer {...props} />
    </StaffPage>
  )
}

type ViewProps = Parameters<typeof ConcernPage>[0]

function Answer({ view, problems = [], typed }: ViewProps) {
  const { concern } = view
  const says = words.view
  if (concern.outcome) {
    return (
      <section>
        <h2>{words.outcomes[concern.outcome]}</h2>
        <p class="soft">{says.answered(concern.answeredBy ?? words.somebody, sayDay(concern.answeredAt!))}</p>
        {view.answer && <p>{view.answer}</p>}
      </section>
    )
  }
  return (
    <Fold summary={says.answerHeading} open={has(problems, 'outcome', 'answer')}>
      <Form action={listeningPaths.concernAnswer(concern.id)}>
        <Choices
          name="outcome"
          label={says.outcome}
          error={findSentence(problems, 'outcome')}
          options={outcomes.map((value) => ({ value, label: says.outcomes[value] }))}
          value={typed?.['outcome']}
        />
        <TextArea
          name="answer"
          label={says.answer}
          error={findSentence(problems, 'answer')}
          value={typed?.['answer']}
          rows={3}
        />
        <Buttons primary={says.answerButton} />
      </Form>
    </Fold>
  )
}

function Tell({ view, problems = [], typed }: ViewProps) {
  const says = words.view
  return (
    <>
      {view.tellings.map((telling) => (
        <section>
          <h2>{says.toldOn(sayDay(telling.at))}</h2>
          <p>{telling.words}</p>
        </section>
      ))}
      <Fold summary={says.tell} open={has(problems, 'words', 'safe')}>
        <p>{says.tellLead}</p>
        <Form action={listeningPaths.concernTell(view.concern.id)}>
          <TextArea
            name="words"
            label={says.tellWords}
            hint={says.tellHint}
            error={findSentence(problems, 'words')}
            value={typed?.['words']}
            rows={4}
          />
          <Checkbox name="safe" label={says.tellSafe} error={findSentence(problems, 'safe')} />
          <Buttons>
            <Button>{says.tellButton}</Button>
          </Buttons>
        </Form>
      </Fold>
    </>
  )
}

function Identity({ view, problems = [], typed }: ViewProps) {
  const says = words.view
  if (view.labels === null) {
    return (
      <Fold summary={says.who} open={has(problems, 'ground', 'reason')}>
        <p>{says.whoSafe}</p>
        <p>{says.whoLead}</p>
        <Form action={listeningPaths.concernOpen(view.concern.id)}>
          <Choices
            name="ground"
            label={says.ground}
            error={findSentence(problems, 'ground')}
            options={grounds.map((value) => ({ value, label: says.grounds[value] }))}
            value={typed?.['ground']}
          />
          <TextArea
            name="reason"
            label={says.reason}
            error={findSentence(problems, 'reason')}
            value={typed?.['reason']}
            rows={3}
          />
          <Buttons>
            <Button>{says.openButton}</Button>
          </Buttons>
        </Form>
      </Fold>
    )
  }
  return (
    <section>
      <h2>{says.who}</h2>
      {view.openings.map((opening) => (
        <>
          <p class="soft">{says.openedBy(opening.by, sayDay(opening.at), says.grounds[opening.ground])}</p>
          {opening.reason && <p>{opening.reason}</p>}
        </>
      ))}
      <h3>{says.labels}</h3>
      {view.labels.length === 0 ? (
        <p>{says.noLabels}</p>
      ) : (
        <ul>
          {view.labels.map((label) => (
            <li>
              <PersonWords as="span">{label}</PersonWords>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function has(problems: readonly FieldProblem[], ...fields: string[]): boolean {
  return problems.some(({ field }) => field !== null && fields.includes(field))
}

function sayTold(concern: Concern, now: Date): string {
  const says = words.view
  if (concern.outcome) return says.told(concern.toldTo, sayAgo(concern.toldAt ?? concern.markedAt, now))
  if (!concern.toldAt) return says.notTold(concern.toldTo)
  const told = says.told(concern.toldTo, sayAgo(concern.toldAt, now))
  const seen = concern.seenAt
    ? `${words.seen(concern.toldTo, sayAgo(concern.seenAt, now))}.`
    : says.seenNot(concern.toldTo)
  return `${told} ${seen}`
}

function sayState(concern: Concern, now: Date): string {
  if (concern.outcome) return words.outcomes[concern.outcome]
  const open = words.open(sayAgo(concern.markedAt, now))
  const looked = concern.seenAt
    ? words.seen(concern.toldTo, sayAgo(concern.seenAt, now))
    : words.waiting(concern.toldTo)
  return `${open}; ${looked}`
}

/** How long ago, in the largest whole unit. */
function sayAgo(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  if (minutes < 1) return words.ago.now
  if (minutes < 60) return words.ago.minutes(minutes)
  if (minutes < 48 * 60) return words.ago.hours(Math.floor(minutes / 60))
  return words.ago.days(Math.floor(minutes / (24 * 60)))
}

function sayDay(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    date,
  )
}
