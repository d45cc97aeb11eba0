import type { ComponentChildren } from 'preact'
import { InDanger } from '../access/organisation/in-danger.page.tsx'
import type { FieldProblem } from '../platform/http/fields.ts'
import { Button, Form, FormOwner } from '../ui/form.tsx'
import { PublicLayout } from '../ui/public-layout.tsx'
import { supportPaths } from './paths.ts'
import type { Host } from './spaces/sessions.ts'
import { supportWords } from './support.words.ts'

/** What stands around every page of a person's own space; made from the visit, passed to the page. */
export type SpaceFrame = {
  stylesheet: string
  /** The script that leaves quickly. */
  script: string
  host: Host
  /** Whether somebody is in: pages before that have nothing to close. */
  isIn: boolean
  isShared: boolean
  /** Names the space in the forms of its pages; null where nobody is in. */
  owner: string | null
  /** The name of the sentence to show after something was done. */
  done: string | null
}

const words = supportWords['en-GB']

/** How long a shared phone may be still: the page that comes instead is the way in. */
const still = { seconds: 5 * 60, closed: `${supportPaths.enter}?done=still` }

/** A page of a person's own: neutral in name, light, with a way out and numbers to ring. */
export function SpacePage(props: {
  frame: SpaceFrame
  heading: ComponentChildren
  /** The first page leads nowhere further back. */
  isHome?: boolean | undefined
  problems?: readonly FieldProblem[] | undefined
  /** Sentences by the names a redirect may give. */
  done?: Readonly<Record<string, string>> | undefined
  script?: string | undefined
  /** Closes by itself although nobody is in: typed words stand on it. */
  closes?: boolean | undefined
  children: ComponentChildren
}) {
  const { frame } = props
  const isClosing = props.closes ?? (frame.isIn && frame.isShared)
  const said = frame.done ? props.done?.[frame.done] : undefined
  return (
    <PublicLayout
      title={words.title}
      stylesheet={frame.stylesheet}
      leaveHref={supportPaths.leaveQuickly}
      problems={props.problems ?? []}
      still={isClosing ? still : undefined}
      script={[frame.script, props.script ?? []].flat()}
      help={<InDanger lines={frame.host.helpLines} />}
      footer={frame.host.operator && <p>{words.operator(frame.host.operator)}</p>}
    >
      <FormOwner.Provider value={frame.owner}>
        {frame.isIn && <Ways isHome={props.isHome ?? false} />}
        <h1>{props.heading}</h1>
        {said !== undefined && (
          <p class="notice" role="status">
            {said}
          </p>
        )}
        {props.children}
      </FormOwner.Provider>
      {frame.isIn && frame.isShared && <p class="soft unprinted">{words.shared}</p>}
    </PublicLayout>
  )
}

function Ways(props: { isHome: boolean }) {
  return (
    <div class="ways">
      {props.isHome ? <span /> : <a href={supportPaths.space}>{words.home}</a>}
      <Form action={supportPaths.leave}>
        <Button kind="quiet">{words.close}</Button>
      </Form>
    </div>
  )
}
