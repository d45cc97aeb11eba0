import { gatherModules, type BrowserModules } from '../../platform/http/browser-modules.ts'

/** What the button under the box runs in a browser: its script, then the small engine and its two files. */
export function offerModules(): BrowserModules {
  return (gathered ??= gatherModules('src/listening/web/names-offer.island'))
}

let gathered: BrowserModules | undefined
