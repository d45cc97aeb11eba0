import { expect, test } from 'vitest'
import { makeSayingFinder } from './sayings.ts'

test('what one person says twice and nobody else says is a saying of theirs, the longest of it once', () => {
  const finder = makeSayingFinder(
    new Map([['1', ['Put the kettle on, says I, and leave the weather outside.']]]),
  )
  finder.see('Leave the weather outside! That is what I told them.', '1')
  finder.see('and so I leave the weather outside, always', '1')
  finder.see('Put the kettle on, she said. Put the kettle on.', '1')
  finder.see('He put the kettle on.', null)
  expect(finder.list()).toEqual(new Map([['1', ['leave the weather outside']]]))
})

test('said once it is no saying, and small words alone never are', () => {
  const finder = makeSayingFinder(new Map([['1', ['and then it was the one for me', 'a door with a bell']]]))
  finder.see('and then it was the one for me', '1')
  finder.see('and then it was the one for me again', '1')
  finder.see('a door with a bell', '1')
  expect(finder.list()).toEqual(new Map())
})

test('a saying of two who are quoted is nobody’s own', () => {
  const quotes = ['leave the weather outside']
  const finder = makeSayingFinder(
    new Map([
      ['1', quotes],
      ['2', quotes],
    ]),
  )
  for (const who of ['1', '1', '2', '2']) finder.see('Leave the weather outside.', who)
  expect(finder.list()).toEqual(new Map())
})
