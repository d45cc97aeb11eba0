import type { ComponentChildren } from 'preact'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Choices, Hidden, TextArea, TextField } from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { PersonWords, splitLines } from '../../ui/words.tsx'
import type { TypedSaid } from './goals.form.ts'
import { goalsWords } from './goals.words.ts'
import type { Wording } from './wordings.ts'

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
  const { open } = words
  const who = { name: 'who', label: words.whoDoes, choices: words.whoChoices }
  const idea = { name: 'idea', label: words.idea, choices: words.ideaChoices }
  const lines = {
    with: { label: words.withWhom, value: typed.withWhom },
    'idea-words': { label: words.ideaWords, value: typed.ideaWords },
  }
  const beside = (name: keyof typeof lines) => ({ name, ...lines[name], error: findSentence(problems, name) })
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
        {props.isStep && <OneOrOwnWords one={{ ...who, open, value: typed.who }} own={beside('with')} />}
        <OneOrOwnWords one={{ ...idea, open, value: typed.idea }} own={beside('idea-words')} />
      </Fold>
      <Hidden name="sending" value={typed.sending} />
      <Hidden name="seen" value={String(typed.seen)} />
    </>
  )
}

/** One of a few, or left open; and beside it a line in one's own words. */
export function OneOrOwnWords(props: {
  one: {
    name: string
    id?: string | undefined
    label: string
    choices: Readonly<Record<string, string>>
    open: string
    value: string | null
  }
  own: { name: string; id?: string | undefined; label: string; error: string | undefined; value: string }
}) {
  const { choices, open, value, ...one } = props.one
  const options = [
    ...Object.entries(choices).map(([choice, label]) => ({ value: choice, label })),
    { value: '', label: open },
  ]
  return (
    <>
      <Choices {...one} options={options} value={value ?? ''} inline />
      <TextField {...props.own} autocomplete="off" own />
    </>
  )
}
