import { ours, type Block } from '../../platform/papers/paper.ts'
import { londonDay } from '../days.ts'
import { joinTexts, type Texts } from './keep-both.ts'
import type { ChanceWords } from './chances.ts'
import { noWords, parts, type Words } from './keeping-safe.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'

const words = keepingSafeWords['en-GB']

/** A row of a table with its words opened. */
type Row = Readonly<Record<string, unknown>>
type Tables = Readonly<Record<string, readonly Row[]>>

/** This room on a paper for its person: the page as it stands, how it was before, and every chance with all of it. */
export function tellKeepingSafe(tables: Tables): Block[] {
  const versions = (tables['keeping_safe_version'] ?? []).toSorted(byPlace)
  const [newest, ...earlier] = versions
  const chances = (tables['chance'] ?? []).toSorted((a, b) => Number(a['begun_at']) - Number(b['begun_at']))
  return [
    ...under(2, words.heading, newest ? tellVersion(newest) : []),
    ...under(2, words.earlierHeading, earlier.flatMap(tellVersion)),
    ...under(
      2,
      words.chancesHeading,
      chances.flatMap((chance, index) => [
        ...(index === 0 ? [] : [{ kind: 'rule' } as const]),
        ...tellChance(String(chance['id']), tables),
      ]),
    ),
  ]
}

function tellVersion(row: Row): Block[] {
  return tellRow<Words>(row, (content) => {
    const all = { ...noWords(), ...content }
    return parts.flatMap((part) => under(3, words.parts[part], said(all[part])))
  })
}

function tellChance(id: string, tables: Tables): Block[] {
  const ofChance = (table: string) => (tables[table] ?? []).filter((row) => row['chance_id'] === id)
  return [
    ...ofChance('chance_version').toSorted(byPlace).flatMap(tellChanceVersion),
    ...ofChance('chance_line').flatMap(tellLine),
  ]
}

function tellChanceVersion(row: Row): Block[] {
  return tellRow<ChanceWords>(row, ({ choice, wanted }) => [
    ...(row['is_down'] === true ? [paragraph(words.downHeading)] : []),
    ...said(choice),
    ...under(3, words.wanted, said(wanted)),
  ])
}

function tellLine(row: Row): Block[] {
  return tellRow<{ name: string; organisation: string; said: string }>(row, (line) => [
    paragraph(words.lineBy(line)),
    ...said([line.said]),
  ])
}

/** A row with its date; where it could not be opened, the sentence that says so. */
function tellRow<T>(row: Row, tell: (content: T) => Block[]): Block[] {
  const content = String(row['content'])
  const isOpened = content.startsWith('{')
  return [dateOf(row), ...(isOpened ? tell(JSON.parse(content) as T) : [paragraph(content)])]
}

function said(texts: Texts): Block[] {
  return texts.length === 0 ? [] : [{ kind: 'paragraph', whose: 'own', words: joinTexts(texts) }]
}

function paragraph(sentence: string): Block {
  return { kind: 'paragraph', ...ours(sentence) }
}

function under(level: 2 | 3, heading: string, blocks: Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', level, words: heading }, ...blocks]
}

function dateOf(row: Row): Block {
  const at = row['written_at'] as Date
  return { kind: 'date', day: londonDay(at), words: words.stoodOn(at) }
}

/** The newest first. */
function byPlace(a: Row, b: Row): number {
  return Number(b['place']) - Number(a['place'])
}
