import { describe, expect, test } from 'vitest'
import { alignGlyphs } from './aligned-glyphs.ts'

/** Glyphs as a font gives them: the letters each came from, from left to right. */
function glyphs(...letters: string[]): number[][] {
  return letters.map((one) => [...one].map((sign) => sign.codePointAt(0)!))
}

describe('what each glyph stands for', () => {
  test.each([
    ['letters one by one', 'abc', glyphs('a', 'b', 'c'), ['a', 'b', 'c']],
    ['letters that became one', 'office', glyphs('o', 'ffi', 'c', 'e'), ['o', 'ffi', 'c', 'e']],
    ['a vowel drawn before its letter', 'আমি', glyphs('আ', 'ি', 'ম'), ['আ', 'ম', 'ি']],
    ['a vowel on both sides of its letter', 'মোট', glyphs('ে', 'ম', 'া', 'ট'), ['ম', 'ে', 'া', 'ট']],
    ['a stroke that moved behind', 'র্যা', glyphs('য', 'র্', 'া'), ['র', '্য', 'া']],
    ['an accent the font has apart', 'ŵy', glyphs('w', '\u0302', 'y'), ['w', '\u0302', 'y']],
    ['a joint with a glyph', 'می\u200cخ', glyphs('م', 'ی', '', 'خ'), ['م', 'ی', '\u200c', 'خ']],
    ['a joint without one', 'می\u200cخ', glyphs('م', 'ی', 'خ'), ['م', 'ی\u200c', 'خ']],
    ['a picture of several', '👨\u200d👧\ufe0f!', glyphs('👨\u200d👧', '!'), ['👨\u200d👧\ufe0f', '!']],
    ['dots of their own', 'ab', glyphs('a', '', 'b', ''), ['a', '', 'b', '']],
    ['glyphs nobody can explain', 'abc', glyphs('x', 'y'), ['a', 'bc']],
  ])('%s', (_, words, codePoints, stands) => {
    expect(alignGlyphs(words, codePoints, false)).toEqual(stands)
  })

  test('is read from the right where the words are', () => {
    expect(alignGlyphs('بنت', glyphs('', 'ت', '', 'ن', '', 'ب'), true)).toEqual(['', 'ت', '', 'ن', '', 'ب'])
  })

  test('is nothing for no words', () => {
    expect(alignGlyphs('', [], false)).toEqual([])
  })
})
