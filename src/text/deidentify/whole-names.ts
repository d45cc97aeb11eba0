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

const word = "\\p{Lu}[\\p{L}\\p{M}\\p{N}'’]*"
const joint = '(?:(?: (?:of|for|de|du|des|der|und|et)(?: the)?)? |[-‑/&])'
const wordsBefore = new RegExp(`(?<![\\p{L}\\p{N}])(?:${word}${joint})+$`, 'u')
const wordsAfter = new RegExp(`^(?:${joint}(?:“|")?${word})+`, 'u')
const kindBefore =
  /(?<!\p{L})(?:municipality|municipalities|county|province|district|borough|city|town|village|region|parish|island) of (?:the )?$/iu
const kindAfter =
  /^ (?:municipality|county|province|district|borough|city|town|village|region|parish|prison|hospital|school|university|museum|cemetery|clinic|court|police)(?!\p{L})/u
/** What it is called for short, or in another language, right behind it. */
const shortAfter = /^ \((?:the )?[“"]?\p{Lu}[^()\n]{0,60}\)/u
const farthest = 90

function widen(text: string, one: Proposal): Proposal {
  const before = text.slice(Math.max(0, one.start - farthest), one.start)
  let start = one.start - (kindBefore.exec(before)?.[0].length ?? 0)
  const run = wordsBefore.exec(before)?.[0]
  if (run !== undefined) start = one.start - cutSentenceStart(before, run).length
  let end = one.end
  const after = text.slice(end, end + farthest)
  end += wordsAfter.exec(after)?.[0].length ?? 0
  end += kindAfter.exec(text.slice(end, end + farthest))?.[0].length ?? 0
  if (!isGeneralInstitution(text.slice(start, end))) {
    end += shortAfter.exec(text.slice(end, end + farthest))?.[0].length ?? 0
  }
  return { ...one, start, end }
}

/** The first word of a sentence has a capital letter for that reason alone. */
function cutSentenceStart(before: string, run: string): string {
  const at = before.length - run.length
  if (at > 0 && !/(?:^|[.!?:;\n“"(]\s?)$/u.test(before.slice(0, at))) return run
  return run.replace(new RegExp(`^${word}${joint}`, 'u'), '')
}
