import { expect, test } from 'vitest'
import { makePhrase, readPhrase } from './phrases.ts'

test('a phrase has five words of the list, and none that hurts to keep', () => {
  const given = new Set(Array.from({ length: 20_000 }, () => makePhrase()).flat())
  // 100,000 words out of some 1,900: each of them comes many times.
  expect(given.size).toBeGreaterThan(1800)
  for (const word of ['abuse', 'victim', 'weapon', 'prison', 'police', 'gun', 'knife', 'inmate']) {
    expect(given).not.toContain(word)
  }
  expect([...given].filter((word) => readPhrase(word).unknown.length > 0)).toEqual([])
  expect(makePhrase()).toHaveLength(5)
})
