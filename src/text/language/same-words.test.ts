import { describe, expect, it } from 'vitest'
import { prepareSharedRun, type IdentifiedReading } from './same-words.ts'
import { processorTime } from '../../../test/processor-time.ts'

const reading = {
  id: 'r1',
  text: "I didn't want to go back there, not after what they'd said to me that night.",
}
const narration = (words: string) => `People told us what mattered. ${words} And so we ask.`

function findSharedRun(text: string, readings: Iterable<IdentifiedReading>, length?: number) {
  const findIn = prepareSharedRun(text, length)
  for (const reading of readings) {
    const run = findIn(reading)
    if (run) return run
  }
  return null
}

describe('a shared run', () => {
  it.each([
    ['as it stands', "I didn't want to go back there, not"],
    ['in capitals', "I DIDN'T WANT TO GO BACK THERE, NOT"],
    ['with other punctuation', 'I didn’t want — to go (back) there... not'],
    ['without apostrophes', 'i didnt want to go back there not'],
    ['with a wrong apostrophe', 'I didn`t want to go back there not'],
    ['with invisible characters', "I didn't want to go ba\u200bck there, not"],
    ['with accents', "I dïdn't want to gó back there, not"],
    ['over new lines', "I didn't want\nto go\n\nback there, not"],
  ])('finds eight words %s', (_how, words) => {
    const text = narration(words)
    const run = findSharedRun(text, [reading])
    expect(run).toMatchObject({ id: 'r1', words })
    expect(text.slice(run?.start, run?.end)).toBe(words)
  })

  it('lets seven words stand', () => {
    expect(findSharedRun(narration("I didn't want to go back there."), [reading])).toBeNull()
    expect(findSharedRun(narration("I didn't want to go back there."), [reading], 7)).not.toBeNull()
  })

  it('wants the words in a row', () => {
    expect(findSharedRun(narration("I didn't want to ever go back there, not"), [reading])).toBeNull()
    const parted = { id: 'p', text: 'I didn’t want to zigzag go back there, not' }
    expect(findSharedRun(narration("I didn't want to go back there, not"), [parted])).toBeNull()
    expect(findSharedRun('not there back go to want didn’t I', [reading])).toBeNull()
  })

  it('gives the whole run, the longest in that reading', () => {
    const long = "go back there, not after what they'd said to me that night"
    const text = narration(`I didn't want to go back there, not… ${long}.`)
    expect(findSharedRun(text, [reading])?.words).toBe(long)
  })

  it('finds a run at the very start and the very end', () => {
    const text = 'one two three four five six seven eight'
    expect(findSharedRun(text, [{ id: 'x', text }])).toEqual({
      id: 'x',
      words: text,
      start: 0,
      end: text.length,
    })
  })

  it('compares other scripts', () => {
    const arabic = 'كنت أعيش في الشارع مع أختي الصغيرة قبل سنة'
    expect(findSharedRun(arabic, [{ id: 'a', text: `قالت: ${arabic}!` }])?.words).toBe(arabic)
    expect(
      findSharedRun('我们住在一个很小的房间', [{ id: 'c', text: '以前我们住在一个很小的房间里' }])?.id,
    ).toBe('c')
    const welsh = 'roeddwn i’n byw ar y stryd yng Nghaerdydd bryd hynny'
    expect(findSharedRun(welsh.toUpperCase(), [{ id: 'w', text: welsh }])?.id).toBe('w')
  })

  it('has nothing to say about short texts and no readings', () => {
    expect(findSharedRun('', [reading])).toBeNull()
    expect(findSharedRun(reading.text, [])).toBeNull()
    expect(() => prepareSharedRun('x', 0)).toThrow(RangeError)
  })

  it('finds one among 50,000 readings within seconds', () => {
    const random = (seed: number) => `w${(seed * 2654435761) % 997}`
    function* manyReadings() {
      for (let id = 0; id < 50_000; id++) {
        const text = Array.from({ length: 40 }, (_, at) => random(id * 41 + at)).join(' ')
        yield { id: String(id), text: id === 49_999 ? `${text} ${reading.text}` : text }
      }
    }
    const took = processorTime(() => {
      expect(findSharedRun(narration(reading.text), manyReadings())?.id).toBe('49999')
    })
    expect(took).toBeLessThan(10_000)
  })

  it('does not stall on texts that repeat themselves', () => {
    const again = 'no '.repeat(5000)
    const took = processorTime(() => {
      expect(findSharedRun(again, [{ id: 'n', text: again }])).not.toBeNull()
    })
    expect(took).toBeLessThan(2000)
  })
})
