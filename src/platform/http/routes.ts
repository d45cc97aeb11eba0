import type { Visit } from './visit.ts'

/**
 * One line of the route table. A route is a checklist, then one call. `asks` says what the visitor must be allowed
 * to do (an action of the access matrix), or null for pages anybody may open; tests walk the table by it.
 */
export type Route = {
  method: 'GET' | 'POST'
  path: string
  asks: string | null
  /** Counted per network in memory, beside the general limit: how many in a minute. */
  limit?: number | undefined
  handle: (visit: Visit) => Promise<Response> | Response
}

export function page(path: string, handle: Route['handle']): Route {
  return { method: 'GET', path, asks: null, handle }
}

export function send(path: string, handle: Route['handle'], limit?: number): Route {
  return { method: 'POST', path, asks: null, limit, handle }
}
