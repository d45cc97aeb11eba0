import type { ComponentChildren } from 'preact'
import { ArrowLeftIcon, ArrowRightIcon } from './icons.tsx'
import { useLayoutWords } from './language.ts'

export type Column = {
  label: string
  /** Figures stand under each other at the right. */
  figures?: boolean | undefined
  /** Said but not seen, for a column of actions. */
  unseen?: boolean | undefined
}

/**
 * Rows under headings; each row is named by its first cell. On a narrow screen every row stands alone with its
 * headings beside its cells, so nothing scrolls sideways. Roles are spelled out because browsers drop a
 * table's meaning when its display changes.
 */
export function Table({
  caption,
  captionUnseen = false,
  columns,
  rows,
}: {
  caption: string
  captionUnseen?: boolean | undefined
  columns: readonly Column[]
  rows: readonly (readonly ComponentChildren[])[]
}) {
  return (
    <table role="table">
      <caption class={captionUnseen ? 'unseen' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th role="columnheader" scope="col" class={column.figures ? 'figures' : undefined}>
              {column.unseen ? <span class="unseen">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row">
            {columns.map((column, index) =>
              index === 0 ? (
                <th role="rowheader" scope="row">
                  {row[index]}
                </th>
              ) : (
                <td
                  role="cell"
                  data-label={column.unseen ? undefined : column.label}
                  class={column.figures ? 'figures' : undefined}
                >
                  {row[index]}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Names and what stands under them; `brief` sets each on one run of text. */
export function DefinitionList({
  items,
  brief = false,
}: {
  items: readonly { term: ComponentChildren; detail: ComponentChildren }[]
  brief?: boolean | undefined
}) {
  return (
    <dl class={brief ? 'brief' : undefined}>
      {items.map((item) => (
        <div>
          <dt>{item.term}</dt>
          <dd>{item.detail}</dd>
        </div>
      ))}
    </dl>
  )
}

/** An empty place: what will be here, and why it may stay empty. */
export function Empty({ what, why }: { what: ComponentChildren; why?: ComponentChildren | undefined }) {
  return (
    <div class="empty">
      <p>{what}</p>
      {why !== undefined && <p class="soft">{why}</p>}
    </div>
  )
}

export type PageLink = { href: string; label?: string | undefined }

/** The way back and on, in words. */
export function Pager({
  previous,
  next,
  label,
}: {
  previous?: PageLink | undefined
  next?: PageLink | undefined
  label?: string | undefined
}) {
  const words = useLayoutWords()
  if (previous === undefined && next === undefined) return null
  return (
    <nav class="pager" aria-label={label ?? words.pages}>
      {previous !== undefined && (
        <a rel="prev" href={previous.href}>
          <ArrowLeftIcon /> {previous.label ?? words.previous}
        </a>
      )}
      {next !== undefined && (
        <a rel="next" class="next" href={next.href}>
          {next.label ?? words.next} <ArrowRightIcon />
        </a>
      )}
    </nav>
  )
}
