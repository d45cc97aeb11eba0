import { expect, test } from 'vitest'
import { makeSayingFinder } from './sayings.ts'

test('what one person says twice and nobody else says is a saying of theirs, the longest of it once', () => {
  const finder = makeSayingFinder(['Put the kettle on, says I, and leave the weather outside.'])
  finder.see('Leave the weather outside! That is what I told them.', true)
  finder.see('and so I leave the weather outside, always', true)
  finder.see('Put the kettle on, she said. Put the kettle on.', true)
  finder.see('He put the kettle on.', false)
  expect(finder.list()).toEqual(['leave the weather outside'])
})

test('said once it is no saying, and small words alone never are', () => {
  const finder = makeSayingFinder(['and then it was the one for me', 'a door with a bell'])
  finder.see('and then it was the one for me', true)
  finder.see('and then it was the one for me again', true)
  finder.see('a door with a bell', true)
  expect(finder.list()).toEqual([])
})
