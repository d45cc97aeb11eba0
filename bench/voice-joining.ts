/**
 * How well and how fast it is seen that two labels are one person: pairs proposed, how many of them are right, and how
 * many of the right ones are found. Every label of every file counts as a voice of its own, as if nothing had been
 * joined as it came in.
 *
 *   node bench/voice-joining.ts [--calls DIR] [--voices 5000] [--seed 1] [--database]
 *
 * `--calls`: a folder of real Zoom calls, one folder each with transcript.vtt and chat.txt. What is true of them stands
 * in voice-joining.truth.json, by salted hashes of the labels. `--database`: times the page on so many voices in a real
 * database.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compareRead } from '../src/text/labels/likeness.ts'
import { readLabel } from '../src/text/labels/names.ts'
import { blocksOf, proposePairs, sureness, type Proposal } from '../src/text/labels/proposals.ts'
import type { TextParser } from '../src/text/sources/source.ts'
import { parseDocument } from '../src/text/sources/document.ts'
import { parseWebvtt } from '../src/text/sources/webvtt.ts'
import { parseWhatsapp, surveyWhatsapp } from '../src/text/sources/whatsapp.ts'
import { parseZoomChat } from '../src/text/sources/zoom-chat.ts'
import { makePeople } from './made-up-people.ts'
import { timeInDatabase } from './voice-joining-database.ts'

const { values } = parseArgs({
  options: {
    calls: { type: 'string' },
    voices: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    database: { type: 'boolean', default: false },
  },
})

type Heard = { voiceId: string; labelId: string; label: string; person: string }
type Truth = { salt: string; people: string[][] }

const truth = JSON.parse(
  readFileSync(new URL('./voice-joining.truth.json', import.meta.url), 'utf8'),
) as Truth
const personOf = new Map(
  truth.people.flatMap((labels, at) => labels.map((hash) => [hash, String(at)] as const)),
)

const made = makePeople(Number(values.voices), Number(values.seed))
const rows = [
  ...(values.calls ? [measure('three Zoom calls', readCalls(values.calls))] : []),
  measure('the demo', readDemo()),
  measure('made up', made),
]
console.table(rows.map(({ row }) => row))
for (const { name, byBand } of rows.map(({ row, byBand }) => ({ name: row.labels, byBand }))) {
  console.log(`\n${name}, by how sure it sounds`)
  console.table(byBand)
}
console.log(`Comparing two labels: ${timeComparing(made)} microseconds`)
if (values.database) console.table(await timeInDatabase(made.map((one) => one.label)))

function measure(name: string, heard: readonly Heard[]) {
  const labels = new Map(heard.map((one) => [one.labelId, one.label]))
  const people = new Map(heard.map((one) => [one.voiceId, one.person]))
  const start = performance.now()
  const proposals = proposePairs(blocksOf(heard), (id) => labels.get(id) ?? null)
  const seconds = (performance.now() - start) / 1000
  const isRight = ({ one, other }: Proposal) => people.get(one) === people.get(other)
  const right = proposals.filter(isRight)
  const truePairs = countPairs(groupSizes([...people.values()]))
  const bands = ['very-likely', 'likely', 'perhaps'] as const
  return {
    row: {
      labels: name,
      voices: heard.length,
      people: new Set(people.values()).size,
      'true pairs': truePairs,
      proposed: proposals.length,
      right: right.length,
      precision: share(right.length, proposals.length),
      recall: share(right.length, truePairs),
      'recall once joined': share(countPairs(joinedSizes(heard, right)), truePairs),
      seconds: Number(seconds.toFixed(2)),
    },
    byBand: Object.fromEntries(
      bands.map((band) => {
        const those = proposals.filter((proposal) => sureness(proposal.strength) === band)
        return [
          band,
          {
            proposed: those.length,
            right: those.filter(isRight).length,
            precision: share(those.filter(isRight).length, those.length),
          },
        ]
      }),
    ),
  }
}

/** Joining a with b and b with c finds a and c too. */
function joinedSizes(heard: readonly Heard[], right: readonly Proposal[]): number[] {
  const rootOf = new Map(heard.map((one) => [one.voiceId, one.voiceId]))
  const find = (id: string): string => (rootOf.get(id) === id ? id : find(rootOf.get(id)!))
  for (const { one, other } of right) rootOf.set(find(one), find(other))
  return groupSizes(heard.map((one) => find(one.voiceId)))
}

function groupSizes(names: readonly string[]): number[] {
  const sizes = new Map<string, number>()
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1)
  return [...sizes.values()]
}

function countPairs(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3)
}

function readCalls(folder: string): Heard[] {
  const calls = ['acdt_2026-02-02_068', 'allwalletdevs_2026-05-20_039', 'pqinterop_2026-07-08_047']
  return calls.flatMap((call) => [
    ...readLabels(join(folder, call, 'transcript.vtt'), `${call}/transcript`, parseWebvtt()),
    ...readLabels(join(folder, call, 'chat.txt'), `${call}/chat`, parseZoomChat()),
  ])
}

function readDemo(): Heard[] {
  const file = (name: string) => join(import.meta.dirname, '..', 'demo', 'files', name)
  const survey = surveyWhatsapp()
  survey.push(readFileSync(file('whatsapp-peer-group.txt'), 'utf8'))
  return [
    ...readLabels(file('group-call-1.vtt'), 'demo/call-1', parseWebvtt()),
    ...readLabels(file('group-call-1-chat.txt'), 'demo/chat-1', parseZoomChat()),
    ...readLabels(file('group-call-2.vtt'), 'demo/call-2', parseWebvtt()),
    ...readLabels(file('whatsapp-peer-group.txt'), 'demo/whatsapp', parseWhatsapp(survey.end())),
    ...readLabels(file('conversation-notes.txt'), 'demo/notes', parseDocument()),
  ]
}

/** The labels of one file, each once, with who they are. A label the truth does not know ends the run. */
function readLabels(path: string, source: string, parser: TextParser): Heard[] {
  if (!existsSync(path)) throw new Error(`There is no ${path}.`)
  const items = [...parser.push(readFileSync(path, 'utf8')), ...parser.end()]
  const labels = new Set(items.flatMap((item) => (item.kind === 'passage' && item.label ? [item.label] : [])))
  return [...labels].map((label) => {
    const hash = createHash('sha256').update(`${truth.salt}/${source}/${label}`).digest('hex').slice(0, 20)
    const person = personOf.get(hash)
    if (person === undefined) throw new Error(`Nobody has said who a label of ${source} is (${hash}).`)
    return { voiceId: hash, labelId: hash, label, person }
  })
}

function timeComparing(heard: readonly Heard[]): string {
  const some = heard.slice(0, 200)
  const start = performance.now()
  for (const one of some) for (const other of some) compareRead(readLabel(one.label), readLabel(other.label))
  return (((performance.now() - start) * 1000) / some.length ** 2).toFixed(1)
}
