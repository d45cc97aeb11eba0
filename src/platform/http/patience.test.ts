import { expect, test } from 'vitest'
import { Patience } from './patience.ts'

/** Patience whose clock and sleep are ours: `delays` are what wrong answers were held back for. */
function open() {
  let now = 0
  const delays: number[] = []
  const patience = new Patience(
    () => now,
    async (time) => void delays.push(time),
  )
  return { patience, delays, pass: (time: number) => void (now += time) }
}

const wrong = async () => null
const right = async () => 'found'

test('wrong answers take longer and longer, right ones no time; after ten quiet minutes all is forgotten', async () => {
  const { patience, delays, pass } = open()
  for (let tries = 0; tries < 10; tries += 1) await patience.try('door', 'a', wrong)
  expect(delays).toEqual([0, 0, 0, 500, 1000, 2000, 4000, 8000, 8000, 8000])
  expect(await patience.try('door', 'a', right)).toEqual({ isBusy: false, found: 'found' })
  expect(delays).toHaveLength(10)
  pass(10 * 60 * 1000)
  await patience.try('door', 'a', wrong)
  expect(delays.at(-1)).toBe(0)
})

test('guesses from many places slow each other, at this door and no other; a right one goes through at once', async () => {
  const { patience, delays } = open()
  for (let network = 0; network < 200; network += 1) await patience.try('door', String(network), wrong)
  expect(delays.slice(0, 30).every((delay) => delay === 0)).toBe(true)
  expect(delays.at(-1)).toBe(8000)
  await patience.try('another door', 'fresh', wrong)
  expect(delays.at(-1)).toBe(0)
  const before = delays.length
  expect(await patience.try('door', 'fresh', right)).toEqual({ isBusy: false, found: 'found' })
  expect(delays).toHaveLength(before)
})

test('a network with wrong answers held back waits for itself, and others do not', async () => {
  const held: (() => void)[] = []
  const patience = new Patience(
    () => 0,
    () => new Promise((done) => void held.push(done)),
  )
  const flood = Array.from({ length: 20 }, () => patience.try('door', 'flood', wrong))
  // Four under way and ten in line; the others hear so at once.
  const busy = await Promise.all(flood.slice(14))
  expect(busy.every((one) => one.isBusy)).toBe(true)
  expect(await patience.try('door', 'library', right)).toEqual({ isBusy: false, found: 'found' })
  while (held.length > 0) {
    held.shift()!()
    await new Promise((done) => setImmediate(done))
  }
  const done = await Promise.all(flood.slice(0, 14))
  expect(done.every((one) => !one.isBusy)).toBe(true)
  expect(await patience.try('door', 'flood', right)).toEqual({ isBusy: false, found: 'found' })
})

test('work that fails leaves its place in the line', async () => {
  const { patience } = open()
  const fails = async () => Promise.reject(new Error('away'))
  for (let tries = 0; tries < 20; tries += 1) await expect(patience.try('door', 'a', fails)).rejects.toThrow()
  expect(await patience.try('door', 'a', right)).toEqual({ isBusy: false, found: 'found' })
})
