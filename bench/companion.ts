import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findSuggestions } from '../src/text/companion/companion.ts'
import type { Stretch } from '../src/text/edits/reading.ts'

/**
 * How well the language companion notices: `node bench/companion.ts [--misses]`. Every second sentence of a part of
 * companion-sentences.txt is held out; `--misses` shows what went wrong in the other half, and never in the held-out one.
 */
const { values } = parseArgs({ options: { misses: { type: 'boolean', default: false } } })

type Sentence = { kind: string; text: string; marked: Stretch[]; isHeldOut: boolean }

const sentences = readSentences()
const halves = [
  ['worked with', sentences.filter(({ isHeldOut }) => !isHeldOut)],
  ['held out', sentences.filter(({ isHeldOut }) => isHeldOut)],
] as const
const ways: readonly [string, (text: string) => Stretch[]][] = [
  ['companion', (text) => findSuggestions(text)],
  ['word list', findListed],
]

console.table(halves.flatMap(([half, those]) => ways.map(([by, find]) => judge(half, those, by, find))))
console.table(listByKind())
if (values.misses) showMisses()

function readSentences(): Sentence[] {
  const counts = new Map<string, number>()
  const lines = readFileSync(new URL('./companion-sentences.txt', import.meta.url), 'utf8').split('\n')
  let part = ''
  return lines.flatMap((line): Sentence[] => {
    if (line.startsWith('#')) part = line
    const [, kind, written] = /^(?<kind>[a-z]+): (?<written>.+)$/u.exec(line) ?? []
    if (!kind || !written) return []
    const count = counts.get(part) ?? 0
    counts.set(part, count + 1)
    const text = written.replace(/[{}]/gu, '')
    return [{ kind, text, marked: markedIn(written), isHeldOut: count % 2 === 1 }]
  })
}

/** Where the words in curly brackets stand once the brackets are gone. */
function markedIn(written: string): Stretch[] {
  return [...written.matchAll(/\{([^}]*)\}/gu)].map(({ 1: words = '', index }, at) => {
    const start = index - 2 * at
    return { start, end: start + words.length }
  })
}

/** A suggestion is right when it touches a stretch that deserves one. */
function touches(found: Stretch, marked: readonly Stretch[]): boolean {
  return marked.some(({ start, end }) => found.start < end && found.end > start)
}

function judge(half: string, those: readonly Sentence[], by: string, find: (text: string) => Stretch[]) {
  const found = those.map(({ text, marked }) => ({ marked, suggestions: find(text) }))
  const all = found.flatMap(({ suggestions }) => suggestions).length
  const right = found.flatMap(({ suggestions, marked }) =>
    suggestions.filter((one) => touches(one, marked)),
  ).length
  const deserving = found.flatMap(({ marked }) => marked).length
  const fine = found.filter(({ marked }) => marked.length === 0)
  return {
    half,
    by,
    suggestions: all,
    precision: (right / Math.max(1, all)).toFixed(3),
    deserving,
    recall: (countTouched(those, find) / deserving).toFixed(3),
    fine: fine.length,
    'of these nagged': fine.filter(({ suggestions }) => suggestions.length > 0).length,
  }
}

function countTouched(those: readonly Sentence[], find: (text: string) => Stretch[]): number {
  return those.flatMap(({ text, marked }) => {
    const found = find(text)
    return marked.filter((one) => touches(one, found))
  }).length
}

function listByKind() {
  return [...new Set(sentences.map(({ kind }) => kind))]
    .filter((kind) => kind !== 'fine')
    .map((kind) => {
      const row: Record<string, string> = { kind }
      for (const [half, those] of halves) {
        const ofKind = those.filter((one) => one.kind === kind)
        const deserving = ofKind.flatMap(({ marked }) => marked).length
        row[half] = `${countTouched(ofKind, findSuggestions)} of ${deserving}`
      }
      return row
    })
}

function showMisses(): void {
  for (const { text, marked, kind } of halves[0][1]) {
    const found = findSuggestions(text)
    for (const one of found.filter((one) => !touches(one, marked))) {
      console.log(`wrong  ${text.slice(one.start, one.end)} (${one.kind}): ${text}`)
    }
    for (const { start, end } of marked.filter((one) => !touches(one, found))) {
      console.log(`missed ${text.slice(start, end)} (${kind}): ${text}`)
    }
  }
}

/** What anybody would try first: the words Ownterms never uses, wherever they stand. */
function findListed(text: string): Stretch[] {
  const words =
    /\b(?:clients?|service[- ]users?|cases?|case[- ]notes?|referrals?|intakes?|assessments?|needs|risk[- ]levels?|RAG|scor(?:e|es|ed|ing)|(?:non-?)?complian(?:ce|t)|(?:non-?)?engagement|DNA|closures?|time-?sheets?|KPIs?|vulnerab(?:le|ility)|victims?|chaotic|hard[- ]to[- ]reach)\b/giu
  return [...text.matchAll(words)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }))
}
