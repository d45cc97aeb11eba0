import { expect, test } from 'vitest'
import { splitNumbers } from './numbers.ts'

function numbersIn(text: string): string[] {
  return splitNumbers(text)
    .filter(({ isNumber }) => isNumber)
    .map((piece) => piece.text)
}

test.each([
  ['Sis 07700 900123, any time', ['07700 900123']],
  ['+44 7700 900123 or 020 7946 0018', ['+44 7700 900123', '020 7946 0018']],
  ['(0117) 496 0123', ['(0117) 496 0123']],
  ['Samaritans 116 123. Or 999.', ['116 123', '999']],
  ['Flat 12, 3 May 2026, 05-12-2024, at 10:30', []],
  ['My number 4 bus, 1999, 20 000 steps, £999', []],
])('%s', (text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers)
})

test('the pieces are the text, whatever it is', () => {
  for (const text of ['', '999', 'a 999 b\n07700 900123', '0'.repeat(5000), '+'.repeat(99)]) {
    expect(
      splitNumbers(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  }
})
