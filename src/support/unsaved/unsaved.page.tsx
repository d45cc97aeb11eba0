import type { ComponentChildren } from 'preact'
import { StaffPage, type Frame } from '../../access/frame.tsx'
import { accessPaths } from '../../access/paths.ts'
import { KeptForm, KeptSteps, type Kept } from '../../ui/kept-form.tsx'
import { StaffLayout } from '../../ui/staff-layout.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { unsavedWords } from './unsaved.words.ts'

const words = unsavedWords['en-GB']

/** The page had closed before what was typed was saved: it waits in its form until the person is in again. */
export function LatePage(props: { frame: SpaceFrame; children: ComponentChildren }) {
  return (
    <SpacePage frame={props.frame} heading={words.late.heading} closes>
      <Late />
      {props.children}
    </SpacePage>
  )
}

/** What a person can do about it, above the form in which their words stand. */
export function Late() {
  return <KeptSteps {...words.late} href={supportPaths.enter} />
}

/** The same for a coach who was signed out meanwhile. */
export function LateGuestPage(props: { stylesheet: string; children: ComponentChildren }) {
  const back = encodeURIComponent(supportPaths.today)
  return (
    <StaffLayout title={words.lateGuest.heading} stylesheet={props.stylesheet}>
      <KeptSteps {...words.lateGuest} href={`${accessPaths.signIn}?back=${back}`} />
      {props.children}
    </StaffLayout>
  )
}

/** What was typed belongs to another space: its words are not shown to whoever is in here. */
export function OtherPage(props: { frame: SpaceFrame }) {
  return (
    <SpacePage frame={props.frame} heading={words.other.heading}>
      <p class="lead">{words.other.lead}</p>
    </SpacePage>
  )
}

/** What a coach typed was for somebody else's page, or by somebody else: whoever wrote it can copy it. */
export function OtherGuestPage(props: { frame: Frame; children: ComponentChildren }) {
  return (
    <StaffPage
      frame={props.frame}
      title={words.otherGuest.heading}
      lead={words.otherGuest.lead}
      breadcrumbs={[{ href: supportPaths.today, label: words.otherGuest.today }]}
    >
      {props.children}
    </StaffPage>
  )
}

/** A form without a page of its own for this, as it was sent, when nobody is in any more. */
export function LateSentPage(props: { frame: SpaceFrame; sent: Kept }) {
  return (
    <LatePage frame={props.frame}>
      <KeptForm {...props.sent} send={words.save} />
    </LatePage>
  )
}

/** The same for somebody who works here. */
export function LateGuestSentPage(props: { stylesheet: string; sent: Kept }) {
  return (
    <LateGuestPage stylesheet={props.stylesheet}>
      <KeptForm {...props.sent} send={words.save} />
    </LateGuestPage>
  )
}

export function OtherGuestSentPage(props: { frame: Frame; fields: Kept['fields'] }) {
  return (
    <OtherGuestPage frame={props.frame}>
      <KeptForm fields={props.fields} action={null} send={words.save} />
    </OtherGuestPage>
  )
}
