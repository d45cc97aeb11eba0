import { describe, expect, it } from 'vitest'
import { correctionIsSmall } from './correction.ts'
import { processorTime } from '../../../test/processor-time.ts'

describe('correctionIsSmall', () => {
  it.each([
    ['weaks', 'weeks'],
    ['the whether was bad', 'the weather was bad'],
    ['one two three', 'un deux trois'],
    ['one', 'a b c'],
    ['a b c', 'one'],
    ['I was on the streets', 'I was on the streets, then'],
    ['no, no, no', 'no'],
    ['far away', 'far... away!'],
    ["I do'nt know", 'I don’t know'],
    ['one x two three four five y', 'one two z three four five q'],
    ['', 'a b c'],
  ])('%s → %s is small', (before, after) => {
    expect(correctionIsSmall(before, after)).toBe(true)
  })

  it.each([
    ['one', 'a b c d'],
    ['a b c d', 'one'],
    ['one two three four', 'un deux trois quatre'],
    ['I was on the streets', 'The council failed me badly'],
    ['one', 'the.system.failed.everyone'],
    ['one', 'the_system_failed_everyone'],
    ['one', 'a/b/c/d'],
    ['fine', 'fine 😀 😡 😭 🙏'],
    ['a b c d e', 'e d c b a'],
    ['', 'a b c d'],
  ])('%s → %s is not', (before, after) => {
    expect(correctionIsSmall(before, after)).toBe(false)
  })

  it('answers for a very long stretch without delay', () => {
    const long = 'again and again '.repeat(20_000)
    const took = processorTime(() => {
      expect(correctionIsSmall(`x ${long} y`, `z ${long} w`)).toBe(true)
      expect(correctionIsSmall(long, long.replaceAll('and', 'then'))).toBe(false)
    })
    expect(took).toBeLessThan(2000)
  })
})
