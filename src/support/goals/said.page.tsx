import type { ComponentChildren } from 'preact'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Choices, Hidden, TextArea, TextField } from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { PersonWords, splitLines } from '../../ui/words.tsx'
import type { TypedSaid } from './goals.form.ts'
import { goalsWords } from './goals.words.ts'
import type { Said, Wording } from './wordings.ts'

const words = goalsWords['en-GB']

/** The words themselves: a person's in the serif; a coach's, to which the person said yes, in the sans. */
export function SaidWords(props: { said: Wording; as?: 'span' | undefined }) {
  const { said } = props
  const lines = splitLines(said.words)
  if (said.hand !== 'suggested') return <PersonWords as={props.as ?? 'div'}>{lines}</PersonWords>
  return props.as === 'span' ? <span>{lines}</span> : <p>{lines}</p>
}

/** Who does it, whose idea it was, and whose hand wrote it, where that was said. */
export function SaidBeside({ said }: { said: Wording }) {
  const by = words.hands[said.hand]?.(said.by)
  const parts: ComponentChildren[] = [
    ...(said.who ? [words.doing[said.who]] : []),
    ...(said.withWhom ? [<Own label={words.with} text={said.withWhom} />] : []),
    ...(said.idea ? [words.ideas[said.idea]] : []),
    ...(said.ideaWords ? [<Own label={words.ideaSaid} text={said.ideaWords} />] : []),
    ...(by ? [by] : []),
  ]
  if (parts.length === 0) return null
  return <p class="soft">{parts.map((part) => [part, ' '])}</p>
}

function Own(props: { label: string; text: string }) {
  return (
    <>
      {props.label} <PersonWords as="span">{props.text}</PersonWords>.
    </>
  )
}

/** The fields in which somebody says what they want, or a step; all but the words may stay as they are. */
export function SaidFields(props: {
  typed: TypedSaid
  label: string
  isStep: boolean
  problems: readonly FieldProblem[]
}) {
  const { typed, problems } = props
  const isMoreSaid = Boolean(typed.idea ?? typed.who) || `${typed.ideaWords}${typed.withWhom}` !== ''
  return (
    <>
      <TextArea
        name="words"
        label={props.label}
        value={typed.words}
        rows={3}
        error={findSentence(problems, 'words')}
        autocomplete="off"
        own
      />
      <Fold summary={words.more} open={isMoreSaid}>
        {props.isStep && <WhoFields typed={typed} problems={problems} />}
        <IdeaFields typed={typed} problems={problems} />
      </Fold>
      <Hidden name="sending" value={typed.sending} />
      <Hidden name="seen" value={String(typed.seen)} />
    </>
  )
}

type PartProps = { typed: Said; problems: readonly FieldProblem[] }

function WhoFields({ typed, problems }: PartProps) {
  return (
    <>
      <Choices
        name="who"
        label={words.whoDoes}
        options={withOpen(words.whoChoices)}
        value={typed.who ?? ''}
        inline
      />
      <TextField
        name="with"
        label={words.withWhom}
        value={typed.withWhom}
        error={findSentence(problems, 'with')}
        autocomplete="off"
        own
      />
    </>
  )
}

function IdeaFields({ typed, problems }: PartProps) {
  return (
    <>
      <Choices
        name="idea"
        label={words.idea}
        options={withOpen(words.ideaChoices)}
        value={typed.idea ?? ''}
        inline
      />
      <TextField
        name="idea-words"
        label={words.ideaWords}
        value={typed.ideaWords}
        error={findSentence(problems, 'idea-words')}
        autocomplete="off"
        own
      />
    </>
  )
}

function withOpen(choices: Readonly<Record<string, string>>) {
  return [
    ...Object.entries(choices).map(([value, label]) => ({ value, label })),
    { value: '', label: words.open },
  ]
}
