import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { Problem } from '../../ui/error-summary.tsx'
import { Button, ButtonLink, Buttons, Form, Hidden, TextArea, TextField } from '../../ui/form.tsx'
import { Empty, Table } from '../../ui/table.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { seriesCrumbs } from './crumbs.page.tsx'
import type { TypedSeries } from './series.form.ts'
import { seriesWords } from './series.words.ts'
import { InPublic, ToMend, type ShownStanding } from './standing.page.tsx'

const words = seriesWords['en-GB']

type Around = { id: string; title: string }

/** The series of an exercise, and the form that begins one. */
export function SeriesListPage(props: {
  frame: Frame
  exercise: Around
  series: readonly Around[]
  canCompose: boolean
  typed?: TypedSeries | undefined
  problems?: readonly Problem[] | undefined
}) {
  const { exercise, series } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.listTitle}
      lead={words.listLead}
      breadcrumbs={exerciseCrumbs(exercise)}
      problems={props.problems}
      done={words.done}
    >
      {series.length === 0 ? (
        <Empty what={words.emptyWhat} why={words.emptyWhy} />
      ) : (
        <ul>
          {series.map((one) => (
            <li>
              <a href={listeningPaths.series(one.id)}>{one.title}</a>
            </li>
          ))}
        </ul>
      )}
      {props.canCompose && series.length === 0 && (
        <section>
          <h2>{words.newHeading}</h2>
          <NewSeriesForm {...props} />
        </section>
      )}
      {props.canCompose && series.length > 0 && (
        <details open={props.problems !== undefined}>
          <summary>{words.another}</summary>
          <NewSeriesForm {...props} />
        </details>
      )}
    </StaffPage>
  )
}

function NewSeriesForm(props: {
  exercise: Around
  typed?: TypedSeries | undefined
  problems?: readonly Problem[] | undefined
}) {
  return (
    <>
      <p class="soft">{words.newLead}</p>
      <Form action={listeningPaths.seriesOf(props.exercise.id)}>
        <SeriesFieldsGroup typed={props.typed} problems={props.problems} />
        <Buttons primary={words.make} />
      </Form>
    </>
  )
}

/** The words around the Wisdoms, to be changed. `isPublished`: the address stays. */
export function ChangeSeriesPage(props: {
  frame: Frame
  exercise: Around
  series: Around
  typed: TypedSeries
  isPublished: boolean
  problems?: readonly Problem[] | undefined
}) {
  return (
    <StaffPage
      frame={props.frame}
      title={words.changeTitle}
      breadcrumbs={seriesCrumbs(props.exercise, props.series)}
      problems={props.problems}
    >
      <Form action={listeningPaths.changeSeries(props.series.id)}>
        <SeriesFieldsGroup typed={props.typed} problems={props.problems} />
        <TextField
          name="address"
          label={words.address}
          hint={props.isPublished ? words.addressFixed : words.addressHint}
          error={findSentence(props.problems ?? [], 'address')}
          value={props.typed.address}
          disabled={props.isPublished}
          maxLength={80}
        />
        <Buttons primary={words.save} />
      </Form>
    </StaffPage>
  )
}

function SeriesFieldsGroup(props: {
  typed?: TypedSeries | undefined
  problems?: readonly Problem[] | undefined
}) {
  const problems = props.problems ?? []
  return (
    <>
      <TextField
        name="title"
        label={words.title}
        hint={words.titleHint}
        error={findSentence(problems, 'title')}
        value={props.typed?.title}
        maxLength={200}
        required
      />
      <TextArea
        name="introduction"
        label={words.introduction}
        hint={words.introductionHint}
        error={findSentence(problems, 'introduction')}
        value={props.typed?.introduction}
        rows={8}
      />
      <TextArea
        name="howHeard"
        label={words.howHeard}
        hint={words.howHeardHint}
        error={findSentence(problems, 'howHeard')}
        value={props.typed?.howHeard}
        rows={6}
      />
    </>
  )
}

export type WisdomLine = { id: string; number: number; title: string; quotes: number; narrations: number }

/** One series: its Wisdoms in order, and whether it can be published. `toPutRight` is null for who may not see. */
export function SeriesPage(props: {
  frame: Frame
  exercise: Around
  series: Around
  wisdoms: readonly WisdomLine[]
  toPutRight: number | null
  standing: ShownStanding
  canCompose: boolean
  canForget: boolean
  canReadBeside: boolean
}) {
  const { series, exercise, wisdoms, toPutRight, standing } = props
  // One thing comes next: a first Wisdom, then what stands in the way of publishing.
  const isGatesNext = toPutRight !== null && wisdoms.length > 0
  return (
    <StaffPage
      frame={props.frame}
      title={series.title}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.seriesOf(exercise.id),
        label: words.listTitle,
      })}
      done={words.done}
    >
      <ToMend seriesId={series.id} standing={standing} canMend={props.canCompose} />
      {toPutRight !== null && (
        <section>
          <p>{toPutRight === 0 ? words.ready : words.notReady(toPutRight)}</p>
          <ButtonLink href={listeningPaths.gates(series.id)} kind={isGatesNext ? 'primary' : 'plain'}>
            {toPutRight === 0 ? words.toGates : words.toPutRight}
          </ButtonLink>
        </section>
      )}
      <section>
        <h2>{words.wisdoms}</h2>
        {wisdoms.length === 0 ? (
          <Empty what={words.noWisdom} why={words.noWisdomWhy} />
        ) : (
          <Table
            caption={words.wisdoms}
            captionUnseen
            columns={[
              { label: words.wisdomTitle },
              { label: words.inside },
              ...(props.canCompose ? [{ label: words.order, unseen: true }] : []),
            ]}
            rows={wisdoms.map((wisdom) => [
              <WisdomTitle wisdom={wisdom} canCompose={props.canCompose} />,
              words.parts(wisdom.quotes, wisdom.narrations),
              ...(props.canCompose
                ? [<Order seriesId={series.id} wisdom={wisdom} last={wisdoms.length} />]
                : []),
            ])}
          />
        )}
        {props.canCompose && (
          <Buttons>
            <ButtonLink href={listeningPaths.newWisdom(series.id)} kind={isGatesNext ? 'plain' : 'primary'}>
              {words.newWisdom}
            </ButtonLink>
          </Buttons>
        )}
      </section>
      <InPublic seriesId={series.id} standing={standing} canForget={props.canForget} />
      <ul>
        {props.canCompose && (
          <li>
            <a href={listeningPaths.changeSeries(series.id)}>{words.change}</a>
          </li>
        )}
        <li>
          <a href={listeningPaths.clearances(series.id)}>{words.toClearances}</a>
        </li>
        {props.canReadBeside && (
          <li>
            <a href={listeningPaths.intruder(series.id)}>{words.toIntruder}</a>
          </li>
        )}
        {props.canReadBeside && (
          <li>
            <a href={listeningPaths.beside(series.id)}>{words.toBeside}</a>
          </li>
        )}
      </ul>
    </StaffPage>
  )
}

function WisdomTitle({ wisdom, canCompose }: { wisdom: WisdomLine; canCompose: boolean }) {
  const title = `${wisdom.number}. ${wisdom.title || words.untitled}`
  return canCompose ? <a href={listeningPaths.wisdom(wisdom.id)}>{title}</a> : <>{title}</>
}

function Order(props: { seriesId: string; wisdom: WisdomLine; last: number }) {
  const { wisdom } = props
  const about = words.about(wisdom.title || words.untitled)
  return (
    <Form action={listeningPaths.moveWisdoms(props.seriesId)}>
      <Hidden name="wisdom" value={wisdom.id} />
      <div class="inline">
        {wisdom.number > 1 && (
          <Button kind="quiet" name="by" value="up" about={about}>
            {words.up}
          </Button>
        )}
        {wisdom.number < props.last && (
          <Button kind="quiet" name="by" value="down" about={about}>
            {words.down}
          </Button>
        )}
      </div>
    </Form>
  )
}
