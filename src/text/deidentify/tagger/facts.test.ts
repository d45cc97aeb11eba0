import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deidentify } from '../deidentify.ts'
import { openTagger, tagText } from './tagger.ts'

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

  test('a record gets them beside the names and what the rules find; a tagger without them still finds names', () => {
    const text = 'The applicant, Mr Osaze, was awarded 2,400 euros in compensation.'
    const reasons = deidentify(text, { tagger: shipped, profile: 'record' }).map(({ reason }) => reason)
    expect(reasons).toContain('likely-quantity')
    const withoutFacts = openTagger(files[0]!, files[1]!)
    const fewer = deidentify(text, { tagger: withoutFacts, profile: 'record' }).map(({ reason }) => reason)
    expect(fewer).not.toContain('likely-quantity')
    expect(fewer).toContain('likely-person')
  })

  test('bytes that are no model are refused', () => {
    expect(() => openTagger(files[0]!, files[1]!, files[2]!.subarray(1))).toThrow(RangeError)
  })
})
