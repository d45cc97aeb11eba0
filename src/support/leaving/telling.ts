import { ours, type Block, type Paper, type Said } from '../../platform/papers/paper.ts'
import { invitationsWords } from '../invitations/invitations.words.ts'
import { looksWords } from '../looks/looks.words.ts'
import { tellKeepingSafe } from '../keeping-safe/telling.ts'
import { leavingWords } from './leaving.words.ts'
import { holdsOf, type OpenedRow, type OpenedSpace } from './opened.ts'
import { tellConversations } from './telling-conversations.ts'
import { tellGoals } from './telling-goals.ts'
import { tellRecords } from './telling-records.ts'
import {
  inOrderOf,
  dateOf,
  dayOf,
  lineOf,
  momentOf,
  nameIn,
  own,
  plain,
  spaced,
  textOf,
  under,
  type Tables,
  type Teller,
} from './telling-blocks.ts'
import { tellingWords } from './telling.words.ts'

const words = tellingWords['en-GB']
const { files } = leavingWords['en-GB']
const looks = looksWords['en-GB']
const roomNames: Readonly<Record<string, string>> = invitationsWords['en-GB'].roomNames

/** In the order people read it. */
const tellers: readonly Teller[] = [
  { tables: ['goal', 'step', 'goal_wording', 'goal_mark', 'goal_suggestion'], tell: tellGoals },
  { tables: ['conversation', 'line', 'keeping_safe_conversation'], tell: tellConversations },
  {
    tables: ['keeping_safe_version', 'chance', 'chance_version', 'chance_line'],
    tell: tellKeepingSafe,
  },
  { tables: ['later_letter'], tell: tellLetters },
  { tables: ['invitation'], tell: tellInvitations },
  { tables: ['look'], tell: tellLooks },
]

/** On the paper without a room of their own: the name is its title, and whether somebody moves on stands nowhere else. */
const silent = ['space', 'moving_on']

/** Everything of a space as a paper for people. */
export function tellSpace({ tables, takenAt, told: records }: OpenedSpace): Paper {
  const told = new Set([...silent, ...tellers.flatMap((one) => one.tables)])
  const [space] = tables['space'] ?? []
  return {
    title: words.title(textOf(space?.['name'])),
    language: 'en-GB',
    made: takenAt,
    blocks: [
      { kind: 'paragraph', ...ours(words.lead(takenAt)) },
      { kind: 'paragraph', ...ours(words.beside(files.json)) },
      { kind: 'paragraph', ...ours(words.goalsFile(files.fhir)) },
      ...tellers.flatMap((one) => one.tell(tables)),
      ...tellRecords(records),
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
      .toSorted(inOrderOf('written_at'))
      .flatMap((row) => [dateOf(row['written_at']), { kind: 'paragraph', ...own(row['words']) }]),
  )
}

function tellInvitations(tables: Tables): Block[] {
  const rows = (tables['invitation'] ?? []).toSorted(inOrderOf('asked_at'))
  return under(words.invitations, rows.flatMap(tellInvitation))
}

function tellInvitation(row: OpenedRow): Block[] {
  const coach = row['coach'] ? nameIn(row['coach']) : null
  const rooms = row['rooms'] as string[] | null
  return [
    { kind: 'heading', level: 3, words: coach ? words.coach(coach) : words.unknownCoach },
    { kind: 'paragraph', ...ours(words.states[textOf(row['state'])] ?? textOf(row['state'])) },
    {
      kind: 'definitions',
      lines: [
        ...lineOf(words.asked, dayOf(row['asked_at'])),
        ...lineOf(words.from, dayOf(row['opened_at'])),
        ...lineOf(words.until, dayOf(row['until'])),
        ...lineOf(
          words.rooms,
          rooms ? rooms.map((room) => roomNames[room] ?? room).join(', ') : words.allRooms,
        ),
        ...lineOf(words.spoken, dayOf(row['spoken_at'])),
      ],
    },
  ]
}

function tellLooks(tables: Tables): Block[] {
  const rows = (tables['look'] ?? []).toSorted(inOrderOf('at'))
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
  const told = rows.flatMap((row, index): Block[] => [
    ...(index === 0 ? [] : [{ kind: 'rule' } as const]),
    {
      kind: 'definitions',
      lines: Object.entries(row).flatMap(([name, value]) => {
        const holds = holdsOf(table, name)
        if (holds === 'id' || value === null || value === undefined) return []
        const isOwn = holds === 'words' || holds === 'label'
        return [{ label: spaced(name), said: isOwn ? own(value) : ours(plain(value)) }]
      }),
    },
  ])
  return under(words.rest(spaced(table)), told)
}
