import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countEnds, type Ended } from '../../../bench/leak-count.ts'
import { runPipeline, type FirstReader } from '../../../bench/leak-pipeline.ts'
import { plantAll, type Planted } from '../../../bench/leak-planting.ts'
import { leavesAll, makeSweeper } from '../../../bench/leak-readers.ts'
import { useTestHouse } from '../../../test/test-house.ts'

const seed = 1
const house = useTestHouse()

/** Two of most kinds and one of the rest, through all doors, into a published folder. */
async function leak(
  name: string,
  makeReader: (planted: readonly Planted[]) => FirstReader,
): Promise<Ended[]> {
  const { db, config, services } = house
  const folder = join(config.dataFolder, name)
  const planted = plantAll(seed, 16)
  const run = { name, planted, firstReader: makeReader(planted), folder, isBesideDemo: false }
  return countEnds(await runPipeline({ db, store: services.store }, run))
}

const inFolder = ({ end }: Ended) => end === 'part' || end === 'whole'
/** What the gates look for by themselves: what leads somewhere, and names of those who speak; in small letters some are words. */
const gated = /phone|e-mail|link|post|bank|account|card|NHS|speaker, (?:whole|given)/

test('with every proposal accepted and the list of other words gone through, few identifiers reach the folder', async () => {
  const ended = await leak('sweeps', (planted) => makeSweeper(planted, seed))
  expect(ended.length).toBe(49)
  const named = ended.filter((one) => one.plant.origin !== null)
  expect(named.filter(inFolder).map((one) => one.plant.words)).toEqual([])
  expect(ended.filter((one) => gated.test(one.plant.kind.name) && inFolder(one))).toEqual([])
  const direct = ended.filter((one) => one.plant.kind.isDirect)
  expect(direct.filter(inFolder).length).toBeLessThanOrEqual(2)
}, 240_000)

test('where every proposal is left, the gates keep contacts, codes and the names of speakers out, and no other names', async () => {
  const ended = await leak('leaves', () => leavesAll)
  expect(ended.filter(({ end }) => end === 'proposals' || end === 'sweep')).toEqual([])
  expect(ended.filter((one) => gated.test(one.plant.kind.name) && inFolder(one))).toEqual([])
  const named = ended.filter((one) => one.plant.origin !== null)
  expect(named.filter(inFolder).length).toBeGreaterThan(named.length / 2)
}, 240_000)
