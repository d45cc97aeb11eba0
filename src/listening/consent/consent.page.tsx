import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Buttons, ButtonLink, Choices, Form, TextArea, TextField } from '../../ui/form.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { detailOf, type TypedSpoken } from './answers.form.ts'
import { voiceAnswersWords } from './answers.words.ts'
import { askedWords } from './asked.words.ts'
import type { Use } from './consent.ts'
import type { Script } from './script.ts'
import { scriptWords } from './script.words.ts'
import type { VoiceAnswers } from './spoken.ts'

const script = scriptWords['en-GB']
const words = voiceAnswersWords['en-GB']
const asked = askedWords['en-GB']

/** What a listener reads aloud, from a phone. */
export function ScriptPage(props: { frame: Frame; script: Script }) {
  const { exercise, hearers } = props.script
  const other = hearers === 'one' ? 'group' : 'one'
  const here = listeningPaths.script(exercise.id)
  return (
    <StaffPage
      frame={props.frame}
      title={script.title}
      lead={script.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
    >
      <p>
        <strong>{hearers === 'one' ? script.forOne : script.forGroup}</strong>.{' '}
        <a href={other === 'group' ? `${here}?for=group` : here}>{script.other[other]}</a>
      </p>
      {props.script.said.map((sentence) => (
        <p class="question">{sentence}</p>
      ))}
      <h2>{script.nowAsk}</h2>
      <ol>
        {props.script.asked.map((use) => (
          <li>
            <strong>{asked[use].asks}</strong> {asked[use].hint}
          </li>
        ))}
      </ol>
      <p>{script.unasked}</p>
      <h2>{script.after}</h2>
      <p>
        {script.record} <a href={listeningPaths.voices(exercise.id)}>{script.toVoices}</a>
      </p>
    </StaffPage>
  )
}

export type AnswersProps = {
  frame: Frame
  view: VoiceAnswers
  typed?: TypedSpoken | undefined
  problems?: readonly FieldProblem[] | undefined
}

/** The answers of one voice: what stands, what was said now, and every answer there ever was. */
export function VoiceAnswersPage(props: AnswersProps) {
  const { view, typed, problems = [] } = props
  const { exercise } = view
  return (
    <StaffPage
      frame={props.frame}
      title={words.title(view.number)}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(
        exercise,
        { href: listeningPaths.voices(exercise.id), label: words.voices },
        { href: listeningPaths.voice(view.voiceId), label: words.voice(view.number) },
      )}
      problems={problems}
      done={words.done}
    >
      <p>
        <a href={listeningPaths.script(exercise.id)}>{words.script}</a>
      </p>
      <Form action={listeningPaths.voiceAnswers(view.voiceId)}>
        <TwoChoices
          name="hearers"
          label={words.scriptWas}
          options={words.hearers}
          value={typed?.hearers || 'one'}
        />
        {view.asked.map((use) => (
          <OneUse {...props} use={use} />
        ))}
        <TextArea
          name="hats"
          label={words.hats}
          error={findSentence(problems, 'hats')}
          value={typed?.hats ?? view.details.hats}
          rows={2}
          autocomplete="off"
          own
          optional
        />
        <TwoChoices name="way" label={words.way} options={words.ways} value={typed?.way || 'spoken'} />
        <TextArea
          name="how"
          label={words.how}
          hint={words.howHint}
          error={findSentence(problems, 'how')}
          value={typed?.how}
          rows={2}
          maxLength={500}
          autocomplete="off"
        />
        <Buttons primary={words.save}>
          <ButtonLink href={listeningPaths.voiceReceipt(view.voiceId)}>{words.receipt}</ButtonLink>
        </Buttons>
      </Form>
      <p>
        <a href={listeningPaths.voiceRequests(view.voiceId)}>{words.requests}</a>
      </p>
      <details>
        <summary>{words.given(view.given.length)}</summary>
        <GivenList given={view.given} />
      </details>
    </StaffPage>
  )
}

function TwoChoices(props: {
  name: string
  label: string
  options: Readonly<Record<string, string>>
  value: string
}) {
  const options = Object.entries(props.options).map(([value, label]) => ({ value, label }))
  return <Choices name={props.name} label={props.label} options={options} value={props.value} inline />
}

function OneUse({ view, typed, problems = [], use }: AnswersProps & { use: Use }) {
  const said = asked[use]
  const given = view.answers[use]
  const stands = given ? (given.answer ? words.stands.yes : words.stands.no) : words.stands.never
  const kind = detailOf[use]
  return (
    <>
      <Choices
        name={`answer-${use}`}
        label={said.asks}
        error={findSentence(problems, `answer-${use}`)}
        options={[
          { value: '', label: words.same(stands) },
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]}
        value={typed?.answer[use] ?? ''}
        inline
      />
      {kind && 'field' in said && (
        <TextField
          name={`text-${use}`}
          label={said.field}
          error={findSentence(problems, `text-${use}`)}
          value={typed?.text[use] ?? view.details[kind]}
          autocomplete="off"
          maxLength={200}
          own
          optional
        />
      )}
    </>
  )
}

/** Every answer there ever was, each with the sentences it was given to. */
export function GivenList({ given }: { given: VoiceAnswers['given'] }) {
  if (given.length === 0) return <p>{words.none}</p>
  return (
    <ul>
      {given.map((one) => (
        <li>
          {words.one(asked[one.use].asks, one.answer, writeDay(one.at), sayBy(one))}
          {one.how !== null && <p class="soft">{one.how}</p>}
          {one.sentences && (
            <details>
              <summary>{words.sentences}</summary>
              {one.sentences.map((sentence) => (
                <p>{sentence}</p>
              ))}
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

function sayBy(one: VoiceAnswers['given'][number]): string {
  const said = words.bys[one.way]
  return typeof said === 'string' ? said : said(one.recordedBy ?? words.somebody)
}

export function writeDay(at: Date): string {
  return at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/London',
  })
}
