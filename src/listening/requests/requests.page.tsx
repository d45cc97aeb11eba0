import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Choices, Form, TextArea } from '../../ui/form.tsx'
import { DefinitionList, Empty, Table } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { GivenList, writeDay } from '../consent/consent.page.tsx'
import { nameDoor } from '../doors/say.page.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { TypedRequest } from './requests.form.ts'
import type { Held, Request } from './requests.ts'
import { requestsWords } from './requests.words.ts'

const words = requestsWords['en-GB']

type Of = { frame: Frame; exercise: { id: string; title: string } }

export function RequestsPage(props: Of & { requests: readonly Request[] }) {
  const { requests } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(props.exercise)}
      done={words.done}
    >
      {requests.length === 0 ? (
        <Empty what={words.empty} why={words.emptyWhy} />
      ) : (
        <Table
          caption={words.caption}
          captionUnseen
          columns={Object.values(words.columns).map((label) => ({ label }))}
          rows={requests.map((one) => [
            <a href={listeningPaths.request(one.id)}>{words.requestTitle(one.number)}</a>,
            words.voice(one.voiceNumber),
            words.kinds[one.kind],
            words.waits[one.waits],
          ])}
        />
      )}
    </StaffPage>
  )
}

/** Where a listener writes down that somebody asks. */
export function AskRequestPage(
  props: Of & {
    voice: { id: string; number: number }
    typed?: TypedRequest | undefined
    problems?: readonly FieldProblem[] | undefined
  },
) {
  const { voice, typed, problems = [] } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.askTitle(voice.number)}
      lead={words.askLead}
      breadcrumbs={exerciseCrumbs(
        props.exercise,
        { href: listeningPaths.voices(props.exercise.id), label: words.voices },
        { href: listeningPaths.voice(voice.id), label: words.voice(voice.number) },
      )}
      problems={problems}
    >
      <Form action={listeningPaths.voiceRequests(voice.id)}>
        <Choices
          name="kind"
          label={words.kind}
          error={findSentence(problems, 'kind')}
          options={(['phrase', 'print'] as const).map((value) => ({
            value,
            label: words.kinds[value],
            hint: words.kindHints[value],
          }))}
          value={typed?.kind}
          required
        />
        <TextArea
          name="howKnown"
          label={words.howKnown}
          hint={words.howKnownHint}
          error={findSentence(problems, 'howKnown')}
          value={typed?.howKnown}
          rows={3}
          autocomplete="off"
          required
        />
        <Buttons primary={words.ask} />
      </Form>
    </StaffPage>
  )
}

export function RequestPage(
  props: Of & { request: Request; mayGive: boolean; given?: readonly string[] | 'refused' | undefined },
) {
  const { request } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.requestTitle(request.number)}
      breadcrumbs={exerciseCrumbs(props.exercise, {
        href: listeningPaths.requests(props.exercise.id),
        label: words.title,
      })}
      done={words.done}
    >
      {props.given !== undefined && <GivenPhrase given={props.given} />}
      {request.waits !== 'over' && <p>{words.tell(request.number, writeDay(request.readyAt))}</p>}
      <DefinitionList
        items={[
          { term: words.facts.what, detail: words.kinds[request.kind] },
          { term: words.facts.voice, detail: words.voice(request.voiceNumber) },
          { term: words.facts.how, detail: request.howKnown },
          { term: words.facts.asked, detail: words.by(request.askedBy, writeDay(request.askedAt)) },
          {
            term: words.facts.second,
            detail:
              request.secondBy && request.secondAt
                ? words.by(request.secondBy, writeDay(request.secondAt))
                : words.nobodyYet,
          },
          { term: words.facts.ready, detail: writeDay(request.readyAt) },
        ]}
      />
      <NextStep {...props} />
    </StaffPage>
  )
}

function GivenPhrase({ given }: { given: readonly string[] | 'refused' }) {
  if (given === 'refused') {
    return (
      <p class="notice" role="status">
        {words.refused}
      </p>
    )
  }
  return (
    <>
      <h2>{words.phraseTitle}</h2>
      <p>{words.phraseLead}</p>
      <p class="phrase">{given.join(' ')}</p>
      <p>{words.phraseOnce}</p>
    </>
  )
}

function NextStep({ request, mayGive }: { request: Request; mayGive: boolean }) {
  const stop = <Button formAction={listeningPaths.requestStop(request.id)}>{words.stop}</Button>
  if (request.waits === 'over') return <p>{words.over}</p>
  if (request.waits === 'second' && !request.isOwn) {
    return (
      <Form action={listeningPaths.requestSecond(request.id)}>
        <p>{words.secondLead}</p>
        <Buttons primary={words.secondYes}>{stop}</Buttons>
      </Form>
    )
  }
  if (request.waits === 'person' && mayGive) {
    return (
      <Form action={listeningPaths.requestGive(request.id)}>
        {request.kind === 'print' && <p>{words.printWarning}</p>}
        <Buttons primary={request.kind === 'phrase' ? words.givePhrase : words.givePrint}>{stop}</Buttons>
      </Form>
    )
  }
  return (
    <Form action={listeningPaths.requestStop(request.id)}>
      <p>{request.waits === 'second' ? words.ownWaits : words.dayWaits}</p>
      <Button>{words.stop}</Button>
    </Form>
  )
}

/** Everything held of one voice, on one page, to print. */
export function HeldPage(props: { frame: Frame; held: Held }) {
  const { held } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.printTitle(held.number)}
      lead={words.printWarning}
      breadcrumbs={exerciseCrumbs(held.exercise, {
        href: listeningPaths.request(held.request.id),
        label: words.requestTitle(held.request.number),
      })}
    >
      <h2>{words.labels}</h2>
      <p>{held.labels.join(', ') || words.noLabels}</p>
      <h2>{words.details}</h2>
      {Object.keys(held.details).length === 0 ? (
        <p>{words.noLabels}</p>
      ) : (
        <DefinitionList
          items={(['description', 'name', 'hats', 'reach'] as const).flatMap((kind) =>
            held.details[kind] === undefined
              ? []
              : [{ term: words.detail[kind], detail: held.details[kind] }],
          )}
        />
      )}
      <h2>{words.passages}</h2>
      {held.passages.map((passage) => (
        <section>
          <p class="soft">
            {words.passage(passage.number, nameDoor(passage.door), writeDay(passage.receivedAt))}
          </p>
          <PersonWords>{passage.verbatim}</PersonWords>
          {passage.reading !== null && (
            <>
              <p class="soft">{words.reading}</p>
              <PersonWords>{passage.reading}</PersonWords>
            </>
          )}
        </section>
      ))}
      <h2>{words.answers}</h2>
      <GivenList given={held.given} />
      <h2>{words.printed}</h2>
      {held.printed.length === 0 && <p>{words.noPrinted}</p>}
      <ul>
        {held.printed.map((one) => (
          <li>{words.printedOne(one.title, one.since, one.until)}</li>
        ))}
      </ul>
    </StaffPage>
  )
}
