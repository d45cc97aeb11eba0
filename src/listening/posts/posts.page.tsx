import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import {
  ButtonLink,
  Buttons,
  Checkbox,
  DateField,
  Form,
  Hidden,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { isDay } from '../exercises/exercises.form.ts'
import { listeningPaths } from '../paths.ts'
import { longestPaste, type TypedPaste } from './posts.form.ts'
import { postsWords } from './posts.words.ts'

const words = postsWords['en-GB']

/** What somebody wrote on social media, pasted with its link and its day. */
export function PastePage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  typed: TypedPaste
  problems?: readonly FieldProblem[] | undefined
}) {
  const { exercise, typed } = props
  const field = (name: 'label' | 'link' | 'on' | 'words') => ({
    name,
    value: typed[name],
    error: findSentence(props.problems ?? [], name),
  })
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      problems={props.problems}
    >
      <Form action={listeningPaths.posts(exercise.id)}>
        <Hidden name="sending" value={typed.sending} />
        <TextArea
          {...field('words')}
          label={words.words}
          hint={words.wordsHint}
          rows={8}
          maxLength={longestPaste}
          own
          required
        />
        <TextField
          {...field('label')}
          label={words.label}
          hint={words.labelHint}
          width="medium"
          autocomplete="off"
          optional
        />
        <Checkbox name="many" label={words.many} hint={words.manyHint} checked={typed.isMany} />
        <TextField {...field('link')} type="url" label={words.link} hint={words.linkHint} optional />
        <DateField {...field('on')} label={words.on} typed={typed.on !== '' && !isDay(typed.on)} optional />
        <Buttons primary={words.keep}>
          <ButtonLink href={listeningPaths.doors(exercise.id)}>{words.toDoors}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}
