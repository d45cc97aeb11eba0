import { routes } from '../../bin/parts.ts'
import { supportRoutes } from '../../bin/support-parts.ts'
import { may, type Action, type StaffRole } from '../../src/access/matrix.ts'
import type { Route } from '../../src/platform/http/routes.ts'

/** Routes that answer with something other than a page, and pages that only one state of the server shows. */
const notPages: Readonly<Record<string, string>> = {
  '/wisdoms/:wisdom/picture/image': 'a picture',
  '/sources/:source/recording/file': 'a recording',
  '/browser/:hash/:path{.+}': 'a script',
  '/program.tar.gz': 'the program, packed',
  '/read/:address': 'leads to the same address with a slash',
  '/exercises/:exercise/payments/list.csv': 'a table to take away',
  '/work': 'leads to the first page of one’s roles',
  '/space/weather': 'leads to another site',
  '/today/write-keeper.js': 'a script',
  '/today/people': 'names for the page that is kept on a phone',
  '/spaces/:space/open': 'whether a door is open, and nothing else',
  '/space/goals/goals.json': 'a file to take away',
  '/space/keeping/list/file': 'a file to keep on a phone',
  '/set-up': 'only before there is an organisation: see the journey of the first run',
}

/** Every route of the house that shows a page, Support's apart, as its path with ':name' for what changes. */
export const pagePaths: readonly string[] = listPages(
  routes.filter((route) => !supportRoutes.includes(route)),
)

/** The same of Support. */
export const supportPagePaths: readonly string[] = listPages(supportRoutes)

function listPages(listed: readonly Route[]): string[] {
  return listed
    .filter((route) => route.method === 'GET' && !(route.path in notPages))
    .map((route) => route.path)
}

/** Who may open it: a role, or nobody signed in for public pages. */
export function mayOpen(path: string, role: StaffRole | 'person' | null): boolean {
  const { asks } = routes.find((route) => route.method === 'GET' && route.path === path)!
  if (asks === null) return role === null
  return role !== null && may([role], asks as Action)
}

/**
 * The route an address belongs to, as the server would choose it: the first in the table. Null for another host's
 * addresses and for what no route answers.
 */
export function findPath(address: string): string | null {
  return gets.find(({ shape }) => shape.test(address))?.path ?? null
}

const gets = routes.filter((route) => route.method === 'GET').map(withShape)

function withShape(route: Route): { path: string; shape: RegExp } {
  const source = route.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/?#]+')
  return { path: route.path, shape: new RegExp(`^${source}(?:[?#].*)?$`) }
}

/**
 * Where a page of ours leads, in its order, without what stands after '#': its links, and the buttons of the compose
 * page that save first and then lead on.
 */
export function listLinks(html: string, base: string): string[] {
  const here = new URL(base)
  const buttons = [...html.matchAll(/name="then" value="(quote|lead|cut|picture):?([^"]*)"/g)].map(
    ([, act, id]) => {
      if (act === 'cut') return `/quotes/${id}/cuts`
      return act === 'picture' ? `${here.pathname}/picture` : `${here.pathname}/quotes?place=${id || 'lead'}`
    },
  )
  const links = [...html.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)]
    .map(([, href]) => new URL(href!.replaceAll('&amp;', '&'), base))
    .filter((url) => url.origin === here.origin)
    .map((url) => url.pathname + url.search)
  return [...links, ...buttons]
}
