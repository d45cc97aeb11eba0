import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deidentify, openTagger } from './deidentify.ts'
import { isGeneralInstitution, isOfLaw } from './general-institutions.ts'

const files = ['models/names.bin', 'models/words.bin', 'models/facts.bin'].map((file) => readFileSync(file))
const tagger = openTagger(files[0]!, files[1]!, files[2]!)

function ruled(text: string, profile: 'conversation' | 'record' = 'record'): string[] {
  return deidentify(text, { profile }).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`)
}

function found(text: string): string[] {
  return deidentify(text, { profile: 'record', tagger }).map(({ start, end }) => text.slice(start, end))
}

describe('amounts in a record', () => {
  test.each([
    ['The fine was EUR 4,684.40 in all.', 'QUANTITY EUR 4,684.40'],
    ['They paid £1.2m for it.', 'QUANTITY £1.2m'],
    ['He asked for 5,699.21 euros (EUR) back.', 'QUANTITY 5,699.21 euros (EUR)'],
    ['It went up to seven million Turkish liras.', 'QUANTITY seven million Turkish liras'],
    ['She drove 26 km/h too fast.', 'QUANTITY 26 km/h'],
    ['He lost 40% of his sight.', 'QUANTITY 40%'],
    ['With sixteen other persons he left.', 'QUANTITY sixteen other persons'],
    ['He was sentenced to two years and one month.', 'QUANTITY two years and one month'],
  ])('%s', (text, expected) => {
    expect(ruled(text)).toContain(expected)
    expect(ruled(text, 'conversation')).not.toContain(expected)
  })

  test.each([
    ['I owed £347.20 by then.', '£347.20'],
    ['he got me six hundred and ten quid back', 'six hundred and ten quid'],
    ['It came to four thousand two hundred pounds.', 'four thousand two hundred pounds'],
    ['ninety-three pounds eighteen, it said', 'ninety-three pounds eighteen'],
    ['They lost £19k on it.', '£19k'],
    ['A fiver, two hundred quid, £50, £2.40 and three hundred pounds: anybody’s.', undefined],
  ])('in talk only a large or exact sum: %s', (text, sum) => {
    const sums = ruled(text, 'conversation').filter((one) => one.startsWith('QUANTITY'))
    expect(sums).toEqual(sum === undefined ? [] : [`QUANTITY ${sum}`])
  })

  test('what a law gives everybody, and plain numbers, are left alone', () => {
    expect(ruled('Appeals come within two months, at least three times out of 4.')).toEqual([])
  })
})

describe('where somebody is from, what they do, believe or live with', () => {
  test.each([
    ['He is a Nigerian national living here.', 'DEMOGRAPHIC Nigerian'],
    ['The applicant, of Kurdish origin, fled.', 'DEMOGRAPHIC Kurdish origin'],
    ['She worked as a primary school teacher then.', 'DEMOGRAPHIC primary school teacher'],
    ['He was a lorry driver for a while.', 'DEMOGRAPHIC lorry driver'],
    ['He was diagnosed with paranoid schizophrenia.', 'DEMOGRAPHIC paranoid schizophrenia'],
    ['There is gonarthrosis in one knee.', 'DEMOGRAPHIC gonarthrosis'],
    ['Her parents were Jehovah’s Witnesses.', 'DEMOGRAPHIC Jehovah’s Witnesses'],
  ])('%s', (text, expected) => {
    expect(ruled(text)).toContain(expected)
  })

  test('ordinary words are left alone', () => {
    expect(ruled('The diagnosis was a diploma to him; the teacher came and the bus was late.')).toEqual([])
  })
})

describe('offices and laws of every country', () => {
  test.each([
    'Supreme Administrative Court',
    'Turkish Government',
    '5th Chamber of the Court of Cassation',
    'the Ministry of Defence',
  ])('%s', (name) => {
    expect(isGeneralInstitution(name)).toBe(true)
  })

  test.each(['Salford District Court', 'Norway', 'United Kingdom', 'Klagenfurt University', 'Osaze', ''])(
    '%s is one of its own',
    (name) => {
      expect(isGeneralInstitution(name)).toBe(false)
    },
  )

  test.each(['Turkish Civil Code', 'THE FACTS', 'Reindeer Grazing Act'])(
    '%s is a law or a heading',
    (name) => {
      expect(isOfLaw(name)).toBe(true)
    },
  )

  test('in a record they are left out, and a name found in part is widened', () => {
    const text =
      'He appealed to the Supreme Court. The case went to the Wakefield Administrative Court in May 2003.'
    expect(found(text)).toContain('Wakefield Administrative Court')
    expect(found(text).join(' ')).not.toContain('Supreme')
  })

  test('the number of an article is no date and no code', () => {
    expect(found('The complaint rests on Article 34 and Rule 52 § 1 of the Convention.')).toEqual([])
  })
})
