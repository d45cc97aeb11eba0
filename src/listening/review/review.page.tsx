import { StaffPage, type Frame } from '../../access/frame.tsx'
import { reasonWords } from '../../text/deidentify/deidentify.words.ts'
import type { Problem } from '../../ui/error-summary.tsx'
import { Button, ButtonLink, Choices, Form, Hidden, TextField } from '../../ui/form.tsx'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { Marked, PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { MeasuredDetails } from './measured.page.tsx'
import type { Measured } from './measured.ts'
import type { Fit } from './fitting.ts'
import type { Mention } from './marks.ts'
import type { Answer, FirstReading, Overview } from './review.ts'
import type { Progress } from './sweep.ts'
import { reviewWords } from './review.words.ts'

const words = reviewWords['en-GB']

/** How much waits for each reader, the way to the next passage, and a list of what waits. */
export function ReviewPage({
  frame,
  exercise,
  overview,
  cards,
  progress,
  fit,
  measured,
}: {
  frame: Frame
  exercise: Exercise
  overview: Overview
  /** How many names and places wait for an answer. */
  cards: number
  progress: Progress
  fit: Fit
  measured: Measured
}) {
  const says = words.overview
  const { turn, counts, next } = overview
  const read = (passageId: string) => addressOf(passageId, turn)
  return (
    <StaffPage
      frame={frame}
      title={says.title}
      lead={says.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      done={words.done}
    >
      {overview.canReadFirst && (
        <FirstSteps exercise={exercise} overview={overview} cards={cards} progress={progress} />
      )}
      <section>
        <h2>{says.secondHeading}</h2>
        <p>
          {says.second(counts.second)} {counts.own > 0 && says.own(counts.own)}
        </p>
        {next.second && (
          <ButtonLink
            href={listeningPaths.readPassage(next.second)}
            kind={overview.canReadFirst && next.first ? 'plain' : 'primary'}
          >
            {says.readNextSecond}
          </ButtonLink>
        )}
      </section>
      {overview.waiting.length === 0 ? (
        <Empty what={turn === 'first' ? says.emptyFirst : says.emptySecond} why={says.emptyWhy} />
      ) : (
        <Table
          caption={says.listCaption[turn]}
          columns={[{ label: says.passage }, { label: says.voice }]}
          rows={overview.waiting.map((passage) => [
            <a href={read(passage.passageId)}>{says.passageNumber(passage.number)}</a>,
            passage.voiceNumber,
          ])}
        />
      )}
      <Pager
        next={
          overview.nextAfter === null
            ? undefined
            : { href: `${listeningPaths.review(exercise.id)}?for=${turn}&after=${overview.nextAfter}` }
        }
      />
      {overview.canReadFirst && (
        <p>
          <a href={`${listeningPaths.review(exercise.id)}?for=${turn === 'first' ? 'second' : 'first'}`}>
            {turn === 'first' ? says.showSecond : says.showFirst}
          </a>
        </p>
      )}
      <MeasuredDetails measured={measured} fit={fit} />
    </StaffPage>
  )
}

/** What there is to do for a first reader, in its order; the first that waits is the page's one action. */
function FirstSteps(props: { exercise: Exercise; overview: Overview; cards: number; progress: Progress }) {
  const { exercise, overview, cards, progress } = props
  const says = words.overview
  const { counts, next } = overview
  const step = cards > 0 ? 'cards' : progress.toSweep > 0 ? 'sweep' : progress.ready > 0 ? 'pass' : 'read'
  const kindOf = (one: typeof step) => (one === step ? 'primary' : 'plain')
  return (
    <section>
      <h2>{says.firstHeading}</h2>
      <p>
        {says.first(counts.first)} {cards > 0 && says.cards(cards)}{' '}
        {progress.toSweep > 0 && says.toSweep(progress.toSweep)}{' '}
        {progress.ready > 0 && says.ready(progress.ready)}{' '}
        {progress.forWhole > 0 && says.forWhole(progress.forWhole)}
      </p>
      <div class="buttons">
        {cards > 0 && (
          <ButtonLink href={listeningPaths.reviewNames(exercise.id)} kind={kindOf('cards')}>
            {says.toCards}
          </ButtonLink>
        )}
        {progress.toSweep > 0 && (
          <ButtonLink href={listeningPaths.reviewSweep(exercise.id)} kind={kindOf('sweep')}>
            {says.sweep}
          </ButtonLink>
        )}
        {progress.ready > 0 && (
          <Form action={listeningPaths.reviewPassOn(exercise.id)}>
            <Button kind={kindOf('pass')}>{says.passAllOn(progress.ready)}</Button>
          </Form>
        )}
        {next.first && (
          <ButtonLink href={listeningPaths.reviewPassage(next.first)} kind={kindOf('read')}>
            {says.readNextFirst}
          </ButtonLink>
        )}
      </div>
    </section>
  )
}

/** The verbatim with what the engine and the team marked, and one question for each mark. */
export function FirstReadingPage(props: {
  frame: Frame
  exercise: Exercise
  reading: FirstReading
  problems?: readonly Problem[] | undefined
  /** What was sent and could not be taken. */
  answers?: readonly Answer[] | undefined
}) {
  const { reading, exercise } = props
  const says = words.first
  const { passage } = reading
  return (
    <StaffPage
      frame={props.frame}
      title={says.title(passage.number)}
      lead={says.lead}
      breadcrumbs={crumbs(exercise)}
      problems={props.problems}
      done={words.done}
    >
      {reading.isPassedOn && <p>{says.passedAlready}</p>}
      {reading.isTheirWork && <p>{words.asTheirManager}</p>}
      <h2>{says.verbatim}</h2>
      {reading.context && <p class="soft">{words.answering(reading.context)}</p>}
      <PersonWords as="div" id="verbatim">
        {reading.pieces.map((piece) =>
          piece.number === null ? (
            piece.text
          ) : (
            <Marked label={String(piece.number)} showLabel id={`mark-${piece.number}`}>
              {piece.text}
            </Marked>
          ),
        )}
      </PersonWords>
      <p>
        <a href={listeningPaths.markConcern(passage.passageId)}>{words.worry}</a>
      </p>
      <p>{reading.mentions.length === 0 ? says.nothingProposed : says.putHint}</p>
      <Form action={listeningPaths.reviewPassage(passage.passageId)}>
        <Hidden name="stamp" value={reading.stamp} />
        {reading.mentions.map((mention) => (
          <MentionQuestion
            mention={mention}
            answer={props.answers?.find((answer) => answer.editId === mention.edit.id)}
            problems={props.problems ?? []}
          />
        ))}
        <h2>{says.moreHeading}</h2>
        <p>
          {says.more} <a href={listeningPaths.reviewAdd(passage.passageId)}>{says.add}</a>
        </p>
        <p class="soft">{says.passHint}</p>
        <div class="buttons">
          <Button kind="primary" name="next" value="pass">
            {says.pass}
          </Button>
          <Button name="next" value="stay">
            {says.save}
          </Button>
        </div>
      </Form>
    </StaffPage>
  )
}

type Exercise = { id: string; title: string }

function MentionQuestion(props: {
  mention: Mention
  answer: Answer | undefined
  problems: readonly Problem[]
}) {
  const { mention, answer, problems } = props
  const { edit, number } = mention
  const says = words.first
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.sentence
  const note = answer?.note ?? (edit.state === 'rejected' ? (edit.note ?? '') : '')
  const accept = edit.kind === 'cut' ? says.cut : edit.kind === 'correct' ? says.correct : says.put
  return (
    <div class="mention">
      <hr />
      <Choices
        name={`edit-${edit.id}`}
        label={
          <PersonWords as="span">
            <Marked label={String(number)} showLabel>
              {mention.words}
            </Marked>
          </PersonWords>
        }
        hint={
          <>
            {mention.before + mention.after !== '' && (
              <PersonWords>
                {mention.before}
                <mark>{mention.words}</mark>
                {mention.after}
              </PersonWords>
            )}
            <p>
              {reasonOf(edit.reason)}{' '}
              {edit.note !== null && edit.state !== 'rejected' && says.addedNote(edit.note)}
            </p>
          </>
        }
        options={[
          { value: 'accept', label: accept },
          { value: 'leave', label: says.leave },
        ]}
        value={answer?.answer ?? (edit.state === 'rejected' ? 'leave' : 'accept')}
      />
      {edit.kind !== 'cut' && (
        <TextField
          name={`put-${edit.id}`}
          label={
            <>
              {edit.kind === 'correct' ? says.correctLabel : says.putLabel}{' '}
              <PersonWords as="span">{mention.words}</PersonWords>
            </>
          }
          hint={edit.kind === 'correct' ? says.correctHint : undefined}
          error={errorOf(`put-${edit.id}`)}
          value={answer?.replacement ?? edit.replacement}
          width="medium"
        />
      )}
      <div class="why">
        <TextField
          name={`note-${edit.id}`}
          label={
            <>
              {says.note}
              <span class="unseen"> {says.noteAbout(mention.words)}</span>
            </>
          }
          hint={says.noteHint}
          error={errorOf(`note-${edit.id}`)}
          value={note}
          optional
        />
      </div>
    </div>
  )
}

function reasonOf(code: string): string {
  const reasons: Readonly<Record<string, string>> = reasonWords['en-GB']
  return reasons[code] ?? words.first.addedReason
}

function crumbs(exercise: Exercise) {
  return exerciseCrumbs(exercise, {
    href: listeningPaths.review(exercise.id),
    label: words.overview.breadcrumb,
  })
}

function addressOf(passageId: string, turn: 'first' | 'second'): string {
  return turn === 'first' ? listeningPaths.reviewPassage(passageId) : listeningPaths.readPassage(passageId)
}
