import { isGeneralInstitution, isOfLaw } from './general-institutions.ts'
import type { Proposal } from './proposal.ts'

/**
 * For records, in which names are written out and with capital letters: a name found in part is widened to the capitalised
 * words it stands among ("Şişli [Court of First Instance]"), and what is then only an office of every country is left out.
 */
export function keepWholeNames(text: string, found: readonly Proposal[]): Proposal[] {
  return found.flatMap((one) => {
    if (!isName(one)) return [one]
    const whole = one.type === 'PERSON' ? one : widen(text, one)
    const words = text.slice(whole.start, whole.end)
    return /\p{Lu}|\p{Lo}/u.test(words) && !isGeneralInstitution(words) && !isOfLaw(words) ? [whole] : []
  })
}

function isName({ type }: Proposal): boolean {
  return type === 'PERSON' || type === 'PLACE' || type === 'ORGANISATION'
}

const smallWords: ReadonlySet<string> = new Set('of for the de du des der und et'.split(' '))
const kindBefore =
  /(?<!\p{L})(?:municipality|municipalities|county|province|district|borough|city|town|village|region|parish|island) of (?:the )?$/iu
const kindAfter =
  /^ (?:municipality|county|province|district|borough|city|town|village|region|parish|prison|hospital|school|university|museum|cemetery|clinic|court|police)(?!\p{L})/u
/** What it is called for short, or in another language, right behind it. */
const shortAfter = /^ \((?:the )?[“"]?\p{Lu}[^()\n]{0,60}\)/u

function widen(text: string, one: Proposal): Proposal {
  const before = text.slice(Math.max(0, one.start - 20), one.start)
  const start = before.endsWith(' ') ? one.start - (kindBefore.exec(before)?.[0].length ?? 0) : one.start
  const first = start < one.start ? start : startOfRun(text, one.start)
  let end = endOfRun(text, one.end)
  if (text[end] !== ' ') return { ...one, start: first, end }
  end += kindAfter.exec(text.slice(end, end + 20))?.[0].length ?? 0
  if (text[end + 1] === '(' && !isGeneralInstitution(text.slice(first, end))) {
    end += shortAfter.exec(text.slice(end, end + 80))?.[0].length ?? 0
  }
  return { ...one, start: first, end }
}

/** Where the capitalised words before a place begin, "of the" among them; the first word of a sentence is none of them. */
function startOfRun(text: string, from: number): number {
  let start = from
  for (let at = from; isJoint(text[at - 1]);) {
    let begin = at - 1
    while (begin > 0 && isInWord(text[begin - 1]!)) begin -= 1
    const word = text.slice(begin, at - 1)
    const isCapital = isUpper(word)
    if (!isCapital && !smallWords.has(word)) break
    if (isCapital && beginsSentence(text, begin)) break
    if (isCapital) start = begin
    at = begin
  }
  return start
}

function endOfRun(text: string, from: number): number {
  let end = from
  for (let at = from; isJoint(text[at]);) {
    let last = at + 1
    while (last < text.length && isInWord(text[last]!)) last += 1
    const word = text.slice(at + 1, last)
    const isCapital = isUpper(word)
    if (!isCapital && !smallWords.has(word)) break
    if (isCapital) end = last
    at = last
  }
  return end
}

function isJoint(sign: string | undefined): boolean {
  return sign === ' ' || sign === '-' || sign === '/' || sign === '&'
}

function isInWord(sign: string): boolean {
  return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || /[\p{L}\p{M}\p{N}'’]/u.test(sign)
}

function isUpper(word: string): boolean {
  return word !== '' && word[0] !== word[0]!.toLowerCase()
}

/** Its first word has a capital letter for that reason alone. */
function beginsSentence(text: string, at: number): boolean {
  return at === 0 || /[.!?:;\n“"(]\s?$/.test(text.slice(Math.max(0, at - 2), at))
}
