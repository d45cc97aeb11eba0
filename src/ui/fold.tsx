import type { ComponentChildren } from 'preact'

/** One of several things that can be done on a page, behind its name until it is wanted. */
export function Fold(props: {
  summary: ComponentChildren
  id?: string | undefined
  open?: boolean | undefined
  children: ComponentChildren
}) {
  return (
    <details class="fold" id={props.id} open={props.open}>
      <summary>{props.summary}</summary>
      {props.children}
    </details>
  )
}
