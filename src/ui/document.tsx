import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Language } from './language.ts'

/** The whole page as HTML text, doctype first. Text is escaped by the renderer. */
export function renderDocument(element: VNode): string {
  return `<!doctype html>${renderToString(element)}`
}

/** After how many seconds a page goes that nobody touches, and what comes in its place. */
export type Still = { seconds: number; closed: string }

type DocumentProps = {
  title: string
  lang?: string | undefined
  /** Address of the one stylesheet. */
  stylesheet: string
  /** Load the page again after so many seconds (progress told in words, without a script). */
  refreshSeconds?: number | undefined
  /** Keeps the page out of search engines and its address out of other sites' logs. */
  neutral?: boolean | undefined
  description?: string | undefined
  bodyClass?: string | undefined
  /** Address of the script, on the few pages that have one, or several. */
  script?: string | readonly string[] | undefined
  /** For a script that lets the page go when nobody touches it (leave.js); without scripts, it goes as it stands. */
  still?: Still | undefined
  children: ComponentChildren
}

export function Document({
  title,
  lang = 'en-GB',
  stylesheet,
  refreshSeconds,
  neutral,
  description,
  bodyClass,
  script,
  still,
  children,
}: DocumentProps) {
  return (
    <Language.Provider value={lang}>
      <html lang={lang}>
        <head>
          <meta charset="utf-8" />
          <title>{title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          {description !== undefined && <meta name="description" content={description} />}
          {neutral && <meta name="robots" content="noindex, nofollow" />}
          {neutral && <meta name="referrer" content="same-origin" />}
          {refreshSeconds !== undefined && <meta http-equiv="refresh" content={String(refreshSeconds)} />}
          <link rel="stylesheet" href={stylesheet} />
          {still !== undefined && (
            <noscript>
              <meta http-equiv="refresh" content={String(still.seconds + 5)} />
            </noscript>
          )}
          {[script ?? []].flat().map((address) => (
            <script type="module" src={address} />
          ))}
        </head>
        <body class={bodyClass} data-still={still?.seconds} data-closed={still?.closed}>
          {children}
        </body>
      </html>
    </Language.Provider>
  )
}
