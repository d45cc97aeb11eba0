import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Store } from '../../src/platform/files/store.ts'
import { tryHostileFile, type Outcome } from './hostile-files.ts'
import { samples } from './samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'ownterms-soak-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The first of what `npm run soak` runs by the thousand: every sample at least twice. */
const seeds = Array.from({ length: Math.max(50, samples.length * 2) }, (_, at) => at + 1)

test('fifty damaged files of every format come out as items or as one sentence', async () => {
  const outcomes: Outcome[] = []
  for (const seed of seeds) {
    try {
      outcomes.push(await tryHostileFile(new Store(folder), seed))
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error })
    }
  }
  // A run in which all were refused, or none, would prove nothing.
  expect(outcomes.filter((one) => one.refused === null).length).toBeGreaterThan(10)
  expect(outcomes.filter((one) => one.refused !== null).length).toBeGreaterThan(5)
}, 120_000)
