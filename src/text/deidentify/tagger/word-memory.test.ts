import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openTagger, tagText } from './tagger.ts'
import { kept, numberOf } from './word-memory.ts'

const open = () => openTagger(readFileSync('models/names.bin'), readFileSync('models/words.bin'))

test('numbers, handles and rare names are forgotten with their text', () => {
  const tagger = open()
  const { memory } = tagger.scorer
  tagText(
    'The kettle of samokafor: ring 07700900123, or Xyqwen. Handforthmethodistchurchhall 🙂',
    tagger,
    0.05,
  )
  expect([...memory.numbers.keys()]).toEqual(expect.arrayContaining(['the', 'The', 'kettle', '.', ':']))
  for (const word of memory.numbers.keys()) expect(word).not.toMatch(/[1-9]\d\d|okafor|xyqwen|handforth/i)
  expect(memory.ofText.size).toBe(0)
  expect(memory.folded.slice(memory.count).join('')).toBe('')
})

test('a text is read alike whatever was read before it', () => {
  const text = 'Xyqwen told Sam Okafor: 07700 900123 is Brackenweir’s. Xyqwen knows Zorbleton.'
  const others = ['Zorbleton and Xyqwen', 'Mrs Vexley 12 ate 7 plums', text.toLowerCase(), '']
  const tagger = open()
  const alone = tagText(text, open(), 0.01)
  for (const other of others) {
    tagText(other, tagger, 0.01)
    expect(tagText(text, tagger, 0.01)).toEqual(alone)
  }
})

test('a full memory keeps no more words, and reads on', () => {
  const tagger = open()
  const text = 'Sam Okafor came to Salford.'
  const alone = tagText(text, open(), 0.01)
  const { memory } = tagger.scorer
  memory.count = kept
  expect(tagText(text, tagger, 0.01)).toEqual(alone)
  expect(memory.numbers.size).toBe(0)
  expect(numberOf(memory, 'Sam')).toBeGreaterThanOrEqual(kept)
})
