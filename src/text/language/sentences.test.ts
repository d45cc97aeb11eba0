import { describe, expect, it } from 'vitest'
import { sentencesOf, wordsOf } from './sentences.ts'
import { processorTime } from '../../../test/processor-time.ts'

const sentences = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end))
const words = (text: string, bracketsAsOne = false) =>
  wordsOf(text, { bracketsAsOne }).map(({ start, end }) => text.slice(start, end))

describe('sentencesOf', () => {
  it.each([
    ['I left. She stayed!  Who knew?', ['I left.', 'She stayed!', 'Who knew?']],
    ['I saw Mr. Bello and Dr. Singh. They helped.', ['I saw Mr. Bello and Dr. Singh.', 'They helped.']],
    ['Little things, e.g. Tea, i.e. Warmth. Yes.', ['Little things, e.g. Tea, i.e. Warmth.', 'Yes.']],
    ['J. Smith met R. K. Rao. Then home.', ['J. Smith met R. K. Rao.', 'Then home.']],
    ['It was her and I. Then it was me.', ['It was her and I.', 'Then it was me.']],
    [
      'Room no. 5 was mine. They said no. Nobody came.',
      ['Room no. 5 was mine.', 'They said no.', 'Nobody came.'],
    ],
    ['It is 3.5 miles. OK?', ['It is 3.5 miles.', 'OK?']],
    ['[a town in the U.K. Or so] was home. Yes.', ['[a town in the U.K. Or so] was home.', 'Yes.']],
    ['One [open bracket\nTwo. Three.', ['One [open bracket', 'Two.', 'Three.']],
    ['one\ntwo\n\n  three  \n', ['one', 'two', 'three']],
    ['“I left.” She said so.', ['“I left.”', 'She said so.']],
    ['it was bad. i left. nobody came', ['it was bad.', 'i left.', 'nobody came']],
    [
      'so... yes. at 3.30 p.m. we ate bread etc. and tea',
      ['so... yes.', 'at 3.30 p.m. we ate bread etc. and tea'],
    ],
    ['see www.example.org for it. ok', ['see www.example.org for it.', 'ok']],
    ['no full stop at all', ['no full stop at all']],
    ['كنت هناك. ثم عدت؟ نعم.', ['كنت هناك.', 'ثم عدت؟', 'نعم.']],
    ["Dw i'n iawn. Diolch!", ["Dw i'n iawn.", 'Diolch!']],
    ['', []],
    [' \n\t ', []],
  ])('%j', (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })

  it('leaves nothing but white space between sentences', () => {
    const text = ' Mr. A. B. Cole left…  So?! e.g. this\r\n\r\n[x. Y] 😀 fine. 🏠 Home. St. Helens i.e.'
    let at = 0
    for (const { start, end } of sentencesOf(text)) {
      expect(text.slice(at, start).trim()).toBe('')
      expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
      at = end
    }
    expect(text.slice(at).trim()).toBe('')
  })

  it('walks a very long text without delay', () => {
    const took = processorTime(() => {
      expect(sentencesOf('We met Dr. Who. '.repeat(20_000))).toHaveLength(20_000)
      expect(sentencesOf('Mr. '.repeat(50_000))).toHaveLength(1)
    })
    expect(took).toBeLessThan(3000)
  })
})

describe('wordsOf', () => {
  it('gives words, numbers and emoji, without punctuation', () => {
    expect(words("I don't know, it’s 3.5 miles – so 😀!")).toEqual([
      'I',
      "don't",
      'know',
      'it’s',
      '3.5',
      'miles',
      'so',
      '😀',
    ])
  })

  it('takes a bracketed stretch as one word when asked', () => {
    const text = 'I went to [a town in the North West] with [a friend].'
    expect(words(text, true)).toEqual(['I', 'went', 'to', '[a town in the North West]', 'with', '[a friend]'])
    expect(words(text)).toContain('town')
    expect(words('an [unclosed one', true)).toEqual(['an', 'unclosed', 'one'])
    expect(words('it was […] there', true)).toEqual(['it', 'was', '[…]', 'there'])
  })
})
