import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runCrashes } from '../crash/rounds.ts'

/** The built program, as `npm test` has just built it. */
const built = new URL('../../dist', import.meta.url).pathname

test('nothing that was acknowledged is lost when everything, or every process of ours, is killed', async () => {
  expect(existsSync(`${built}/bin/serve.js`), 'Build it first: npm run build').toBe(true)
  const report = await runCrashes({ rounds: 2, seed: 1, built })
  expect(report.faults).toEqual([])
  // A run in which nobody got an answer would prove nothing.
  expect(report.contributions).toBeGreaterThan(0)
  expect(report.inSpaces).toBeGreaterThan(0)
  expect(report.files).toBe(6)
}, 600_000)
