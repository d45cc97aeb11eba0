import { expect, test } from 'vitest'
import { parseWebvtt } from '../../src/text/sources/webvtt.ts'
import { checkNothingDropped, tryMutatedFile } from './mutated-files.ts'

/** The first of what `npm run soak` runs by the thousand. */
const seeds = Array.from({ length: 50 }, (_, at) => at + 1)

test('fifty damaged files of the demo go the whole way', () => {
  const formats = seeds.map((seed) => {
    try {
      return tryMutatedFile(seed).format
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error })
    }
  })
  expect(new Set(formats.filter((format) => format !== null)).size).toBeGreaterThanOrEqual(5)
})

test('a direction mark inside a name drops no word; a word that is gone is found', () => {
  const text = 'WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nYusuf Wa\u200ersame: But the face.\n'
  const parser = parseWebvtt()
  const items = [...parser.push(text), ...parser.end()]
  expect(items.at(-1)).toMatchObject({ label: 'Yusuf Warsame', text: 'But the face.' })
  expect(() => checkNothingDropped(items, text)).not.toThrow()
  expect(() => checkNothingDropped(items, text.replace('the face', 'the elephant'))).toThrow('elephant')
})
