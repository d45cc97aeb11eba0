import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openTagger } from '../../text/deidentify/deidentify.ts'
import { findOffers, followTyping, swap, type Draft } from './hide-names.ts'

const small = openTagger(readFileSync('models/small-names.bin'), readFileSync('models/small-words.bin'))

const text = 'Then Marguerite rang. My sister Marguerite came by last week, and we ate.'
const draft: Draft = {
  text,
  marks: [
    { offer: 1, start: 5, end: 15, other: '[name]' },
    { offer: 2, start: 32, end: 42, other: '[her name]' },
    { offer: 3, start: 51, end: 60, other: '[recently]' },
  ],
}

describe('what is offered', () => {
  test('is one thing with all its places, in the order of the text, with the words that would stand there', () => {
    const [first, second, ...more] = findOffers(
      'My son Callum Brennan lives in Stockport. Callum is nine. Ring me on 07700 900123.',
      small,
    )
    expect(first).toMatchObject({ type: 'PERSON', writings: ['Callum Brennan', 'Callum'] })
    expect(first!.places.map(({ other }) => other)).toEqual(['[his name]', '[my son]'])
    expect(second).toMatchObject({ type: 'PLACE', writings: ['Stockport'] })
    expect(more.map(({ type }) => type)).toEqual(['CONTACT'])
  })

  test('leaves times, ages and ordinary words to those who read later', () => {
    expect(findOffers('Last Tuesday my nan, who is 82, put the kettle on for me.', small)).toEqual([])
  })
})

describe('hiding', () => {
  test('changes every place of one offer and moves the others', () => {
    const hidden = swap({ ...draft, marks: draft.marks.map((one) => ({ ...one, offer: one.offer % 2 })) }, 1)
    expect(hidden.text).toBe('Then [name] rang. My sister Marguerite came by [recently], and we ate.')
    expect(hidden.marks.map(({ start, end }) => hidden.text.slice(start, end))).toEqual([
      '[name]',
      'Marguerite',
      '[recently]',
    ])
  })

  test('is undone to the letter', () => {
    for (const offer of [1, 2, 3]) expect(swap(swap(draft, offer), offer)).toEqual(draft)
    expect(swap(swap(swap(swap(draft, 1), 2), 1), 2)).toEqual(draft)
  })
})

describe('typing on', () => {
  test.each([
    ['before everything', (from: string) => `So. ${from}`, 3],
    ['behind everything', (from: string) => `${from} Bye.`, 3],
    ['between two', (from: string) => from.replace('rang.', 'rang me, twice.'), 3],
    ['over one of them', (from: string) => from.replace('sister Marguerite', 'sister Margie'), 2],
    ['over all', () => 'All new', 0],
    ['nothing', (from: string) => from, 3],
  ])('%s: what stays is still where it was', (_, type, left) => {
    const typed = followTyping(draft, type(text))
    expect(typed.text).toBe(type(text))
    expect(typed.marks).toHaveLength(left)
    for (const { offer, start, end } of typed.marks) {
      const was = draft.marks.find((mark) => mark.offer === offer)!
      expect(typed.text.slice(start, end)).toBe(text.slice(was.start, was.end))
    }
  })

  test('what was hidden before it can be put back after it', () => {
    const hidden = swap(draft, 1)
    const before = followTyping(hidden, `Well. ${hidden.text}`)
    const typed = followTyping(before, `${before.text} So there.`)
    expect(swap(typed, 1).text).toBe(`Well. ${text} So there.`)
  })
})
