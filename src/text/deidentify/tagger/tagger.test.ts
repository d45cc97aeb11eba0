import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deidentify } from '../deidentify.ts'
import { openChain } from './packed-chain.ts'
import { namesHead } from './heads.ts'
import { openTagger, tagText } from './tagger.ts'
import { cutTokens, tokenise } from './tokens.ts'
import { beginsName, flagShifts, foldWord, hashName, hashWord, openWordList, packWords } from './word-list.ts'

const shipped = openTagger(readFileSync('models/names.bin'), readFileSync('models/words.bin'))

function names(text: string, least = 0.5): string[] {
  return tagText(text, shipped, least).map(({ start, end }) => text.slice(start, end))
}

function wordsOf(text: string): string[] {
  const { starts, ends, count } = tokenise(text)
  return Array.from({ length: count }, (_, at) => text.slice(starts[at], ends[at]))
}

describe('words, numbers and signs', () => {
  test.each([
    ["Sam's mum isn't O'Brien.", ['Sam', "'s", 'mum', 'isn', "'t", "O'Brien", '.']],
    ['Nia’s 3 cats\n\n(well, 2½)', ['Nia', '’s', '3', 'cats', '\n', '\n', '(', 'well', ',', '2½', ')']],
    ['Zoë 👩🏽‍🦱 Łukasz', ['Zoë', '👩', '🏽', '‍', '🦱', 'Łukasz']],
    ['', []],
    ['  \t ', []],
  ])('%j', (text, expected) => {
    expect(wordsOf(text)).toEqual(expected)
  })

  test('a long line is read in pieces, and nothing is left out', () => {
    const text = `${'word '.repeat(400)}\nend`
    const tokens = tokenise(text)
    const pieces = cutTokens(text, tokens, 150)
    expect(pieces.every(([from, to]) => to > from && to - from <= 151)).toBe(true)
    expect(pieces.flat()).toEqual([0, 151, 151, 302, 302, 401, 401, 402])
  })
})

describe('the list of words', () => {
  test('gives what was put in, and nothing for a word that was not', () => {
    const words = new Map([
      ['sam', 3],
      ['okafor', 12],
      ['zoe', 2],
    ])
    const list = openWordList(packWords(words))
    expect(list.size).toBe(3)
    for (const [word, flags] of words) expect(list.look(hashWord(word))).toBe(flags)
    expect(list.look(hashWord('table'))).toBe(0)
    expect(foldWord('Zoë')).toBe('zoe')
  })

  test('the same words in another order give the same bytes; a list cut short is refused', () => {
    const one = packWords(new Map([...'abcdefgh'].map((word) => [word, 1])))
    expect(packWords(new Map([...'hgfedcba'].map((word) => [word, 1])))).toEqual(one)
    expect(() => openWordList(one.subarray(0, one.length - 1))).toThrow(RangeError)
  })

  test('the one that is shipped knows names of many origins and ordinary words', () => {
    for (const word of ['shanice', 'okafor', 'mohammed', 'agnieszka', 'nguyen', 'siobhan', 'tunde']) {
      expect(shipped.list.look(hashWord(word)) & 15, word).toBeGreaterThan(0)
    }
    expect(shipped.list.look(hashWord('salford')) & 48).toBeGreaterThan(0)
    expect(shipped.list.look(hashWord('kettle')) & 192).toBeGreaterThan(0)
  })
})

describe('a listed name of several words', () => {
  test('is found by its first word, whatever stands between', () => {
    const list = shipped.list
    expect(list.look(hashWord('citizens')) & beginsName).toBe(beginsName)
    expect(list.look(hashName(['citizens', 'advice'])) >> flagShifts.organisation).toBe(3)
    expect(list.look(hashName(['citizens', 'kettle']))).toBe(0)
    const [found] = names('They sent me to freedom from torture in the end', 0.2)
    expect(found).toMatch(/^freedom from torture/)
  })
})

test('one letter is proposed where it stands as a name does, and not where it is a word', () => {
  const proposed = (text: string) =>
    deidentify(text, { tagger: shipped }).map(({ start, end }) => text.slice(start, end))
  expect(proposed('K: on my way\nMo: ok\nK: bring milk')).toEqual(['K', 'Mo', 'K'])
  expect(proposed('A big one, I hope. I do.')).toEqual([])
})

describe('the shipped tagger', () => {
  test.each([
    ['I told Shanice about it and she rang Mrs Abernathy.', ['Shanice', 'Abernathy']],
    ['my mate shanice came round with some food', ['shanice']],
    ['Cheers, Agnieszka', ['Agnieszka']],
    ['We met in Salford and then we moved to Wolverhampton.', ['Salford', 'Wolverhampton']],
  ])('%s', (text, expected) => {
    for (const name of expected) expect(names(text, 0.2).join(' ')).toContain(name)
  })

  test('leaves ordinary words alone', () => {
    expect(
      names('They asked what I needed, and then they put the kettle on and waited for me to talk.', 0.1),
    ).toEqual([])
    expect(names('Will you come, or may I hope for a better room?', 0.5)).toEqual([])
  })

  test('gives chances between 0 and 1, in order, without overlaps, inside the text', () => {
    const text = 'Nia, Baz & Dr Okafor\nSaw MUM at HMP Styal. '.repeat(40)
    const found = tagText(text, shipped, 0.01)
    expect(found.length).toBeGreaterThan(40)
    found.forEach(({ start, end, confidence }, at) => {
      expect(end).toBeGreaterThan(start)
      expect(start).toBeGreaterThanOrEqual(found[at - 1]?.end ?? 0)
      expect(confidence).toBeGreaterThanOrEqual(0.01)
      expect(confidence).toBeLessThanOrEqual(1)
    })
    expect(found.at(-1)!.end).toBeLessThanOrEqual(text.length)
  })

  test('adds to what the rules find, and takes nothing away', () => {
    const text = 'Ring Shanice on 07700 900123, she is at Moss Side.'
    const ruled = deidentify(text)
    const both = deidentify(text, { tagger: shipped })
    for (const one of ruled)
      expect(both.some(({ start, end }) => start <= one.start && end >= one.end)).toBe(true)
    expect(both.some(({ reason, type }) => reason === 'likely-person' && type === 'PERSON')).toBe(true)
  })

  test('bytes that are no model are refused', () => {
    expect(() => openChain(new Uint8Array(100), namesHead)).toThrow(RangeError)
  })
})

test('a name written with a capital ends where words of every day begin', () => {
  const tagger = openTagger(readFileSync('models/names.bin'), readFileSync('models/words.bin'))
  const texts = [
    'then auntie Bev lent me a kettle',
    'saw Wenger mutes the telly',
    'it was Bev and Sam again',
    'and Bev came',
  ]
  for (const text of texts) {
    const people = deidentify(text, { tagger, least: 0.02 }).filter(({ type }) => type === 'PERSON')
    const written = people.map(({ start, end }) => text.slice(start, end))
    expect(written.join('|'), text).not.toMatch(/\b(?:lent|mutes|and|came)\b/)
    expect(written.join('|'), text).toMatch(/Bev|Wenger/)
  }
})
