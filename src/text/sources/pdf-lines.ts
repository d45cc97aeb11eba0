import { trimMarks } from './lines.ts'

/** A piece of text as it stands on a page: from the page's left and top, in points. */
export interface PagePiece {
  text: string
  x: number
  /** Of the line it stands on. */
  y: number
  width: number
  height: number
}

interface Line {
  text: string
  left: number
  right: number
  y: number
  height: number
}

/** Most lines of a page's edge that are looked at for numbers and running titles. */
const edgeLines = 2

/**
 * Makes text of the pages of a PDF, which knows no words, lines or paragraphs, only pieces and where they stand.
 * Pieces of one height make a line, in the order the file draws them (which keeps columns apart) unless that order runs
 * upwards through itself; then from top to bottom. Lines that reach the right edge run on into the next; a line that
 * had room for the next word ends there; a wider gap parts paragraphs (a blank line). A hyphen at the end of a line
 * stays: nothing says whether it belongs to the word. Page numbers and titles that run along the edge of the pages
 * come once, at the end, as headings (`# …`), since they are nobody's words but nothing is dropped unseen.
 */
export function makePdfText(): { addPage(pieces: readonly PagePiece[]): void; end(): string } {
  const pages: Line[][] = []
  return {
    addPage: (pieces) => void pages.push(orderLines(makeLines(pieces))),
    end: () => {
      const leading = findLeading(pages)
      const running = takeRunningLines(pages, leading)
      let text = ''
      let last: { line: Line; page: number; right: number } | null = null
      pages.forEach((lines, page) => {
        const right = Math.max(...lines.map((line) => line.right), 0)
        for (const line of lines) {
          if (last === null) text += line.text
          else text += joinOf(last, { line, page, right }, leading, text) + line.text
          last = { line, page, right }
        }
      })
      const edges = running.map((each) => `# ${each}`).join('\n\n')
      return [text.replace(/\u00ad/g, ''), edges].filter((part) => part !== '').join('\n\n')
    },
  }
}

function makeLines(pieces: readonly PagePiece[]): Line[] {
  const lines: Line[] = []
  let line: Line | null = null
  for (const piece of pieces) {
    if (piece.text === '') continue
    const isBlank = trimMarks(piece.text) === ''
    const em: number = Math.max(piece.height, line?.height ?? 0, 1)
    if (line !== null && Math.abs(piece.y - line.y) <= em * 0.5 && piece.x >= line.right - em) {
      const gap: number = piece.x - line.right
      const isApart: boolean = !/\s$/.test(line.text) && !/^\s/.test(piece.text)
      if (gap > em * 1.5) line.text = `${line.text.trimEnd()}\t`
      else if (gap > em * 0.15 && isApart) line.text += ' '
      // A wide space drawn as one piece is a tab as well.
      if (isBlank && piece.width > em * 1.5) line.text = `${line.text.trimEnd()}\t`
      else line.text += piece.text
      line.right = Math.max(line.right, piece.x + piece.width)
      if (!isBlank) line.height = Math.max(line.height, piece.height)
    } else if (!isBlank) {
      line = {
        text: piece.text,
        left: piece.x,
        right: piece.x + piece.width,
        y: piece.y,
        height: piece.height,
      }
      lines.push(line)
    }
  }
  for (const each of lines) each.text = each.text.replace(/ *\t[ \t]*/g, '\t').trim()
  return lines.filter((each) => each.text !== '')
}

/** Leaves the order of drawing, unless it climbs back over lines it stands above: then from top to bottom. */
function orderLines(lines: Line[]): Line[] {
  for (let i = 1; i < lines.length; i += 1) {
    const line = lines[i]!
    const before = lines[i - 1]!
    const climbs = before.y - line.y > Math.max(line.height, before.height)
    const isOver = line.left < before.right && before.left < line.right
    if (climbs && isOver) return lines.toSorted((a, b) => a.y - b.y || a.left - b.left)
  }
  return lines
}

/**
 * Takes page numbers, and what stands at the same edge on many pages, out of the pages; gives each kind once. Only what
 * a gap parts from the page's text is looked at.
 */
function takeRunningLines(pages: Line[][], leading: number): string[] {
  const keyOf = (line: Line): string => `${Math.round(line.y / 4)} ${line.text.replace(/\d+/g, '#')}`
  const edges = pages.map((lines) => {
    const byHeight = lines.toSorted((a, b) => a.y - b.y)
    return new Set([...edgeOf(byHeight, leading), ...edgeOf(byHeight.toReversed(), leading)])
  })
  const times = new Map<string, number>()
  for (const edge of edges) {
    for (const line of edge) times.set(keyOf(line), (times.get(keyOf(line)) ?? 0) + 1)
  }
  const taken = new Map<string, string>()
  pages.forEach((lines, page) => {
    pages[page] = lines.filter((line) => {
      if (!edges[page]?.has(line)) return true
      const count = times.get(keyOf(line)) ?? 0
      const isRunning = (count >= 3 && count >= pages.length * 0.4) || isPageNumber(line.text)
      if (isRunning && !taken.has(keyOf(line))) taken.set(keyOf(line), line.text)
      return !isRunning
    })
  })
  return [...new Set(taken.values())]
}

/** The first lines up to a gap, when there is one within the first few. */
function edgeOf(lines: readonly Line[], leading: number): Line[] {
  for (let i = 1; i <= edgeLines; i += 1) {
    const [before, after] = [lines[i - 1], lines[i]]
    if (!before || (after && Math.abs(after.y - before.y) > leading * 1.5)) return lines.slice(0, i)
  }
  return []
}

function isPageNumber(text: string): boolean {
  return /^(?:page\s*)?[-–(]?\s*\d{1,4}\s*[-–)]?(?:\s*(?:of|\/)\s*\d{1,4})?$/i.test(text)
}

/** The usual step from line to line: the one a quarter of all steps stay under, so short turns do not widen it. */
function findLeading(pages: readonly Line[][]): number {
  const steps: number[] = []
  for (const lines of pages) {
    for (let i = 1; i < lines.length; i += 1) {
      const step = lines[i]!.y - lines[i - 1]!.y
      if (step > 0) steps.push(step)
    }
  }
  steps.sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 4)] ?? 0
}

/** A line that begins like a turn or a point of a list stands for itself, however full the one above is. */
const ownLine =
  /^(?:[[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*)?(?:[[*]{0,2}\p{Lu}[\p{L}\d.’' ]{0,30}[\]*]{0,2}:\s|[QAIRP]\d{0,3}[.)]\s|[•·▪◦]\s)/u

interface Placed {
  line: Line
  page: number
  /** How far right the lines of its page go. */
  right: number
}

function joinOf(before: Placed, after: Placed, leading: number, text: string): string {
  const em = Math.max(before.line.height, 1)
  const firstWord = /^\S+/.exec(after.line.text)?.[0] ?? ''
  const wordWidth =
    (after.line.right - after.line.left) * (firstWord.length / Math.max(after.line.text.length, 1))
  const hadRoom = before.line.right + wordWidth + em * 0.5 < before.right
  if (before.page !== after.page)
    return hadRoom || ownLine.test(after.line.text) || /[.!?:”"’)]$/.test(text) ? '\n\n' : joinWords(text)
  const step = after.line.y - before.line.y
  // Upwards is the next column; it goes on like the next page.
  if (step < -em) return hadRoom || /[.!?:”"’)]$/.test(text) ? '\n\n' : joinWords(text)
  if (step > leading * 1.3) return '\n\n'
  if (after.line.left - before.line.left > em && after.line.left - before.line.left < em * 5 && hadRoom)
    return '\n\n'
  return hadRoom || ownLine.test(after.line.text) ? '\n' : joinWords(text)
}

function joinWords(before: string): string {
  return /[\p{L}\p{N}][-\u00ad]$/u.test(before) ? '' : ' '
}
