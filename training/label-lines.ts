import type { Document, Marked } from './documents.ts'
import type { NamesToSwap } from './words.ts'

/** The same document as a chat or a call is written down: before each line who says it, a name and a colon. */
export function labelLines(document: Document, names: NamesToSwap, random: () => number): Document {
  const lines = document.text.split(/(?<=\n)|(?<=[.!?] )(?=\p{Lu})/u)
  if (lines.length > 12 || /^\S{1,20}:/m.test(document.text)) return document
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!
  const isSmall = document.text === document.text.toLowerCase()
  const speakers = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const dice = random()
    const given = dice < 0.1 ? pick(names.words) : pick(names.given)
    const name = given[0]!.toUpperCase() + given.slice(1)
    const whole = dice > 0.85 ? `${name} ${pick(names.family)}` : dice > 0.8 ? name[0]! : name
    return isSmall && random() < 0.5 ? whole.toLowerCase() : whole
  })
  let text = ''
  let from = 0
  const marked: Marked[] = []
  for (const line of lines) {
    const to = from + line.length
    if (text !== '' && !text.endsWith('\n')) text = `${text.replace(/ $/, '')}\n`
    if (line.trim() !== '') {
      const name = pick(speakers)
      marked.push({ start: text.length, end: text.length + name.length, kind: 'PERSON' })
      text += `${name}: `
    }
    const shift = text.length - from
    for (const one of document.marked) {
      if (one.start >= from && one.end <= to)
        marked.push({ ...one, start: one.start + shift, end: one.end + shift })
      // A mention that a cut would part keeps the document as it was.
      else if (one.start < to && one.end > from) return document
    }
    text += line
    from = to
  }
  return { ...document, text, marked }
}
