import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { Button, ButtonLink, Form, Hidden } from '../../ui/form.tsx'
import { Edited, PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { SecondReading } from './review.ts'
import { reviewWords } from './review.words.ts'

const words = reviewWords['en-GB']

/** The whole reading for a second person, with what was changed set apart, and the one question. */
export function SecondReadingPage({
  frame,
  exercise,
  reading,
  problems,
}: {
  frame: Frame
  exercise: { id: string; title: string }
  reading: SecondReading
  problems?: readonly Problem[] | undefined
}) {
  const says = words.second
  const { passage, turn } = reading
  return (
    <StaffPage
      frame={frame}
      title={says.title(passage.number)}
      lead={turn === 'open' ? says.lead : undefined}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: `${listeningPaths.review(exercise.id)}?for=second`,
        label: words.overview.breadcrumb,
      })}
      problems={problems}
      done={words.done}
    >
      {turn === 'own' && <p>{says.own}</p>}
      {turn === 'not-yet' && <p>{says.notYet}</p>}
      {turn === 'passed' && <p>{says.passed}</p>}
      {reading.isTheirWork && <p>{words.asTheirManager}</p>}
      <h2>{says.reading}</h2>
      <PersonWords as="div" id="reading">
        {reading.pieces.map((piece) =>
          piece.isEdited ? (
            <Edited>
              {piece.text}
              {piece.was !== null && <> ({says.correctedFrom(piece.was)})</>}
            </Edited>
          ) : (
            piece.text
          ),
        )}
      </PersonWords>
      <p>
        <a href={listeningPaths.markConcern(passage.passageId)}>{words.worry}</a>
      </p>
      {turn === 'open' ? (
        <Form action={listeningPaths.readPassage(passage.passageId)}>
          <Hidden name="reading" value={reading.seal} />
          <h2>{says.question}</h2>
          <p class="soft">{says.backHint}</p>
          <div class="buttons">
            <Button kind="primary" name="answer" value="pass">
              {says.pass}
            </Button>
            <Button name="answer" value="back">
              {says.back}
            </Button>
            <ButtonLink href={listeningPaths.reviewAdd(passage.passageId)} kind="quiet">
              {says.change}
            </ButtonLink>
          </div>
        </Form>
      ) : (
        <p>
          <a href={`${listeningPaths.review(exercise.id)}?for=second`}>{says.backToList}</a>
        </p>
      )}
    </StaffPage>
  )
}
