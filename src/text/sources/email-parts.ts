import {
  isAttribution,
  isClosing,
  isDeviceLine,
  isDisclaimer,
  isForwardMark,
  isOriginalMark,
  readInnerHeading,
  type InnerHeading,
} from './email-marks.ts'
import { joinLines, type MailLine } from './email-lines.ts'
import { isBlank } from './lines.ts'

/**
 * What one mail's text holds. `own`: what its sender wrote, in order; `context` is the question quoted right above.
 * `forwarded`: a mail of somebody else's that was sent on. `signatures`: what was taken for a name and address below
 * the words without the program marking it so.
 */
export type MailParts = {
  own: { text: string; context?: string }[]
  forwarded: { from: string | null; when: string | null; text: string } | null
  signatures: string[]
}

/** Longest question kept with its answer, in UTF-16 units: the end of what is quoted above. */
const longestContext = 1500

type Block = { kind: 'own' | 'quoted'; lines: MailLine[] }

/** Parts one mail's lines into its sender's own words and everything a program or another person put around them. */
export function partMail(lines: readonly MailLine[]): MailParts {
  const forwardAt = findForward(lines)
  const above = forwardAt === null ? lines : lines.slice(0, forwardAt.at)
  const signatures: string[] = []
  const own: MailParts['own'] = []
  let question: MailLine[] = []
  for (const block of listBlocks(above)) {
    if (block.kind === 'quoted') {
      question = block.lines
      continue
    }
    const { words, signature } = cutSignature(block.lines.map((line) => line.text))
    if (signature !== '') signatures.push(signature)
    const text = joinLines(words)
    if (isBlank(text)) continue
    const context = readQuestion(question)
    own.push({ text, ...(context !== '' && { context }) })
    question = []
  }
  return { own, forwarded: forwardAt && readForwarded(lines, forwardAt), signatures }
}

type Forward = { at: number; below: number; heading: InnerHeading | null }

function findForward(lines: readonly MailLine[]): Forward | null {
  for (const [at, line] of lines.entries()) {
    if (line.depth > 0 || !isForwardMark(line.text.trim())) continue
    let below = at + 1
    while (below < lines.length && isBlank(lines[below]!.text)) below += 1
    const heading = readInnerHeading(lines.slice(below, below + 12).map((one) => one.text))
    return { at, below: below + (heading?.lines ?? 0), heading }
  }
  return null
}

function readForwarded(lines: readonly MailLine[], forward: Forward): MailParts['forwarded'] {
  const least = Math.min(...lines.slice(forward.below, forward.below + 2000).map((line) => line.depth), 99)
  const text = joinLines(
    lines
      .slice(forward.below)
      .filter((line) => line.depth === least)
      .map((line) => line.text),
  )
  return { from: forward.heading?.from ?? null, when: forward.heading?.when ?? null, text }
}

/**
 * Runs of own and of quoted lines. From a heading of Outlook's or an attribution with nothing marked as quoted below it,
 * all the rest is quoted.
 */
function listBlocks(lines: readonly MailLine[]): Block[] {
  const blocks: Block[] = []
  const add = (kind: Block['kind'], line: MailLine): void => {
    const last = blocks.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    // A blank line between two quoted paragraphs is nobody's answer.
    else if (isBlank(line.text)) last?.lines.push({ text: '', depth: last.lines.at(-1)?.depth ?? 0 })
    else blocks.push({ kind, lines: [line] })
  }
  let isSignature = false
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!
    if (line.depth > 0) {
      isSignature = false
      add('quoted', line)
      continue
    }
    const text = line.text.trim()
    if (line.isSignature || isSignature) continue
    if (line.text === '-- ' || text === '--') {
      isSignature = true
      continue
    }
    if (isDeviceLine(text)) continue
    if (startsQuotedRest(lines, at)) {
      for (const rest of lines.slice(at)) add('quoted', rest)
      return blocks
    }
    const attribution = countAttributionLines(lines, at)
    if (attribution > 0) {
      const below = lines.slice(at + attribution).find((one) => !isBlank(one.text))
      if (below !== undefined && below.depth > 0) {
        at += attribution - 1
        continue
      }
      const whole = lines.slice(at, at + attribution).map((one) => one.text)
      if (whole.join(' ').includes('@')) {
        for (const rest of lines.slice(at)) add('quoted', rest)
        return blocks
      }
    }
    add('own', line)
  }
  return blocks
}

/** "-----Original Message-----", or "From: / Sent: / To: / Subject:" with or without a rule above it. */
function startsQuotedRest(lines: readonly MailLine[], at: number): boolean {
  const text = lines[at]!.text.trim()
  if (isOriginalMark(text)) return true
  const isRule = /^[_\-–—=*]{5,}$/.test(text)
  let below = isRule ? at + 1 : at
  while (isRule && below < lines.length && isBlank(lines[below]!.text)) below += 1
  return readInnerHeading(lines.slice(below, below + 12).map((one) => one.text)) !== null
}

/** How many lines an attribution takes at this place (programs break it at 72 characters), or 0. */
function countAttributionLines(lines: readonly MailLine[], at: number): number {
  let text = ''
  for (let count = 1; count <= 4 && at + count <= lines.length; count += 1) {
    const line = lines[at + count - 1]!
    if (line.depth > 0 || isBlank(line.text)) return 0
    text = `${text} ${line.text.trim()}`.trim()
    if (isAttribution(text)) return count
  }
  return 0
}

/** At most so many lines, none longer than this, are a name and how to reach it. */
const mostSignatureLines = 9
const longestSignatureLine = 90

/**
 * Takes a signature nobody marked and the small print off the end of a block. It must come after a closing
 * ("Kind regards,") and hold nothing that reads like a sentence; the only words of a mail are never taken for one.
 */
function cutSignature(texts: string[]): { words: string[]; signature: string } {
  const printed = texts.findIndex((_, at) => isDisclaimer(paragraphAt(texts, at)))
  const words = printed > 0 ? texts.slice(0, printed) : [...texts]
  while (words.length > 0 && /^[\s_\-–—=*]*$/.test(words.at(-1)!)) words.pop()
  for (let at = words.length - 1; at > 0 && words.length - at <= mostSignatureLines * 2; at -= 1) {
    if (!isClosing(words[at]!)) continue
    const below = words.slice(at + 1).filter((text) => !isBlank(text))
    const isReach = below.length <= mostSignatureLines && below.every(isReachLine)
    if (!isReach || isBlank(words.slice(0, at).join(''))) break
    return { words: words.slice(0, at), signature: joinLines(words.slice(at)) }
  }
  return { words, signature: '' }
}

/** The paragraph that begins at a line, or nothing inside one: small print runs over several lines. */
function paragraphAt(texts: readonly string[], at: number): string {
  if (at > 0 && !isBlank(texts[at - 1]!) && !/^[\s_\-–—=*]*$/.test(texts[at - 1]!)) return ''
  const rest = texts.slice(at, at + 12)
  const end = rest.findIndex(isBlank)
  return rest.slice(0, end === -1 ? rest.length : end).join(' ')
}

function isReachLine(text: string): boolean {
  const plain = text.trim()
  if (plain.length > longestSignatureLine || /[!?]$/.test(plain)) return false
  // A sentence of several words with its full stop is somebody saying something.
  return (
    !(/[.…]$/.test(plain) && plain.split(/\s+/).length > 4) && !/^(?:p\.? ?s\.?|ps|n\.?b\.?)\b/i.test(plain)
  )
}

/** The question above an answer: the newest quoting only, without its heading, its end when it is long. */
function readQuestion(lines: readonly MailLine[]): string {
  if (lines.length === 0) return ''
  const least = Math.min(...lines.slice(0, 5000).map((line) => (isBlank(line.text) ? 99 : line.depth)))
  const nearest = lines.filter((line) => line.depth === least || isBlank(line.text)).map((line) => line.text)
  const text = joinLines(nearest.filter((one) => !isAttribution(one.trim())))
  if (text.length <= longestContext) return text
  const paragraphs = text.split('\n\n')
  let kept = paragraphs.pop() ?? ''
  while (paragraphs.length > 0 && kept.length + paragraphs.at(-1)!.length + 2 <= longestContext) {
    kept = `${paragraphs.pop()}\n\n${kept}`
  }
  return kept.length <= longestContext ? kept : kept.slice(-longestContext).replace(/^\S*\s/, '')
}
