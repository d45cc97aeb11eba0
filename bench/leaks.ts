import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registerHooks } from 'node:module'
import { parseArgs } from 'node:util'
import { countBy, countEnds, type Counts, type Ended } from './leak-count.ts'
import type { FirstReader } from './leak-pipeline.ts'
import { doors } from './leak-files.ts'
import { origins } from './leak-names.ts'
import { plantAll } from './leak-planting.ts'
import { plantKinds } from './leak-plants.ts'

/**
 * The end-to-end leak test: 500 identifiers through all doors of the demo exercise, reviewed, published through the
 * gates, and looked for in the folder. `node bench/leaks.ts [--seed N] [--one-in N] [--misses FILE] [--built dist]`
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    'one-in': { type: 'string', default: '1' },
    misses: { type: 'string' },
    built: { type: 'string', default: 'dist' },
  },
})
const seed = Number(values.seed)

// Pages are drawn as they ship: Node reads no TSX, so what is built stands in for `src` and `bin`.
const root = new URL('../', import.meta.url).href
registerHooks({
  resolve: (name, context, next) => {
    const found = next(name, context)
    const inside = found.url.startsWith(root) ? found.url.slice(root.length) : ''
    if (!/^(?:src|bin)\/.*\.tsx?$/.test(inside)) return found
    return { ...found, format: 'module', url: `${root}${values.built}/${inside.replace(/\.tsx?$/, '.js')}` }
  },
})
const { accessRules } = await import('../src/access/matrix.ts')
const { readConfig } = await import('../src/platform/config/config.ts')
const { openRuntime } = await import('../src/platform/runtime.ts')
const { runPipeline } = await import('./leak-pipeline.ts')
const { acceptsOnly, makeSweeper } = await import('./leak-readers.ts')
const planted = plantAll(seed, Number(values['one-in']))

const readers: Readonly<Record<string, FirstReader>> = {
  'proposals only': acceptsOnly,
  'proposals and the sweep': makeSweeper(planted, seed),
}

const [leads, narrows] = ['leads to one person', 'narrows it down']
const tables: [title: string, names: readonly string[], nameOf: (one: Ended) => string | null][] = [
  ['kind', plantKinds.map((kind) => kind.name), (one) => one.plant.kind.name],
  ['where a name is from', origins.map((origin) => origin.name), (one) => one.plant.origin],
  ['door', doors, (one) => one.door],
  ['all', [leads, narrows], (one) => (one.plant.kind.isDirect ? leads : narrows)],
  ['all', ['all'], () => 'all'],
]
const data = await mkdtemp(join(tmpdir(), 'ownterms-leaks-'))
const runtime = await openRuntime(readConfig({}, { data: join(data, 'data') }), 'command', accessRules(), {
  print: () => undefined,
})
try {
  for (const [name, firstReader] of Object.entries(readers)) {
    const start = performance.now()
    const folder = join(data, name)
    const ended = countEnds(await runPipeline(runtime, { name, planted, firstReader, folder }))
    console.log(`\n${name} (${((performance.now() - start) / 1000).toFixed(0)} s)\n`)
    for (const [title, names, nameOf] of tables) print(title, countBy(ended, names, nameOf))
    if (values.misses) await appendFile(values.misses, missesOf(name, ended))
  }
} finally {
  await runtime.close()
  await rm(data, { recursive: true, force: true })
}

function missesOf(reader: string, ended: readonly Ended[]): string {
  return ended
    .filter(({ end }) => end !== 'proposals')
    .map(({ plant, end, left, door, text }) => {
      const kind = plant.kind.name
      return `${JSON.stringify({ reader, end, kind, words: plant.words, left, door, text })}\n`
    })
    .join('')
}

function print(title: string, counts: ReadonlyMap<string, Counts>): void {
  console.log(`| ${title} | planted | proposals | sweep | gate | in part | whole |`)
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const [name, row] of counts) {
    const cells = [row.planted, row.proposals, row.sweep, row.gate, row.part, row.whole]
    console.log(`| ${name} | ${cells.map((cell) => cell || '').join(' | ')} |`)
  }
  console.log('')
}
