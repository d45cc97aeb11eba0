import { columns, type Column } from '../../platform/db/columns.ts'
import { ours, type Block, type Paper, type Said } from '../../platform/papers/paper.ts'
import { invitationsWords } from '../invitations/invitations.words.ts'
import { looksWords } from '../looks/looks.words.ts'
import { tellKeepingSafe } from '../keeping-safe/telling.ts'
import { leavingWords } from './leaving.words.ts'
import type { OpenedRow, OpenedSpace } from './taking.ts'
import { tellingWords } from './telling.words.ts'

const words = tellingWords['en-GB']
const looks = looksWords['en-GB']
const roomNames: Readonly<Record<string, string>> = invitationsWords['en-GB'].roomNames

export type Tables = OpenedSpace['tables']

/** How a room's tables are told to people. What no teller tells is told plainly, so that nothing is ever missing. */
type Teller = { tables: readonly string[]; tell: (tables: Tables) => Block[] }

/** In the order people read it. */
const tellers: readonly Teller[] = [
  { tables: ['later_letter'], tell: tellLetters },
  {
    tables: ['keeping_safe_version', 'chance', 'chance_version', 'chance_line'],
    tell: tellKeepingSafe,
  },
  { tables: ['invitation'], tell: tellInvitations },
  { tables: ['look'], tell: tellLooks },
]

/** On the paper without a room of their own: the name is its title, and whether somebody moves on stands nowhere else. */
const silent = ['space', 'moving_on']

/** Everything of a space as a paper for people. */
export function tellSpace({ tables, takenAt }: OpenedSpace): Paper {
  const told = new Set([...silent, ...tellers.flatMap((one) => one.tables)])
  const [space] = tables['space'] ?? []
  return {
    title: words.title(textOf(space?.['name'])),
    language: 'en-GB',
    made: takenAt,
    blocks: [
      { kind: 'paragraph', ...ours(words.lead(takenAt)) },
      { kind: 'paragraph', ...ours(words.beside(leavingWords['en-GB'].files.json)) },
      ...tellers.flatMap((one) => one.tell(tables)),
      ...Object.keys(tables)
        .filter((table) => !told.has(table))
        .flatMap((table) => tellPlainly(table, tables[table]!)),
    ],
  }
}

function tellLetters(tables: Tables): Block[] {
  return under(
    words.letters,
    (tables['later_letter'] ?? [])
      .toSorted(byTime('written_at'))
      .flatMap((row) => [dateOf(row['written_at']), { kind: 'paragraph', ...own(row['words']) }]),
  )
}

function tellInvitations(tables: Tables): Block[] {
  const rows = (tables['invitation'] ?? []).toSorted(byTime('asked_at'))
  return under(words.invitations, rows.flatMap(tellInvitation))
}

function tellInvitation(row: OpenedRow): Block[] {
  const coach = row['coach'] ? nameIn(row['coach']) : null
  const rooms = row['rooms'] as string[] | null
  const line = (label: string, said: string | null) => (said === null ? [] : [{ label, said: ours(said) }])
  return [
    { kind: 'heading', level: 3, words: coach ? words.coach(coach) : words.unknownCoach },
    { kind: 'paragraph', ...ours(words.states[textOf(row['state'])] ?? textOf(row['state'])) },
    {
      kind: 'definitions',
      lines: [
        ...line(words.asked, dayOf(row['asked_at'])),
        ...line(words.from, dayOf(row['opened_at'])),
        ...line(words.until, dayOf(row['until'])),
        ...line(
          words.rooms,
          rooms ? rooms.map((room) => roomNames[room] ?? room).join(', ') : words.allRooms,
        ),
        ...line(words.spoken, dayOf(row['spoken_at'])),
      ],
    },
  ]
}

function tellLooks(tables: Tables): Block[] {
  const rows = (tables['look'] ?? []).toSorted(byTime('at'))
  const items = rows.map((row): Said => {
    const [room, why] = [textOf(row['room']), textOf(row['why'])]
    const line = looks.line({
      ...nameIn(row['who']),
      room: (looks.rooms as Readonly<Record<string, string>>)[room] ?? room,
      why,
      isAll: room === 'space',
    })
    const reason = (looks.why as Readonly<Record<string, string>>)[why] ?? why
    return ours(words.look({ when: momentOf(row['at']), line, why: reason }))
  })
  return under(words.looks, items.length > 0 ? [{ kind: 'list', items }] : [])
}

/** A table no room tells: every row with what is in it, ids left to the file for computers. */
export function tellPlainly(table: string, rows: readonly OpenedRow[]): Block[] {
  const held = (columns as Record<string, Record<string, Column>>)[table] ?? {}
  const told = rows.flatMap((row, index): Block[] => [
    ...(index === 0 ? [] : [{ kind: 'rule' } as const]),
    {
      kind: 'definitions',
      lines: Object.entries(row).flatMap(([name, value]) => {
        const holds = (held[name] ?? held[`${name}_sealed`])?.holds
        if (holds === 'id' || value === null || value === undefined) return []
        const isOwn = holds === 'words' || holds === 'label'
        return [{ label: spaced(name), said: isOwn ? own(value) : ours(plain(value)) }]
      }),
    },
  ])
  return under(words.rest(spaced(table)), told)
}

function under(heading: string, blocks: Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, words: heading }, ...blocks]
}

function own(value: unknown): Said {
  return { whose: 'own', words: textOf(value) }
}

/** Who somebody was, as it was sealed; as it stands when that is no name of ours. */
function nameIn(value: unknown): { name: string; organisation: string } {
  try {
    return JSON.parse(textOf(value)) as { name: string; organisation: string }
  } catch {
    return { name: textOf(value), organisation: '' }
  }
}

function dateOf(value: unknown): Block {
  const at = value as Date
  return { kind: 'date', day: at.toISOString().slice(0, 10), words: words.day(at) }
}

function dayOf(value: unknown): string | null {
  return value instanceof Date ? words.day(value) : null
}

function momentOf(value: unknown): string {
  return value instanceof Date ? words.moment(value) : ''
}

function byTime(column: string): (a: OpenedRow, b: OpenedRow) => number {
  return (a, b) => Number(a[column]) - Number(b[column])
}

function plain(value: unknown): string {
  if (value instanceof Date) return words.moment(value)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value)) return value.map(plain).join(', ')
  return textOf(value)
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function spaced(name: string): string {
  const text = name.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
