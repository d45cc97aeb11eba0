import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { Button, Buttons, ButtonLink, Checkboxes, FileField, Form, TextArea } from '../../ui/form.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Empty, Table } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { OpenLine, SourceSummary, SourceView } from './doors.ts'
import { doorsWords } from './doors.words.ts'
import { heldWords } from './held.words.ts'

const words = doorsWords['en-GB']

type ExerciseName = { id: string; title: string }

export function DoorsPage(props: {
  frame: Frame
  exercise: ExerciseName
  publicAddress: string
  sources: readonly SourceSummary[]
  mayImport: boolean
  /** Contributions held back. */
  held: number
  problems?: readonly Problem[] | undefined
}) {
  const { exercise } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      problems={props.problems}
      done={words.done}
    >
      {props.mayImport && (
        <section>
          <h2>{words.bring.heading}</h2>
          <Form action={listeningPaths.importFile(exercise.id)} encType="multipart/form-data">
            <FileField
              name="file"
              label={words.bring.label}
              hint={words.bring.hint}
              error={props.problems?.find((problem) => problem.field === 'file')?.sentence}
              accept=".vtt,.srt,.txt,.md,.zip,.docx,.odt,.pdf,.xlsx,.ods,.csv,.tsv,.eml,.mbox,.json,.js,text/plain,text/csv,application/zip,application/pdf"
            />
            <Buttons primary={words.bring.button} />
          </Form>
        </section>
      )}
      {props.mayImport && (
        <section>
          <h2>{words.sitting.heading}</h2>
          <p>
            {words.sitting.lead} <a href={listeningPaths.sitting(exercise.id)}>{words.sitting.link}</a>
          </p>
          <p>
            {words.posts.lead} <a href={listeningPaths.posts(exercise.id)}>{words.posts.link}</a>
          </p>
          <p>
            {words.mailboxes.lead} <a href={listeningPaths.mailboxes(exercise.id)}>{words.mailboxes.link}</a>
          </p>
        </section>
      )}
      <section>
        <h2>{words.sources}</h2>
        {props.sources.length === 0 ? (
          <Empty what={words.none} why={words.noneWhy} />
        ) : (
          <Table
            caption={words.sources}
            captionUnseen
            columns={[
              { label: words.columns.file },
              { label: words.columns.door },
              { label: words.columns.passages, figures: true },
              { label: words.columns.when },
              { label: words.columns.state },
            ]}
            rows={props.sources.map((source) => [
              <a href={listeningPaths.source(source.id)}>{source.fileName ?? words.source.titleless}</a>,
              nameDoor(source.door),
              source.passages.toLocaleString('en-GB'),
              sayDay(source.broughtAt),
              words.states[source.state],
            ])}
          />
        )}
      </section>
      {props.held > 0 && (
        <p>
          <a href={listeningPaths.held(exercise.id)}>{heldWords['en-GB'].link(props.held)}</a>
        </p>
      )}
      <section>
        <h2>{words.publicPage}</h2>
        <p>
          <a href={props.publicAddress}>{props.publicAddress}</a>
        </p>
        <p class="soft">{words.publicPageHint}</p>
      </section>
    </StaffPage>
  )
}

export function SourcePage(props: {
  frame: Frame
  view: SourceView
  values?: { how: string } | undefined
  problems?: readonly Problem[] | undefined
}) {
  const { source, exercise, task, speakers } = props.view
  const crumbs = exerciseCrumbs(exercise, { href: listeningPaths.doors(exercise.id), label: words.title })
  const title = source.fileName ?? words.source.titleless
  if (source.state === 'arriving') {
    return (
      <StaffPage frame={props.frame} title={title} breadcrumbs={crumbs} refreshSeconds={3}>
        <Progress sentence={words.source.arriving(task?.done ?? 0, task?.total ?? 0)} />
      </StaffPage>
    )
  }
  if (source.state === 'failed') {
    return (
      <StaffPage frame={props.frame} title={title} breadcrumbs={crumbs} lead={words.source.failed}>
        <p>{source.failure}</p>
        <Buttons>
          <ButtonLink href={listeningPaths.doors(exercise.id)}>{words.title}</ButtonLink>
        </Buttons>
      </StaffPage>
    )
  }
  const isToCheck = source.state === 'to-check'
  return (
    <StaffPage
      frame={props.frame}
      title={title}
      lead={[
        `${nameDoor(source.door)}. ${words.source.summary(source.passages, speakers.length)}`,
        ...(isToCheck ? [words.source.check.lead] : []),
      ].join(' ')}
      breadcrumbs={crumbs}
      problems={props.problems}
      done={words.done}
    >
      <Dates source={source} />
      {isToCheck && source.format === 'table' && (
        <p>
          <a href={listeningPaths.sourceColumns(source.id)}>{words.source.toColumns}</a>
        </p>
      )}
      <Agreement {...props} />
      <Table
        caption={words.source.speakers}
        columns={[
          { label: words.source.speakersColumns.label },
          { label: words.source.speakersColumns.voice },
          { label: words.source.speakersColumns.standing, unseen: true },
        ]}
        rows={speakers.map((speaker) => [
          speaker.labels.length > 0 ? (
            <PersonWords as="span">{speaker.labels.join(', ')}</PersonWords>
          ) : (
            <span class="soft">{words.source.noLabel}</span>
          ),
          speaker.voiceNumber,
          sayStanding(speaker),
        ])}
      />
      <p>
        <a href={listeningPaths.voices(exercise.id)}>{words.source.toVoices}</a>
      </p>
      {isToCheck && (
        <>
          <Lines
            heading={words.source.notUnderstood}
            lead={words.source.notUnderstoodLead}
            count={source.notUnderstood}
            lines={props.view.notUnderstood}
          />
          <Lines
            heading={words.source.notices}
            lead={words.source.noticesLead}
            count={source.notices}
            lines={props.view.notices.filter((line) => !isOwnHeading(source, line))}
          />
          <Right source={source} />
        </>
      )}
      <p>
        <a href={listeningPaths.sourceRemove(source.id)}>{words.source.remove}</a>
      </p>
    </StaffPage>
  )
}

function Dates({ source }: { source: SourceSummary }) {
  if (!source.dayMonth || (source.format !== 'whatsapp' && source.format !== 'table')) return null
  return (
    <section>
      <p class="soft">{sayDates(source.dayMonth)}</p>
      {source.state === 'to-check' && !source.dayMonth.startsWith('year') && (
        <Form action={listeningPaths.sourceDates(source.id)}>
          <Buttons>
            <Button>{words.source.datesTurn}</Button>
          </Buttons>
        </Form>
      )}
    </section>
  )
}

function Right({ source }: { source: SourceSummary }) {
  const says = words.source.check
  return (
    <section>
      <h2>{says.heading}</h2>
      <p>{source.howAgreed === null ? says.first : says.what}</p>
      {source.howAgreed !== null && (
        <Form action={listeningPaths.sourceRight(source.id)}>
          <Buttons primary={says.button} />
        </Form>
      )}
    </section>
  )
}

function Agreement(props: {
  view: SourceView
  values?: { how: string } | undefined
  problems?: readonly Problem[] | undefined
}) {
  const { source, speakers } = props.view
  const says = words.source.agreed
  const errorOf = (field: string) => props.problems?.find((problem) => problem.field === field)?.sentence
  const options = [
    { value: 'read', label: says.read },
    { value: 'quote', label: says.quote },
  ]
  const form = (
    <Form action={listeningPaths.sourceAgreed(source.id)}>
      <Checkboxes name="everybody" label={says.everybody} options={options} error={errorOf('everybody')} />
      {speakers.length > 1 &&
        speakers
          .slice(0, 60)
          .map((speaker) => (
            <Checkboxes
              name={`voice-${speaker.voiceId}`}
              label={says.one(speaker.voiceNumber, speaker.labels.join(', '))}
              options={options}
              values={[
                ...(speaker.standing.read ? ['read'] : []),
                ...(speaker.standing.quote ? ['quote'] : []),
              ]}
            />
          ))}
      <TextArea
        name="how"
        label={says.how}
        hint={says.howHint}
        rows={3}
        value={props.values?.how ?? source.howAgreed ?? ''}
        error={errorOf('how')}
      />
      <Buttons primary={says.button} />
    </Form>
  )
  if (source.howAgreed === null || props.problems) {
    return (
      <section>
        <h2>{says.heading}</h2>
        <p>{says.lead}</p>
        {form}
      </section>
    )
  }
  return (
    <details>
      <summary>
        {says.again} {source.howAgreed}
      </summary>
      {form}
    </details>
  )
}

function Lines(props: { heading: string; lead: string; count: number; lines: readonly OpenLine[] }) {
  return (
    <section>
      <h2>{props.heading}</h2>
      {props.lines.length === 0 ? (
        <p class="soft">{props.count === 0 ? words.source.none : words.source.onlyHeading}</p>
      ) : (
        <>
          <p class="soft">{props.lead}</p>
          <Table
            caption={props.heading}
            captionUnseen
            columns={[
              { label: words.source.line, figures: true },
              { label: words.source.text },
              { label: words.source.why },
            ]}
            rows={props.lines.map((line) => [
              line.line.toLocaleString('en-GB'),
              line.text === null ? (
                <span class="soft">{words.source.shut}</span>
              ) : (
                <PersonWords as="span">{line.text.slice(0, 300)}</PersonWords>
              ),
              line.reason ? words.source.reasons[line.reason as keyof typeof words.source.reasons] : '',
            ])}
          />
        </>
      )}
    </section>
  )
}

export function SourceRemovePage(props: { frame: Frame; view: SourceView }) {
  const { source, exercise } = props.view
  return (
    <StaffPage
      frame={props.frame}
      title={words.source.removeTitle}
      lead={words.source.removeLead}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.doors(exercise.id),
        label: words.title,
      })}
    >
      <p>
        {source.fileName}: {words.source.summary(source.passages, props.view.speakers.length)}
      </p>
      <Form action={listeningPaths.sourceRemove(source.id)}>
        <Buttons primary={words.source.removeButton}>
          <ButtonLink href={listeningPaths.source(source.id)}>{words.source.keep}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}

/** A line every file of this kind begins with: nothing to read. A heading in a text may be somebody's words. */
function isOwnHeading(source: SourceSummary, line: OpenLine): boolean {
  return line.reason === 'header' && source.format !== 'document'
}

function sayStanding({ part, passages, asks, standing }: SourceView['speakers'][number]): string {
  const said = [
    words.source.passages(passages),
    ...(asks && part === 'contributor' ? [words.source.asks] : []),
  ].join(' · ')
  if (part !== 'contributor') return [words.source[part], said].join(' · ')
  const { read, quote, yes, no } = words.source
  return [said, `${read} ${standing.read ? yes : no}`, `${quote} ${standing.quote ? yes : no}`].join(' · ')
}

function nameDoor(door: string): string {
  return words.doors[door as keyof typeof words.doors] ?? door
}

function sayDay(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}

function sayDates(dayMonth: string): string {
  if (dayMonth.endsWith(' chosen')) return words.source.datesChosen
  if (dayMonth.endsWith(' seen')) return words.source.datesSeen
  return dayMonth.endsWith(' order') ? words.source.datesOrder : words.source.datesAssumed
}
