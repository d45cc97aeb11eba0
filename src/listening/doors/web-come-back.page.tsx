import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Hidden, TextField } from '../../ui/form.tsx'
import { PublicLayout } from '../../ui/public-layout.tsx'
import { DefinitionList } from '../../ui/table.tsx'
import type { Use } from '../consent/consent.ts'
import { listeningPaths } from '../paths.ts'
import { comeBackWords } from './web-come-back.words.ts'
import type { OwnPassage, OwnView } from './web-come-back.ts'
import { InDanger, WordsAsWritten } from './web.page.tsx'
import type { DoorView } from './web.ts'

const words = comeBackWords['en-GB']
const uses: readonly Use[] = ['read', 'quote']

type Around = { stylesheet: string; view: DoorView }

export function ComeBackPage(
  props: Around & {
    phrase?: string | undefined
    problems?: readonly FieldProblem[] | undefined
  },
) {
  const problems = props.problems ?? []
  return (
    <PublicLayout
      title={words.title}
      heading={words.heading}
      stylesheet={props.stylesheet}
      problems={problems}
      help={<InDanger lines={props.view.organisation.helpLines} />}
    >
      <p class="lead">{words.lead}</p>
      <Form action={listeningPaths.comeBack(props.view.exercise.address)}>
        <TextField
          name="phrase"
          label={words.phrase}
          hint={words.phraseHint}
          error={findSentence(problems, 'phrase')}
          value={props.phrase}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          required
        />
        <Buttons primary={words.open} />
      </Form>
      <p class="soft">{words.lost}</p>
    </PublicLayout>
  )
}

/** Everything we hold of one voice, in answer to its phrase or a ticket. */
export function OwnWordsPage(
  props: Around & { own: OwnView; ticket: string; isChanged?: boolean | undefined },
) {
  const { own } = props
  const { address } = props.view.exercise
  return (
    <PublicLayout
      title={words.ownTitle}
      heading={words.ownHeading}
      stylesheet={props.stylesheet}
      help={<InDanger lines={props.view.organisation.helpLines} />}
    >
      {props.isChanged && (
        <p class="notice" role="status">
          {words.changed}
        </p>
      )}
      <p class="lead">{props.view.exercise.question}</p>
      {own.passages.map((passage) => (
        <OwnPassageWords passage={passage} />
      ))}
      <h2>{words.answers}</h2>
      <Form action={listeningPaths.comeBackAnswers(address)}>
        <Hidden name="ticket" value={props.ticket} />
        <DefinitionList items={uses.map((use) => listAnswer(use, own.standing[use]))} />
      </Form>
      <h2>{words.takeHeading}</h2>
      <p>{words.takeLead}</p>
      <Form action={listeningPaths.comeBackTake(address)}>
        <Hidden name="ticket" value={props.ticket} />
        <Buttons primary={words.take} />
      </Form>
    </PublicLayout>
  )
}

function OwnPassageWords({ passage }: { passage: OwnPassage }) {
  const isSame = passage.reading === passage.verbatim
  return (
    <>
      <h2>{words.ownWords}</h2>
      <p class="soft">{words.sentOn(writeDay(passage.receivedAt))}</p>
      <WordsAsWritten text={passage.verbatim} />
      <h2>{words.team}</h2>
      <p>{isSame ? words.same : words[passage.team]}</p>
      {passage.reading !== null && !isSame && <WordsAsWritten text={passage.reading} />}
    </>
  )
}

function listAnswer(use: Use, answer: boolean) {
  const change = `${use}-${answer ? 'no' : 'yes'}` as const
  return {
    term: words[use].asks,
    detail: (
      <>
        {words[use][answer ? 'yes' : 'no']}{' '}
        <Button name="change" value={change} kind="quiet" about={words[use].asks}>
          {words.change[change]}
        </Button>
      </>
    ),
  }
}

export function TakeBackPage(props: Around & { ticket: string }) {
  const { address } = props.view.exercise
  return (
    <PublicLayout
      title={words.ownTitle}
      heading={words.sureTitle}
      stylesheet={props.stylesheet}
      help={<InDanger lines={props.view.organisation.helpLines} />}
    >
      <p>{words.sure}</p>
      <p>{words.sureStays}</p>
      <Form action={listeningPaths.comeBackTaken(address)}>
        <Hidden name="ticket" value={props.ticket} />
        <Buttons primary={words.sureYes}>
          <Button formAction={listeningPaths.comeBackAnswers(address)}>{words.sureNo}</Button>
        </Buttons>
      </Form>
    </PublicLayout>
  )
}

export function TakenPage(props: Around) {
  return (
    <PublicLayout
      title={words.goneTitle}
      heading={words.goneHeading}
      stylesheet={props.stylesheet}
      help={<InDanger lines={props.view.organisation.helpLines} />}
    >
      <p>{words.gone}</p>
      <p>{words.goneLater}</p>
      <p>
        <a href={listeningPaths.door(props.view.exercise.address)}>{words.write}</a>
      </p>
    </PublicLayout>
  )
}

function writeDay(at: Date): string {
  return at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/London',
  })
}
