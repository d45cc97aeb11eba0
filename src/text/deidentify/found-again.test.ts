import { describe, expect, it } from 'vitest'
import { deidentify, gatherNames, prepareKnownNames } from './deidentify.ts'
import { findKnownNames } from './known-names.ts'
import { buildNameBook, type Dictionary, type NamedType } from './name-book.ts'
import { areOneName, nicknamesOf } from './nicknames.ts'

const stretches = (text: string, names: string[] = []) =>
  deidentify(text, { known: { names } }).map(({ start, end }) => text.slice(start, end))
const entities = (text: string, names: string[] = []) =>
  deidentify(text, { known: { names } }).map(({ entity }) => entity)

const dictionary: Dictionary = {
  isOrdinary: (word) => ['riverside', 'criminal', 'brain', 'care'].includes(word),
  isPlace: (word) => word === 'salford',
  isName: (word) => ['kasia', 'nowak', 'sam', 'okafor'].includes(word),
}
const findHere = (name: string, type: NamedType, text: string) => {
  const book = buildNameBook('here', [{ name, type, weight: 1 }], dictionary)
  return findKnownNames(text, [book], dictionary).map(({ start, end }) => text.slice(start, end))
}

describe('a name that is sure once', () => {
  it.each([
    ['Mr Bello came. I rang bello, and BELLO’S wife.', ['Bello', 'bello', 'BELLO']],
    ['My name is Tomasz. They call tomasz lazy. tomaszs bag.', ['Tomasz', 'tomasz', 'tomaszs']],
    ['My name is Katarzyna Nowak. kasia, they say. Nowak!', ['Katarzyna Nowak', 'kasia', 'Nowak']],
    ['Dear Elizabeth Ward, Liz or Beth, E. Ward', ['Elizabeth Ward', 'Liz', 'Beth', 'E. Ward']],
    ['My friend Mohammed came and mo stayed. Muhammed too.', ['Mohammed', 'mo', 'Muhammed']],
    ['My friend Patrick left. I asked Paddy why.', ['Patrick', 'Paddy']],
    ['My friend Aleksandr left. I asked Sasha and sasha.', ['Aleksandr', 'Sasha', 'sasha']],
    ['My brother David left. I asked Dai why.', ['David', 'Dai']],
    ['My name is Kelechi Nwosu. kelechinwosu and knwosu7', ['Kelechi Nwosu', 'kelechinwosu', 'knwosu']],
    ['My friend Sherise left, then Sherisse came.', ['Sherise', 'Sherisse']],
    ['My name is P-R-I-Y-A, p r i y a.', ['P-R-I-Y-A', 'p r i y a']],
  ])('%s', (text, expected) => {
    expect(stretches(text)).toEqual(expected)
  })

  it('is left alone where it is an ordinary word', () => {
    expect(stretches('My name is Will. I will come, and Will you? I saw Will there.')).toEqual([
      'Will',
      'Will',
      'Will',
    ])
    expect(stretches('My friend William left. The bill came. So Bill paid.')).toEqual(['William', 'Bill'])
    expect(stretches('My friend Grace left. By the grace of God.')).toEqual(['Grace'])
  })

  it('is no name when only words around it say so', () => {
    expect(stretches('Call me later. Later I came. It was later.')).toEqual(['later'])
  })

  it('is found in an address of its own', () => {
    const book = buildNameBook('here', [{ name: 'sam okafor', type: 'PERSON', weight: 1 }], dictionary)
    expect(findKnownNames('Then Okafor said', [book], dictionary)).toHaveLength(1)
  })
})

describe('places and organisations', () => {
  it.each<[string, NamedType, string, string[]]>([
    ['Greater Manchester Mental Health', 'ORGANISATION', 'The GMMH said. gmmh not.', ['GMMH']],
    ['Greater Manchester Mental Health NHS Trust', 'ORGANISATION', 'GMMH rang', ['GMMH']],
    ['Riverside House', 'ORGANISATION', 'I was at Riverside, by the riverside.', ['Riverside']],
    [
      'Riverside House',
      'PLACE',
      'at riverside house, Riverside House',
      ['riverside house', 'Riverside House'],
    ],
    ['Criminal Court', 'ORGANISATION', 'a Criminal said', []],
    ['Salford Council', 'ORGANISATION', 'In Salford', []],
    ['Cwmbrân', 'PLACE', 'in cwmbran and CWMBRAN', ['cwmbran', 'CWMBRAN']],
  ])('%s (%s) in %j', (name, type, text, expected) => {
    expect(findHere(name, type, text)).toEqual(expected)
  })
})

describe('entities', () => {
  it('are one for all ways a person is written', () => {
    const found = entities(
      'My name is Katarzyna Nowak. kasia, they say. Dear Kasia Nowak, K. Nowak, Nowak’s, nowakk',
    )
    expect(new Set(found)).toEqual(new Set(['katarzyna nowak']))
    expect(found).toHaveLength(6)
  })

  it('are two for two people with one first name', () => {
    const text = 'This is Sam Okafor. This is Sam Bello. Then Sam left. Bello stayed. Mr Okafor too.'
    expect(entities(text)).toEqual(['sam okafor', 'sam bello', 'sam', 'sam bello', 'sam okafor'])
  })

  it('are two for two people with one family name', () => {
    const text = 'This is Sam Okafor. This is Joy Okafor. The Okafors know Sam. Dear Joy and Okafor'
    expect(entities(text)).toEqual([
      'sam okafor',
      'joy okafor',
      'okafor',
      'sam okafor',
      'joy okafor',
      'okafor',
    ])
  })

  it('are told by the text before they are told by labels', () => {
    expect(entities('This is Sam Bello. Then Sam left.', ['Sam Okafor'])).toEqual(['sam bello', 'sam bello'])
    expect(entities('Then Sam left.', ['Sam Okafor', 'Sam Bello'])).toEqual(['sam'])
    expect(entities('Then Sam left.', ['Sam Okafor', 'Sam'])).toEqual(['sam okafor'])
  })

  it('are one for all writings of a number', () => {
    expect(new Set(entities('07700 900123, +44 7700 900123 or 0044 7700900123')).size).toBe(1)
  })
})

describe('names that stand in other passages', () => {
  const passage = 'This is Sam Okafor. My sister Leanne, then Bello at 07700 900123.'
  const gathered = gatherNames(passage, deidentify(passage))
  const known = prepareKnownNames(['Priya Nair'], gathered)

  it('are gathered when they are sure', () => {
    expect(gathered.map(({ name }) => name)).toEqual(['Sam Okafor', 'Leanne'])
    const start = passage.indexOf('Bello')
    const unsure = {
      start,
      end: start + 5,
      type: 'PERSON',
      confidence: 0.6,
      reason: 'likely-person',
    } as const
    expect(gatherNames(passage, [unsure])).toEqual([])
    expect(gatherNames(passage, [{ ...unsure, confidence: 0.95 }])).toHaveLength(1)
  })

  it('are found, less sure than those of labels', () => {
    const text = 'sam okafor, Okafor and leanne’s friend. Priya came.'
    const found = deidentify(text, { known })
    expect(found.map(({ start, end, entity }) => [text.slice(start, end), entity])).toEqual([
      ['sam okafor', 'sam okafor'],
      ['Okafor', 'sam okafor'],
      ['leanne', 'leanne'],
      ['Priya', 'priya nair'],
    ])
    expect(found.map(({ reason }) => reason)).toEqual([
      'named-elsewhere',
      'named-elsewhere',
      'named-elsewhere',
      'known-name-part',
    ])
  })

  it('bring no short forms, initials or near misses of somebody else', () => {
    const others = prepareKnownNames([], [{ name: 'Elizabeth Ward', type: 'PERSON', weight: 3 }])
    expect(deidentify('Liz and EW and Elizabet came', { known: others })).toEqual([])
  })

  it('say who somebody is of whom a passage has only a part of the name', () => {
    const others = prepareKnownNames([], [{ name: 'Tomasz Zielinski', type: 'PERSON', weight: 2 }])
    expect(deidentify('Mr Zielinski came', { known: others })[0]?.entity).toBe('tomasz zielinski')
    expect(deidentify('Mr Zielinski. I am Ewa Zielinski', { known: others })[0]?.entity).toBe('ewa zielinski')
  })

  it('give way to a label', () => {
    const both = prepareKnownNames(['Sam Okafor'], [{ name: 'Sam Bello', type: 'PERSON', weight: 3 }])
    const [found] = deidentify('then Okafor', { known: both })
    expect([found?.reason, found?.entity]).toEqual(['known-name-part', 'sam okafor'])
    expect(deidentify('then Sam', { known: both })[0]?.entity).toBe('sam')
    expect(deidentify('Mr Sam Okafor, Sam', { known: both })[1]?.entity).toBe('sam okafor')
  })
})

describe('short forms', () => {
  it('lead both ways, and one that is short for two to both', () => {
    expect(nicknamesOf('elizabeth')).toContain('liz')
    expect(nicknamesOf('liz')).toContain('elizabeth')
    expect(nicknamesOf('sasha')).toEqual(expect.arrayContaining(['aleksandr', 'aleksandra']))
    expect(nicknamesOf('xyz')).toEqual([])
  })

  it('of one name are not one another', () => {
    expect(areOneName('mo', 'mohammed')).toBe(true)
    expect(areOneName('liz', 'beth')).toBe(false)
  })
})
