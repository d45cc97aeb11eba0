import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../test/corpus/${file}`, import.meta.url), 'utf8')
const linesOf = (file: string) =>
  read(file)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: string; text: string; spans: Span[] })
type Span = { start: number; end: number; type: string; entity: string }

const frozen = JSON.parse(read('frozen.json')) as { texts: string; settled: string; counts: { all: number } }

test.each(['texts', 'settled'] as const)(
  'the %s are the ones that were frozen before the engine saw them',
  (name) => {
    expect(
      createHash('sha256')
        .update(read(`${name}.jsonl`))
        .digest('hex'),
    ).toBe(frozen[name])
  },
)

test('every mark lies inside its text, in order, without overlaps, on words', () => {
  const texts = new Map(linesOf('texts.jsonl').map(({ id, text }) => [id, text]))
  const settled = linesOf('settled.jsonl')
  expect(settled.map(({ id }) => id)).toEqual([...texts.keys()])
  expect(settled.flatMap(({ spans }) => spans)).toHaveLength(frozen.counts.all)
  for (const { id, spans } of settled) {
    const text = texts.get(id)!
    spans.forEach(({ start, end }, at) => {
      expect(start, id).toBeGreaterThanOrEqual(spans[at - 1]?.end ?? 0)
      expect(end, id).toBeLessThanOrEqual(text.length)
      expect(text.slice(start, end), id).toMatch(/^\S(?:.*\S)?$/su)
    })
  }
})
