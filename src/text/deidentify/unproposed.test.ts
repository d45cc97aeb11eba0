import { expect, test } from 'vitest'
import { placesOfWords, wordsToGlance } from './unproposed.ts'
import { openWordList, packWords } from './tagger/word-list.ts'

const [given, place, ordinary] = [2, 1 << 4, 1 << 6]
const list = openWordList(
  packWords(
    new Map([
      ['rose', given | ordinary],
      ['marsh', 1 | ordinary],
      ['meinir', given],
      ['wigan', place],
      ['the', ordinary],
      ['then', ordinary],
      ['kettle', ordinary],
      ['was', ordinary],
    ]),
  ),
)
const found = (text: string) =>
  wordsToGlance(text, list).map((word) => `${text.slice(word.start, word.end)} ${word.type}`)

test.each([
  ['a capital where no sentence begins', 'so the Kettle was on', ['Kettle PERSON']],
  ['no capital that begins a sentence', 'Kettle on. The kettle! “Then the kettle” - kettle\nKettle', []],
  ['a name that begins a sentence', 'Rose was there. Zylka came.', ['Rose PERSON', 'Zylka PERSON']],
  ['but no ordinary word that seldom is one', 'Marsh was the kettle', []],
  ['names and places in lower case', 'then meinir was in wigan', ['meinir PERSON', 'wigan PLACE']],
  ['no ordinary word that may be a name', 'then rose was', []],
  ['without what hangs on it', 'the Zylka’s kettle', ['Zylka PERSON']],
  ['numbers of more than one digit', 'then 7 or 12, or 0161 496', ['12 CODE', '0161 496 CODE']],
  ['a name in a word with a hyphen', 'the Anne-Marie', ['Anne-Marie PERSON']],
  ['no shouting', 'the KETTLE WAS', []],
  ['no single letter', 'then I was', []],
])('%s', (_, text, words) => {
  expect(found(text)).toEqual(words)
})

test('a ticked word is found in every writing, an ordinary one only where it is written as a name', () => {
  const text = 'Then rose was. Rose was. ROSE. zylka, Zylka’s'
  const places = placesOfWords(text, list, new Set(['rose', 'zylka']))
  expect(places.map((one) => text.slice(one.start, one.end))).toEqual(['Rose', 'ROSE', 'zylka', 'Zylka'])
})
