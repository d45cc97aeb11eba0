import type { ComponentChildren } from 'preact'
import { Document } from './document.tsx'
import { ErrorSummary, titleWithProblems } from './error-summary.tsx'
import type { Problem } from './error-summary.tsx'
import { TickIcon } from './icons.tsx'
import { useLayoutWords } from './language.ts'

export type NavigationLink = { href: string; label: string; current?: boolean | undefined }
/** A page that is to be seen for a time only: a script shuts it then, or when the address it asks says that it is over. */
export type Watch = {
  script: string
  asks: string
  /** Milliseconds from now; null: no end is known. */
  left: number | null
  /** What stands there instead. */
  over: string
}
export type Breadcrumb = { href: string; label: string }

type StaffLayoutProps = {
  /** The page's name: its `<title>` and, unless `heading` says otherwise, its one `<h1>`. */
  title: string
  heading?: ComponentChildren | undefined
  /** One sentence under the heading. */
  lead?: ComponentChildren | undefined
  organisation?: string | undefined
  organisationHref?: string | undefined
  person?: string | undefined
  navigation?: readonly NavigationLink[] | undefined
  breadcrumbs?: readonly Breadcrumb[] | undefined
  stylesheet: string
  lang?: string | undefined
  /** Where the sign-out form posts; no form without it. */
  signOutAction?: string | undefined
  /** What has just been done, in one sentence. */
  notice?: string | undefined
  /** What to put right, shown before the heading. */
  problems?: readonly Problem[] | undefined
  refreshSeconds?: number | undefined
  /** Address of the script, on the few pages that have one. */
  script?: string | undefined
  watch?: Watch | undefined
  children: ComponentChildren
}

/** A page for the listening team: who and where at the top, one heading, one column. */
export function StaffLayout(props: StaffLayoutProps) {
  const title = titleWithProblems(props.title, props.problems, props.lang)
  return (
    <Document
      title={props.organisation === undefined ? title : `${title} · ${props.organisation}`}
      lang={props.lang}
      stylesheet={props.stylesheet}
      refreshSeconds={props.refreshSeconds}
      script={props.script}
      neutral
      bodyClass="staff"
    >
      <StaffBody {...props} />
    </Document>
  )
}

function StaffBody(props: StaffLayoutProps) {
  const words = useLayoutWords()
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <header class="top">
        <div class="wide">
          <a class="brand" href={props.organisationHref ?? '/'}>
            {props.organisation ?? words.product}
          </a>
          {props.navigation !== undefined && props.navigation.length > 0 && (
            <nav aria-label={words.mainNavigation}>
              {props.navigation.map((link) => (
                <a href={link.href} aria-current={link.current ? 'page' : undefined}>
                  {link.label}
                </a>
              ))}
            </nav>
          )}
          {props.signOutAction !== undefined && (
            <form class="who" method="post" action={props.signOutAction}>
              {props.person !== undefined && <span>{props.person}</span>}
              <button class="button quiet">{words.signOut}</button>
            </form>
          )}
        </div>
      </header>
      <main id="main" class="wide" tabindex={-1}>
        {props.breadcrumbs !== undefined && props.breadcrumbs.length > 0 && (
          <nav class="crumbs" aria-label={words.breadcrumbs}>
            <ol>
              {props.breadcrumbs.map((crumb) => (
                <li>
                  <a href={crumb.href}>{crumb.label}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        {props.notice !== undefined && (
          <p class="notice" role="status">
            <TickIcon /> {props.notice}
          </p>
        )}
        <ErrorSummary problems={props.problems ?? []} />
        <h1>{props.heading ?? props.title}</h1>
        {props.lead !== undefined && <p class="lead">{props.lead}</p>}
        {props.children}
      </main>
      {props.watch && (
        <>
          <div
            hidden
            data-open={props.watch.asks}
            data-left={props.watch.left ?? undefined}
            data-ended={props.watch.over}
          />
          <script type="module" src={props.watch.script} />
        </>
      )}
      <footer class="foot">
        <p class="wide">
          <span>{words.product}</span> {words.productLine} <a href="/program">{words.program}</a>
        </p>
      </footer>
    </>
  )
}
