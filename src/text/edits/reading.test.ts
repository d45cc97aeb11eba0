import { describe, expect, it } from 'vitest'
import { EditOutOfRange, EditsOverlap, editsOverlap, readingOf, toReading, toVerbatim } from './reading.ts'
import type { Edit, EditKind } from './reading.ts'

const verbatim = 'I came to Bolton with Amina and slept at 14 Moss Row 😀 for weaks.'

function edit(words: string, kind: EditKind, replacement = ''): Edit {
  const start = verbatim.indexOf(words)
  return { start, end: start + words.length, kind, replacement }
}

const edits = [
  edit('weaks', 'correct', 'weeks'),
  edit('Bolton', 'generalise', '[a town]'),
  edit('Amina', 'generalise', 'a friend'),
  edit('at 14 Moss Row', 'cut'),
]

describe('readingOf', () => {
  it('shows each kind of edit in its own way, whatever their order', () => {
    expect(readingOf(verbatim, edits).text).toBe(
      'I came to [a town] with [a friend] and slept […] 😀 for weeks.',
    )
  })

  it('covers the whole verbatim with segments, without gaps', () => {
    const { segments, text } = readingOf(verbatim, edits)
    expect(segments[0]?.start).toBe(0)
    expect(segments.at(-1)?.end).toBe(verbatim.length)
    segments.slice(1).forEach((segment, index) => expect(segment.start).toBe(segments[index]?.end))
    expect(segments.map((segment) => segment.text).join('')).toBe(text)
    expect(segments.map((segment) => segment.edit).filter((kind) => kind !== null)).toEqual([
      'generalise',
      'generalise',
      'cut',
      'correct',
    ])
  })

  it('is the verbatim itself without edits', () => {
    expect(readingOf(verbatim, []).text).toBe(verbatim)
    expect(readingOf('', [])).toEqual({ text: '', segments: [] })
  })

  it('never lets an edit leave nothing to see', () => {
    expect(readingOf('a b c', [{ start: 2, end: 3, kind: 'correct', replacement: ' ' }]).text).toBe('a […] c')
    expect(readingOf('a b c', [{ start: 2, end: 3, kind: 'generalise', replacement: '' }]).text).toBe(
      'a […] c',
    )
  })

  it('accepts edits that touch', () => {
    const touching: Edit[] = [
      { start: 0, end: 1, kind: 'translate', replacement: 'x' },
      { start: 1, end: 2, kind: 'translate', replacement: 'y' },
    ]
    expect(readingOf('ab', touching).text).toBe('xy')
  })

  it.each([
    [0, 3, 2, 5],
    [0, 5, 1, 2],
    [1, 2, 1, 2],
  ])('refuses overlapping edits %i-%i and %i-%i', (a, b, c, d) => {
    const both = [
      { start: a, end: b, kind: 'cut', replacement: '' },
      { start: c, end: d, kind: 'cut', replacement: '' },
    ] as const
    expect(editsOverlap(both)).toBe(true)
    expect(() => readingOf('abcdef', both)).toThrow(EditsOverlap)
  })

  it.each([
    ['starts before the text', -1, 2],
    ['ends after the text', 0, 4],
    ['runs backwards', 2, 1],
    ['covers nothing', 1, 1],
    ['is not a whole number', 0.5, 1],
    ['is not a number', Number.NaN, 1],
    ['starts inside a character', 2, 3],
    ['ends inside a character', 0, 2],
  ])('refuses an edit that %s', (_why, start, end) => {
    const attempt = () => readingOf('a😀', [{ start, end, kind: 'cut', replacement: '' }])
    expect(attempt).toThrow(EditOutOfRange)
    expect(attempt).toThrow(RangeError)
  })

  it('tells no words in an error', () => {
    try {
      readingOf(verbatim, [edit('Amina', 'cut'), edit('with Amina', 'cut')])
      expect.unreachable()
    } catch (error) {
      expect(String(error)).not.toContain('Amina')
    }
  })
})

describe('toVerbatim and toReading', () => {
  const reading = readingOf(verbatim, edits)
  const inReading = (words: string) => {
    const start = reading.text.indexOf(words)
    return { start, end: start + words.length }
  }
  const behind = (words: string) => {
    const { start, end } = toVerbatim(reading, inReading(words))
    return verbatim.slice(start, end)
  }

  it.each([
    ['slept', 'slept'],
    ['came to', 'came to'],
    ['town', 'Bolton'],
    ['to [a', 'to Bolton'],
    ['own] with [a', 'Bolton with Amina'],
    ['…', 'at 14 Moss Row'],
    ['😀 for', '😀 for'],
    ['eek', 'weaks'],
  ])('%s stands for %s', (words, expected) => {
    expect(behind(words)).toBe(expected)
  })

  it('finds the reading of a stretch of verbatim, whole segments only', () => {
    const start = verbatim.indexOf('mina')
    const { start: from, end: to } = toReading(reading, { start, end: start + 5 })
    expect(reading.text.slice(from, to)).toBe('[a friend] ')
  })

  it('goes there and back for every unedited stretch', () => {
    for (const segment of reading.segments.filter((each) => each.edit === null)) {
      for (let start = segment.start; start < segment.end; start++) {
        for (let end = start + 1; end <= segment.end; end++) {
          expect(toVerbatim(reading, toReading(reading, { start, end }))).toEqual({ start, end })
        }
      }
    }
  })

  it('keeps an empty stretch empty outside edits, and grows it inside one', () => {
    expect(toVerbatim(reading, { start: 3, end: 3 })).toEqual({ start: 3, end: 3 })
    expect(toVerbatim(reading, { start: 10, end: 10 })).toEqual({ start: 10, end: 10 })
    expect(toVerbatim(reading, { start: 12, end: 12 })).toEqual({ start: 10, end: 16 })
    const { length } = reading.text
    expect(toVerbatim(reading, { start: length, end: length }).start).toBe(verbatim.length)
    expect(toVerbatim(readingOf('', []), { start: 0, end: 0 })).toEqual({ start: 0, end: 0 })
  })

  it('refuses a stretch outside the text', () => {
    expect(() => toVerbatim(reading, { start: 0, end: reading.text.length + 1 })).toThrow(EditOutOfRange)
    expect(() => toReading(reading, { start: -1, end: 2 })).toThrow(EditOutOfRange)
  })
})
