import { ours, type Block } from '../../platform/papers/paper.ts'
import { conversationsWords } from '../conversations/conversations.words.ts'
import type { OpenedRow } from './opened.ts'
import { inOrderOf, nameIn, own, textOf, under, type Tables } from './telling-blocks.ts'
import { tellingWords } from './telling.words.ts'

const words = tellingWords['en-GB']
const says = conversationsWords['en-GB']

/** Conversations in their order, each line under its writer's name; a line beside another stands right after it. */
export function tellConversations(tables: Tables): Block[] {
  const lines = Map.groupBy(tables['line'] ?? [], (line) => textOf(line['conversation_id']))
  const hard = new Map((tables['keeping_safe_conversation'] ?? []).map((mark) => [mark['id'], mark]))
  const told = (tables['conversation'] ?? [])
    .toSorted(inOrderOf('number'))
    .flatMap((one): Block[] => [
      { kind: 'heading', level: 3, words: says.day(textOf(one['happened_on'])) },
      ...tellHardDays(hard.get(one['id'])),
      { kind: 'definitions', lines: inOrder(lines.get(textOf(one['id'])) ?? []).map(tellLine) },
    ])
  return under(says.heading, told)
}

function tellHardDays(mark: OpenedRow | undefined): Block[] {
  if (!mark) return []
  const by = mark['by'] ? ` ${says.hardBy(nameIn(mark['by']))}` : ''
  return [{ kind: 'paragraph', ...ours(`${says.isHard}${by}`) }]
}

function tellLine(line: OpenedRow) {
  const isOwn = line['author'] === 'person'
  const writer = isOwn ? words.me : says.from(nameIn(line['author_words']))
  const label = line['beside_line_id'] === null ? writer : words.besideIt(writer)
  return { label, said: isOwn ? own(line['words']) : ours(textOf(line['words'])) }
}

function inOrder(lines: readonly OpenedRow[]): OpenedRow[] {
  const ids = new Set(lines.map((line) => line['id']))
  const isBeside = (line: OpenedRow) => ids.has(line['beside_line_id'])
  const beside = Map.groupBy(
    lines.filter(isBeside).toSorted(inOrderOf('number')),
    (line) => line['beside_line_id'],
  )
  const withBeside = (line: OpenedRow): OpenedRow[] => [
    line,
    ...(beside.get(line['id']) ?? []).flatMap(withBeside),
  ]
  return lines
    .filter((line) => !isBeside(line))
    .toSorted(inOrderOf('number'))
    .flatMap(withBeside)
}
