import type { Import } from './imports.ts'
import { isTest, type Complaint } from './source-tree.ts'

/** What each layer may import besides itself. A part may import no other part; bin may import everything. */
const below: Record<string, readonly string[]> = {
  text: [],
  ui: [],
  platform: ['text', 'ui'],
  audit: ['platform', 'text', 'ui'],
  access: ['audit', 'platform', 'text', 'ui'],
  listening: ['access', 'audit', 'platform', 'text', 'ui'],
  support: ['access', 'audit', 'platform', 'text', 'ui'],
  change: ['access', 'audit', 'platform', 'text', 'ui'],
  crossing: ['listening', 'support', 'change', 'access', 'audit', 'platform', 'text', 'ui'],
}

/** bin → parts, crossing → access, audit → platform → text; pages → ui. Nothing looks upwards. */
export function findUpwardImports(imports: readonly Import[]): Complaint[] {
  return ours(imports).flatMap((one) => {
    const from = layerOf(one.from)
    const to = layerOf(one.to)
    if (from === to || from === 'bin') return []
    if (below[from]?.includes(to)) return []
    return [
      complain(one, `${from} may not import ${to}: move what both need down, or hand it in from above.`),
    ]
  })
}

/**
 * Rooms must not need each other in a circle. A room has two floors: what it does, and what shows it (routes, forms,
 * pages, commands), which stands above every room's doing. Files that stand in no room are rooms of their own.
 */
export function findCircles(imports: readonly Import[]): Complaint[] {
  const steps = ours(imports).filter((one) => roomOf(one.from) !== roomOf(one.to))
  const next = new Map<string, Set<string>>()
  for (const { from, to } of steps) {
    next.set(floorOf(from), (next.get(floorOf(from)) ?? new Set()).add(floorOf(to)))
  }
  return steps.flatMap((one) => {
    const way = findWay(next, floorOf(one.to), floorOf(one.from))
    if (!way) return []
    return [complain(one, `a circle of rooms: ${[floorOf(one.from), ...way].join(' → ')}. Cut one of these.`)]
  })
}

/** What a room does knows nothing of how it is shown; types it may share. */
export function findDoingThatShows(imports: readonly Import[]): Complaint[] {
  return (
    ours(imports)
      .filter(({ from, to, isType }) => !isType && !isShown(from) && isShown(to))
      .filter(({ from }) => /^src\/(?:listening|support|change|crossing|access|audit)\/[^/]+\//.test(from))
      // A publication is pages: building it is showing it.
      .filter(({ from, to }) => !(from.startsWith('src/listening/publications/') && to.endsWith('.page.tsx')))
      .map((one) => complain(one, `${one.to} shows; a domain file gives it values and never calls it.`))
  )
}

/** A room's SQL is its own: other rooms call its domain functions. `recordAct` of the audit is for everybody. */
export function findForeignQueries(imports: readonly Import[]): Complaint[] {
  return ours(imports)
    .filter(({ to }) => to.endsWith('.queries.ts') && to !== 'src/audit/audit.queries.ts')
    .filter(({ from, to }) => roomOf(from) !== roomOf(to))
    .map((one) => complain(one, `${one.to} is the other room's own: call a domain function of that room.`))
}

/** Routes are handed to the web framework in one place; a room never needs another room's routes. */
export function findImportedRoutes(imports: readonly Import[]): Complaint[] {
  return ours(imports)
    .filter(({ from, to }) => to.endsWith('.routes.tsx') && layerOf(from) !== 'bin')
    .map((one) =>
      complain(one, `only bin takes routes; what ${one.to} shares belongs into a domain file or page.`),
    )
}

const keepers: readonly { what: RegExp; where: RegExp; sentence: string }[] = [
  {
    what: /^kysely(?:\/|$)/,
    where: /\.queries\.ts$|^src\/platform\/db\//,
    sentence: 'the query builder is for *.queries.ts and platform/db: put the SQL there.',
  },
  {
    what: /^(?:hono|@hono)(?:\/|$)/,
    where: /^src\/platform\/http\//,
    sentence: 'the web framework is for platform/http: write a Route and use its Visit.',
  },
  {
    what: /^(?:pg|pg-copy-streams)$/,
    where: /^src\/platform\/(?:db|backup)\//,
    sentence: 'the driver is for platform/db and backup: reach data through within() and *.queries.ts.',
  },
  {
    what: /^pg-boss$/,
    where: /^src\/platform\/jobs\//,
    sentence: 'the queue is for platform/jobs: use ctx.enqueue and a TaskHandler.',
  },
  {
    what: /^nodemailer(?:\/|$)/,
    where: /^src\/platform\/mail\//,
    sentence: 'letters go out through platform/mail.',
  },
  {
    what: /^imapflow(?:\/|$)/,
    where: /^src\/platform\/mail\//,
    sentence: 'mailboxes are read through platform/mail.',
  },
  {
    what: /^node:(?:fs|net|http|https|child_process|sqlite|crypto)(?:\/|$)|^(?:fs|net|http|https)$/,
    where: /^(?!src\/(?:text|ui)\/)/,
    sentence: 'text and ui do nothing but compute: take the value as an argument.',
  },
]

/** A library with power over data, the network or the disk has one keeper. */
export function findStrangeLibraries(imports: readonly Import[]): Complaint[] {
  return imports
    .filter((one) => !one.isOurs && one.from.startsWith('src/') && !isTest(one.from))
    .flatMap((one) =>
      keepers
        .filter(({ what, where }) => what.test(one.to) && !where.test(one.from))
        .map(({ sentence }) => complain(one, sentence)),
    )
}

/** The house's own imports of its own files; tests stand outside and may look anywhere. */
function ours(imports: readonly Import[]): Import[] {
  return imports.filter((one) => one.isOurs && /^(?:src|bin)\//.test(one.from) && !isTest(one.from))
}

function layerOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  return top === 'src' ? second : top
}

/** The noun's folder, or the file itself where it stands beside the rooms of its layer. */
function roomOf(path: string): string {
  const parts = path.split('/')
  return parts[0] === 'src' && parts.length > 3 ? parts.slice(1, 3).join('/') : parts.slice(1).join('/')
}

function floorOf(path: string): string {
  return isShown(path) ? `${roomOf(path)} (pages)` : roomOf(path)
}

/** A file that turns what a room does into something to see or to type. */
function isShown(path: string): boolean {
  return /\.(?:routes|page|island)\.tsx$|\.(?:form|commands)\.ts$/.test(path)
}

function findWay(next: ReadonlyMap<string, Set<string>>, from: string, to: string): string[] | null {
  const ways = [[from]]
  const seen = new Set([from])
  for (const way of ways) {
    const last = way.at(-1)!
    if (last === to) return way
    for (const room of next.get(last) ?? []) {
      if (seen.has(room)) continue
      seen.add(room)
      ways.push([...way, room])
    }
  }
  return null
}

function complain(one: Import, sentence: string): Complaint {
  return { path: one.from, line: one.line, sentence }
}
