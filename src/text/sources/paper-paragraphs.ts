import { trimMarks } from './lines.ts'
import { LONGEST_ITEM, SourceTooLong } from './source.ts'

/** Makes text of a document's paragraphs, tables and notes as they open and close. */
export interface Paragraphs {
  openParagraph(): void
  closeParagraph(): void
  /** Words between an opening and its closing; anything else is the layout of the file. */
  write(text: string): void
  openRow(): void
  closeRow(): void
  openCell(): void
  closeCell(): void
  /** What stands in a note comes after everything else, so that no sentence is cut by it. */
  openNote(): void
  closeNote(): void
  /** Text that is complete so far. */
  take(): string
  /** The rest, with the notes. */
  end(): string
}

/**
 * Paragraphs become lines with a blank line between them. The cells of a row stand in one line with tabs between
 * (interview notes are often a table: who, what they said); lines of one cell follow each other.
 * Throws `SourceTooLong` when a paragraph or a row grows past `LONGEST_ITEM`.
 */
export function makeParagraphs(): Paragraphs {
  let out = ''
  let line = 1
  const open: string[] = []
  const rows: string[][] = []
  const cells: string[][] = []
  const notes: string[] = []
  let noteDepth = 0
  let heldLength = 0

  const give = (text: string): void => {
    if (trimMarks(text) === '') return
    const whole = `${text.replace(/[^\S\n]+$/gm, '')}\n\n`
    for (let at = whole.indexOf('\n'); at !== -1; at = whole.indexOf('\n', at + 1)) line += 1
    out += whole
  }
  const place = (text: string): void => {
    const cell = cells.at(-1)
    if (cell !== undefined) {
      if (trimMarks(text) !== '') cell.push(text)
    } else if (noteDepth > 0) {
      notes.push(text)
    } else {
      give(text)
      heldLength = 0
    }
  }

  return {
    openParagraph: () => void open.push(''),
    closeParagraph: () => {
      const text = open.pop()
      if (text !== undefined) place(text)
    },
    write: (text) => {
      if (open.length === 0) return
      heldLength += text.length
      if (heldLength > LONGEST_ITEM) throw new SourceTooLong(line)
      open[open.length - 1] += text
    },
    openRow: () => void rows.push([]),
    closeRow: () => {
      const row = rows.pop()
      if (row !== undefined) place(row.join('\t'))
    },
    openCell: () => void cells.push([]),
    closeCell: () => {
      const cell = cells.pop()
      if (cell !== undefined && cell.length > 0) rows.at(-1)?.push(cell.join('\n'))
    },
    openNote: () => void (noteDepth += 1),
    closeNote: () => void (noteDepth = Math.max(0, noteDepth - 1)),
    take: () => {
      const text = out
      out = ''
      return text
    },
    end: () => {
      while (open.length > 0) place(open.pop() ?? '')
      for (const note of notes.splice(0)) give(note)
      const text = out
      out = ''
      return text
    },
  }
}
