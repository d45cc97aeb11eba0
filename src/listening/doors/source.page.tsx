import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { TypedAgreement } from './doors.form.ts'
import { Button, Buttons, ButtonLink, Checkboxes, Form, Hidden } from '../../ui/form.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Pager, Table } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { Agreement } from './agreement.page.tsx'
import { checkingWords } from './checking.words.ts'
import type { SourceSummary, SourceView } from './doors.ts'
import { doorsWords } from './doors.words.ts'
import { LineTable } from './lines.page.tsx'
import { nameDoor, nameSource, sayDay } from './say.page.tsx'

const words = doorsWords['en-GB']
const says = checkingWords['en-GB']

type SourcePageProps = {
  frame: Frame
  view: SourceView
  values?: TypedAgreement | undefined
  problems?: readonly FieldProblem[] | undefined
}

/** A file that came in: what to put right first, who agreed, who spoke, what was not taken for words, then the yes. */
export function SourcePage(props: SourcePageProps) {
  const { source, exercise, task } = props.view
  const crumbs = exerciseCrumbs(exercise, { href: listeningPaths.doors(exercise.id), label: words.title })
  const title = nameSource(source)
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
  return (
    <StaffPage
      frame={props.frame}
      title={title}
      lead={source.state === 'asking' ? says.asking.lead : sayLead(props.view)}
      breadcrumbs={crumbs}
      problems={props.problems}
      done={{ ...words.done, ...says.done }}
    >
      {source.state === 'asking' ? <Asked {...props} /> : <Checked {...props} />}
      <p>
        <a href={listeningPaths.sourceRemove(source.id)}>{words.source.remove}</a>
      </p>
    </StaffPage>
  )
}

function Checked(props: SourcePageProps) {
  const { view } = props
  const { source } = view
  return (
    <>
      <First view={view} />
      {source.state === 'to-check' && source.format === 'table' && (
        <p>
          <a href={listeningPaths.sourceColumns(source.id)}>{words.source.toColumns}</a>
        </p>
      )}
      <Agreement {...props} />
      <Speakers view={view} />
      {source.state === 'to-check' && (
        <>
          {source.isAgreed && <Lines view={view} kind="not-understood" />}
          {source.isAgreed && <Lines view={view} kind="notice" />}
          <Right view={view} />
        </>
      )}
    </>
  )
}

/** What somebody in a hurry must not miss. */
function First({ view }: { view: SourceView }) {
  const { source } = view
  const notes = [
    ...(source.withdrawn > 0 ? [says.withdrawn] : []),
    ...(source.state === 'to-check' && source.notUnderstood > 0
      ? [
          source.isAgreed ? (
            <a href="#not-understood">{says.notUnderstood(source.notUnderstood)}</a>
          ) : (
            says.notUnderstood(source.notUnderstood)
          ),
        ]
      : []),
    ...(source.leftOut > 0 ? [says.leftOut(source.leftOut)] : []),
    ...(source.repeated > 0
      ? [source.door === 'email' ? says.repeatedMails(source.repeated) : says.repeated(source.repeated)]
      : []),
    ...(source.repeated > 0 && source.door === 'whatsapp'
      ? [
          <>
            {says.otherNames} <a href={listeningPaths.voicesSame(source.exerciseId)}>{says.toSame}</a>
          </>,
        ]
      : []),
    ...(view.unread > 0 && source.isAgreed ? [`${says.unread(view.unread)} ${says.unreadHint}`] : []),
    ...(source.goesOn ? [says.goes(sayDay(source.goesOn))] : []),
  ]
  return (
    <>
      {notes.length > 0 && (
        <section>
          <h2>{says.first}</h2>
          <ul>
            {notes.map((note) => (
              <li>{note}</li>
            ))}
          </ul>
        </section>
      )}
      <Dates source={source} />
    </>
  )
}

function Dates({ source }: { source: SourceSummary }) {
  if (!source.dayMonth || (source.format !== 'whatsapp' && source.format !== 'table')) return null
  // Where the file itself shows it, the other way cannot be.
  const mayTurn = source.state === 'to-check' && source.isKept && !/^year|(?:^| )seen$/.test(source.dayMonth)
  return (
    <section>
      <p class="soft">{sayDates(source.dayMonth)}</p>
      {mayTurn && (
        <Form action={listeningPaths.sourceDates(source.id)}>
          {source.isAgreed && <p class="soft">{says.againHint}</p>}
          <Buttons>
            <Button kind="quiet">{words.source.datesTurn}</Button>
          </Buttons>
        </Form>
      )}
    </section>
  )
}

function Speakers({ view }: { view: SourceView }) {
  const { source, exercise, speakers, skippedSpeakers: skipped } = view
  const here = listeningPaths.source(source.id)
  const next = skipped + speakers.length
  return (
    <section id="voices">
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
      <Pager
        previous={skipped > 0 ? { href: `${here}?voices=${Math.max(0, skipped - 60)}#voices` } : undefined}
        next={next < view.voices ? { href: `${here}?voices=${next}#voices` } : undefined}
        label={words.source.speakers}
      />
      {source.isAgreed && view.attachments > 0 && (
        <p>
          <a href={listeningPaths.recordings(source.id)}>{says.recordings.link}</a>
        </p>
      )}
      {source.state === 'shown' && (
        <p>
          <a href={listeningPaths.voices(exercise.id)}>{words.source.toVoices}</a>
        </p>
      )}
      {source.state === 'shown' && (
        <p>
          <a href={listeningPaths.reviewNames(exercise.id, { source: source.id })}>{words.source.toNames}</a>
        </p>
      )}
      {source.state === 'to-check' && source.isAgreed && (
        <p>
          <a href={listeningPaths.sourceLines(source.id, 'words')}>{says.lookThrough}</a>
        </p>
      )}
    </section>
  )
}

function Lines({ view, kind }: { view: SourceView; kind: 'notice' | 'not-understood' }) {
  const { source } = view
  const [lines, count] =
    kind === 'notice' ? [view.notices, source.notices] : [view.notUnderstood, source.notUnderstood]
  const none = count === 0 ? words.source.none : words.source.onlyHeading
  return (
    <section id={kind}>
      <h2>{says.show[kind]}</h2>
      {lines.length === 0 ? (
        <p class="soft">{none}</p>
      ) : (
        <>
          <p class="soft">{says.leads[kind]}</p>
          <LineTable
            source={source}
            lines={lines}
            caption={says.show[kind]}
            from={{ page: 'source', skip: 0 }}
            speakers={kind === 'not-understood' ? view.speakers : undefined}
          />
          {count > lines.length && (
            <p>
              <a href={listeningPaths.sourceLines(source.id, kind)}>{says.seeAll(count)}</a>
            </p>
          )}
        </>
      )}
    </section>
  )
}

function Right({ view }: { view: SourceView }) {
  const { source } = view
  const check = words.source.check
  return (
    <section id="right">
      <h2>{check.heading}</h2>
      <p>{source.isAgreed ? check.what : check.first}</p>
      {!source.isAgreed && <p class="soft">{says.shut(source.notUnderstood, source.notices)}</p>}
      {source.isAgreed && (
        <Form action={listeningPaths.sourceRight(source.id)}>
          <Buttons primary={check.button} />
        </Form>
      )}
    </section>
  )
}

function Asked({ view, problems }: SourcePageProps) {
  const { source, asked } = view
  return (
    <section>
      <h2>{says.asking.heading}</h2>
      <p>{says.asking.hint}</p>
      <Form action={listeningPaths.sourceAsked(source.id)}>
        <Hidden name="asked" value={String(asked.length)} />
        <Checkboxes
          name="left"
          label={says.asking.label}
          options={asked.map((label, place) => ({ value: String(place), label }))}
          error={problems?.find((problem) => problem.field === 'left')?.sentence}
        />
        <Checkboxes name="none" label="" options={[{ value: 'yes', label: says.asking.none }]} />
        <Buttons primary={says.asking.button} />
      </Form>
    </section>
  )
}

function sayLead({ source, voices }: SourceView): string {
  const what = `${nameDoor(source.door)}. ${words.source.summary(source.passages, voices)}`
  return source.state === 'to-check' ? `${what} ${words.source.check.lead}` : what
}

function sayStanding({
  part,
  passages,
  recordings,
  asks,
  standing,
  goesOn,
}: SourceView['speakers'][number]): string {
  const { read, quote, yes, no } = words.source
  return [
    words.source.passages(passages),
    ...(recordings > 0 ? [says.toHear(recordings)] : []),
    ...(asks && part === 'contributor' ? [words.source.asks] : []),
    ...(part !== 'contributor'
      ? [words.source[part]]
      : [`${read} ${standing.read ? yes : no}`, `${quote} ${standing.quote ? yes : no}`]),
    ...(goesOn ? [says.goesUnless(sayDay(goesOn))] : []),
  ].join(' · ')
}

function sayDates(dayMonth: string): string {
  if (dayMonth.endsWith(' chosen')) return words.source.datesChosen
  if (dayMonth.endsWith(' seen')) return words.source.datesSeen
  return dayMonth.endsWith(' order') ? words.source.datesOrder : words.source.datesAssumed
}
