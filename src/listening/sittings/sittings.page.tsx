import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import {
  ButtonLink,
  Buttons,
  Checkbox,
  Choices,
  DateField,
  FileField,
  Form,
  Hidden,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { askedWords } from '../consent/asked.words.ts'
import { scriptWords } from '../consent/script.words.ts'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { isDay } from '../exercises/exercises.form.ts'
import { listeningPaths } from '../paths.ts'
import { longestSitting, type TypedSitting } from './sittings.form.ts'
import { sittingsWords } from './sittings.words.ts'

const words = sittingsWords['en-GB']
const asked = askedWords['en-GB']

/** What was said, written down while or after listening. The sentences to say aloud come first, and fold once known. */
export function SittingPage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  /** What is said before the questions, aloud and on paper. */
  said: { aloud: readonly string[]; paper: readonly string[] }
  /** Whether whoever looks has read these very sentences out before; until then they stand open. */
  isKnown: boolean
  typed: TypedSitting
  problems?: readonly FieldProblem[] | undefined
}) {
  const { exercise, typed, frame } = props
  const problems = props.problems ?? []
  const errorOf = (field: string) => findSentence(problems, field)
  return (
    <StaffPage
      frame={frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      problems={problems}
      done={words.done}
    >
      {!props.isKnown && (
        <p>
          <a class="reach" href="#field-words">
            {words.toBox}
          </a>
        </p>
      )}
      <details open={!props.isKnown && problems.length === 0}>
        <summary>{words.before}</summary>
        <Before sentences={props.said.aloud} />
        <p class="soft">
          {words.inRoom} {scriptWords['en-GB'].room}
        </p>
        <p class="soft">
          {words.further} <a href={listeningPaths.script(exercise.id)}>{words.toScript}</a>.
        </p>
      </details>
      {props.isKnown && <p class="soft">{words.known}</p>}
      <Form action={listeningPaths.sitting(exercise.id)} encType="multipart/form-data">
        <Hidden name="sending" value={typed.sending} />
        <TextArea
          name="words"
          label={words.words}
          hint={words.wordsHint}
          error={errorOf('words')}
          value={typed.words}
          rows={8}
          maxLength={longestSitting}
          own
        />
        <Checkbox name="read" label={words.read} error={errorOf('read')} checked={typed.read} />
        <Checkbox name="quote" label={words.quote} checked={typed.quote} />
        <details open={problems.length > 0}>
          <summary>{words.rest}</summary>
          <Choices
            name="door"
            label={words.door}
            options={(['conversation', 'paper'] as const).map((value) => ({
              value,
              label: words.doors[value],
            }))}
            value={typed.door}
            inline
          />
          <FileField
            name="photo"
            label={words.photo}
            hint={problems.length > 0 ? words.photoAgain : words.photoHint}
            error={errorOf('photo')}
            accept="image/jpeg,image/png,image/webp"
            optional
          />
          <TextField
            name="label"
            label={words.label}
            hint={words.labelHint}
            error={errorOf('label')}
            value={typed.label}
            width="medium"
            autocomplete="off"
            optional
          />
          <DateField
            name="on"
            label={words.on}
            error={errorOf('on')}
            value={typed.on}
            typed={typed.on !== '' && !isDay(typed.on)}
          />
          <Checkbox name="many" label={words.many} hint={words.manyHint} checked={typed.isMany} />
          <TextField
            name="mine"
            label={words.mine}
            hint={words.mineHint}
            value={typed.mine}
            width="short"
            autocomplete="off"
            optional
          />
        </details>
        <Buttons primary={words.keep}>
          <ButtonLink href={listeningPaths.doors(exercise.id)}>{words.toDoors}</ButtonLink>
        </Buttons>
      </Form>
      <details>
        <summary>{words.beforePaper}</summary>
        <Before sentences={props.said.paper} />
      </details>
    </StaffPage>
  )
}

/** The sentences that come first, and the two questions after them. */
function Before({ sentences }: { sentences: readonly string[] }) {
  return (
    <>
      {sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <p class="soft">{words.ask}</p>
      <ul>
        {(['read', 'quote'] as const).map((use) => (
          <li>
            <strong>{asked[use].asks}</strong> {asked[use].hint}
          </li>
        ))}
      </ul>
    </>
  )
}
