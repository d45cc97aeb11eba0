import { StaffPage, type Frame } from '../../access/frame.tsx'
import { Button, Buttons, Form } from '../../ui/form.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { PhraseState } from '../requests/phrases-given.ts'
import { voiceAnswersWords } from './answers.words.ts'

const words = voiceAnswersWords['en-GB']

/** Four lines for somebody who was asked aloud, and their words to come back, made and shown once. */
export function ReceiptPage(props: {
  frame: Frame
  voiceId: string
  receipt: { number: number; exercise: { id: string; title: string }; lines: readonly string[] }
  /** What `findPhraseState` says, or the ones just made. */
  phrase: PhraseState | 'twice' | readonly string[]
}) {
  const { number, exercise, lines } = props.receipt
  const { phrase } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.receiptTitle(number)}
      lead={words.receiptLead}
      breadcrumbs={exerciseCrumbs(
        exercise,
        { href: listeningPaths.voices(exercise.id), label: words.voices },
        { href: listeningPaths.voiceAnswers(props.voiceId), label: words.title(number) },
      )}
      done={words.done}
    >
      <ol>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ol>
      <h2>{words.phraseHeading}</h2>
      {phrase === 'none' && (
        <Form action={listeningPaths.voicePhrase(props.voiceId)}>
          <p>{words.phraseLead}</p>
          <Buttons>
            <Button>{words.phraseMake}</Button>
          </Buttons>
        </Form>
      )}
      {phrase === 'joined' && <p>{words.phraseJoined}</p>}
      {phrase === 'has' && <p>{words.phraseHas}</p>}
      {phrase === 'twice' && <p>{words.phraseTwice}</p>}
      {typeof phrase !== 'string' && (
        <>
          <p>{words.phraseShown}</p>
          <p class="phrase">{phrase.join(' ')}</p>
          <p>{words.phraseOnce}</p>
        </>
      )}
      <p>
        <a href={listeningPaths.voiceRequests(props.voiceId)}>{words.requests}</a>
      </p>
    </StaffPage>
  )
}
