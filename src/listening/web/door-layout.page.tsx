import type { ComponentChildren } from 'preact'
import { InDanger } from '../../access/organisation/in-danger.page.tsx'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { PublicLayout } from '../../ui/public-layout.tsx'
import type { DoorView } from './web.ts'

/** What stands around every page at a door; made from the visit, passed to the page. */
export type Around = {
  stylesheet: string
  /** The script that leaves quickly. */
  leave: string
  view: DoorView
}

/** The one frame of the public page and of the come-back: neutral, with a way out and numbers to ring. */
export function DoorLayout(
  props: Around & {
    title: string
    heading: string
    problems?: readonly FieldProblem[] | undefined
    /** The page's own script. */
    script?: string | undefined
    children: ComponentChildren
  },
) {
  return (
    <PublicLayout
      title={props.title}
      heading={props.heading}
      stylesheet={props.stylesheet}
      script={[props.leave, props.script ?? []].flat()}
      problems={props.problems ?? []}
      help={<InDanger lines={props.view.organisation.helpLines} />}
    >
      {props.children}
    </PublicLayout>
  )
}
