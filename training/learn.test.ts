import { describe, expect, test } from 'vitest'
import { factsHead, namesHead } from '../src/text/deidentify/tagger/heads.ts'
import { openChain, packChain } from '../src/text/deidentify/tagger/packed-chain.ts'
import { makeTagger, tagText } from '../src/text/deidentify/tagger/tagger.ts'
import { openWordList, packWords } from '../src/text/deidentify/tagger/word-list.ts'
import type { Document } from './documents.ts'
import { learn } from './learn.ts'
import { labelLines } from './label-lines.ts'
import { swapNames } from './swap-names.ts'

const nobody = { given: [], family: [], places: [], organisations: [], words: ['kettle'] }

describe('learning', () => {
  const documents: Document[] = ['Sam', 'Nia', 'Tunde', 'Agnieszka'].map((name, at) => {
    const text = `Then ${name} said hello, and the bus came.`
    return { id: String(at), text, marked: [{ start: 5, end: 5 + name.length, kind: 'PERSON' }] }
  })
  const list = openWordList(packWords(new Map([['sam', 3]])))
  const names = { ...nobody, given: ['Kofi', 'Blessing'], family: ['Okafor', 'Jones'] }
  const options = { epochs: 8, seed: 3, rate: 0.1, drop: 0.1, lower: 0.2, swap: 0.3, label: 0.1, names }

  test('the same documents and settings give the same bytes; another seed gives others', () => {
    const one = packChain(learn(namesHead, documents, list, options))
    expect(packChain(learn(namesHead, documents, list, options))).toEqual(one)
    expect(packChain(learn(namesHead, documents, list, { ...options, seed: 4 }))).not.toEqual(one)
  })

  test('dates and sums are learnt by the same way, from their own marks', () => {
    const dated: Document[] = ['March', 'April', 'June'].map((month, at) => {
      const text = `It began in ${month} and nobody asked.`
      return { id: String(at), text, marked: [{ start: 12, end: 12 + month.length, kind: 'DATE' }] }
    })
    const one = packChain(learn(factsHead, dated, list, options))
    expect(packChain(learn(factsHead, dated, list, options))).toEqual(one)
    const chain = openChain(packChain(learn(namesHead, documents, list, options)), namesHead)
    const tagger = makeTagger(chain, list, openChain(one, factsHead))
    const text = 'It began in August and nobody asked.'
    expect(tagText(text, tagger, 2, 0.5)).toMatchObject([{ start: 12, end: 18, kind: 'DATE' }])
    expect(tagText(text, tagger, 2)).toEqual([])
  })

  test('a small model has fewer rows, and finds the same name with them', () => {
    const bytes = packChain(learn(namesHead, documents, list, { ...options, rows: 1 << 12 }))
    const chain = openChain(bytes, namesHead)
    expect(chain.rows).toBe(1 << 12)
    const text = 'Then Wren said hello, and the bus came.'
    const found = tagText(text, makeTagger(chain, list), 0.5)
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['Wren'])
    for (const cut of [1, 7]) expect(() => openChain(bytes.subarray(cut), namesHead)).toThrow(RangeError)
  })

  test('finds a name it never saw where names stood', () => {
    const tagger = makeTagger(
      openChain(packChain(learn(namesHead, documents, list, options)), namesHead),
      list,
    )
    const text = 'Then Wren said hello, and the bus came.'
    expect(tagText(text, tagger, 0.5).map(({ start, end }) => text.slice(start, end))).toEqual(['Wren'])
  })
})

test('other names stand where names stood, the same one each time, and every mark fits', () => {
  const text = 'Sam Jones rang. SAM waited; sam left with Dr Jones and the JONES.'
  const marks = [
    ['Sam Jones', 0],
    ['SAM', 16],
    ['sam', 28],
    ['Jones', 45],
  ] as const
  const marked = marks.map(([name, start]) => ({ start, end: start + name.length, kind: 'PERSON' }))
  let turn = 0
  const random = () => ((turn += 1) % 10) / 10
  const other = swapNames(
    { id: '1', text, marked },
    { ...nobody, given: ['Kofi'], family: ['Okafor'] },
    random,
  )
  const said = other.marked.map(({ start, end }) => other.text.slice(start, end))
  expect(said[0]).toMatch(/^Kofi (Kofi|Okafor)$/)
  expect(said.slice(1, 3)).toEqual(['KOFI', 'kofi'])
  expect(said[3]).toBe(said[0]!.split(' ')[1])
  expect(other.text).toMatch(/ rang\. KOFI waited; kofi left with Dr \p{L}+ and the JONES\.$/u)
})

test('each line gets somebody who says it, and every mark fits', () => {
  const text = 'Sam rang.\nThen Nia came.'
  const marked = [
    { start: 0, end: 3, kind: 'PERSON' },
    { start: 15, end: 18, kind: 'PERSON' },
  ]
  const other = labelLines(
    { id: '1', text, marked },
    { ...nobody, given: ['Kofi'], family: ['Okafor'] },
    () => 0.5,
  )
  expect(other.text).toBe('Kofi: Sam rang.\nKofi: Then Nia came.')
  expect(other.marked.map(({ start, end }) => other.text.slice(start, end))).toEqual([
    'Kofi',
    'Sam',
    'Kofi',
    'Nia',
  ])
})
