import { describe, expect, it } from 'vitest'
import { makeChance } from '../../../test/chance.ts'
import { quoteOf, quotePiecesOf } from './quote.ts'
import { EditOutOfRange } from './reading.ts'
import type { Edit, EditKind, Stretch } from './reading.ts'

const verbatim = 'It was, um, hard in Bolton with Amina (my sister) and then it was better.'

function stretch(words: string, text = verbatim): Stretch {
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`not in the text: ${words}`)
  return { start, end: start + words.length }
}
function edit(words: string, kind: EditKind, replacement = ''): Edit {
  return { ...stretch(words), kind, replacement }
}
const whole = { start: 0, end: verbatim.length }
const edits = [edit('Bolton', 'generalise', '[a town]'), edit('Amina', 'cut')]

describe('quoteOf', () => {
  it.each<[string, string[], string]>([
    ['no cut', [], 'It was, um, hard in [a town] with […] (my sister) and then it was better.'],
    ['a word', ['hard '], 'It was, um, … in [a town] with […] (my sister) and then it was better.'],
    ['inside commas', ['um'], 'It was, …, hard in [a town] with […] (my sister) and then it was better.'],
    ['several words', ['with Amina (my sister) and then '], 'It was, um, hard in [a town] … it was better.'],
    ['inside brackets', ['my sister'], 'It was, um, hard in [a town] with […] (…) and then it was better.'],
    [
      'the first of two in brackets',
      ['my'],
      'It was, um, hard in [a town] with […] (… sister) and then it was better.',
    ],
    ['beside a cut edit', ['with'], 'It was, um, hard in [a town] … (my sister) and then it was better.'],
    ['half of an edit', ['in Bol'], 'It was, um, hard … with […] (my sister) and then it was better.'],
    [
      'two that touch',
      ['um,', ' hard'],
      'It was, … in [a town] with […] (my sister) and then it was better.',
    ],
    [
      'two with a space',
      ['um,', 'hard'],
      'It was, … in [a town] with […] (my sister) and then it was better.',
    ],
    ['white space only', [' '], 'It was, um, hard in [a town] with […] (my sister) and then it was better.'],
    ['the start', ['It was, um,'], '… hard in [a town] with […] (my sister) and then it was better.'],
    ['the end', ['better.'], 'It was, um, hard in [a town] with […] (my sister) and then it was …'],
    ['everything', [verbatim], '…'],
  ])('shows a cut: %s', (_what, cuts, expected) => {
    expect(quoteOf(verbatim, edits, { ...whole, cuts: cuts.map((words) => stretch(words)) })).toBe(expected)
  })

  it('ignores a cut of nothing and a cut outside the quote', () => {
    const quote = { ...stretch('hard in'), cuts: [{ start: 14, end: 14 }, stretch('better')] }
    expect(quoteOf(verbatim, [], quote)).toBe('hard in')
  })

  it('takes an edit half outside the quote whole', () => {
    expect(quoteOf(verbatim, edits, { ...stretch('ton with'), cuts: [] })).toBe('[a town] with')
    expect(quoteOf(verbatim, edits, { ...stretch('in Bolt'), cuts: [] })).toBe('in [a town]')
    expect(quoteOf(verbatim, edits, { ...stretch('olto'), cuts: [] })).toBe('[a town]')
  })

  it('joins two cut edits that stand side by side', () => {
    const both = [edit('Bolton', 'cut'), edit('with', 'cut')]
    expect(quoteOf(verbatim, both, { ...stretch('hard in Bolton with Amina'), cuts: [] })).toBe(
      'hard in […] Amina',
    )
  })

  it('keeps a new line beside a cut', () => {
    const text = 'first line\nsecond line\nthird line'
    expect(quoteOf(text, [], { start: 0, end: text.length, cuts: [stretch('second line', text)] })).toBe(
      'first line\n…\nthird line',
    )
  })

  it('refuses a quote or a cut that leaves the text or splits a character', () => {
    const bad = [
      { start: 0, end: 9, cuts: [] },
      { start: 0, end: 2, cuts: [] },
      { start: 0, end: 3, cuts: [{ start: 2, end: 3 }] },
      { start: 0, end: 3, cuts: [{ start: 0, end: 9 }] },
    ]
    for (const quote of bad) expect(() => quoteOf('a😀', [], quote)).toThrow(EditOutOfRange)
  })
})

describe('promise: no covered character appears, every other is verbatim and in order', () => {
  const alphabet = [
    ...'abc,.()!? \n ',
    'the ',
    'mae ’r ŵyl yn nhŷ ',
    'قالت لي ',
    'هُنَا، ',
    'é',
    'ñ̃ ',
    '😀',
    '👩‍👩‍👧',
    '🏴󠁧󠁢󠁷󠁬󠁳󠁿 ',
    '다시 ',
    '我们',
    '“so” ',
    ' ',
  ]
  // Marks from the private-use area: nothing a verbatim here holds, so what is left of a quote after
  // taking them away must be the uncovered verbatim and nothing else.
  const ours = /[\uE000-\uE003…[\]\s]/gu

  it.each([1, 2, 3, 4])('holds for 5,000 random quotes, seed %i', (seed) => {
    const random = makeChance(seed).below
    for (let round = 0; round < 5000; round++) {
      const text = Array.from({ length: 1 + random(30) }, () => alphabet[random(alphabet.length)]).join('')
      const randomEdits = listRandomEdits(text, random)
      const quote = {
        ...randomStretch(text, random),
        cuts: Array.from({ length: random(4) }, () => randomStretch(text, random)),
      }
      const shown = quoteOf(text, randomEdits, quote)
      expect(shown.replace(ours, '')).toBe(expectedWords(text, randomEdits, quote).replace(ours, ''))
      for (const piece of quotePiecesOf(text, randomEdits, quote)) {
        if (piece.kind === 'verbatim') expect(piece.text).toBe(text.slice(piece.start, piece.end))
      }
      expect(shown).not.toMatch(/(?:…|\[…\])\s*(?:…|\[…\])/u)
      expect(shown).toBe(shown.trim())
      expect(shown.isWellFormed()).toBe(true)
    }
  })

  /** One character at a time, by another way than the product's: mark what is covered, keep the rest. */
  function expectedWords(
    text: string,
    covered: readonly Edit[],
    quote: Stretch & { cuts: Stretch[] },
  ): string {
    const isShown = Array.from({ length: text.length }, (_, at) => quote.start <= at && at < quote.end)
    for (const cut of quote.cuts) {
      if (text.slice(cut.start, cut.end).trim() === '') continue
      isShown.fill(false, cut.start, cut.end)
    }
    for (const { start, end } of covered) isShown.fill(false, start, end)
    return [...isShown.keys()].map((at) => (isShown[at] ? text[at] : '')).join('')
  }

  function listRandomEdits(text: string, random: (below: number) => number): Edit[] {
    const kinds: EditKind[] = ['generalise', 'cut', 'correct', 'translate']
    const list: Edit[] = []
    for (let tries = random(6); tries > 0; tries--) {
      const next = randomStretch(text, random)
      if (next.start === next.end) continue
      if (list.some((other) => next.start < other.end && other.start < next.end)) continue
      const at = random(kinds.length)
      list.push({ ...next, kind: kinds[at] ?? 'cut', replacement: at === 1 ? '' : '\uE000 \uE001' })
    }
    return list
  }

  function randomStretch(text: string, random: (below: number) => number): Stretch {
    const places = [0]
    for (const character of text) places.push((places.at(-1) ?? 0) + character.length)
    const from = random(places.length)
    const to = random(places.length)
    return { start: places[Math.min(from, to)] ?? 0, end: places[Math.max(from, to)] ?? 0 }
  }
})
