import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deidentify, type ProposalType } from '../src/text/deidentify/deidentify.ts'
import { kinds as identifiers, pick, randomFrom, type Kind } from './made-up-identifiers.ts'
import { references } from './made-up-references.ts'
import { ordinaryProse } from './ordinary-prose.ts'

/**
 * How much of what UK identifiers people write and say the rules cover, by kind, and how often they take ordinary
 * words for one. `node bench/uk-identifiers.ts [--each 200] [--seed N] [--data FOLDER]`
 */
const { values } = parseArgs({
  options: {
    each: { type: 'string', default: '200' },
    seed: { type: 'string', default: '20261122' },
    data: { type: 'string' },
  },
})
const each = Number(values.each)
const random = randomFrom(Number(values.seed))

console.log(`kind${' '.repeat(32)}made  whole  share  first missed`)
const total = { made: 0, whole: 0 }
for (const kind of [...identifiers, ...references]) measure(kind)
console.log(line('all', total.made, total.whole, ''))

const demo = new URL('../demo/', import.meta.url).pathname
const texts = [
  { name: 'sentences of our own', text: ordinaryProse(random, 20_000) },
  { name: "the demo's texts", text: demoText() },
]
console.log(`\nordinary prose${' '.repeat(14)}words  false CONTACT or CODE  in 10,000 words`)
const sum = { words: 0, wrong: 0 }
for (const { name, text } of texts) {
  const wrong = listWrong(text)
  const words = text.split(/\s+/u).length
  sum.words += words
  sum.wrong += wrong.length
  console.log(
    `${name.padEnd(26)} ${String(words).padStart(6)}  ${rate(wrong.length, words)}  ${wrong.slice(0, 9).join(' | ')}`,
  )
}
const isMet = total.made === total.whole && sum.wrong * 10_000 <= sum.words
console.log(`${'both'.padEnd(26)} ${String(sum.words).padStart(6)}  ${rate(sum.wrong, sum.words)}`)
if (values.data)
  for (const file of readdirSync(values.data, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.jsonl')) measureFile(join(values.data, file))
  }
console.log(isMet ? 'Met: all of them whole, at most 1 false in 10,000 words.' : 'NOT met')
if (!isMet) process.exitCode = 1

function measure({ name, carriers, make }: Kind): void {
  let whole = 0
  let missed = ''
  for (let round = 0; round < each; round++) {
    const made = make(random)
    const carrier = pick(random, carriers)
    const start = carrier.indexOf('{}')
    const text = carrier.replace('{}', () => made)
    const isWhole = deidentify(text).some((found) => found.start <= start && found.end >= start + made.length)
    if (isWhole) whole++
    else if (missed === '') missed = JSON.stringify(text)
  }
  total.made += each
  total.whole += whole
  console.log(line(name, each, whole, missed))
}

function line(name: string, made: number, whole: number, missed: string): string {
  const share = `${((100 * whole) / made).toFixed(1)} %`
  return `${name.padEnd(36)}${String(made).padStart(4)}  ${String(whole).padStart(5)}  ${share.padStart(7)}  ${missed}`
}

function rate(wrong: number, words: number): string {
  return `${String(wrong).padStart(21)}  ${((wrong * 10_000) / words).toFixed(2).padStart(15)}`
}

/** Numbers kept for films, reserved hosts, the two true ones of the demo, and rooms, which tell who was there. */
function isTrue(words: string): boolean {
  return /7700\D*900|496 0|\.example\b|116 123|HX7 0ZZ|lantern-street|^room \d/iu.test(words)
}

function listWrong(text: string): string[] {
  const wrong: string[] = []
  for (const { start, end, type } of deidentify(text)) {
    const words = text.slice(start, end)
    if (isCounted(type) && !isTrue(words)) wrong.push(words)
  }
  return wrong
}

function isCounted(type: ProposalType): boolean {
  return type === 'CONTACT' || type === 'CODE'
}

function demoText(): string {
  return readdirSync(join(demo, 'files'))
    .filter((file) => /\.(?:vtt|txt|srt|md|csv)$/u.test(file))
    .map((file) => readFileSync(join(demo, 'files', file), 'utf8'))
    .join('\n\n')
    .replace(/^.*-->.*$|^\d+$/gmu, '')
}

/**
 * Annotated texts, one a line: what no annotator marked and the rules call a CONTACT or CODE. Hosts, addresses and
 * handles are left out: there they are what they look like, marked or not.
 */
function measureFile(path: string): void {
  let words = 0
  const wrong: string[] = []
  for (const row of readFileSync(path, 'utf8').split('\n')) {
    if (row.trim() === '') continue
    const { text, spans } = JSON.parse(row) as { text: string; spans: { start: number; end: number }[] }
    words += text.split(/\s+/u).length
    for (const { start, end, type, reason } of deidentify(text)) {
      if (/address|handle/.test(reason)) continue
      const [from, to] = [start, end].map((at) => Array.from(text.slice(0, at)).length)
      if (isCounted(type) && !spans.some((span) => span.start < to! && from! < span.end))
        wrong.push(text.slice(start, end))
    }
  }
  console.log(
    `${path.split('/').slice(-2).join('/').padEnd(26)} ${String(words).padStart(6)}  ${rate(wrong.length, words)}  ${wrong
      .slice(0, 6)
      .map((one) => JSON.stringify(one))
      .join(' ')}`,
  )
}
