import { describe, expect, test } from 'vitest'
import { keysOfLabel } from './keys.ts'
import { compareRead, type Reason } from './likeness.ts'
import { readLabel } from './names.ts'
import { compareNumbers, wholeNumber } from './number.ts'
import { afterSpeakingTogether, blocksOf, proposePairs } from './proposals.ts'

/** Pairs of labels and why they may be one person; null: nothing says so. */
const table: [one: string, other: string, reason: Reason | null][] = [
  ['07700 900123', '+44 7700 900123', 'number'],
  ['+44 (0)7700 900-123', '00447700900123', 'number'],
  ['7700900123', '07700 900123', 'number'],
  ['\u202a+44\u00a07700\u00a0900123\u202c', '07700900123', 'number'],
  ['0171 1234567', '+49 171 1234567', 'number-country'],
  ['+44 7700 900123', '+49 7700 900123', null],
  ['07700 900123', '07700 900124', null],
  ['44*****123', '+447700900123', null],
  ['Jo@Example.org', 'Jo Ash <jo@example.org>', 'address'],
  ['Sam Jones', 'Sam Jones (she/her)', 'name'],
  ['Sam Jones', '~\u202fSam Jones', 'name'],
  ['Sam Jones', 'JONES, Sam', 'name'],
  ['Sam Jones | Frontline', 'sam jones', 'name'],
  ['Dr Sam Jones', 'Sam Jones', 'name'],
  ['Sam B. Jones', 'Sam Jones', 'name'],
  ['SamJones', 'Sam Jones', 'user-name'],
  ['Zoë Müller', 'Zoe Mueller', 'name'],
  ['Zoë Müller', 'Zoe Muller', 'name'],
  ['Sean O’Brien', 'sean obrien', 'name'],
  ['Kelly-Ann Doyle', 'Kelly Ann Doyle', 'name'],
  ['Łukasz Ząbek', 'Lukasz Zabek', 'name'],
  ['Sam Jones', 'sam.jones@example.org', 'name-address'],
  ['Sam Jones', 'sjones@example.org', 'user-name'],
  ['Sam Jones', 'jones.sam+charity@example.org', 'name-address'],
  ['Sam Jones', 'info@example.org', null],
  ['Олек Бондар', 'Olek Bondar', 'name-script'],
  ['Νίκος Παππάς', 'Nikos Pappas', 'name-script'],
  ['Bill Jones', 'William Jones', 'short-form'],
  ['Bill Jones', 'William Hill', null],
  ['Bill', 'William', null],
  ['S. Jones', 'Sam Jones', 'initial'],
  ['Sam J.', 'Sam Jones', 'initial'],
  ['Sam J.', 'Sam Hill', null],
  ['S. J.', 'Sam Jones', 'initials'],
  ['Sam', '~ Sam', 'first-name'],
  ['Sam', 'Sam (she/her)', 'first-name'],
  ['سامي', 'سامي', 'first-name'],
  ['Sam', 'sam@example.org', 'first-name-address'],
  ['Sam Jones', 'Sam Hill', null],
  ['Sam Jones', 'Pat Jones', null],
  ['Sam', 'Sam Jones', 'part-of-name'],
  ['Mrs Jones', 'Sam Jones', 'part-of-name'],
  ['SJ', 'Sam Jones', 'initials'],
  ['Jon Smith', 'John Smyth', 'spelling'],
  ['iPhone von Sam', 'Sam', 'device-first-name'],
  ['Sam’s iPhone', 'Sam Jones', 'device-first-name'],
  ['Sam Jones’s iPad', 'Sam Jones', 'device-name'],
  ['Sam’s iPhone', 'Sam’s iPad', null],
  ['iPhone', 'iPhone', null],
  ['admin', 'admin', null],
  ['Meeting Room 2', 'Meeting Room 2', null],
  ['Jo + Sam', 'Sam', 'several-first-name'],
  ['Jo Ash & Sam Hill', 'Sam Hill', 'several-name'],
  ['Jo + Sam', 'Jo + Pat', null],
  ['lantern7', 'Sam Jones (lantern7)', 'aside'],
  ['Ana Ruiz | Lantern', 'Ben Cole | Lantern', null],
  ['P3', 'P3', null],
  ['Speaker 1', 'Speaker 1', null],
  ['Unknown speaker', 'Unknown speaker', null],
  ['', 'Sam', null],
]

const compare = (one: string, other: string) => compareRead(readLabel(one), readLabel(other))

describe('two labels', () => {
  test.each(table)('%j and %j: %s', (one, other, reason) => {
    expect(compare(one, other)?.reason ?? null).toBe(reason)
    expect(compare(other, one)?.reason ?? null).toBe(reason)
  })

  test.each(table.filter(([, , reason]) => reason !== null))(
    '%j and %j meet under a key, so nothing has to be opened to find them',
    (one, other) => {
      const keys = new Set(keysOfLabel(one).map(({ kind, key }) => `${kind}/${key}`))
      expect(keysOfLabel(other).some(({ kind, key }) => keys.has(`${kind}/${key}`))).toBe(true)
    },
  )

  test('what one has and the other has not is told as it is written', () => {
    expect(compare('Sam Jones (She/Her)', 'Sam Jones | Frontline')?.butFor).toEqual(['She/Her', 'Frontline'])
    expect(compare('Zoë Ash', 'Zoe Ash')).toMatchObject({ butFor: [], hasOtherAccents: true })
    expect(compare('Ash, Zoe', 'Zoe Ash')).toMatchObject({ hasOtherAccents: false })
  })

  test('hostile labels cost no more than their length, and few keys', () => {
    const hostile = ['a '.repeat(1e6), 'Sam, '.repeat(2e5), 'é'.repeat(1e6), '+'.repeat(1e6), '1'.repeat(1e6)]
    for (const label of [
      ...hostile,
      'a.b@c.d '.repeat(1e5),
      'Jo + '.repeat(1e5),
      '\u0000\ud800',
      '🌻'.repeat(1e5),
    ]) {
      expect(keysOfLabel(label).length).toBeLessThanOrEqual(40)
      compare(label, label)
    }
  })
})

describe('numbers', () => {
  test('all writings of one are one', () => {
    const writings = [
      '07700 900123',
      '+44 7700 900123',
      '0044 7700 900123',
      '+44 (0) 7700-900-123',
      '447700900123',
    ]
    expect(new Set(writings.map(wholeNumber))).toEqual(new Set(['447700900123']))
  })

  test('too short to be one is no number', () => {
    expect(compareNumbers('12345', '12345')).toBe(null)
  })
})

describe('proposals', () => {
  const propose = (labels: Readonly<Record<string, string | readonly string[]>>, apart: string[] = []) => {
    const members = Object.entries(labels).flatMap(([voiceId, own]) =>
      (typeof own === 'string' ? [own] : own).map((label, at) => ({
        voiceId,
        labelId: `${voiceId}-${at}`,
        label,
      })),
    )
    const open = new Map(members.map((member) => [member.labelId, member.label]))
    return proposePairs(
      blocksOf(members),
      (id) => open.get(id) ?? null,
      (one, other) => apart.includes(one + other),
    )
  }
  const pairs = (...given: Parameters<typeof propose>) =>
    propose(...given).map(({ one, other }) => one + other)

  test('come the strongest first, each pair once by what shows it most', () => {
    const found = propose({
      a: ['Sam', '07700 900123'],
      b: ['Sam Jones', '+44 7700 900123'],
      c: 'sam.jones@example.org',
      d: 'Jo + Bo',
      e: 'Bo',
    })
    expect(found.map(({ one, other, likeness }) => `${one}${other} ${likeness.reason}`)).toEqual([
      'ab number',
      'bc name-address',
      'de several-first-name',
      'ac part-of-name',
    ])
  })

  test('leave out who somebody said are two', () => {
    expect(pairs({ a: 'Sam', b: 'Sam' })).toEqual(['ab'])
    expect(pairs({ a: 'Sam', b: 'Sam' }, ['ab'])).toEqual([])
  })

  test('a first name many have says less, and in the end nothing', () => {
    const of = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [String.fromCharCode(97 + at), 'Sam']))
    const strength = (count: number) => propose(of(count))[0]?.strength ?? 0
    expect(strength(3)).toBeLessThan(strength(2))
    expect(strength(5)).toBeLessThan(strength(3))
    expect(pairs(of(7))).toEqual([])
    // A whole name that many have is still looked at: star-wise, not each with each.
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`v${at + 100}`, 'Sam Jones']))
    expect(pairs(many)).toHaveLength(39)
  })

  test('a first name does not bring together two who have other family names', () => {
    expect(pairs({ a: ['Sam Jones', 'Sam'], b: ['Sam', 'Sam Hill'] })).toEqual([])
  })

  test('who spoke by turns in one file is hardly one person, unless nothing but that speaks against it', () => {
    const [weak] = propose({ a: 'Sam', b: 'Sam Jones' })
    const [strong] = propose({ a: 'Sam Jones', b: 'Sam Jones (she/her)' })
    expect(afterSpeakingTogether(weak!)).toBe(null)
    expect(afterSpeakingTogether(strong!)!.strength).toBeLessThan(strong!.strength)
  })

  test('a label that is gone is passed over', () => {
    const members = ['a', 'b'].map((voiceId) => ({ voiceId, labelId: voiceId, label: 'Sam' }))
    expect(proposePairs(blocksOf(members), (id) => (id === 'a' ? null : 'Sam'))).toEqual([])
  })
})
