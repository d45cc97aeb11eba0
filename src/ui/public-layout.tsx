import type { ComponentChildren } from 'preact'
import { Document, type Still } from './document.tsx'
import { ErrorSummary, titleWithProblems } from './error-summary.tsx'
import type { Problem } from './error-summary.tsx'
import { useLayoutWords } from './language.ts'

/** Where "Leave quickly" leads: an everyday page of another site. */
export const weatherPage = 'https://www.bbc.co.uk/weather'

type PublicLayoutProps = {
  /** Neutral: it stands in the browser's history and in the list of open pages. */
  title: string
  /** The page's one `<h1>`; left out when the page sets its own. */
  heading?: ComponentChildren | undefined
  stylesheet: string
  lang?: string | undefined
  /** Where "Leave quickly" leads: an everyday page of another site. */
  leaveHref?: string | undefined
  /** Said beside it, when `leaveHref` leads elsewhere than the weather. */
  leaveHint?: string | undefined
  /** Numbers to ring in danger. */
  help?: ComponentChildren | undefined
  footer?: ComponentChildren | undefined
  problems?: readonly Problem[] | undefined
  /** Goes when nobody touches it: on a phone that others use. */
  still?: Still | undefined
  /** Addresses of scripts, where there are any. */
  script?: string | readonly string[] | undefined
  children: ComponentChildren
}

/** A page for a contributor: light, neutral in name, with a way out that is always in reach. */
export function PublicLayout(props: PublicLayoutProps) {
  return (
    <Document
      title={titleWithProblems(props.title, props.problems, props.lang)}
      lang={props.lang}
      stylesheet={props.stylesheet}
      still={props.still}
      script={props.script}
      neutral
      bodyClass="public"
    >
      <PublicBody {...props} />
    </Document>
  )
}

function PublicBody(props: PublicLayoutProps) {
  const words = useLayoutWords()
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <header class="leave">
        <a href={props.leaveHref ?? weatherPage} rel="noreferrer">
          {words.leave}
          <span class="unseen"> ({props.leaveHint ?? words.leaveHint})</span>
        </a>
      </header>
      <main id="main" class="page" tabindex={-1}>
        <ErrorSummary problems={props.problems ?? []} />
        {props.heading !== undefined && <h1>{props.heading}</h1>}
        {props.children}
      </main>
      <footer class="foot page">
        {props.help !== undefined && <div class="help">{props.help}</div>}
        <details>
          <summary>{words.clearSummary}</summary>
          {words.clearSteps.map((step) => (
            <p>{step}</p>
          ))}
        </details>
        {props.footer}
        <p>
          <a href="/program">{words.program}</a>
        </p>
      </footer>
    </>
  )
}
