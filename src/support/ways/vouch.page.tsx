import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Buttons, Checkbox, Form, TextField } from '../../ui/form.tsx'
import { supportPaths } from '../paths.ts'
import { vouchWords } from './vouch.words.ts'

const words = vouchWords['en-GB']

type PageProps = { frame: Frame; problems?: readonly FieldProblem[] | undefined }

export function VouchPage(props: PageProps & { spaceId: string; isAllowed: boolean }) {
  const { problems = [] } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      problems={problems}
      breadcrumbs={[{ href: supportPaths.today, label: words.back }]}
    >
      {props.isAllowed ? (
        <>
          <Means />
          <Form action={supportPaths.vouch(props.spaceId)}>
            <Spoken problems={problems} />
            <Buttons primary={words.go} />
          </Form>
        </>
      ) : (
        <p>{words.notAllowed}</p>
      )}
    </StaffPage>
  )
}

export function SecondPage(props: PageProps & { typed: string }) {
  const { problems = [] } = props
  return (
    <StaffPage frame={props.frame} title={words.title} lead={words.secondLead} problems={problems}>
      <Means />
      <Form action={supportPaths.second}>
        <TextField
          name="words"
          label={words.words}
          error={findSentence(problems, 'words')}
          value={props.typed}
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          width="medium"
          required
        />
        <Spoken problems={problems} />
        <Buttons primary={words.confirm} />
      </Form>
    </StaffPage>
  )
}

/** Words that are shown once: for a colleague, or for the person. */
export function VouchedPage(props: {
  frame: Frame
  phrase: readonly string[]
  origin: string
  isFor: 'colleague' | 'person'
}) {
  const isForPerson = props.isFor === 'person'
  const address = isForPerson ? supportPaths.lostBack : supportPaths.second
  return (
    <StaffPage frame={props.frame} title={words.title} lead={isForPerson ? words.keptLead : words.madeLead}>
      <p class="phrase">{props.phrase.join(' ')}</p>
      {isForPerson && (
        <p>
          <strong>{words.keptOnce}</strong>
        </p>
      )}
      <p>
        {isForPerson ? words.keptAt : words.madeAt} <span class="address">{`${props.origin}${address}`}</span>
      </p>
      <p class="beside-card">
        <a href={supportPaths.today}>{words.back}</a>
      </p>
    </StaffPage>
  )
}

function Means() {
  return (
    <ul>
      {words.means.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  )
}

function Spoken(props: { problems: readonly FieldProblem[] }) {
  return <Checkbox name="spoken" label={words.spoken} error={findSentence(props.problems, 'spoken')} />
}
