import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Language } from './language.ts'

/** The whole page as HTML text, doctype first. Text is escaped by the renderer. */
export function renderDocument(element: VNode): string {
  return `<!doctype html>${renderToString(element)}`
}

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
  /** Address of the script, on the few pages that have one. */
  script?: string | undefined
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
          {script !== undefined && <script type="module" src={script} />}
        </head>
        <body class={bodyClass}>{children}</body>
      </html>
    </Language.Provider>
  )
}
