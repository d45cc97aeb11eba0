import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Checkbox, Form, Hidden, Select, TextArea } from '../../ui/form.tsx'
import { DefinitionList, Empty, Pager, Table } from '../../ui/table.tsx'
import { doorsWords } from '../doors/doors.words.ts'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { TypedAnswers } from './voices.form.ts'
import type { Voice } from './voices.ts'
import { voicesWords } from './voices.words.ts'

const words = voicesWords['en-GB']
const doors: Readonly<Record<string, string>> = doorsWords['en-GB'].doors

export type VoicesProps = {
  frame: Frame
  exercise: { id: string; title: string }
  count: { people: number; facilitators: number }
  voices: readonly Voice[]
  next: number | null
  /** The address of this page of the list. */
  here: string
  canChange: boolean
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
          <p>{words.count(props.count.people, props.count.facilitators)}</p>
          {props.canChange ? <AnswersForm {...props} /> : <VoicesTable {...props} />}
          <Pager next={next === null ? undefined : { href: `${list}?after=${next}` }} />
        </>
      )}
    </StaffPage>
  )
}

export type VoiceProps = {
  frame: Frame
  exercise: { id: string; title: string }
  voice: Voice
  others: readonly Voice[]
  next: number | null
  typed?: { other: string } | undefined
  problems?: readonly FieldProblem[] | undefined
}

export function VoicePage(props: VoiceProps) {
  const { exercise, voice } = props
  const said = words.voice
  return (
    <StaffPage
      frame={props.frame}
      title={words.number(voice.number)}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.voices(exercise.id),
        label: words.title,
      })}
      problems={props.problems}
      done={words.done}
    >
      <DefinitionList
        items={[
          { term: said.labels, detail: voice.labels?.length ? voice.labels.join(', ') : said.noLabels },
          { term: said.doors, detail: listDoors(voice) },
          { term: said.said, detail: words.said(voice.passages, voice.words) },
          { term: said.agreed, detail: listUses(voice) },
        ]}
      />
      <section aria-labelledby="part">
        <h2 id="part">{said.partHeading}</h2>
        <p>{said.partLead[voice.part]}</p>
        <Form action={listeningPaths.voicePart(voice.id)}>
          <Hidden name="part" value={voice.part === 'contributor' ? 'facilitator' : 'contributor'} />
          <Button>{voice.part === 'contributor' ? said.makeFacilitator : said.makeContributor}</Button>
        </Form>
      </section>
      <JoinSection {...props} />
      <section aria-labelledby="withdraw">
        <h2 id="withdraw">{said.withdrawHeading}</h2>
        <p>
          <a href={listeningPaths.voiceWithdraw(voice.id)}>{said.withdraw}</a>
        </p>
      </section>
    </StaffPage>
  )
}

function AnswersForm(props: VoicesProps) {
  const { problems = [], typed } = props
  const said = words.agreed
  return (
    <Form action={props.here}>
      <p>{said.lead}</p>
      <p class="soft">
        {said.means} {words.labelsHint}
      </p>
      <VoicesTable {...props} />
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
      <Buttons primary={said.button} />
    </Form>
  )
}

function VoicesTable(props: VoicesProps) {
  const { columns } = words
  return (
    <Table
      caption={words.caption}
      captionUnseen
      columns={[columns.voice, columns.doors, columns.said, columns.part, columns.agreed].map((label) => ({
        label,
      }))}
      rows={props.voices.map((voice) => [
        <NumberAndLabels voice={voice} isLink={props.canChange} />,
        listDoors(voice),
        words.said(voice.passages, voice.words),
        words.parts[voice.part],
        voice.part === 'facilitator' ? null : <Answers voice={voice} {...props} />,
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
  return props.canChange ? <AnswerBoxes {...props} /> : <>{listUses(props.voice)}</>
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

function JoinSection({ voice, others, next, typed, problems = [] }: VoiceProps) {
  const said = words.voice
  return (
    <section aria-labelledby="join">
      <h2 id="join">{said.joinHeading}</h2>
      {others.length === 0 ? (
        <p>{said.nobodyElse}</p>
      ) : (
        <Form action={listeningPaths.voice(voice.id)}>
          <p>{said.joinLead}</p>
          <Select
            name="other"
            label={said.joinLabel}
            error={findSentence(problems, 'other')}
            value={typed?.other}
            options={others.map((other) => ({
              value: other.id,
              label: said.other(other.number, other.labels ?? [], listDoors(other), other.passages),
            }))}
          />
          <Pager
            next={
              next === null ? undefined : { href: `${listeningPaths.voice(voice.id)}?after=${next}#join` }
            }
          />
          <Button>{said.joinButton}</Button>
        </Form>
      )}
    </section>
  )
}

function listDoors(voice: Voice): string {
  return voice.doors.map((door) => doors[door] ?? door).join(', ')
}

function listUses({ standing }: Voice): string {
  const uses = (['read', 'quote'] as const).filter((use) => standing[use]).map((use) => words.uses[use])
  return uses.join(', ') || words.nothingAgreed
}
