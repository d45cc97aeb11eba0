import { sentencesOf, wordsOf } from './sentences.ts'

/**
 * The reading age of English text, in years, from 5 up, rounded to a tenth. A text without words is 5.
 *
 * Method: the Flesch–Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability
 * formulas", Research Branch Report 8-75, US Naval Technical Training Command, 1975),
 * 0.39 × words per sentence + 11.8 × syllables per word − 15.59, plus 5 for the age of a child in that grade.
 * Syllables are estimated from spelling. The formula was made for whole passages: below 30 words, its
 * syllables per word are drawn towards 1.35 (plain English), so that a button saying "Organisation" is not
 * 50 years old. The length of sentences counts as it stands.
 */
export function readingAgeOf(text: string): number {
  const words = wordsOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length === 0) return youngest
  const sentences = sentencesOf(text).filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)))
  const missing = Math.max(0, 30 - words.length)
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), missing * 1.35)
  const grade =
    0.39 * (words.length / Math.max(1, sentences.length)) +
    11.8 * (syllables / (words.length + missing)) -
    15.59
  return Math.max(youngest, Math.round((grade + 5) * 10) / 10)
}

const youngest = 5

/** An estimate from spelling: groups of vowels, less the silent ones, more those that part into two. */
export function countSyllables(word: string): number {
  const letters = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/gu, '')
  const groups = letters.match(/[aeiouy]+/gu)?.length ?? 0
  return Math.max(1, groups - countSilent(letters) + countParted(letters))
}

function countSilent(letters: string): number {
  let silent = 0
  // stayed, names; but wanted, houses, table, settled
  if (/[^aeioudty]ed$|(?<!ch|sh)[^aeioucgsxz]es$/u.test(letters) && !/[^aeiouy]l(?:ed|es)$/u.test(letters))
    silent++
  else if (/[^aeiouyl]e$|[aeiouy]le$/u.test(letters)) silent++
  // safely, hopeful, movement
  if (/[aeiouy][^aeiouy]+e(?:ly|ment|ments|less|ness|ful|fully)$/u.test(letters)) silent++
  return silent
}

/** Neighbouring vowels spoken apart: being, video, idea, quiet, science, medium, usual. */
function countParted(letters: string): number {
  const parted =
    /[aeiouy]ing|eo(?!us?|p)|ea$|ia(?!l(?!ity)|n|ge)|(?<![ct])io(?!us|n)|ie(?=t|nc)|iu|u(?=al|ate)|sm$/gu
  return letters.match(parted)?.length ?? 0
}
