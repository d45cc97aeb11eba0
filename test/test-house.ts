import { afterAll, beforeAll } from 'vitest'
import { openTestHouse, type TestHouse } from './database.ts'

/** For a file of tests: a house that is there from its first test to its last. */
export function useTestHouse(): TestHouse {
  const house = {} as TestHouse
  beforeAll(async () => {
    Object.assign(house, await openTestHouse())
  }, 60_000)
  afterAll(async () => house.close?.(), 60_000)
  return house
}
