import { expect, test } from 'vitest'
import { makePhrase, readPhrase } from './web-phrase.ts'

test('a phrase has four words of the list, and none that hurts to keep', () => {
  const given = new Set(Array.from({ length: 20_000 }, () => makePhrase()).flat())
  // 80,000 words out of some 1,900: each of them comes many times.
  expect(given.size).toBeGreaterThan(1800)
  for (const word of ['abuse', 'victim', 'weapon', 'prison', 'police', 'gun', 'knife', 'inmate']) {
    expect(given).not.toContain(word)
  }
  expect([...given].filter((word) => readPhrase(word).unknown.length > 0)).toEqual([])
  expect(makePhrase()).toHaveLength(4)
})
