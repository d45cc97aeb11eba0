import type { ComponentChildren } from 'preact'
import { useLayoutWords } from './language.ts'

/** A person's own words, set in the serif. `as` is `p` for a paragraph, `span` inside a sentence of ours. */
export function PersonWords({
  as = 'p',
  lang,
  id,
  children,
}: {
  as?: 'p' | 'div' | 'span' | undefined
  lang?: string | undefined
  id?: string | undefined
  children: ComponentChildren
}) {
  const Tag = as
  return (
    <Tag class="own" lang={lang} id={id}>
      {children}
    </Tag>
  )
}

/**
 * A stretch with a proposal on it. `label` says what it may be ("may be a name"); screen readers always hear
 * it, eyes see it when `showLabel` is set.
 */
export function Marked({
  label,
  showLabel = false,
  id,
  children,
}: {
  label?: string | undefined
  showLabel?: boolean | undefined
  id?: string | undefined
  children: ComponentChildren
}) {
  const words = useLayoutWords()
  return (
    <mark id={id}>
      {children}
      <span class={showLabel ? 'says' : 'unseen'}> [{label ?? words.mayBePersonal}]</span>
    </mark>
  )
}

/**
 * What the team put where a stretch stood: set in the sans, because these are not the person's words.
 * `announce={false}` leaves out the words that tell a screen reader so, where brackets already do (a published
 * quote, whose text must be the computed one and nothing else).
 */
export function Edited({
  announce = true,
  children,
}: {
  announce?: boolean | undefined
  children: ComponentChildren
}) {
  const words = useLayoutWords()
  return (
    <span class="edited">
      {announce && <span class="unseen">[{words.replaced}] </span>}
      {children}
    </span>
  )
}

/** Words to the letter, with the line breaks they were written with. */
export function WordsAsWritten(props: { text: string }) {
  return <PersonWords as="div">{splitLines(props.text)}</PersonWords>
}

export function splitLines(text: string): ComponentChildren[] {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [<br />, line]))
}

const letters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' })

/** The beginning of a text on one line, as letters are seen: cut between two words where one ends nearby. */
export function shorten(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  let start = ''
  let count = 0
  for (const { segment } of letters.segment(line)) {
    if (count === most) {
      const space = start.lastIndexOf(' ')
      return `${space > start.length / 2 ? start.slice(0, space) : start}…`
    }
    start += segment
    count += 1
  }
  return line
}
