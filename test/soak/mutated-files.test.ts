import { expect, test } from 'vitest'
import { tryMutatedFile } from './mutated-files.ts'

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
