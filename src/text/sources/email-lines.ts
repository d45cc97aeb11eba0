import { isBlank } from './lines.ts'

/**
 * One line of a mail's text. `depth`: how many times it is quoted (`>` in plain text, blockquotes in HTML), 0 for
 * what this sender wrote. `isSignature`: the mail program itself marks it as the sender's signature.
 */
export type MailLine = { text: string; depth: number; isSignature?: boolean }

/**
 * Lines of a plain-text body. Lines that a program broke to fit the screen are put together again: as RFC 3676 says
 * when the text is `format=flowed` (never across two depths of quoting, so that an answer below a question stays its
 * own), and otherwise where the next word would not have fitted.
 */
export function readPlainLines(text: string, flowed: { isFlowed: boolean; delSp: boolean }): MailLine[] {
  const lines = text.split(/\r\n|\r|\n/).map(readQuoteMarks)
  return flowed.isFlowed ? joinFlowed(lines, flowed.delSp) : joinWrapped(lines)
}

/** `> > text`, `>> text` and `>text`: the marks of quoting counted and taken off. */
function readQuoteMarks(line: string): MailLine {
  let at = 0
  let depth = 0
  for (;;) {
    const mark = line.charCodeAt(at) === 32 && depth > 0 ? at + 1 : at
    if (line.charCodeAt(mark) !== 62) break
    depth += 1
    at = mark + 1
  }
  if (depth === 0) return { text: line, depth }
  return { text: line.charCodeAt(at) === 32 ? line.slice(at + 1) : line.slice(at), depth }
}

function joinFlowed(lines: readonly MailLine[], delSp: boolean): MailLine[] {
  const joined: MailLine[] = []
  let goesOn = false
  for (const line of lines) {
    const text = line.depth === 0 && line.text.startsWith(' ') ? line.text.slice(1) : line.text
    const last = joined.at(-1)
    if (goesOn && last !== undefined && last.depth === line.depth && text !== '-- ') {
      last.text = (delSp ? last.text.slice(0, -1) : last.text) + text
    } else {
      joined.push({ text, depth: line.depth })
    }
    goesOn = text.endsWith(' ') && text !== '-- '
  }
  return joined
}

/** Narrower than this no program breaks lines; a list or a poem is left as it is. */
const narrowest = 58
const widest = 80

function joinWrapped(lines: readonly MailLine[]): MailLine[] {
  const lengths = lines.filter((line) => line.depth === 0).map((line) => line.text.trimEnd().length)
  const width = Math.max(0, ...chunkedMax(lengths))
  const isWrapped = width >= narrowest && width <= widest
  const joined: MailLine[] = []
  let lastLength = 0
  for (const line of lines) {
    const text = line.text.trimEnd()
    const last = joined.at(-1)
    const first = /^\S+/.exec(text)?.[0] ?? ''
    const didNotFit =
      isWrapped &&
      last !== undefined &&
      last.depth === 0 &&
      line.depth === 0 &&
      first !== '' &&
      lastLength >= narrowest - 8 &&
      lastLength + 1 + first.length > width &&
      !/^(?:[-*•–]\s|\d+[.)]\s|--\s?$)/.test(text)
    if (didNotFit) last.text += ` ${text}`
    else joined.push({ text: line.text === '-- ' ? line.text : text, depth: line.depth })
    lastLength = text.length
  }
  return joined
}

/** The largest of each thousand: a call takes only so many arguments. */
function chunkedMax(lengths: readonly number[]): number[] {
  const largest: number[] = []
  for (let at = 0; at < lengths.length; at += 1000) largest.push(Math.max(...lengths.slice(at, at + 1000)))
  return largest
}

/** Lines as text, without blank lines around and with at most one between. */
export function joinLines(lines: readonly string[]): string {
  const kept: string[] = []
  for (const line of lines) {
    const text = line.replace(/\u00a0/g, ' ').trimEnd()
    if (isBlank(text)) {
      if (kept.length > 0 && kept.at(-1) !== '') kept.push('')
    } else {
      kept.push(text)
    }
  }
  while (kept.at(-1) === '') kept.pop()
  return kept.join('\n')
}
