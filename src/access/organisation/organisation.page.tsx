import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Hidden, TextArea, TextField } from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { StaffPage, type Frame } from '../frame.tsx'
import { accessPaths } from '../paths.ts'
import { findSentence } from '../problem.ts'
import { lineId, mostName } from './organisation.form.ts'
import type { HelpLine, KeysCopy, Organisation } from './organisation.ts'
import { organisationWords } from './organisation.words.ts'

const words = organisationWords['en-GB']
const emptyLine: HelpLine = { name: '', number: '', when: '' }

export function OrganisationPage(props: {
  frame: Frame
  /** As it is stored, or as it was typed when there is something to put right. */
  organisation: Organisation
  /** Live copies of the keys: whether each follows, and since when not. */
  copies: readonly KeysCopy[]
  arePasskeysAsked: boolean
  /** Whether the lead is signed in with a passkey. */
  byPasskey: boolean
  problems?: readonly FieldProblem[] | undefined
}) {
  const { organisation } = props
  const problems = props.problems ?? []
  const lines = [...organisation.helpLines, emptyLine]
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      problems={problems}
      done={words.done}
    >
      <Form action={accessPaths.organisation}>
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          error={findSentence(problems, 'name')}
          value={organisation.name}
          maxLength={mostName}
          required
        />
        <TextArea
          name="operator"
          rows={3}
          label={words.operator}
          hint={words.operatorHint}
          error={findSentence(problems, 'operator')}
          value={organisation.operator}
          maxLength={mostName}
          required
        />
        <h2>{words.helpLines}</h2>
        <p class="hint">{words.helpLinesHint}</p>
        {lines.map((line, index) => (
          <HelpLineFields line={line} index={index} problems={problems} />
        ))}
        <Buttons primary={words.save} />
      </Form>
      <PasskeysAsked isAsked={props.arePasskeysAsked} byPasskey={props.byPasskey} />
      <CopiesOfKeys copies={props.copies} />
    </StaffPage>
  )
}

function PasskeysAsked({ isAsked, byPasskey }: { isAsked: boolean; byPasskey: boolean }) {
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{words.passkeys}</h2>
      <p>{words.passkeysWhy}</p>
      <p>{isAsked ? words.passkeysAsked : words.passkeysNotAsked}</p>
      {isAsked || byPasskey ? (
        <Form action={accessPaths.organisationPasskeys}>
          <Hidden name="asked" value={isAsked ? 'no' : 'yes'} />
          <Buttons>
            <Button>{isAsked ? words.passkeysStop : words.passkeysAsk}</Button>
          </Buttons>
        </Form>
      ) : (
        <p>
          {words.passkeysFirst} <a href={accessPaths.passkeys}>{words.passkeysOwn}</a>.
        </p>
      )}
    </section>
  )
}

function CopiesOfKeys({ copies }: { copies: readonly KeysCopy[] }) {
  return (
    <section aria-labelledby="copies">
      <h2 id="copies">{words.copies}</h2>
      <p>{words.copiesWhy}</p>
      {copies.length === 0 ? (
        <p class="notice">{words.noCopies}</p>
      ) : (
        <ul>
          {copies.map((copy, index) => (
            <li>{copy.notSince ? words.copyAway(index + 1, copy.notSince) : words.copyFollows(index + 1)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function HelpLineFields(props: { line: HelpLine; index: number; problems: readonly FieldProblem[] }) {
  const { line, index } = props
  const field = (part: keyof HelpLine) => ({
    name: `line-${part}`,
    id: lineId(part, index),
    value: line[part],
    error: findSentence(props.problems, `line-${part}-${index + 1}`),
    maxLength: mostName,
  })
  const fields = [field('name'), field('number'), field('when')] as const
  const isWrong = fields.some(({ error }) => error !== undefined)
  const summary = line.name || line.number ? words.line(line.name, line.number) : words.newLine
  return (
    <Fold summary={summary} open={isWrong}>
      <TextField {...fields[0]} label={words.lineName} />
      <TextField {...fields[1]} label={words.lineNumber} inputMode="tel" width="medium" />
      <TextField {...fields[2]} label={words.lineWhen} />
    </Fold>
  )
}
