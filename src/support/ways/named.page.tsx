import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Choices, Form, Hidden, TextField } from '../../ui/form.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { Pair, WayBack } from './named.ts'
import { namedWords } from './named.words.ts'
import { recoveryWords } from './recovery.words.ts'
import type { TypedNames } from './recovery.form.ts'

const words = namedWords['en-GB']

export function NamedPage(props: {
  frame: SpaceFrame
  wayBack: WayBack
  typed?: TypedNames | undefined
  problems?: readonly FieldProblem[] | undefined
}) {
  const { wayBack, problems = [] } = props
  const { named, isGood } = wayBack
  const typed = props.typed ?? { one: named?.[0] ?? '', other: named?.[1] ?? '' }
  return (
    <SpacePage
      frame={props.frame}
      heading={words.heading}
      problems={problems}
      done={{ ...words.done, ...recoveryWords['en-GB'].done }}
    >
      <p class="lead">{named ? (isGood ? words.there(...named) : words.used(...named)) : words.lead}</p>
      {named ? (
        <p>{words.again}</p>
      ) : (
        <ul>
          {words.facts.map((fact) => (
            <li>{fact}</li>
          ))}
        </ul>
      )}
      <Form action={supportPaths.named}>
        <NameOf name="one" label={words.one} value={typed.one} problems={problems} />
        <NameOf name="other" label={words.other} value={typed.other} problems={problems} />
        <Hidden name="sending" value={wayBack.sending} />
        <Buttons primary={words.name} />
      </Form>
      {named && (
        <Form action={supportPaths.forgetNamed}>
          <Buttons>
            <Button>{words.forget}</Button>
          </Buttons>
        </Form>
      )}
      <Helping wayBack={wayBack} />
      <p>
        <a href={supportPaths.keys}>{words.back}</a>
      </p>
    </SpacePage>
  )
}

function Helping({ wayBack }: { wayBack: WayBack }) {
  const { helping, organisationId } = wayBack
  return (
    <>
      <h2>{words.staffHeading}</h2>
      <p>{words.staffLead}</p>
      {helping.length === 0 && organisationId === null ? (
        <p>{words.staffNone}</p>
      ) : (
        <Form action={supportPaths.helping}>
          <Choices
            name="organisation"
            label={words.staffWhich}
            options={[
              { value: '', label: words.staffNo },
              ...helping.map(({ id, name }) => ({ value: id, label: words.staffYes(name) })),
            ]}
            value={organisationId ?? ''}
          />
          <Buttons>
            <Button>{words.save}</Button>
          </Buttons>
        </Form>
      )}
    </>
  )
}

function NameOf(props: { name: string; label: string; value: string; problems: readonly FieldProblem[] }) {
  return (
    <TextField
      name={props.name}
      label={props.label}
      hint={words.hint}
      error={findSentence(props.problems, props.name)}
      value={props.value}
      autocomplete="off"
      spellcheck={false}
      maxLength={100}
      width="medium"
    />
  )
}

export function NamedMadePage(props: {
  frame: SpaceFrame
  named: Pair
  pair: readonly [readonly string[], readonly string[]]
}) {
  return (
    <SpacePage frame={props.frame} heading={words.madeHeading}>
      <p class="lead">{words.madeLead}</p>
      {props.pair.map((phrase, index) => (
        <>
          <p>{words.madeFor(props.named[index]!)}</p>
          <p class="phrase">{phrase.join(' ')}</p>
        </>
      ))}
      <p class="beside-card">
        <a href={supportPaths.named}>{words.back}</a>
      </p>
    </SpacePage>
  )
}
