import { expect, test } from 'vitest'
import { chooseWayBack } from './way-back.ts'

test.each([
  '//evil.example',
  '///evil.example',
  'https://evil.example',
  'https:evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/@evil.example/../..//evil.example',
  'javascript:alert(1)',
  ' /\\evil.example',
  `/${'x'.repeat(2000)}`,
])('%j leads nowhere but to our own first page of work', (attack) => {
  expect(chooseWayBack(attack)).toBe('/work')
})

test.each([
  ['/sessions', '/sessions'],
  ['/exercises?page=2', '/exercises?page=2'],
  ['/exercises?to=//evil.example', '/exercises?to=//evil.example'],
  ['/a/../staff', '/staff'],
  ['', '/work'],
  [null, '/work'],
])('%j leads to %j', (asked, back) => {
  expect(chooseWayBack(asked)).toBe(back)
})
