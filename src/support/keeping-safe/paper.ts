import type { HelpLine } from '../../access/organisation/organisation.ts'
import { writeHtmlPaper } from '../../platform/papers/html-paper.tsx'
import type { Block } from '../../platform/papers/paper.ts'
import { joinTexts, type Texts } from './keep-both.ts'
import { parts, type Part, type Version } from './keeping-safe.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'
import { paperWords } from './paper.words.ts'

const words = keepingSafeWords['en-GB']
const paper = paperWords['en-GB']

/** What somebody takes with them: parts of their page, and the numbers to ring. */
export type Taken = {
  /** The parts there are to choose from. */
  written: readonly Part[]
  taken: readonly { part: Part; texts: Texts }[]
  lines: readonly HelpLine[]
  now: Date
}

/** Of a page as it stands, the parts that were chosen and have words. */
export function takeOut(
  page: Version | null,
  chosen: readonly Part[],
  around: Pick<Taken, 'lines' | 'now'>,
): Taken {
  const written = parts.filter((part) => page && page.words[part].length > 0)
  const taken = written.filter((part) => chosen.includes(part))
  return { ...around, written, taken: taken.map((part) => ({ part, texts: page!.words[part] })) }
}

/** One file that needs no signal. Its name and title, and all that is not the person's, say nothing of where it is from. */
export function writeTaken({ taken, lines, now }: Taken): Buffer {
  const blocks: Block[] = [
    ...taken.flatMap(({ part, texts }): Block[] => [
      { kind: 'heading', level: 2, words: words.parts[part] },
      { kind: 'paragraph', whose: 'own', words: joinTexts(texts) },
    ]),
    ...(lines.length > 0 ? writeLines(lines) : []),
    { kind: 'date', day: now.toISOString().slice(0, 10), words: paper.asOf(now) },
  ]
  const html = writeHtmlPaper({ title: paper.fileTitle, language: 'en-GB', made: now, blocks })
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
