import { gatherModules, type BrowserModules } from '../../platform/http/browser-modules.ts'

let [write, watch]: BrowserModules[] = []

/** What the page runs on which notes are written without a connection. */
export function writeModules(): BrowserModules {
  return (write ??= gatherModules('src/support/offline/write.island'))
}

/** What shuts a page of somebody's space when the invitation ends. */
export function watchModules(): BrowserModules {
  return (watch ??= gatherModules('src/support/offline/watch.island'))
}
