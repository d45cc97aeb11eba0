import { InDangerBriefly } from '../../access/organisation/in-danger.page.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Buttons, Checkboxes, Form, Hidden, TextArea, TextField } from '../../ui/form.tsx'
import { PublicLayout } from '../../ui/public-layout.tsx'
import { DefinitionList } from '../../ui/table.tsx'
import { WordsAsWritten } from '../../ui/words.tsx'
import { listeningPaths } from '../paths.ts'
import { DoorLayout, type Around } from './door-layout.page.tsx'
import { NamesOffer } from './names-offer.page.tsx'
import type { Typed } from './web.form.ts'
import type { DoorView } from './web.ts'
import { webWords } from './web.words.ts'

const words = webWords['en-GB']

/** The public page: the question, what to know before anything is sent, then one box, one choice and Send together. */
export function WebPage(
  props: Around & {
    typed: Typed
    shown: string
    /** Address of the script that offers to look for names. */
    script: string
    problems?: readonly FieldProblem[] | undefined
  },
) {
  const { view, typed } = props
  const problems = props.problems ?? []
  const address = view.exercise.address
  return (
    <DoorLayout {...props} title={words.title} heading={view.exercise.question}>
      <p>
        {[words.asks(view.organisation.name), view.exercise.asked && words.asked(view.exercise.asked)].join(
          ' ',
        )}
      </p>
      <p>{view.told.mightAct}</p>
      <InDangerBriefly lines={view.organisation.helpLines} />
      <p>
        <a class="reach" href="#field-words">
          {words.toBox}
        </a>
      </p>
      <DefinitionList brief items={listInShort(view)} />
      <details open={problems.some(({ sentence }) => sentence === words.retold)}>
        <summary>{words.longer}</summary>
        <DefinitionList items={listAtLength(view)} />
      </details>
      <Form action={listeningPaths.door(address)}>
        <TextArea
          name="words"
          label={words.words}
          hint={words.wordsHint}
          error={findSentence(problems, 'words')}
          value={typed.words}
          rows={8}
          autocomplete="off"
          own
          required
        />
        <NamesOffer />
        <Checkboxes
          name="quote"
          label={words.quote}
          hint={words.quoteHint}
          options={[{ value: 'yes', label: words.quoteYes }]}
          values={typed.mayQuote ? ['yes'] : []}
        />
        <LastBox value={typed.more} error={findSentence(problems, 'more')} />
        <Hidden name="sending" value={typed.sending} />
        <Hidden name="shown" value={props.shown} />
        <p>
          <strong>{words.sending}</strong>
        </p>
        <Buttons primary={words.send} />
      </Form>
      <ComeBackLink address={address} />
    </DoorLayout>
  )
}

/** For machines that fill in every box. Seen only when it has something in it that must come out. */
function LastBox(props: { value: string; error: string | undefined }) {
  const box = (
    <TextField name="more" label={words.more} value={props.value} error={props.error} autocomplete="off" />
  )
  if (props.error) return box
  return (
    <div class="unseen" aria-hidden="true">
      <label>
        {words.more} <input name="more" autocomplete="off" tabindex={-1} />
      </label>
    </div>
  )
}

export function WebClosedPage(props: Around & { typed?: string | undefined }) {
  return (
    <DoorLayout {...props} title={words.title} heading={words.closedTitle}>
      <p class="lead">{props.view.exercise.question}</p>
      <p>{words.closed}</p>
      {props.typed !== undefined && (
        <>
          <p>{words.closedWords}</p>
          <WordsAsWritten text={props.typed} />
        </>
      )}
      <ComeBackLink address={props.view.exercise.address} />
    </DoorLayout>
  )
}

/** Shown once, in answer to the sending itself. */
export function WebSentPage(props: Around & { phrase: readonly string[]; origin: string }) {
  const { exercise } = props.view
  const comeBack = listeningPaths.comeBack(exercise.address)
  return (
    <DoorLayout {...props} title={words.sentTitle} heading={words.sentHeading}>
      <h2>{words.phrase}</h2>
      <p class="phrase">{props.phrase.join(' ')}</p>
      <p>
        <strong>{words.phraseOnce}</strong> {words.phraseFor}
      </p>
      <p>
        {words.comeBackAt} <a href={comeBack}>{`${props.origin}${comeBack}`}</a>
      </p>
      <DefinitionList brief items={listAfterwards(props.view)} />
    </DoorLayout>
  )
}

export function WebKnownPage(props: Around) {
  return (
    <DoorLayout {...props} title={words.sentTitle} heading={words.knownHeading}>
      {words.known.map((line) => (
        <p>{line}</p>
      ))}
      <ComeBackLink address={props.view.exercise.address} />
    </DoorLayout>
  )
}

export function WebMissingPage(props: { stylesheet: string }) {
  return (
    <PublicLayout title={words.missingTitle} heading={words.missingTitle} stylesheet={props.stylesheet}>
      <p>{words.missing}</p>
    </PublicLayout>
  )
}

function ComeBackLink(props: { address: string }) {
  return (
    <p>
      {words.back} <a href={listeningPaths.comeBack(props.address)}>{words.backLink}</a>.
    </p>
  )
}

/** What stands in sight above the box: who reads and when, who could, and until when it can be taken back. */
function listInShort({ exercise, organisation, told, advice }: DoorView) {
  return listFilled({
    whoReads: exercise.whoReads,
    readBy: exercise.readBy,
    changeMind: told.changeMind.join(' '),
    operator: organisation.operator,
    law: words.law,
    advice: advice ?? '',
  })
}

/** The rest of what is told before sending, behind one line. */
function listAtLength({ exercise, told }: DoorView) {
  return listFilled({
    whatHappens: exercise.whatHappens,
    basis: told.basis,
    you: words.you,
    payment: told.payment,
  })
}

/** What happens after sending, and until when it can be taken back. */
function listAfterwards({ exercise, told, advice }: DoorView) {
  return listFilled({
    whoReads: exercise.whoReads,
    readBy: exercise.readBy,
    whatHappens: exercise.whatHappens,
    basis: told.basis,
    changeMind: told.changeMind.join(' '),
    payment: told.payment,
    advice: advice ?? '',
  })
}

/** Facts under their names, in their order; left out where the organisation wrote none. */
function listFilled(facts: Partial<Record<keyof typeof words.facts, string>>) {
  return (Object.keys(facts) as (keyof typeof words.facts)[])
    .map((name) => ({ term: words.facts[name], detail: facts[name] ?? '' }))
    .filter(({ detail }) => detail)
}
