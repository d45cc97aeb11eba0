import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { Buttons, ButtonLink, FileField, Form } from '../../ui/form.tsx'
import { Empty, Table } from '../../ui/table.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { SourceSummary } from './doors.ts'
import { doorsWords } from './doors.words.ts'
import { heldWords } from '../web/held.words.ts'
import { nameDoor, nameSource, sayDay } from './say.page.tsx'

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
  const waiting = props.sources.filter((source) => source.state !== 'shown')
  const here = props.sources.filter((source) => source.state === 'shown')
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
          <details>
            <summary>{words.bring.which}</summary>
            <ul>
              {words.bring.kinds.map((kind) => (
                <li>{kind}</li>
              ))}
            </ul>
          </details>
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
      {(waiting.length > 0 || props.held > 0) && (
        <section>
          <h2>{words.waiting}</h2>
          {waiting.length > 0 && <p class="soft">{words.waitingLead}</p>}
          {waiting.length > 0 && <SourceTable caption={words.waiting} sources={waiting} hasStates />}
          {props.held > 0 && (
            <p>
              <a href={listeningPaths.held(exercise.id)}>{heldWords['en-GB'].link(props.held)}</a>
            </p>
          )}
        </section>
      )}
      <section>
        <h2>{words.sources}</h2>
        {here.length === 0 ? (
          <Empty what={words.none} why={words.noneWhy} />
        ) : (
          <SourceTable caption={words.sources} sources={here} />
        )}
      </section>
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

function SourceTable(props: {
  caption: string
  sources: readonly SourceSummary[]
  hasStates?: boolean | undefined
}) {
  const { columns } = words
  return (
    <Table
      caption={props.caption}
      captionUnseen
      columns={[
        { label: columns.file },
        { label: columns.what },
        { label: columns.when },
        ...(props.hasStates ? [{ label: columns.state }] : []),
      ]}
      rows={props.sources.map((source) => [
        <a href={listeningPaths.source(source.id)}>{nameSource(source)}</a>,
        `${nameDoor(source.door)}, ${words.source.passages(source.passages)}`,
        sayDay(source.broughtAt),
        ...(props.hasStates ? [words.states[source.state]] : []),
      ])}
    />
  )
}

export function SourceRemovePage(props: { frame: Frame; exercise: ExerciseName; source: SourceSummary }) {
  const { source, exercise } = props
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
        {nameSource(source)}: {words.source.passages(source.passages)}
      </p>
      <Form action={listeningPaths.sourceRemove(source.id)}>
        <Buttons primary={words.source.removeButton}>
          <ButtonLink href={listeningPaths.source(source.id)}>{words.source.keep}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}
