import { cleanLabel, keepString } from './lines.ts'
import { describeLabel, findLabelEnd, hasNameShape, isSentenceOpener } from './speaker-label.ts'

/** What is known about a file's labels. */
export interface Speakers {
  /** 4 of 5 of its first lines of speech begin with something like a label. */
  isLabelled: boolean
  /** Text before the colon → label; `''` for a label that names nobody (`Unknown speaker`), null for words. */
  known: Map<string, string | null>
}

/** Share of the first lines that must begin with something like a label for the file to be a labelled one. */
const labelledShare = 0.8

/** A hostile file could begin every line with another label; past this many the memory of them is emptied. */
const mostLabels = 10_000

/** Looks at the first lines of speech of a file, one for each cue or turn. */
export function surveySpeakers(openings: readonly string[]): Speakers {
  const times = new Map<string, number>()
  let withLabel = 0
  for (const opening of openings) {
    const end = findLabelEnd(opening)
    if (end === -1) continue
    withLabel += 1
    const raw = opening.slice(0, end)
    times.set(raw, (times.get(raw) ?? 0) + 1)
  }
  const known = new Map<string, string | null>()
  const isLabelled = openings.length > 0 && withLabel / openings.length >= labelledShare
  for (const [raw, count] of times) {
    const label = cleanLabel(raw)
    const isOften =
      count >= 2 && (isLabelled ? openings.length >= 10 || !isSentenceOpener(label) : hasNameShape(label))
    if (label !== '' && isOften) known.set(keepString(raw), keepString(nameOrNobody(label)))
  }
  return { isLabelled, known }
}

/**
 * Whether what stands before a colon is a label: the label, `''` when it names nobody, null when it is words. It is a
 * label when
 * - the file is labelled and this one has the shape of a name, is one word, or has come before; or
 * - the file is not, and it has come at least twice at its beginning, or has two or more words in the shape of a name.
 */
export function judgeLabel(raw: string, speakers: Speakers): string | null {
  const before = speakers.known.get(raw)
  if (before !== undefined) return before
  const label = cleanLabel(raw)
  const isLabel =
    label !== '' &&
    (speakers.isLabelled
      ? !isSentenceOpener(label) && (hasNameShape(label) || !label.includes(' '))
      : label.includes(' ') && hasNameShape(label))
  const judged = isLabel ? nameOrNobody(label) : null
  if (speakers.known.size >= mostLabels) speakers.known.clear()
  speakers.known.set(keepString(raw), judged === null ? null : keepString(judged))
  return judged
}

/**
 * True when words before a colon, which `judgeLabel` did not take for a label, could still be one: a name in small
 * letters (`jo from the hostel`) that comes for the first time in a file where everybody has a label. Giving it to
 * whoever spoke before would put words in somebody's mouth, so a listener is asked.
 */
export function mayBeLabel(raw: string, speakers: Speakers): boolean {
  if (!speakers.isLabelled || raw.length > 40) return false
  const label = cleanLabel(raw)
  const words = label.split(' ').length
  return words > 1 && words <= 5 && !isSentenceOpener(label) && !/[,.]$/.test(label)
}

/** The label, or `''` when it is a program's word for somebody it could not tell: nobody is made of that. */
export function nameOrNobody(label: string): string {
  return describeLabel(label).kind === 'none' ? '' : label
}

/** Raw label → label a person reads, or null when it names nobody. Remembers what it has read, for a file has few. */
export function rememberNames(): (raw: string) => string | null {
  const names = new Map<string, string | null>()
  return (raw) => {
    const before = names.get(raw)
    if (before !== undefined) return before
    const label = nameOrNobody(cleanLabel(raw))
    const name = label === '' ? null : keepString(label)
    if (names.size >= mostLabels) names.clear()
    names.set(keepString(raw), name)
    return name
  }
}
