import { newBlindId } from '../src/platform/ids.ts'
import type { TenantVault } from '../src/platform/vault/vault.ts'

/** Lines for COPY, by table. */
export type SpaceRows = Map<string, { columns: readonly string[]; lines: string[] }>

type Value = string | number | boolean | Buffer | Date | null
type Add = (table: string, row: Readonly<Record<string, Value>>) => void

/** What 200 entries of one space are. */
const goals = 6
const stepsOfAll = 14
const wordingsOfEach = 1.5
const marks = 10
const conversations = 25
const lines = 60
const looks = 40
const versions = 9
const chances = 2

const sentences = [
  'I want to cook again, for more than one.',
  'We walked to the market. I asked for the price myself.',
  'Ring the college about the evening course, the one with the kitchen.',
  'Tea with too much sugar, and the red blanket.',
  'My sister, day or night. She does not ask three things at once.',
  'I said no, and it was fine. Next time I will say it sooner.',
]

/** One space and 200 entries of every room in it, sealed as the rooms seal them. */
export function makeSpace(
  rows: SpaceRows,
  vault: TenantVault,
  at: { spaceId: string; organisationId: string; accountId: string; random: () => number },
): void {
  const { spaceId, random } = at
  const add: Add = (table, row) => addRow(rows, table, { tenant_id: spaceId, ...row })
  const when = () => new Date(Date.now() - Math.floor(random() * 365 * 24 * 3600_000))
  const say = () => sentences[Math.floor(random() * sentences.length)]!
  const seal = (column: string, id: string, text = say()) => vault.sealTeam(column, id, text)
  const coach = JSON.stringify({ name: 'Dele', organisation: 'Bench' })

  add('space', { name_sealed: seal('space.name', spaceId, `Sam ${spaceId.slice(0, 4)}`) })
  const invitationId = newBlindId()
  add('invitation', {
    id: invitationId,
    organisation_id: at.organisationId,
    account_id: at.accountId,
    coach_sealed: seal('invitation.coach', invitationId, coach),
    asked_by: 'coach',
    state: 'open',
    opened_at: when(),
  })
  makeGoals(add, seal, when)
  makeConversations(add, seal, when, coach)
  for (let index = 0; index < looks; index += 1) {
    const id = newBlindId()
    add('look', {
      id,
      at: when(),
      account_id: at.accountId,
      who_sealed: seal('look.who', id, coach),
      room: ['space', 'goals', 'conversations', 'keeping-safe'][index % 4]!,
      why: 'invited',
      told_from: new Date(0),
    })
  }
  makeKeepingSafe(add, seal, when, say)
}

type Seal = (column: string, id: string, text?: string) => Buffer

function makeGoals(add: Add, seal: Seal, when: () => Date): void {
  const goalIds = Array.from({ length: goals }, () => newBlindId())
  const word = (goalId: string, stepId: string | null, number: number) => {
    const id = newBlindId()
    const words = seal('goal_wording.words', id)
    add('goal_wording', {
      id,
      goal_id: goalId,
      step_id: stepId,
      number,
      words_sealed: words,
      written_at: when(),
    })
  }
  for (const [place, id] of goalIds.entries()) {
    const wording = 1 + (place % Math.ceil(wordingsOfEach))
    add('goal', { id, wording, place, begun_at: when() })
    for (let number = 1; number <= wording; number += 1) word(id, null, number)
  }
  for (let place = 0; place < stepsOfAll; place += 1) {
    const id = newBlindId()
    const goalId = goalIds[place % goals]!
    const wording = 1 + (place % Math.ceil(wordingsOfEach))
    add('step', { id, goal_id: goalId, wording, place, begun_at: when() })
    for (let number = 1; number <= wording; number += 1) word(goalId, id, number)
  }
  for (let index = 0; index < marks; index += 1) {
    add('goal_mark', { id: newBlindId(), goal_id: goalIds[index % goals]!, mark: index, said_at: when() })
  }
}

function makeConversations(add: Add, seal: Seal, when: () => Date, coach: string): void {
  const ids = Array.from({ length: conversations }, () => newBlindId())
  for (const [index, id] of ids.entries()) {
    add('conversation', { id, number: index + 1, happened_on: when().toISOString().slice(0, 10) })
  }
  for (let index = 0; index < lines; index += 1) {
    const id = newBlindId()
    const isCoach = index % 2 === 0
    add('line', {
      id,
      conversation_id: ids[index % conversations]!,
      number: index + 1,
      author: isCoach ? 'coach' : 'person',
      author_sealed: isCoach ? seal('line.author', id, coach) : null,
      words_sealed: seal('line.words', id),
      written_on: when().toISOString().slice(0, 10),
    })
  }
}

function makeKeepingSafe(add: Add, seal: Seal, when: () => Date, say: () => string): void {
  for (let place = 1; place <= versions; place += 1) {
    const id = newBlindId()
    const content = JSON.stringify({ helps: [say()], who: [say()], where: [say()], signs: [say()] })
    add('keeping_safe_version', {
      id,
      place,
      content_sealed: seal('keeping_safe_version.content', id, content),
      written_at: when(),
    })
  }
  for (let index = 0; index < chances; index += 1) {
    const [chanceId, lineId] = [newBlindId(), newBlindId()]
    const content = JSON.stringify({ choice: [say()], wanted: [say()] })
    add('chance', { id: chanceId, begun_at: when() })
    add('chance_version', {
      id: chanceId,
      chance_id: chanceId,
      place: 1,
      is_down: index > 0,
      content_sealed: seal('chance_version.content', chanceId, content),
    })
    const line = JSON.stringify({ name: 'Dele', organisation: 'Bench', said: say() })
    add('chance_line', {
      id: lineId,
      chance_id: chanceId,
      account_id: newBlindId(),
      content_sealed: seal('chance_line.content', lineId, line),
    })
  }
}

function addRow(rows: SpaceRows, table: string, row: Readonly<Record<string, Value>>): void {
  let held = rows.get(table)
  if (!held) {
    held = { columns: Object.keys(row), lines: [] }
    rows.set(table, held)
  }
  held.lines.push(`${held.columns.map((column) => write(row[column] ?? null)).join('\t')}\n`)
}

/** A value as COPY reads it; none of these texts has a tab, a line end or a backslash of its own. */
function write(value: Value): string {
  if (value === null) return '\\N'
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  return String(value)
}
