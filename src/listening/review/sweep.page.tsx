import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { ButtonLink, Buttons, Checkboxes, Form, Hidden } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { reviewWords } from './review.words.ts'
import type { SweepView, SweptWord } from './sweep.ts'
import { sweepWords } from './sweep.words.ts'

const words = sweepWords['en-GB']

/** Every word that could tell and that nobody proposed, once, as one quiet list. */
export function SweepPage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  view: SweepView
  ticked: readonly string[]
  problems?: readonly Problem[] | undefined
}) {
  const { view, exercise } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.review(exercise.id),
        label: reviewWords['en-GB'].overview.breadcrumb,
      })}
      problems={props.problems}
      done={reviewWords['en-GB'].done}
    >
      {view.passages === 0 ? (
        <>
          <Empty what={words.empty} why={words.emptyWhy} />
          <ButtonLink href={listeningPaths.review(exercise.id)} kind="primary">
            {words.toOverview}
          </ButtonLink>
        </>
      ) : (
        <>
          {view.isTheirWork && <p>{reviewWords['en-GB'].asTheirManager}</p>}
          <p id="words">
            {words.of(view.passages, view.later)} {view.words.length > 0 ? words.what : words.none}{' '}
            {view.ticked.length > 0 && words.tickedBefore}
          </p>
          <Form action={listeningPaths.reviewSweep(exercise.id)}>
            <Hidden name="stamp" value={view.stamp} />
            {view.words.length > 0 && (
              <Checkboxes
                name="word"
                label={words.legend}
                hint={words.after}
                values={props.ticked}
                options={view.words.map((word) => ({
                  value: word.key,
                  label: <Word word={word} />,
                  hint: <Example word={word} />,
                }))}
              />
            )}
            <Buttons primary={words.look} />
          </Form>
        </>
      )}
    </StaffPage>
  )
}

function Word({ word }: { word: SweptWord }) {
  return (
    <>
      <PersonWords as="span">{word.writings.slice(0, 3).join(', ')}</PersonWords>{' '}
      {word.count > 1 && <span class="soft">{words.times(word.count)}</span>}
    </>
  )
}

function Example({ word: { example } }: { word: SweptWord }) {
  return (
    <>
      <PersonWords as="span">
        {example.before}
        <b>{example.words}</b>
        {example.after}
      </PersonWords>{' '}
      {words.where(example.number)}
    </>
  )
}
