import { textBefore } from './folding.ts'
import { calendarWords } from './ordinary-words.ts'

const didSomething =
  /^(?:'s\b|,? (?:said|says|told|asked|rang|texted|called|came|went|helped|gave|knew|knows|thinks|thought|wanted|wants|took|got|left|stayed|met|was|is|has|had|and I|and me)\b)/
const saidSomething = /^ (?:said|says|told|asked|rang|texted)\b/

/** How sure an ordinary word is a name where it stands; 0 for surely not. */
export function weighOrdinary(
  text: string,
  start: number,
  end: number,
  isCapital: boolean,
  count: number,
  word: string,
): number {
  const after = text.slice(end, end + 12)
  if (!isCapital) {
    if (count > 1) return 0
    return saidSomething.test(after) &&
      /(?:^|[.,;!?\n]|\b(?:and|but|then|when|because|cos)) ?$/.test(textBefore(text, start, 12))
      ? 0.4
      : 0
  }
  const isAction = didSomething.test(after)
  if (count > 1) return 0.9
  if (isSentenceStart(text, start)) return isAction ? 0.6 : 0.35
  const before = textBefore(text, start, 16).toLowerCase()
  const isDate =
    calendarWords.has(word) &&
    (/\b(?:in|of|since|until|till|by|last|next|this|every|early|late|mid|from|\d(?:st|nd|rd|th)?)[ -]$/.test(
      before,
    ) ||
      /^ \d/.test(after))
  if (isDate) return 0.3
  return isAction ? 0.9 : 0.75
}

export function isSentenceStart(text: string, start: number): boolean {
  const before = textBefore(text, start, 8)
  return before.trim() === ''
    ? start <= 8 || /\n/.test(before)
    : /(?:[.!?…:]["')\]]?\s+|\n\s*)["'([-]?\s*$/.test(before)
}
