import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { deidentify, openTagger } from './deidentify.ts'

const folders = ['src/text/deidentify', 'src/text/deidentify/tagger']
const sources = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /(?<!\.test)\.ts$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
)
const models = ['small-names.bin', 'small-words.bin'].map((name) => readFileSync(join('models', name)))

test('the engine imports nothing but itself, so that a browser can read it', () => {
  expect(sources.length).toBeGreaterThan(20)
  for (const { name, text } of sources) {
    for (const [, from] of text.matchAll(/^(?:import|export) .*?from '([^']+)'|\} from '([^']+)'/gmsu)) {
      if (from !== undefined) expect(from, name).toMatch(/^\.{1,2}\//)
    }
    expect(text, name).not.toMatch(/'node:|\bBuffer\b|\bprocess\./)
  }
})

test('what a page loads of it stays under 600 kB, gzipped', () => {
  const gzipped = (bytes: Uint8Array | string) => gzipSync(bytes, { level: 9 }).length
  const engine = gzipped(sources.map(({ text }) => text).join('\n'))
  expect(engine + gzipped(models[0]!) + gzipped(models[1]!)).toBeLessThan(600_000)
})

test('the small model finds names, too', () => {
  const tagger = openTagger(models[0]!, models[1]!)
  const text = 'My mate shanice took me to Salford, and Agnieszka from the hostel rang Mrs Okafor.'
  const found = deidentify(text, { tagger }).map(({ start, end }) => text.slice(start, end))
  for (const name of ['shanice', 'Salford', 'Agnieszka', 'Okafor']) expect(found.join(' | ')).toContain(name)
})
