import { Buttons, Form, Hidden } from '../../ui/form.tsx'
import { WordsAsWritten } from '../../ui/words.tsx'
import type { Frame } from '../../access/frame.tsx'
import type { SpaceFrame } from '../frame.tsx'
import { LateGuestPage, LatePage, OtherGuestPage } from '../unsaved/unsaved.page.tsx'
import type { TypedBrought, TypedSaid } from './goals.form.ts'
import { goalsWords } from './goals.words.ts'
import { SaidFields } from './said.page.tsx'

const words = goalsWords['en-GB']

/** The page had closed before these words were saved: they wait in their form until the person is in again. */
export function LateSaidPage(props: {
  frame: SpaceFrame
  typed: TypedSaid
  action: string
  isStep: boolean
}) {
  return (
    <LatePage frame={props.frame}>
      <Form action={props.action}>
        <SaidFields
          typed={props.typed}
          label={props.isStep ? words.stepWords : words.words}
          isStep={props.isStep}
          problems={[]}
        />
        <Buttons primary={words.save} />
      </Form>
    </LatePage>
  )
}

/** The same for a coach who was signed out meanwhile. */
export function LateBroughtPage(props: { stylesheet: string; typed: TypedBrought; action: string }) {
  const { typed } = props
  const fields = { words: typed.words, goal: typed.goalId ?? '', who: typed.who ?? '', with: typed.withWhom }
  return (
    <LateGuestPage stylesheet={props.stylesheet}>
      <Form action={props.action}>
        <WordsAsWritten text={typed.words} />
        {Object.entries({ ...fields, sending: typed.sending }).map(([name, value]) => (
          <Hidden name={name} value={value} />
        ))}
        <Buttons primary={words.save} />
      </Form>
    </LateGuestPage>
  )
}

/** What was typed is for somebody else's page: its words stand here to be copied. */
export function OtherBroughtPage(props: { frame: Frame; typed: TypedBrought }) {
  return (
    <OtherGuestPage frame={props.frame}>
      <WordsAsWritten text={props.typed.words} />
    </OtherGuestPage>
  )
}
