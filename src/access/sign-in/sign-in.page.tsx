import type { FieldProblem } from '../../platform/http/fields.ts'
import { Buttons, Form, Hidden, TextField } from '../../ui/form.tsx'
import { StaffLayout } from '../../ui/staff-layout.tsx'
import { accessPaths } from '../paths.ts'
import { findSentence } from '../problem.ts'
import { signInWords } from './sign-in.words.ts'

const words = signInWords['en-GB']

type PageProps = {
  stylesheet: string
  isMailOnline: boolean
  /** Where to go afterwards. */
  back: string
  problems?: readonly FieldProblem[] | undefined
}

export function SignInPage(
  props: PageProps & { address?: string | undefined; done?: string | null | undefined },
) {
  const problems = props.problems ?? []
  return (
    <StaffLayout
      title={words.title}
      lead={words.lead}
      stylesheet={props.stylesheet}
      problems={problems}
      notice={props.done === 'set-up' ? words.setUp : undefined}
    >
      <Form action={accessPaths.signIn}>
        <TextField
          name="address"
          type="email"
          label={words.address}
          hint={words.addressHint}
          error={findSentence(problems, 'address')}
          value={props.address}
          autocomplete="email"
          maxLength={254}
          required
        />
        <Hidden name="back" value={props.back} />
        {!props.isMailOnline && <p class="soft">{words.console}</p>}
        <Buttons primary={words.send} />
      </Form>
      <p>
        <a href={`${accessPaths.signInPasskey}?back=${encodeURIComponent(props.back)}`}>{words.passkey}</a>
      </p>
    </StaffLayout>
  )
}

export function SignInCodePage(props: PageProps & { minutes: number; tries: number }) {
  const problems = props.problems ?? []
  return (
    <StaffLayout
      title={words.codeTitle}
      lead={props.isMailOnline ? words.codeLead : words.codeConsole}
      stylesheet={props.stylesheet}
      problems={problems}
    >
      <Form action={accessPaths.signInCode}>
        <TextField
          name="code"
          label={words.code}
          hint={words.codeHint(props.minutes, props.tries)}
          error={findSentence(problems, 'code')}
          width="short"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={20}
          spellcheck={false}
          required
        />
        <Hidden name="back" value={props.back} />
        <Buttons primary={words.enter} />
      </Form>
      <p>
        {words.noCode}{' '}
        <a href={`${accessPaths.signIn}?back=${encodeURIComponent(props.back)}`}>{words.askAgain}</a>.
      </p>
    </StaffLayout>
  )
}
