import { readingAgeOf } from '../../src/text/language/reading-age.ts'
import { maskText } from './masked-text.ts'
import { lineAt, type Complaint, type SourceFile } from './source-tree.ts'

/** Said about people, or by a system of cases. What stands in their place is in the words of the house. */
const neverWords: readonly RegExp[] = [
  /\bclients?\b/i,
  /\bservice[- ]users?\b/i,
  /\breferrals?\b/i,
  /\bintakes?\b/i,
  /\bassessments?\b/i,
  /\brisk[- ]levels?\b/i,
  /\bRAG\b/,
  /\bscor(?:e|es|ed|ing)\b/i,
  /\bcomplian(?:ce|t)\b/i,
  /\b(?:non-?)?engagement\b/i,
  /\bDNA\b/,
  /\bclosures?\b/i,
  /\btime-?sheets?\b/i,
  /\bKPIs?\b/i,
  /\bvulnerab(?:le|ility|ilities)\b/i,
  /\bvictims?\b/i,
  /\bchaotic\b/i,
  /\bhard[- ]to[- ]reach\b/i,
  /\bcase[- ](?:notes?|work|workers?|management|load)\b/i,
]

/** Ordinary English: "in case", "in that case", "lower case"; "she needs to go", "it needs a name". */
const caseInEnglish =
  /\b(?:in|just in|in (?:that|this|any|either|which|some|every|most)|upper|lower)[- ]cases?\b/gi
const needsInEnglish =
  /\b(?:he|she|it|they|who|one|that|this|which|what|nobody|somebody|everybody|anybody|\w+) needs(?= (?:to|an?|the|at|it|its|your|our|their|her|his|them|you|more|no|nothing|only|two|one|some|somebody|words|JavaScript)\b)/gi

/** Promises nobody can keep about words that are read, printed and may be asked for by a court. */
const untrue = /\b(?:confidential(?:ly|ity)?|anonym(?:ous|ously|ity|ised?|ized?))\b/i

export function findNeverWords(files: readonly SourceFile[]): Complaint[] {
  return wordFiles(files).flatMap(({ path, text, literals }) =>
    literals.flatMap((literal) => {
      const found = neverWordIn(literal.text) ?? untrue.exec(literal.text)?.[0]
      if (found === undefined) return []
      const line = lineAt(text, literal.at)
      return [
        { path, line, sentence: `"${found}" is a word we do not use: say it in the words of the house.` },
      ]
    }),
  )
}

/** The first word of the never-list in a text, or of a name whose parts are joined by "_" or "-". */
function neverWordIn(text: string): string | undefined {
  const rest = text.replace(caseInEnglish, ' ').replace(needsInEnglish, ' ')
  const found = [...neverWords, /\bcases?\b/i, /\bneeds\b/i].flatMap((word) => word.exec(rest)?.[0] ?? [])
  return found[0]
}

/** Names of tables, columns, folders and files are words too. */
export function findNeverNames(names: readonly { path: string; name: string }[]): Complaint[] {
  return names.flatMap(({ path, name }) => {
    const found = neverWordIn(name.replaceAll('_', ' '))
    return found ? [{ path, sentence: `"${name}" says "${found}", a word we do not use.` }] : []
  })
}

/** Every words file speaks English, and what it holds is reached by language. */
export function findFilesWithoutEnglish(files: readonly SourceFile[]): Complaint[] {
  return wordFiles(files)
    .filter(
      ({ code, literals }) =>
        !literals.some(({ text, at }) => text === 'en-GB' && /^'\s*[^']*'\s*:/.test(code.slice(at))),
    )
    .map(({ path }) => ({ path, sentence: "give it `export const …Words = { 'en-GB': { … } } as const`." }))
}

/** Words said to contributors and to people, on their own pages. */
const forContributors =
  /^src\/(?:listening\/(?:web\/(?!held)[\w-]+|withdrawals\/[\w-]+)|support\/.*|ui\/[\w-]+|platform\/http\/http)\.words\.ts$/

const oldest = 9

/** On average a child of nine reads what we say to contributors. */
export function findHardWords(files: readonly SourceFile[]): Complaint[] {
  return wordFiles(files)
    .filter(({ path }) => forContributors.test(path))
    .map(({ path, literals }) => ({ path, age: readingAgeOf(sentencesOf(literals.map(({ text }) => text))) }))
    .filter(({ age }) => age > oldest)
    .map(({ path, age }) => ({
      path,
      sentence: `a reading age of ${age} on average; ${oldest} at most. Shorter words and sentences.`,
    }))
}

/** A literal of fewer than four words is a button or a name; it is no sentence to judge. */
function sentencesOf(literals: readonly string[]): string {
  return literals
    .filter((text) => text.trim().split(/\s+/).length >= 4)
    .map((text) => (/[.!?:…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`))
    .join('\n')
}

function wordFiles(files: readonly SourceFile[]) {
  return files
    .filter(({ path }) => path.endsWith('.words.ts'))
    .map((file) => ({ ...file, ...maskText(file.text) }))
}
