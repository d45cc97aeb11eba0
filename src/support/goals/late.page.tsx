import { StaffPage, type Frame } from '../../access/frame.tsx'
import { accessPaths } from '../../access/paths.ts'
import { Buttons, Form, Hidden } from '../../ui/form.tsx'
import { StaffLayout } from '../../ui/staff-layout.tsx'
import { WordsAsWritten } from '../../ui/words.tsx'
import { conversationsWords } from '../conversations/conversations.words.ts'
import { guestConversationsWords } from '../conversations/guest-conversations.words.ts'
import { LateNote } from '../conversations/lines.page.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { TypedBrought, TypedSaid } from './goals.form.ts'
import { goalsWords } from './goals.words.ts'
import { SaidFields } from './said.page.tsx'

const words = goalsWords['en-GB']
const own = conversationsWords['en-GB']
const guest = guestConversationsWords['en-GB']

/** The page had closed before these words were saved: they wait in their form until the person is in again. */
export function LateSaidPage(props: {
  frame: SpaceFrame
  typed: TypedSaid
  action: string
  isStep: boolean
}) {
  return (
    <SpacePage frame={props.frame} heading={own.lateHeading} closes>
      <LateNote
        lead={own.lateLead}
        steps={own.lateSteps}
        open={{ href: supportPaths.enter, label: own.lateOpen }}
      >
        <Form action={props.action}>
          <SaidFields
            typed={props.typed}
            label={props.isStep ? words.stepWords : words.words}
            isStep={props.isStep}
            problems={[]}
          />
          <Buttons primary={words.save} />
        </Form>
      </LateNote>
    </SpacePage>
  )
}

/** The same for a coach who was signed out meanwhile. */
export function LateBroughtPage(props: { stylesheet: string; typed: TypedBrought; action: string }) {
  const { typed } = props
  const fields = { words: typed.words, goal: typed.goalId ?? '', who: typed.who ?? '', with: typed.withWhom }
  return (
    <StaffLayout title={guest.lateTitle} stylesheet={props.stylesheet}>
      <LateNote
        lead={guest.lateLead}
        steps={guest.lateSteps}
        open={{
          href: `${accessPaths.signIn}?back=${encodeURIComponent(supportPaths.today)}`,
          label: guest.lateOpen,
        }}
      >
        <Form action={props.action}>
          <WordsAsWritten text={typed.words} />
          {Object.entries({ ...fields, sending: typed.sending }).map(([name, value]) => (
            <Hidden name={name} value={value} />
          ))}
          <Buttons primary={words.save} />
        </Form>
      </LateNote>
    </StaffLayout>
  )
}

/** What was typed was for somebody else's page, or by somebody else: whoever wrote it can copy it. */
export function OtherBroughtPage(props: { frame: Frame; typed: TypedBrought }) {
  return (
    <StaffPage
      frame={props.frame}
      title={guest.otherTitle}
      lead={guest.otherLead}
      breadcrumbs={[{ href: supportPaths.today, label: guest.today }]}
    >
      <WordsAsWritten text={props.typed.words} />
    </StaffPage>
  )
}
