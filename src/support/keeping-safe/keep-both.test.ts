import { expect, test } from 'vitest'
import { keepBoth, type Texts } from './keep-both.ts'

const cases: [string, Texts, Texts, string, Texts][] = [
  ['the first words', [], [], 'Walk', ['Walk']],
  ['other words, with nobody in between', ['Walk'], ['Walk'], 'Swim', ['Swim']],
  ['all taken out', ['Walk'], ['Walk'], '', []],
  ['the same again', ['Walk'], ['Walk'], 'Walk', ['Walk']],
  ['two pages at once', ['Walk'], ['Swim'], 'Sleep', ['Swim', 'Sleep']],
  ['two pages at once, and the same words', ['Walk'], ['Swim'], 'Swim', ['Swim']],
  ['nothing typed while another page wrote', ['Walk'], ['Swim'], 'Walk', ['Swim']],
  ['taken out while another page wrote', ['Walk'], ['Swim'], '', ['Swim']],
  ['written while another page took it out', ['Walk'], [], 'Sleep', ['Sleep']],
  [
    'both looked at and saved as they stand',
    ['Swim', 'Sleep'],
    ['Swim', 'Sleep'],
    'Swim\n\nSleep',
    ['Swim\n\nSleep'],
  ],
  ['both looked at, one chosen', ['Swim', 'Sleep'], ['Swim', 'Sleep'], 'Sleep', ['Sleep']],
  ['a third page', ['Walk'], ['Swim', 'Sleep'], 'Sing', ['Swim', 'Sleep', 'Sing']],
]

test.each(cases)('%s', (_, base, newest, typed, kept) => {
  expect(keepBoth(base, newest, typed)).toEqual(kept)
})
