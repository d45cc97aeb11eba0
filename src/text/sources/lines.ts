import { LONGEST_ITEM, SourceTooLong } from './source.ts'

/** Takes text cut anywhere; what is not yet a whole line waits for the next piece or the end. */
export interface LineSplitter {
  push: (chunk: string) => void
  end: () => void
}

/**
 * Calls `take` with every line, without its ending, and its 1-based number. Line endings are LF, CRLF and
 * a lone CR (old Mac files); a byte order mark before the first line is left out.
 * Throws `SourceTooLong` when a line grows past `LONGEST_ITEM`, before holding more of it.
 */
export function splitLines(take: (line: string, number: number) => void): LineSplitter {
  let pending = ''
  let number = 0

  const give = (line: string): void => {
    number += 1
    take(number === 1 && line.charCodeAt(0) === 0xfeff ? line.slice(1) : line, number)
  }

  /** A run up to an LF or the end, or (`isCrRun`) up to a lone CR: one line, or several where CRs stand in it. */
  const giveRun = (run: string, isCrRun = false): void => {
    const end = !isCrRun && run.charCodeAt(run.length - 1) === 13 ? run.length - 1 : run.length
    let from = 0
    for (let cr = run.indexOf('\r'); cr !== -1 && cr < end; cr = run.indexOf('\r', from)) {
      give(run.slice(from, cr))
      from = cr + 1
    }
    if (end - from > LONGEST_ITEM) throw new SourceTooLong(number + 1)
    give(from === 0 && end === run.length ? run : run.slice(from, end))
  }

  return {
    push(chunk) {
      let from = 0
      for (let lf = chunk.indexOf('\n'); lf !== -1; lf = chunk.indexOf('\n', from)) {
        const run = chunk.slice(from, lf)
        giveRun(pending === '' ? run : pending + run)
        pending = ''
        from = lf + 1
      }
      if (from === chunk.length) return
      const rest = chunk.slice(from)
      // Only the new piece is searched, so a line arriving in many small pieces costs its length once.
      const hadCr = pending.charCodeAt(pending.length - 1) === 13 || rest.indexOf('\r') !== -1
      pending += rest
      if (hadCr && pending.length > 1) {
        // A CR at the very end may be half of a CRLF: it waits.
        const lastCr = pending.lastIndexOf('\r', pending.length - 2)
        if (lastCr !== -1) {
          giveRun(pending.slice(0, lastCr), true)
          pending = pending.slice(lastCr + 1)
        }
      }
      if (pending.length > LONGEST_ITEM) throw new SourceTooLong(number + 1)
    },
    end() {
      if (pending !== '') giveRun(pending)
      pending = ''
    },
  }
}

/** True when a line holds nothing but spaces and invisible marks. */
export function isBlank(line: string): boolean {
  for (let i = 0; i < line.length; i += 1) {
    const code = line.charCodeAt(i)
    if (!isSpace(code) && !isMark(code)) return false
  }
  return true
}

/** Direction marks and other characters without a shape, which programs put into exports. */
export function isMark(code: number): boolean {
  return (
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0x061c ||
    code === 0xfeff
  )
}

/** Spaces of every width that stand between parts of an exported line. */
export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0x202f ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x3000
  )
}

/** The label a person reads: no invisible marks, plain single spaces, no tilde before an unsaved name. */
export function cleanLabel(raw: string): string {
  const plain = raw
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]/g, '')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
  return plain.startsWith('~') ? plain.slice(1).trimStart() : plain
}

/**
 * A copy of its own. A piece of a string keeps the whole string alive in the engine, so a label remembered
 * for the length of a file would hold the 64,000 characters it was cut from.
 */
export function keepString(text: string): string {
  return ` ${text}`.slice(1)
}

/** Words without the spaces and invisible marks a program put around them; what stands between stays. */
export function trimMarks(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isEdge(text.charCodeAt(from))) from += 1
  while (to > from && isEdge(text.charCodeAt(to - 1))) to -= 1
  return from === 0 && to === text.length ? text : text.slice(from, to)
}

/** U+2066-2069 are left: they come in pairs around a mention, and taking one leaves the other. */
function isEdge(code: number): boolean {
  return isSpace(code) || (isMark(code) && !(code >= 0x2066 && code <= 0x2069))
}
