import type { ComponentChildren } from 'preact'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Hidden, TextField } from '../../ui/form.tsx'
import { WordsAsWritten } from '../../ui/words.tsx'
import { askedWords } from '../consent/asked.words.ts'
import type { Use } from '../consent/consent.ts'
import { listeningPaths } from '../paths.ts'
import { previewsWords } from '../previews/previews.words.ts'
import { DoorLayout, type Around } from './door-layout.page.tsx'
import { textField } from './come-back.form.ts'
import { comeBackWords } from './come-back.words.ts'
import type { OwnPassage, OwnView } from './come-back.ts'

const words = comeBackWords['en-GB']
const asked = askedWords['en-GB']

export function ComeBackPage(
  props: Around & {
    phrase?: string | undefined
    problems?: readonly FieldProblem[] | undefined
  },
) {
  const problems = props.problems ?? []
  return (
    <DoorLayout {...props} title={words.title} heading={words.heading}>
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
    </DoorLayout>
  )
}

/** Everything we hold of one voice, in answer to its phrase or a ticket: its words first, then one question. */
export function OwnWordsPage(
  props: Around & {
    own: OwnView
    ticket: string
    done?: string | undefined
    typed?: string | undefined
    problems?: readonly FieldProblem[] | undefined
  },
) {
  const { own, ticket } = props
  const { address } = props.view.exercise
  return (
    <DoorLayout {...props} title={words.ownTitle} heading={words.ownHeading}>
      {props.done !== undefined && (
        <p class="notice" role="status">
          {props.done}
        </p>
      )}
      <Requested {...props} />
      {own.tellings.length > 0 && (
        <section aria-labelledby="telling">
          <h2 id="telling">{words.telling}</h2>
          {own.tellings.map((telling) => (
            <p>
              {telling.words} <span class="soft">({writeDay(telling.at)})</span>
            </p>
          ))}
        </section>
      )}
      <p class="lead">{props.view.exercise.question}</p>
      {own.total === 0 && <p>{words.noWords}</p>}
      {own.total > own.passages.length && <p class="soft">{words.count(own.total)}</p>}
      {own.passages.map((passage, index) => (
        <OwnPassageWords passage={passage} place={index + 1} ticket={ticket} address={address} />
      ))}
      {own.next !== null && (
        <TicketForm action={listeningPaths.comeBackOwn(address)} ticket={ticket}>
          <Hidden name="after" value={String(own.next)} />
          <Button>{words.next}</Button>
        </TicketForm>
      )}
      {own.elsewhere > 0 && <p>{words.elsewhere(own.elsewhere)}</p>}
      {own.question !== null && <OneQuestion {...props} use={own.question} />}
      {own.answers.preview?.answer && (
        <TicketForm action={listeningPaths.comeBackFirst(address)} ticket={ticket}>
          <Button>{previewsWords['en-GB'].link}</Button>
        </TicketForm>
      )}
      <TicketForm action={listeningPaths.comeBackAll(address)} ticket={ticket}>
        <Button kind="quiet">{words.allAnswers}</Button>
      </TicketForm>
      <PrintedOf own={own} />
      <h2>{words.moreHeading}</h2>
      <p>{props.view.exercise.isOpen ? words.moreLead : words.closedNow}</p>
      {props.view.exercise.isOpen && (
        <TicketForm action={listeningPaths.comeBackMore(address)} ticket={ticket}>
          <Button>{words.more}</Button>
        </TicketForm>
      )}
      <h2>{words.takeHeading}</h2>
      <p>
        {words.takeLead} {props.view.told.changeMind.join(' ')}
      </p>
      <TicketForm action={listeningPaths.comeBackTake(address)} ticket={ticket}>
        <Button>{words.take}</Button>
      </TicketForm>
    </DoorLayout>
  )
}

export function TicketForm(props: { action: string; ticket: string; children: ComponentChildren }) {
  return (
    <Form action={props.action}>
      <Hidden name="ticket" value={props.ticket} />
      {props.children}
    </Form>
  )
}

function Requested(props: Around & { own: OwnView; ticket: string }) {
  const { request } = props.own
  if (!request) return null
  return (
    <section aria-labelledby="requested">
      <h2 id="requested">{words.requested[request.kind](writeDay(request.askedAt))}</h2>
      <p>{words.requestedWhat}</p>
      <TicketForm action={listeningPaths.comeBackStop(props.view.exercise.address)} ticket={props.ticket}>
        <Button>{words.requestedStop}</Button>
      </TicketForm>
    </section>
  )
}

function OwnPassageWords(props: { passage: OwnPassage; place: number; ticket: string; address: string }) {
  const { passage } = props
  const isSame = passage.reading === passage.verbatim
  return (
    <section class="piece" aria-label={words.about(props.place).replace(/[()]/g, '')}>
      {passage.context !== null && <p class="soft">{words.answers(passage.context)}</p>}
      <WordsAsWritten text={passage.verbatim} />
      <p class="soft">
        {words.sentOn(writeDay(passage.receivedAt))}. {isSame ? words.same : words[passage.team]}
      </p>
      {passage.reading !== null && !isSame && <WordsAsWritten text={passage.reading} />}
      <TicketForm action={listeningPaths.comeBackWords(props.address)} ticket={props.ticket}>
        <Hidden name="passage" value={passage.passageId} />
        <div class="buttons">
          <Button kind="quiet" about={words.about(props.place)}>
            {words.changeThis}
          </Button>
          <Button
            kind="quiet"
            about={words.about(props.place)}
            formAction={listeningPaths.comeBackTake(props.address)}
          >
            {words.takeThis}
          </Button>
        </div>
      </TicketForm>
    </section>
  )
}

/** The first question that was never answered, and no other. */
function OneQuestion(
  props: Around & {
    use: Use
    ticket: string
    typed?: string | undefined
    problems?: readonly FieldProblem[] | undefined
  },
) {
  return (
    <section aria-labelledby="one-question">
      <h2 id="one-question">{words.oneQuestion}</h2>
      <TicketForm action={listeningPaths.comeBackAnswers(props.view.exercise.address)} ticket={props.ticket}>
        <p>
          <strong>{asked[props.use].asks}</strong> {asked[props.use].hint}{' '}
          <span class="soft">{words.oneQuestionWhy}</span>
        </p>
        <OwnText use={props.use} value={props.typed} problems={props.problems} />
        <div class="buttons">
          <Button name="change" value={`${props.use}-yes`}>
            {asked[props.use].yes}
          </Button>
          <Button name="change" value={`${props.use}-no`}>
            {asked[props.use].no}
          </Button>
        </div>
      </TicketForm>
    </section>
  )
}

/** The words of its own that belong to a yes, where some do. */
export function OwnText(props: {
  use: Use
  value: string | undefined
  problems?: readonly FieldProblem[] | undefined
}) {
  const said = asked[props.use]
  if (!('field' in said)) return null
  return (
    <TextField
      name={textField(props.use)}
      label={said.field}
      error={findSentence(props.problems ?? [], textField(props.use))}
      value={props.value}
      autocomplete="off"
      maxLength={200}
      own
    />
  )
}

function PrintedOf({ own }: { own: OwnView }) {
  const isShut = own.answers.quote?.answer !== true
  return (
    <>
      <h2>{words.printedHeading}</h2>
      {own.printed.length === 0 && <p>{words.printedNone}</p>}
      {own.printed.length > 0 && isShut && <p>{words.printedShut}</p>}
      {own.printed.length > 0 && (
        <ul>
          {own.printed.map((one) => (
            <li>
              <a href={listeningPaths.readFile(one.address, `${one.number}.html`)}>{one.title}</a>{' '}
              <span class="soft">
                (
                {one.until === null
                  ? words.printedNow(writeIsoDay(one.since))
                  : words.printedGone(writeIsoDay(one.until))}
                )
              </span>
            </li>
          ))}
        </ul>
      )}
      {own.leftOut.map(({ text }) => (
        <p>
          <span class="own">“{text}”</span> {words.leftOut}
        </p>
      ))}
    </>
  )
}

export function writeDay(at: Date): string {
  return at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/London',
  })
}

function writeIsoDay(day: string): string {
  return writeDay(new Date(`${day}T12:00:00Z`))
}
