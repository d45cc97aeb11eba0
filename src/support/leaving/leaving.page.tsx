import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, ButtonLink, Buttons, Form, Hidden, TextArea } from '../../ui/form.tsx'
import { WordsAsWritten } from '../../ui/words.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { KeptByLaw } from '../safeguarding/told.ts'
import type { TypedLetter } from './leaving.form.ts'
import { leavingWords } from './leaving.words.ts'
import type { Leaving, Letter } from './moving-on.ts'

const words = leavingWords['en-GB']

/** Everything about moving on, on one page. */
export function LeavingPage(props: { frame: SpaceFrame; leaving: Leaving }) {
  const { frame } = props
  const { movingOn, letters } = props.leaving
  return (
    <SpacePage frame={frame} heading={words.heading} done={words.done}>
      <p class="lead">{words.lead}</p>
      {movingOn?.goesAt && <Going goesAt={movingOn.goesAt} />}
      <h2>{words.takeHeading}</h2>
      <p>{words.takeLead}</p>
      <TakeForm frame={frame} isPrimary />
      <h2>{words.letterHeading}</h2>
      <p>{words.letterLead}</p>
      {letters.map((letter) => (
        <OneLetter letter={letter} />
      ))}
      <p>
        <a href={supportPaths.letter}>{words.letterWrite}</a>
      </p>
      {!movingOn?.goesAt && (
        <>
          <h2>{words.moveHeading}</h2>
          <p>{movingOn ? words.moved(movingOn.movedOnAt) : words.moveLead}</p>
          <Form action={movingOn ? supportPaths.comeBack : supportPaths.moveOn}>
            <div class="buttons">
              <Button>{movingOn ? words.back : words.move}</Button>
            </div>
          </Form>
        </>
      )}
      {!movingOn?.goesAt && (
        <>
          <h2>{words.goHeading}</h2>
          <p>{words.goLead}</p>
          <p>
            <a href={supportPaths.whatGoes}>{words.goLook}</a>
          </p>
        </>
      )}
    </SpacePage>
  )
}

/** What stands first on a person's page: that it is about to go, or the letter they wrote for now. */
export function WhenBack({ leaving }: { leaving: Leaving }) {
  const { movingOn, letters } = leaving
  if (!movingOn) return null
  if (movingOn.goesAt) return <Going goesAt={movingOn.goesAt} />
  return (
    <section>
      <h2>{words.movedHeading}</h2>
      {letters.map((letter) => (
        <LetterWords letter={letter} />
      ))}
      <p>{words.moved(movingOn.movedOnAt)}</p>
      <Form action={supportPaths.comeBack}>
        <Buttons primary={words.back} />
      </Form>
    </section>
  )
}

function Going({ goesAt }: { goesAt: Date }) {
  return (
    <section>
      <h2>{words.goingHeading(goesAt)}</h2>
      <p>{words.going(goesAt)}</p>
      <Form action={supportPaths.comeBack}>
        <div class="buttons">
          <Button>{words.stop}</Button>
        </div>
      </Form>
    </section>
  )
}

function TakeForm(props: { frame: SpaceFrame; isPrimary: boolean }) {
  return (
    <>
      <p>
        {words.takeStays} {words.takeTold}
      </p>
      {props.frame.isShared && (
        <p>
          <strong>{words.takeShared}</strong>
        </p>
      )}
      <Form action={supportPaths.takeOut}>
        <div class="buttons">
          <Button kind={props.isPrimary ? 'primary' : 'plain'}>{words.take}</Button>
        </div>
      </Form>
    </>
  )
}

function OneLetter({ letter }: { letter: Letter }) {
  return (
    <>
      <LetterWords letter={letter} />
      <Form action={supportPaths.removeLetter(letter.id)}>
        <Button kind="quiet">{words.letterRemove}</Button>
      </Form>
    </>
  )
}

function LetterWords({ letter }: { letter: Letter }) {
  return (
    <>
      <p class="soft">{words.letterOf(letter.writtenAt)}</p>
      <WordsAsWritten text={letter.words} />
    </>
  )
}

export function LetterPage(props: {
  frame: SpaceFrame
  typed: TypedLetter
  problems?: readonly FieldProblem[] | undefined
}) {
  const problems = props.problems ?? []
  return (
    <SpacePage frame={props.frame} heading={words.letterHeading} problems={problems}>
      <p class="lead">{words.letterLead}</p>
      <Form action={supportPaths.letter}>
        <TextArea
          name="words"
          label={words.letter}
          hint={words.letterHint}
          value={props.typed.words}
          error={findSentence(problems, 'words')}
          rows={10}
          autocomplete="off"
          own
        />
        <Hidden name="sending" value={props.typed.sending} />
        <Buttons primary={words.letterSave}>
          <ButtonLink href={supportPaths.leaving} kind="quiet">
            {words.notNow}
          </ButtonLink>
        </Buttons>
      </Form>
    </SpacePage>
  )
}

/** The first of two pages: what goes and what stays. */
export function WhatGoesPage({ frame, kept }: { frame: SpaceFrame; kept: readonly KeptByLaw[] }) {
  return (
    <SpacePage frame={frame} heading={words.whatHeading}>
      <h2>{words.goesHeading}</h2>
      <Sentences of={words.goes} />
      <h2>{words.staysHeading}</h2>
      <Stays kept={kept} />
      <h2>{words.firstHeading}</h2>
      <TakeForm frame={frame} isPrimary={false} />
      <div class="buttons">
        <ButtonLink href={supportPaths.whenItGoes} kind="primary">
          {words.goNext}
        </ButtonLink>
        <ButtonLink href={supportPaths.leaving} kind="quiet">
          {words.notNow}
        </ButtonLink>
      </div>
    </SpacePage>
  )
}

/** The second: one tap that does it. */
export function WhenItGoesPage(props: {
  frame: SpaceFrame
  /** For whoever may let it go now; null for somebody who did not just come in. */
  again: string | null
  minutes: number
}) {
  return (
    <SpacePage frame={props.frame} heading={words.whenHeading}>
      <p>{words.weekHint}</p>
      <Form action={supportPaths.whenItGoes}>
        <Buttons primary={words.week} />
      </Form>
      <h2>{words.now}</h2>
      {props.again === null ? (
        <p>{words.nowLater(props.minutes)}</p>
      ) : (
        <>
          <p>{words.nowHint}</p>
          <Form action={supportPaths.letGoNow}>
            <Hidden name="sending" value={props.again} />
            <div class="buttons">
              <Button>{words.nowYes}</Button>
            </div>
          </Form>
        </>
      )}
      <p>
        <a href={supportPaths.leaving}>{words.notNow}</a>
      </p>
    </SpacePage>
  )
}

/** The answer: it is done, and what others still hold. */
export function GonePage(props: { frame: SpaceFrame; isGoing: boolean }) {
  return (
    <SpacePage frame={props.frame} heading={props.isGoing ? words.goingStillHeading : words.goneHeading}>
      <p class="lead">{props.isGoing ? words.goingStill : words.gone}</p>
      <p>{words.goneStays}</p>
      <Stays kept={[]} />
      <p>
        {words.goneAgain} <a href={supportPaths.begin}>{words.goneBegin}</a>.
      </p>
    </SpacePage>
  )
}

function Stays({ kept }: { kept: readonly KeptByLaw[] }) {
  const named = kept.map((one) => {
    const sentence = words.lawKept(one.organisation, one.writtenAt, new Date(one.keptUntil))
    return one.hasOwnLine ? `${sentence} ${words.lawKeptLine}` : sentence
  })
  return <Sentences of={[...words.stays, ...named]} />
}

function Sentences(props: { of: readonly string[] }) {
  return (
    <ul>
      {props.of.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  )
}
