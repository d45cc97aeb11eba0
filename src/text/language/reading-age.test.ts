import { describe, expect, it } from 'vitest'
import { countSyllables, readingAgeOf } from './reading-age.ts'

describe('readingAgeOf', () => {
  const plain =
    'You can write as much as you like. We read it this week. Two people read it. We take out names. ' +
    'You can change your mind at any time. Keep the three words we give you. They let you come back.'
  const hard =
    'Contributions submitted electronically will subsequently undergo pseudonymisation procedures, ' +
    'notwithstanding any contractual obligations regarding confidentiality, retention and dissemination ' +
    'applicable to the organisation responsible for administering participation.'

  it('tells plain words from hard ones', () => {
    expect(readingAgeOf(plain)).toBeLessThanOrEqual(9)
    expect(readingAgeOf(hard)).toBeGreaterThan(18)
  })

  it('follows the published formula for a passage of 30 words or more', () => {
    // 36 words, 3 sentences, 36 syllables: 0.39 × 12 + 11.8 × 1 − 15.59 + 5 = 5.89.
    const passage = `${'the dog sat on the mat and the cat ran up there. '.repeat(3)}`
    expect(readingAgeOf(passage)).toBe(5.9)
  })

  it('is calm about short texts and still sees a long sentence', () => {
    expect(readingAgeOf('')).toBe(5)
    expect(readingAgeOf('…')).toBe(5)
    expect(readingAgeOf('Send')).toBeLessThan(6)
    expect(readingAgeOf('Organisation')).toBeLessThan(9)
    expect(readingAgeOf('We keep it safe.')).toBeLessThan(9)
    const long =
      'We keep it safe and we do not share it and we ask you first and then we read it and we tell you'
    expect(readingAgeOf(`${long} and ${long}`)).toBeGreaterThan(readingAgeOf(`${long}. ${long}.`))
  })
})

describe('countSyllables', () => {
  it.each([
    ['cat', 1],
    ['stayed', 1],
    ['wanted', 2],
    ['names', 1],
    ['houses', 2],
    ['people', 2],
    ['table', 2],
    ['safe', 1],
    ['safely', 2],
    ['being', 2],
    ['video', 3],
    ['idea', 3],
    ['organisation', 5],
    ['confidentiality', 7],
    ['whole', 1],
    ['the', 1],
    ['area', 3],
    ['quiet', 2],
    ['station', 2],
    ['2026', 1],
  ])('%s has %i', (word, count) => {
    expect(countSyllables(word)).toBe(count)
  })
})
