import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deidentify, openTagger } from './deidentify.ts'

const files = ['models/names.bin', 'models/words.bin', 'models/facts.bin'].map((file) => readFileSync(file))
const tagger = openTagger(files[0]!, files[1]!, files[2]!)

test.each([
  ['My sister is in Barrow-in-Furness and I had not rung her.', 'Barrow-in-Furness'],
  ['We moved from Stow-on-the-Wold to Leeds.', 'Stow-on-the-Wold'],
  ['Her name is Sana Bello-Price, and she came.', 'Sana Bello-Price'],
  ['I stayed in Weston-super-Mare all winter.', 'Weston-super-Mare'],
])('no half of a name with hyphens is left standing: %s', (text, name) => {
  const start = text.indexOf(name)
  const touching = deidentify(text, { tagger }).filter(
    (one) => one.start < start + name.length && one.end > start,
  )
  expect(touching.map((one) => text.slice(one.start, one.end))).toEqual([name])
})

test('what a hyphen joins to a name without being one stays', () => {
  const text = 'He is a London-based man and I met him in Leeds - in the rain.'
  expect(deidentify(text, { tagger }).map(({ start, end }) => text.slice(start, end))).toEqual([
    'London',
    'Leeds',
  ])
})

test('a comma after a place is not of its name', () => {
  const text = 'I lived in Harlow, with my mum. Then an empty flat in Leeds, and we had tea.'
  expect(deidentify(text, { tagger }).map(({ start, end }) => text.slice(start, end))).toEqual([
    'Harlow',
    'Leeds',
  ])
})
