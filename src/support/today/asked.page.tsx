import type { Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Fold } from '../../ui/fold.tsx'
import { Button, ButtonLink, Buttons, Form, Hidden, TextField } from '../../ui/form.tsx'
import { WordsAsWritten } from '../../ui/words.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { LateGuestPage, LatePage, OtherGuestPage } from '../unsaved/unsaved.page.tsx'
import type { TypedAsk } from './asked.form.ts'
import type { Asked, AskedHere } from './asked.ts'
import { askedWords } from './asked.words.ts'

const words = askedWords['en-GB']

/** One tap each, equal; the last leads to a box for one's own words. */
const oneTap = ['listen', 'think', 'together', 'for-me'] as const

/** On a person's first page: what they want today, and what they said. */
export function AskToday(props: {
  asked: readonly AskedHere[]
  readers: readonly string[]
  sending: string
}) {
  const { asked, sending } = props
  if (asked.length === 0) {
    return (
      <section>
        <h2>{words.heading}</h2>
        <Wishes sending={sending} />
        <p class="soft">{words.seenBy(props.readers)}</p>
      </section>
    )
  }
  return (
    <section>
      <h2>{words.heading}</h2>
      {asked.map((one) => (
        <p>
          {one.coach ? words.saidAloud(one.coach.name) : words.said} <Wanted asked={one} />
        </p>
      ))}
      <div class="buttons">
        <Form action={supportPaths.keepToday}>
          <Hidden name="sending" value={sending} />
          <Button>{words.keep}</Button>
        </Form>
        <Form action={supportPaths.clearToday}>
          <Hidden name="sending" value={sending} />
          <Button>{words.clear}</Button>
        </Form>
      </div>
      <p class="soft">
        {words.seenBy(props.readers)} {words.goes}
      </p>
      <Fold summary={words.other}>
        <Wishes sending={sending} />
      </Fold>
    </section>
  )
}

/** What was asked, as the person says it. */
export function Wanted({ asked }: { asked: Asked }) {
  return asked.words === null ? (
    <strong>{words.wishes[asked.wish]}</strong>
  ) : (
    <span class="own" dir="auto">
      {asked.words}
    </span>
  )
}

/** What each person asked of today, as their coach reads it. */
export function AskedLines(props: { asked: readonly Asked[] }) {
  return (
    <>
      {props.asked.map((one) => (
        <>
          <br />
          {one.saidBy === 'coach' ? words.aloud : words.today} <Wanted asked={one} />
        </>
      ))}
    </>
  )
}

function Wishes(props: { sending: string }) {
  return (
    <Form action={supportPaths.askToday}>
      <Hidden name="sending" value={props.sending} />
      <div class="buttons wishes">
        {oneTap.map((wish) => (
          <Button name="wish" value={wish}>
            {words.wishes[wish]}
          </Button>
        ))}
        <ButtonLink href={supportPaths.askToday}>{words.wishes.own}</ButtonLink>
      </div>
    </Form>
  )
}

type OwnProps = { frame: SpaceFrame; typed: TypedAsk; problems?: readonly FieldProblem[] | undefined }

/** The page for one's own words. */
export function OwnWishPage(props: OwnProps & { readers: readonly string[] }) {
  return (
    <SpacePage frame={props.frame} heading={words.ownHeading} problems={props.problems}>
      <OwnWish {...props} />
      <p class="soft">
        {words.seenBy(props.readers)} {words.goes}
      </p>
    </SpacePage>
  )
}

export function LateWishPage(props: OwnProps) {
  return (
    <LatePage frame={props.frame}>
      <OwnWish {...props} />
    </LatePage>
  )
}

function OwnWish({ typed, problems }: OwnProps) {
  return (
    <Form action={supportPaths.askToday}>
      <Hidden name="wish" value="own" />
      <Hidden name="sending" value={typed.sending} />
      <OwnWords words={typed.words} problems={problems ?? []} />
      <Buttons primary={words.say} />
    </Form>
  )
}

/** For a coach while they are together: what the person says aloud. */
export function AskedAloud(props: { action: string; typed: TypedAsk; problems: readonly FieldProblem[] }) {
  const { action, typed, problems } = props
  return (
    <Fold summary={words.aloudHeading} open={problems.length > 0}>
      <p>{words.aloudLead}</p>
      <Form action={action}>
        <Hidden name="sending" value={typed.sending} />
        <div class="buttons wishes">
          {oneTap.map((wish) => (
            <Button name="wish" value={wish}>
              {words.wishes[wish]}
            </Button>
          ))}
        </div>
      </Form>
      <OwnAloud action={action} typed={typed} problems={problems} />
    </Fold>
  )
}

function OwnAloud(props: { action: string; typed: TypedAsk; problems: readonly FieldProblem[] }) {
  return (
    <Form action={props.action}>
      <Hidden name="wish" value="own" />
      <Hidden name="sending" value={props.typed.sending} />
      <OwnWords words={props.typed.words} problems={props.problems} />
      <Buttons>
        <Button>{words.say}</Button>
      </Buttons>
    </Form>
  )
}

/** The coach was signed out before it was written down: the words stand here to be sent again. */
export function LateAloudPage(props: { stylesheet: string; typed: TypedAsk; action: string }) {
  return (
    <LateGuestPage stylesheet={props.stylesheet}>
      <OwnAloud action={props.action} typed={props.typed} problems={[]} />
    </LateGuestPage>
  )
}

/** Words somebody else said aloud stand here to be copied. */
export function OtherAloudPage(props: { frame: Frame; typed: TypedAsk }) {
  return (
    <OtherGuestPage frame={props.frame}>
      <WordsAsWritten text={props.typed.words} />
    </OtherGuestPage>
  )
}

function OwnWords(props: { words: string; problems: readonly FieldProblem[] }) {
  return (
    <TextField
      name="words"
      label={words.ownWords}
      value={props.words}
      error={findSentence(props.problems, 'words')}
      autocomplete="off"
      own
    />
  )
}
