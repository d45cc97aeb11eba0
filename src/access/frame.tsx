import type { ComponentChildren } from 'preact'
import type { Problem } from '../ui/error-summary.tsx'
import { FormOwner } from '../ui/form.tsx'
import { StaffLayout, type Breadcrumb, type Watch } from '../ui/staff-layout.tsx'
import { accessWords } from './access.words.ts'
import { may } from './matrix.ts'
import { accessPaths } from './paths.ts'

/** What stands around every page of the team; made from the visit, passed to the page. */
export type Frame = {
  organisation: string
  person: string
  roles: readonly string[]
  stylesheet: string
  /** The address of the part of the site this page belongs to. */
  address: string
  /** The name of the sentence to show after something was done. */
  done: string | null
  /** Names whoever works here in the forms of the page, where a draft must not be sent by somebody else. */
  owner?: string | undefined
  /** What shuts the page when somebody’s door is shut. */
  watch?: Watch | undefined
}

const words = accessWords['en-GB']

/** A page of the listening team. `done` maps the names a redirect may give to sentences. */
export function StaffPage(props: {
  frame: Frame
  title: string
  heading?: ComponentChildren | undefined
  lead?: ComponentChildren | undefined
  breadcrumbs?: readonly Breadcrumb[] | undefined
  problems?: readonly Problem[] | undefined
  refreshSeconds?: number | undefined
  script?: string | undefined
  done?: Readonly<Record<string, string>> | undefined
  children: ComponentChildren
}) {
  const { frame } = props
  return (
    <StaffLayout
      title={props.title}
      heading={props.heading}
      lead={props.lead}
      organisation={frame.organisation}
      organisationHref={accessPaths.home}
      person={frame.person}
      navigation={navigationFor(frame)}
      breadcrumbs={props.breadcrumbs}
      stylesheet={frame.stylesheet}
      signOutAction={accessPaths.signOut}
      notice={frame.done ? props.done?.[frame.done] : undefined}
      problems={props.problems}
      refreshSeconds={props.refreshSeconds}
      script={props.script}
      watch={frame.watch}
    >
      <FormOwner.Provider value={frame.owner ?? null}>{props.children}</FormOwner.Provider>
    </StaffLayout>
  )
}

function navigationFor(frame: Frame) {
  const links = [
    ...(may(frame.roles, 'exercise.list') ? [{ href: accessPaths.exercises, label: words.exercises }] : []),
    ...(may(frame.roles, 'space.open')
      ? [
          { href: accessPaths.today, label: words.today },
          { href: accessPaths.offers, label: words.offers },
        ]
      : []),
    ...(may(frame.roles, 'safeguarding.open')
      ? [{ href: accessPaths.safeguarding, label: words.safeguarding }]
      : []),
    { href: accessPaths.staff, label: words.staff },
    ...(frame.roles.includes('lead') ? [{ href: accessPaths.organisation, label: words.organisation }] : []),
  ]
  // What belongs to an exercise (a passage, a Wisdom) has an address of its own, and still stands under exercises; what
  // belongs to somebody's space under today.
  const isWithin = (href: string) => frame.address.startsWith(href)
  const owner = isWithin('/spaces/') ? accessPaths.today : accessPaths.exercises
  const isNamed = links.some(({ href }) => isWithin(href)) || isWithin(accessPaths.sessions)
  return links.map((link) => ({ ...link, current: isNamed ? isWithin(link.href) : link.href === owner }))
}
