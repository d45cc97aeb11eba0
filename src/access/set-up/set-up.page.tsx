import type { FieldProblem } from '../../platform/http/fields.ts'
import { Buttons, Form, TextField } from '../../ui/form.tsx'
import { StaffLayout } from '../../ui/staff-layout.tsx'
import { mostName } from '../organisation/organisation.form.ts'
import { accessPaths } from '../paths.ts'
import { findSentence } from '../problem.ts'
import { mostLetters } from '../staff/staff.form.ts'
import type { SetUp } from './set-up.ts'
import { setUpWords } from './set-up.words.ts'

const words = setUpWords['en-GB']

export function SetUpPage(props: {
  stylesheet: string
  /** How often a code may be tried. */
  tries: number
  typed?: SetUp | undefined
  problems?: readonly FieldProblem[] | undefined
}) {
  const problems = props.problems ?? []
  const field = (name: keyof SetUp) => ({
    name,
    value: props.typed?.[name],
    error: findSentence(problems, name),
    required: true,
  })
  return (
    <StaffLayout title={words.title} lead={words.lead} stylesheet={props.stylesheet} problems={problems}>
      <Form action={accessPaths.setUp}>
        <TextField
          {...field('code')}
          label={words.code}
          hint={words.codeHint(props.tries)}
          width="medium"
          autocomplete="off"
          spellcheck={false}
          maxLength={40}
        />
        <TextField
          {...field('organisation')}
          label={words.organisation}
          hint={words.organisationHint}
          autocomplete="organization"
          maxLength={mostName}
        />
        <TextField
          {...field('operator')}
          label={words.operator}
          hint={words.operatorHint}
          autocomplete="off"
          maxLength={mostName}
        />
        <TextField
          {...field('name')}
          label={words.name}
          hint={words.nameHint}
          autocomplete="name"
          maxLength={mostLetters}
        />
        <TextField
          {...field('address')}
          type="email"
          label={words.address}
          hint={words.addressHint}
          autocomplete="email"
          maxLength={254}
        />
        <p>{words.roles}</p>
        <Buttons primary={words.send} />
      </Form>
    </StaffLayout>
  )
}
