import { expect, test } from 'vitest'
import { readMarkedText, readOwnTexts } from './documents.ts'

test('marks come out of a text, and what they held stays in its place', () => {
  const { text, marked } = readMarkedText({ id: '1', text: '⟦PERSON|Sam⟧’s bus, the ⟦OTHER|47⟧, was late.' })
  expect(text).toBe('Sam’s bus, the 47, was late.')
  expect(marked.map(({ start, end, kind }) => [text.slice(start, end), kind])).toEqual([
    ['Sam', 'PERSON'],
    ['47', 'OTHER'],
  ])
})

test.each(['⟦PERSON|Sam', '⟦NAME|Sam⟧', '⟦Sam⟧', '⟦PERSON|⟦PERSON|Sam⟧⟧'])('%s is refused', (text) => {
  expect(() => readMarkedText({ id: '1', text })).toThrow(TypeError)
})

test('every one of our own texts reads, has a name of its own, and no mark begins or ends with a space', () => {
  const texts = readOwnTexts()
  expect(new Set(texts.map(({ id }) => id)).size).toBe(texts.length)
  for (const { id, text, marked } of texts) {
    for (const { start, end } of marked) expect(text.slice(start, end), id).toMatch(/^\S(?:.*\S)?$/su)
  }
})
