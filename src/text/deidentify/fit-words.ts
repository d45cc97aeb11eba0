import { textBefore } from './folding.ts'

const determiner =
  /\b(?:the|my|our|his|her|their|your|this|that|these|those|any|some|every|each|no|another|whose)\s(?:(?:old|new|big|little|whole|same|other|nearest|local|main|only)\s)?$|(?:'s|s')\s$/i

/** Whether "the", "my", "Mum's" and the like stand right before a place. */
export function followsDeterminer(text: string, start: number): boolean {
  return determiner.test(textBefore(text, start, 24).replace(/’/g, "'"))
}

/** The "a" or "an" right before a place, in small letters, or null. */
export function articleBefore(text: string, start: number): 'a' | 'an' | null {
  const found = /(?:^|[^\p{L}'])(an?)\s$/iu.exec(textBefore(text, start, 5))?.[1]?.toLowerCase()
  return found === 'a' || found === 'an' ? found : null
}

/** Whether a word is said with a vowel first, as "an hour" and "a university" hear it. */
export function beginsWithVowel(words: string): boolean {
  if (/^(?:NHS|MP|HIV|LGBT|hour|honest|heir)/.test(words)) return true
  return /^[aeiou]/i.test(words) && !/^(?:eu|one|uni(?!n|m)|us[aei]|u[kt])/i.test(words)
}

/**
 * A phrase with "a" or "an" as it has to be after what stands before it: "in [a town]", "the [town]", "a [town]", and where the
 * article that stands there is the other one, "an [unnamed town]" or "a [certain office]".
 */
export function fitPhrase(phrase: string, text: string, start: number): string {
  const bare = phrase.replace(/^an? /, '')
  if (bare === phrase) return phrase
  const article = articleBefore(text, start)
  if (article === null) return followsDeterminer(text, start) ? bare : phrase
  return fitAfterArticle(bare, article)
}

function fitAfterArticle(bare: string, article: 'a' | 'an'): string {
  if ((article === 'an') === beginsWithVowel(bare)) return bare
  return article === 'an' ? `unnamed ${bare}` : `certain ${bare}`
}

/** Whether what follows a place goes on with its noun: "the Stockport office", not "the Stockport and", "in Stockport I". */
export function precedesNoun(text: string, end: number): boolean {
  const next = /^[ \t]([\p{Ll}][\p{L}'-]+)/u.exec(text.slice(end, end + 24))?.[1]
  return next !== undefined && !notNouns.has(next)
}

const notNouns = new Set(
  (
    'and or but so because then when where while who that which if as than is was are were be been am has had have do does did will would can ' +
    'could should might may must to at in on of for from by with about into near over after before since until till again now ' +
    'today yesterday too also either not never always just only there here we he she they you it my our his her their your this these ' +
    'those said says told went came got'
  ).split(' '),
)
