import type { ComponentChildren } from 'preact'
import { StaffPage, type Frame } from '../../access/frame.tsx'
import { accessPaths } from '../../access/paths.ts'
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
  return <Steps {...words.late} href={supportPaths.enter} />
}

/** The same for a coach who was signed out meanwhile. */
export function LateGuestPage(props: { stylesheet: string; children: ComponentChildren }) {
  const back = encodeURIComponent(supportPaths.today)
  return (
    <StaffLayout title={words.lateGuest.heading} stylesheet={props.stylesheet}>
      <Steps {...words.lateGuest} href={`${accessPaths.signIn}?back=${back}`} />
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

function Steps(props: { lead: string; steps: readonly string[]; href: string; open: string }) {
  return (
    <>
      <p class="lead">{props.lead}</p>
      <ol>
        {props.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <p>
        <a href={props.href} target="_blank" rel="noreferrer">
          {props.open}
        </a>
      </p>
    </>
  )
}
