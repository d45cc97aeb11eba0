import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openTagger } from '../deidentify/deidentify.ts'
import { findClues } from './clues.ts'

const tagger = openTagger(readFileSync('models/names.bin'), readFileSync('models/words.bin'))
const told = (text: string) =>
  findClues(text, { tagger }).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`)

test.each([
  ['My ex-boss rang my sister.', ['person: My ex-boss', 'person: my sister']],
  ["Kofi's mum gave me soup.", ["person: Kofi's mum"]],
  ['I was a lollipop lady until the stroke.', ['role: lollipop lady']],
  ['I was the only woman on the boat.', ['rare: the only woman on the boat']],
  ['It was in the paper, with my face.', ['rare: in the paper']],
  ['We lived in [a town by the sea], above a pub.', ['place: [a town by the sea]']],
  ['It is my second time, last Tuesday it was.', ['time: last Tuesday']],
  ['There was a house fire and nobody else got out.', ['rare: house fire']],
  ['This judge looked at me as if I was a person.', ['person: This judge']],
])('%s', (text, expected) => {
  expect(told(text)).toEqual(expected)
})

test('what tells nobody anything is left alone', () => {
  expect(
    told('She put the kettle on and asked how I was, and for once somebody waited for the answer.'),
  ).toEqual([])
  expect(told('I asked [a friend] and [he] said no.')).toEqual([])
})

test('clues come in order and do not overlap, whatever is asked', () => {
  const text =
    'My foster mum, a retired bus driver, was on the news last Friday: the only one on our street. '.repeat(
      50,
    )
  const clues = findClues(text, { tagger })
  clues.forEach(({ start, end }, at) => {
    expect(end).toBeGreaterThan(start)
    expect(start).toBeGreaterThanOrEqual(clues[at - 1]?.end ?? 0)
  })
  expect(clues.length).toBeGreaterThan(150)
})
