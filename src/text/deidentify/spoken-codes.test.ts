import { describe, expect, it } from 'vitest'
import { deidentify } from './deidentify.ts'

const found = (text: string) =>
  deidentify(text).map(({ start, end, reason }) => [text.slice(start, end), reason])

describe('codes read out', () => {
  it.each([
    ['My postcode is M fourteen five R T.', 'M fourteen five R T', 'postcode'],
    ['we lived at L S seven four A B then', 'L S seven four A B', 'postcode'],
    [
      'so S L oh seven nine seven two nine D it was',
      'S L oh seven nine seven two nine D',
      'national-insurance-number',
    ],
    ['NI number s l double four 12 33 d', 's l double four 12 33 d', 'national-insurance-number'],
    ['His reg is X E sixty Y B G.', 'X E sixty Y B G', 'vehicle-plate'],
    [
      'it was bravo delta five one, sierra mike romeo',
      'bravo delta five one, sierra mike romeo',
      'vehicle-plate',
    ],
    ['My case number is A B one two.', 'A B one two', 'reference-number'],
  ])('finds %j', (text, stretch, reason) => {
    expect(found(text)).toEqual([[stretch, reason]])
  })

  it.each([
    'I got a B and two Cs, and I was one of four.',
    'Plan A or B, one or two, I do not mind.',
    'It was 5 or 6 p m on the 3 a side pitch.',
  ])('lets %j stand', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('what a word beside it announces', () => {
  it.each([
    ['my insta is priya_harker57 by the way', 'priya_harker57', 'handle'],
    ['Her username is samlee, I think', 'samlee', 'handle'],
    ['It is on www dot begumjo dot co dot uk somewhere', 'www dot begumjo dot co dot uk', 'web-address'],
    [
      'my email is sam nair five six at icloud dot com',
      'sam nair five six at icloud dot com',
      'spoken-e-mail-address',
    ],
    ['my email is l i at icloud dot com', 'l i at icloud dot com', 'spoken-e-mail-address'],
    ['We moved to M14 after that', 'M14', 'postcode'],
    ['the LS3 area', 'LS3', 'postcode'],
    ['sort code 18.07.30', '18.07.30', 'bank-account'],
    ['You can get me on 504 4750', '504 4750', 'phone-number'],
    ['seven Queen Mary Terrace', 'seven Queen Mary Terrace', 'street-address'],
    ['76 Acacia Road\nOldham\nOL5 1HT', '76 Acacia Road\nOldham\nOL5 1HT', 'street-address'],
  ])('finds %j', (text, stretch, reason) => {
    expect(found(text)).toEqual([[stretch, reason]])
  })

  it.each([
    'We went up the M6 and off at the A1, low in B12 and on form P45.',
    'I looked at Facebook and then at Instagram, 3 times.',
  ])('lets %j stand', (text) => {
    expect(found(text)).toEqual([])
  })
})
