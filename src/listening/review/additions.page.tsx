import { StaffPage, type Frame } from '../../access/frame.tsx'
import { ChooseSentence, ChooseWords } from '../../ui/choose-words.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { Buttons, Checkbox, Choices, Form, Hidden, TextField } from '../../ui/form.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { Choosing } from './additions.ts'
import type { AddFields } from './review.form.ts'
import { reviewWords } from './review.words.ts'

const words = reviewWords['en-GB']

/** Changes something the engine did not find: first the sentence, then its words and what should happen to them. */
export function AddEditPage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  choosing: Choosing
  fields: AddFields
  problems?: readonly Problem[] | undefined
}) {
  const { choosing, exercise } = props
  const { passage } = choosing
  const says = words.add
  return (
    <StaffPage
      frame={props.frame}
      title={says.title(passage.number)}
      lead={choosing.words ? says.leadWords : says.leadSentence}
      breadcrumbs={exerciseCrumbs(
        exercise,
        { href: listeningPaths.review(exercise.id), label: words.overview.breadcrumb },
        {
          href: choosing.canReadFirst
            ? listeningPaths.reviewPassage(passage.passageId)
            : listeningPaths.readPassage(passage.passageId),
          label: words.overview.passageNumber(passage.number),
        },
      )}
      problems={props.problems}
      done={words.done}
    >
      {choosing.words ? (
        <WordsForm {...props} words={choosing.words} />
      ) : (
        <SentenceForm choosing={choosing} />
      )}
    </StaffPage>
  )
}

function SentenceForm({ choosing }: { choosing: Choosing }) {
  const says = words.add
  return (
    <Form action={listeningPaths.reviewAdd(choosing.passage.passageId)} method="get">
      <ChooseSentence
        name="sentence"
        legend={says.sentence}
        sentences={choosing.sentences.map((text, index) => ({ value: String(index), text }))}
        value="0"
      />
      <Buttons primary={says.chooseSentence} />
    </Form>
  )
}

function WordsForm(props: {
  choosing: Choosing
  words: NonNullable<Choosing['words']>
  fields: AddFields
  problems?: readonly Problem[] | undefined
}) {
  const { choosing, fields } = props
  const says = words.add
  const address = listeningPaths.reviewAdd(choosing.passage.passageId)
  const errorOf = (field: string) => props.problems?.find((problem) => problem.field === field)?.sentence
  return (
    <Form action={address}>
      <Hidden name="sentence" value={String(choosing.sentence)} />
      <ChooseWords
        name="word"
        legend={says.words}
        hint={says.wordsHint}
        error={errorOf('word')}
        words={props.words.map((word) => ({
          value: word.value,
          text: word.text,
          checked: fields.words.includes(word.value),
          disabled: word.isTaken,
        }))}
      />
      <Choices
        name="kind"
        label={says.kind}
        error={errorOf('kind')}
        options={[
          { value: 'generalise', label: says.generalise, hint: says.generaliseHint },
          { value: 'cut', label: says.cut },
          { value: 'correct', label: says.correct, hint: says.correctHint },
        ]}
        value={fields.kind}
      />
      <TextField
        name="replacement"
        label={says.replacement}
        hint={says.replacementHint}
        error={errorOf('replacement')}
        value={fields.replacement}
        width="medium"
      />
      <TextField
        name="note"
        label={says.note}
        hint={says.noteHint}
        error={errorOf('note')}
        value={fields.note}
        optional
      />
      {choosing.canPassAgain && (
        <Checkbox
          name="read-all"
          label={says.hasReadAll}
          hint={says.hasReadAllHint}
          checked={fields.hasReadAll}
        />
      )}
      <Buttons primary={says.save}>
        <a href={address}>{says.otherSentence}</a>
      </Buttons>
    </Form>
  )
}
