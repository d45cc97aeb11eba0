import type { ComponentChildren } from 'preact'
import { Document } from './document.tsx'
import { ArrowLeftIcon, ArrowRightIcon } from './icons.tsx'
import { useLayoutWords } from './language.ts'

/** A neighbour in the series. `href` is relative: the published folder can stand anywhere. */
export type Neighbour = { href: string; title: string; number?: number | undefined }

type ReadingLayoutProps = {
  seriesTitle: string
  /** Link to the introduction; left out on the introduction itself. */
  seriesHref?: string | undefined
  title: string
  /** Which Wisdom of how many; left out on the introduction. */
  position?: { number: number; of: number } | undefined
  description?: string | undefined
  stylesheet: string
  lang?: string | undefined
  previous?: Neighbour | undefined
  next?: Neighbour | undefined
  footer?: ComponentChildren | undefined
  children: ComponentChildren
}

/** A page of the published series: no script, relative addresses, made for reading and for paper. */
export function ReadingLayout(props: ReadingLayoutProps) {
  return (
    <Document
      title={
        props.position === undefined
          ? props.title
          : `${props.position.number}. ${props.title} · ${props.seriesTitle}`
      }
      lang={props.lang}
      stylesheet={props.stylesheet}
      description={props.description}
      bodyClass="reading"
    >
      <ReadingBody {...props} />
    </Document>
  )
}

function ReadingBody(props: ReadingLayoutProps) {
  const words = useLayoutWords()
  const { position } = props
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <main id="main" class="page" tabindex={-1}>
        <h1>
          {position !== undefined && (
            <span class="folio">
              {props.seriesHref === undefined ? (
                props.seriesTitle
              ) : (
                <a href={props.seriesHref}>{props.seriesTitle}</a>
              )}{' '}
              {words.partOf(position.number, position.of)}
              <span class="unseen">: </span>
            </span>
          )}
          {props.title}
        </h1>
        {props.children}
      </main>
      {(props.previous !== undefined || props.next !== undefined) && (
        <nav class="neighbours page" aria-label={props.seriesTitle}>
          {props.previous !== undefined && (
            <a rel="prev" href={props.previous.href}>
              <span class="soft">
                <ArrowLeftIcon /> {words.previousPiece}
              </span>{' '}
              {nameNeighbour(props.previous)}
            </a>
          )}
          {props.next !== undefined && (
            <a rel="next" class="next" href={props.next.href}>
              <span class="soft">
                {words.nextPiece} <ArrowRightIcon />
              </span>{' '}
              {nameNeighbour(props.next)}
            </a>
          )}
        </nav>
      )}
      <footer class="foot page">
        <p>
          <span class="own">{words.whoseWords[0]}</span> {words.whoseWords[1]}
        </p>
        {props.footer}
      </footer>
    </>
  )
}

function nameNeighbour(neighbour: Neighbour): string {
  return neighbour.number === undefined ? neighbour.title : `${neighbour.number}. ${neighbour.title}`
}

/** The one question that was asked: the team's words, so not in the serif and not in quotation marks. */
export function Question({ children }: { children: ComponentChildren }) {
  return <p class="question">{children}</p>
}

type QuoteProps = {
  /** The computed quote, without quotation marks: they are set here, and only here. */
  children: ComponentChildren
  /** Who said it, as far as it may be told. */
  by?: ComponentChildren | undefined
  id?: string | undefined
  lang?: string | undefined
}

/** The quote a Wisdom opens with. */
export function LeadQuote(props: QuoteProps) {
  return <QuoteFigure {...props} look="quote lead-quote" />
}

/** A person's own words between the team's. */
export function Quote(props: QuoteProps) {
  return <QuoteFigure {...props} look="quote" />
}

function QuoteFigure({ children, by, id, lang, look }: QuoteProps & { look: string }) {
  return (
    <figure class={look} id={id}>
      <blockquote lang={lang}>
        <p>“{children}”</p>
      </blockquote>
      {by !== undefined && <figcaption>{by}</figcaption>}
    </figure>
  )
}

/** The team's telling between quotes: one paragraph or more, as `<p>` elements or plain text. */
export function Narration({ children }: { children: ComponentChildren }) {
  return typeof children === 'string' ? <p>{children}</p> : <>{children}</>
}

/** The team's own voice, set apart and said to be the team's. */
export function Reflection({ children }: { children: ComponentChildren }) {
  const words = useLayoutWords()
  return (
    <section class="reflection" aria-labelledby="reflection">
      <header>
        <h2 id="reflection">{words.reflection}</h2>
        <p class="soft">{words.reflectionOwner}</p>
      </header>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </section>
  )
}

export function Picture({
  src,
  alt,
  width,
  height,
  caption,
}: {
  src: string
  alt: string
  width?: number | undefined
  height?: number | undefined
  caption?: ComponentChildren | undefined
}) {
  return (
    <figure class="picture">
      <img src={src} alt={alt} width={width} height={height} />
      {caption !== undefined && <figcaption>{caption}</figcaption>}
    </figure>
  )
}

/** The contents of a series. `quote` is a computed lead quote, shown under its title. */
export function WisdomList({
  items,
  heading,
}: {
  items: readonly { number: number; title: string; href: string; quote?: ComponentChildren | undefined }[]
  heading?: string | undefined
}) {
  const words = useLayoutWords()
  return (
    <nav class="contents" aria-labelledby="contents">
      <h2 id="contents">{heading ?? words.contents}</h2>
      <ol>
        {items.map((item) => (
          <li>
            <a href={item.href}>
              <span class="number">{item.number}</span> <span class="title">{item.title}</span>
            </a>
            {item.quote !== undefined && <p class="own">“{item.quote}”</p>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
