import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { ButtonLink, Buttons, Checkbox, Form, Hidden, TextArea } from '../../ui/form.tsx'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { MannerFields } from '../consent/manners.page.tsx'
import { nameDoor } from '../doors/say.page.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { VoiceCount } from '../exercises/people.ts'
import type { TypedAnswers } from './voices.form.ts'
import type { Voice } from './voices.ts'
import { voicesWords } from './voices.words.ts'

const words = voicesWords['en-GB']

export type VoicesProps = {
  frame: Frame
  exercise: { id: string; title: string }
  count: VoiceCount
  voices: readonly Voice[]
  /** Took their words back; what is printed of them waits for the monthly rebuild. */
  waiting: readonly { id: string; number: number }[]
  next: number | null
  /** The addresses of this page of the list: to read, and with boxes to tick. */
  here: { read: string; tick: string }
  /** Whether this page starts in the middle of the list. */
  isFurther: boolean
  canChange: boolean
  /** Whether answers are to be ticked. */
  isTicking: boolean
  typed?: TypedAnswers | undefined
  problems?: readonly FieldProblem[] | undefined
}

export function VoicesPage(props: VoicesProps) {
  const { exercise, voices, next } = props
  const list = listeningPaths.voices(exercise.id)
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      problems={props.problems}
      done={words.done}
    >
      {voices.length === 0 ? (
        <Empty what={words.empty} why={words.emptyWhy} />
      ) : (
        <>
          <p>{words.count(props.count)}</p>
          {props.isTicking ? <AnswersForm {...props} /> : <VoicesList {...props} />}
          <Pager
            previous={props.isFurther ? { href: list, label: words.fromFirst } : undefined}
            next={next === null ? undefined : { href: `${list}?after=${next}` }}
          />
        </>
      )}
      {props.canChange && <Waiting waiting={props.waiting} />}
    </StaffPage>
  )
}

function Waiting({ waiting }: Pick<VoicesProps, 'waiting'>) {
  const said = words.waiting
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{said.heading}</h2>
      <p>{said.lead}</p>
      <ul>
        {waiting.map((voice) => (
          <li>
            <a href={listeningPaths.voiceWithdraw(voice.id)}>{said.open(voice.number)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function VoicesList(props: VoicesProps) {
  return (
    <>
      {props.canChange && (
        <>
          <div class="buttons">
            <ButtonLink href={props.here.tick} kind="primary">
              {words.toTick}
            </ButtonLink>
            <ButtonLink href={listeningPaths.voicesSame(props.exercise.id)} kind="quiet">
              {words.toSame}
            </ButtonLink>
          </div>
          <p class="soft">{words.labelsHint}</p>
        </>
      )}
      <VoicesTable {...props} />
    </>
  )
}

function AnswersForm(props: VoicesProps) {
  const { problems = [], typed } = props
  const said = words.agreed
  return (
    <Form action={props.here.tick}>
      <p>{said.lead}</p>
      <p class="soft">{said.means}</p>
      <VoicesTable {...props} />
      <MannerFields typed={typed} problems={problems} />
      <p>
        <a href={listeningPaths.script(props.exercise.id)}>{words.script}</a>
      </p>
      <TextArea
        name="how"
        label={said.label}
        hint={said.example}
        error={findSentence(problems, 'how')}
        value={typed?.how}
        rows={3}
        maxLength={500}
        autocomplete="off"
      />
      <Buttons primary={said.button}>
        <ButtonLink href={props.here.read}>{said.leave}</ButtonLink>
      </Buttons>
    </Form>
  )
}

function VoicesTable(props: VoicesProps) {
  const { columns } = words
  return (
    <Table
      caption={words.caption}
      captionUnseen
      columns={[columns.voice, ...(props.isTicking ? [] : [columns.said]), columns.agreed].map((label) => ({
        label,
      }))}
      rows={props.voices.map((voice) => [
        <NumberAndLabels voice={voice} isLink={props.canChange} />,
        ...(props.isTicking ? [] : [`${listDoors(voice)}: ${words.said(voice.passages, voice.words)}`]),
        voice.part !== 'contributor' ? words.parts[voice.part] : <Answers voice={voice} {...props} />,
      ])}
    />
  )
}

function NumberAndLabels({ voice, isLink }: { voice: Voice; isLink: boolean }) {
  const number = words.number(voice.number)
  return (
    <>
      {isLink ? <a href={listeningPaths.voice(voice.id)}>{number}</a> : number}
      {voice.labels?.map((label) => (
        <div class="soft">{label}</div>
      ))}
    </>
  )
}

function Answers(props: VoicesProps & { voice: Voice }) {
  return props.isTicking ? <AnswerBoxes {...props} /> : <>{listUses(props.voice)}</>
}

function AnswerBoxes({ voice, typed, problems = [] }: VoicesProps & { voice: Voice }) {
  const { standing } = voice
  const was = [standing.read && 'read', standing.quote && 'quote', voice.number].filter(Boolean).join(' ')
  return (
    <>
      <Hidden name={`was-${voice.id}`} value={was} />
      <div class="inline">
        {(['read', 'quote'] as const).map((use) => (
          <Checkbox
            name={`${use}-${voice.id}`}
            label={
              <>
                {words.uses[use]}
                <span class="unseen"> {words.about(voice.number)}</span>
              </>
            }
            checked={typed ? typed.ticked.has(`${use}-${voice.id}`) : standing[use]}
            error={findSentence(problems, `${use}-${voice.id}`)}
          />
        ))}
      </div>
    </>
  )
}

/** The doors a voice came by, in words. */
export function listDoors(voice: Voice): string {
  return voice.doors.map(nameDoor).join(', ')
}

export function listUses({ standing }: Voice): string {
  const uses = (['read', 'quote'] as const).filter((use) => standing[use]).map((use) => words.uses[use])
  return uses.join(', ') || words.nothingAgreed
}
