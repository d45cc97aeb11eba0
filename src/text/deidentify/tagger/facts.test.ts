import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deidentify } from '../deidentify.ts'
import { openTagger, tagText, type Tagger } from './tagger.ts'

const files = ['models/names.bin', 'models/words.bin', 'models/facts.bin'].map((file) => readFileSync(file))
const shipped = openTagger(files[0]!, files[1]!, files[2]!)

function facts(text: string, least: number): string[] {
  return tagText(text, shipped, 2, least).map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`)
}

describe('dates, codes, sums and what people are', () => {
  test.each([
    ['The applicant was born in 1963 and lives in Leeds.', 'DATE 1963'],
    ['On 14 March 2002 she lodged an appeal with the court.', 'DATE 14 March 2002'],
    ['The case originated in an application (no. 31240/03) lodged with us.', 'CODE 31240/03'],
    ['He was ordered to pay 2,400 euros to the landlord.', 'QUANTITY 2,400 euros'],
    ['The applicant, a Nigerian national, worked as a primary school teacher.', 'DEMOGRAPHIC Nigerian'],
  ])('%s', (text, expected) => {
    const found = facts(text, 0.2)
    const [kind, ...words] = expected.split(' ')
    expect(
      found.some((one) => one.startsWith(`${kind} `) && one.includes(words.join(' '))),
      `${found}`,
    ).toBe(true)
  })

  test('leaves ordinary words alone', () => {
    const plain = 'They asked what I needed, and then they put the kettle on and waited for me to talk.'
    expect(facts(plain, 0.1)).toEqual([])
  })

  test.each([
    ['My nan was a dinner lady until last autumn.', 'DEMOGRAPHIC dinner lady'],
    ['we got £340 a month back then', 'QUANTITY £340'],
    ['The case number is NRM-60412, they said.', 'CODE NRM-60412'],
    ['she only turned seventeen when it happened', 'AGE seventeen'],
  ])('said in conversation: %s', (text, expected) => {
    const found = deidentify(text, { tagger: shipped }).map(
      ({ type, start, end }) => `${type} ${text.slice(start, end)}`,
    )
    const [kind, ...words] = expected.split(' ')
    expect(
      found.some((one) => one.startsWith(`${kind} `) && one.includes(words.join(' '))),
      `${found}`,
    ).toBe(true)
  })

  test('a record gets them beside the names; a tagger without them still finds names', () => {
    const text = 'Mr Osaze has pre-settled status and works as a baggage handler.'
    const typesBy = (tagger: Tagger) =>
      deidentify(text, { tagger, profile: 'record' }).map(({ type, reason }) => [type, reason.split('-')[0]])
    expect(typesBy(shipped)).toContainEqual(['DEMOGRAPHIC', 'likely'])
    expect(typesBy(shipped).map(([type]) => type)).toContain('PERSON')
    const withoutFacts = typesBy(openTagger(files[0]!, files[1]!))
    expect(withoutFacts).not.toContainEqual(['DEMOGRAPHIC', 'likely'])
    expect(withoutFacts.map(([type]) => type)).toContain('PERSON')
  })

  test('bytes that are no model are refused', () => {
    expect(() => openTagger(files[0]!, files[1]!, files[2]!.subarray(1))).toThrow(RangeError)
  })
})

test('what a rule says goes before what only looks like a code or a date', () => {
  const found = deidentify('I rang 07700 900123 and nobody came.', { tagger: shipped })
  expect(found.map(({ type, reason }) => [type, reason])).toEqual([['CONTACT', 'phone-number']])
})
