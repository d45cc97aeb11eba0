import type { HelpLine } from '../../access/organisation/organisation.ts'
import { writeHtmlPaper } from '../../platform/papers/html-paper.tsx'
import type { Block } from '../../platform/papers/paper.ts'
import { londonDay } from '../days.ts'
import { joinTexts, type Texts } from './keep-both.ts'
import { parts, type Part, type Version } from './keeping-safe.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'
import { paperWords } from './paper.words.ts'

const words = keepingSafeWords['en-GB']
const paper = paperWords['en-GB']

/** What somebody wants with them. `lines` are places in the list of numbers to ring; null for all of them. */
export type Chosen = { parts: readonly Part[]; lines: readonly number[] | null }

/** What there is to take, and what of it is taken: parts of a page, and numbers to ring. */
export type Taken = {
  parts: readonly { part: Part; texts: Texts; isTaken: boolean }[]
  lines: readonly { line: HelpLine; isTaken: boolean }[]
  now: Date
}

/** Of a page as it stands, the parts that have words. Numbers are chosen too: a name beside one can tell on somebody. */
export function takeOut(
  page: Version | null,
  chosen: Chosen,
  around: { lines: readonly HelpLine[]; now: Date },
): Taken {
  return {
    parts: parts
      .map((part) => ({ part, texts: page?.words[part] ?? [], isTaken: chosen.parts.includes(part) }))
      .filter(({ texts }) => texts.length > 0),
    lines: around.lines.map((line, place) => ({
      line,
      isTaken: chosen.lines === null || chosen.lines.includes(place),
    })),
    now: around.now,
  }
}

/** One file that needs no signal. Its name and title, and all that is not the person's, say nothing of where it is from. */
export function writeTaken(taken: Taken): Buffer {
  const lines = taken.lines.filter(({ isTaken }) => isTaken).map(({ line }) => line)
  const blocks: Block[] = [
    ...taken.parts
      .filter(({ isTaken }) => isTaken)
      .flatMap(({ part, texts }): Block[] => [
        { kind: 'heading', level: 2, words: words.parts[part] },
        { kind: 'paragraph', whose: 'own', words: joinTexts(texts) },
      ]),
    ...(lines.length > 0 ? writeLines(lines) : []),
    { kind: 'date', day: londonDay(taken.now), words: paper.asOf(taken.now) },
  ]
  const html = writeHtmlPaper({ title: paper.fileTitle, language: 'en-GB', made: taken.now, blocks })
  return Buffer.from(html)
}

function writeLines(lines: readonly HelpLine[]): Block[] {
  return [
    { kind: 'heading', level: 2, words: paper.ring },
    {
      kind: 'definitions',
      lines: lines.map(({ name, number, when }) => ({
        label: name,
        said: { whose: 'ours', words: when ? `${number} (${when})` : number },
      })),
    },
  ]
}
