import { expect, test } from 'vitest'
import { entityOfWords } from './entities.ts'
import { isOnlyTitle, startAfterTitle, startWithTitle } from './titles.ts'

test.each([
  ['I saw Mr Bello', 'Bello', 'Mr Bello'],
  ['then dr. singh rang', 'singh', 'dr. singh'],
  ['told Imam Hussain', 'Hussain', 'Imam Hussain'],
  ['asked auntie Bev', 'Bev', 'Bev'],
  ['the hamr Bello', 'Bello', 'Bello'],
  ['Mr\nBello', 'Bello', 'Bello'],
  ['Bello', 'Bello', 'Bello'],
])('%j: %s with what is said before it', (text, name, whole) => {
  const start = text.indexOf(name)
  expect(text.slice(startWithTitle(text, start), start + name.length)).toBe(whole)
  const from = text.indexOf(whole)
  expect(text.slice(startAfterTitle(text, from, from + whole.length))).toBe(text.slice(start))
})

test('a title alone is nobody’s name, and a name with one is the same person’s', () => {
  expect([isOnlyTitle('Mr'), isOnlyTitle('dr.'), isOnlyTitle('Dre')]).toEqual([true, true, false])
  expect(entityOfWords('Mr Bello’s')).toBe('bello')
  expect(entityOfWords('Cllr')).toBe('cllr')
})
