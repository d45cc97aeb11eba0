/** UK identifiers made up from a seed: every kind, valid and invalid, in the writings people use. */
import { makeRandom } from '../test/chance.ts'

export type Kind = { name: string; carriers: readonly string[]; make: (random: Random) => string }
export type Random = (below: number) => number

/** Whole numbers as remainders: what the bench prints for a seed stands on them. */
export function randomFrom(seed: number): Random {
  const random = makeRandom(seed)
  return (below) => (random() * 2 ** 32) % below
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[random(from.length)]!
}

export const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => random(10)).join('')
export const letters = (random: Random, count: number, from = 'ABCDEFGHJKLMNPRSTWXYZ') =>
  Array.from({ length: count }, () => from[random(from.length)]).join('')

const tight = ['', ' ', '-', '.', '\n', ' \n', '  ', '\u00a0'] as const
/** Groups of digits with one sign between all of them. */
export const grouped = (
  random: Random,
  sizes: readonly number[],
  all: string,
  gaps: readonly string[] = tight,
) => {
  let at = 0
  return sizes.map((size) => all.slice(at, (at += size))).join(pick(random, gaps))
}

const said = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const nought = ['oh', 'zero', 'nought', 'Oh', 'o']
/** Digits as they are said: "oh seven seven double four". */
export function speak(random: Random, all: string): string {
  const words: string[] = []
  const zero = pick(random, nought)
  for (let at = 0; at < all.length; at++) {
    const digit = all[at] ?? ''
    const word = digit === '0' ? zero : (said[Number(digit)] ?? '')
    const isTriple = all[at + 1] === digit && all[at + 2] === digit && random(2) === 0
    const isDouble = all[at + 1] === digit && random(3) > 0
    if (isTriple) at += 2
    else if (isDouble) at += 1
    words.push(
      isTriple ? `${pick(random, ['triple', 'treble'])} ${word}` : isDouble ? `double ${word}` : word,
    )
  }
  const comma = random(3)
  return words
    .map((word, index) => {
      if (index === words.length - 1) return word
      if (comma === 0 && index % 3 === 2) return `${word}${pick(random, [',', ', um,', '.', '...', '\n'])}`
      return word
    })
    .join(' ')
    .replace(/\n /g, '\n')
}
export const spell = (all: string) => [...all].join(' ')

function nhs(random: Random, isValid: boolean): string {
  for (;;) {
    const nine = `${pick(random, ['4', '6', '9', '3'])}${digits(random, 8)}`
    const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
    const check = (11 - (sum % 11)) % 11
    if (check < 10) return nine + String(isValid ? check : (check + 1 + random(9)) % 10)
  }
}
function card(random: Random, isValid: boolean): string {
  const payload = pick(random, ['4', '5']) + digits(random, 14)
  const sum = [...payload].reverse().reduce((total, digit, at) => {
    const value = at % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  const check = (10 - (sum % 10)) % 10
  return payload + String(isValid ? check : (check + 1 + random(9)) % 10)
}
const mobile = (random: Random) => `07${digits(random, 9)}`
const landline = (random: Random) =>
  pick(random, ['0161', '0113', '0141', '0191', '0117']) + digits(random, 7)
const outward = (random: Random) =>
  pick(random, ['M', 'B', 'L', 'S', 'LS', 'OL', 'BD', 'HX', 'SE', 'NW', 'CF', 'EH', 'BT', 'SW']) +
  String(1 + random(9)) +
  (random(2) ? String(random(10)) : '')
const inward = (random: Random) => digits(random, 1) + letters(random, 2, 'ABDEFGHJLNPQRSTUWXYZ')
export const first = ['sam', 'priya', 'dewi', 'tomasz', 'farida', 'kayleigh', 'oluwaseun', 'siân', 'jo']
export const last = ['okafor', 'nair', 'price', 'nowak', 'begum', 'oneill', 'adebayo', 'li', 'harker']
const hosts = ['gmail.com', 'hotmail.co.uk', 'outlook.com', 'yahoo.co.uk', 'btinternet.com', 'icloud.com']
const cap = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const streets = [
  'Acacia',
  'Moss',
  'Station',
  "Tanner's",
  'Old Mill',
  'Queen Mary',
  'St John',
  'Alma',
  'Birch',
]
const streetTypes = [
  'Road',
  'Street',
  'Avenue',
  'Lane',
  'Close',
  'Terrace',
  'Row',
  'Drive',
  'Court',
  'Rd',
  'St',
]
const ni = (random: Random) =>
  letters(random, 2, 'ABCEGHJKLMNPRSTWXYZ') + digits(random, 6) + letters(random, 1, 'ABCD')
const niInvalid = (random: Random) => pick(random, ['BG', 'QQ', 'DF', 'ZZ', 'FU']) + digits(random, 6) + 'A'
const licence = (random: Random) =>
  letters(random, 5) + digits(random, 6) + letters(random, 2) + digits(random, 1) + letters(random, 2)
const cut = (random: Random, code: string, sizes: readonly number[]) =>
  grouped(random, sizes, code, ['', ' ', '-', '\n', ' \n'])

/** Ordinary sentences around it, none of which says what comes. */
const any = [
  'I wrote {} on the back of my hand.',
  'It says {}, I think.',
  '{} is what they gave me',
  'so they had it down as {} and nobody checked',
  'Is it still {}? I never know.',
  'They kept asking and I kept saying ({}) until they stopped.',
]
const ring = ['You can get me on {}.', 'My number is {}, ring whenever.', 'ring {} and ask for the kitchen']
export const kind = (name: string, carriers: readonly string[], make: Kind['make']): Kind => ({
  name,
  carriers,
  make,
})

export const kinds: readonly Kind[] = [
  kind('mobile', [...any, ...ring], (r) =>
    grouped(r, pick(r, [[5, 6], [5, 3, 3], [11], [3, 4, 4], [4, 3, 4]]), mobile(r)),
  ),
  kind('mobile, digits apart', any, (r) =>
    grouped(r, Array(11).fill(1) as number[], mobile(r), [' ', '-', '.', ', ']),
  ),
  kind('mobile, spoken', [...any, ...ring], (r) => speak(r, mobile(r))),
  kind('mobile, half spoken', ring, (r) => {
    const m = mobile(r)
    return `${m.slice(0, 5)} ${speak(r, m.slice(5))}`
  }),
  kind('mobile without its nought', ring, (r) => grouped(r, [4, 3, 3], mobile(r).slice(1))),
  kind('landline', [...any, ...ring], (r) => grouped(r, pick(r, [[4, 3, 4], [11], [4, 7]]), landline(r))),
  kind('landline, bracketed', any, (r) => {
    const l = landline(r)
    return `(${l.slice(0, 4)}) ${l.slice(4, 7)} ${l.slice(7)}`
  }),
  kind('landline, spoken', [...any, ...ring], (r) => speak(r, landline(r))),
  kind('London number', any, (r) => grouped(r, [3, 4, 4], `020${pick(r, ['7', '8', '3'])}${digits(r, 7)}`)),
  kind('freephone', any, (r) =>
    grouped(
      r,
      pick(r, [
        [4, 3, 4],
        [4, 7],
      ]),
      `0800${digits(r, 7)}`,
    ),
  ),
  kind('local number with a cue', ring, (r) =>
    grouped(r, [3, 4], `${2 + r(7)}${digits(r, 6)}`, [' ', '-', '']),
  ),
  kind(
    '+44 mobile',
    any,
    (r) =>
      pick(r, ['+44', '+44 ', '0044 ', '+44 (0)', '+44-']) +
      grouped(r, [4, 3, 3], mobile(r).slice(1), [' ', '', '-', '.']),
  ),
  kind('+44, spoken', ring, (r) => `plus four four ${speak(r, mobile(r).slice(1))}`),
  kind(
    'foreign number',
    any,
    (r) =>
      pick(r, ['+353 ', '+48 ', '+92 ', '+234 ', '00353 ']) +
      grouped(r, [2, 3, 4], `${1 + r(9)}${digits(r, 8)}`, [' ', '', '-']),
  ),
  kind(
    'e-mail',
    any,
    (r) =>
      `${pick(r, first)}${pick(r, ['.', '_', '', '-'])}${pick(r, last)}${r(2) ? digits(r, 2) : ''}@${pick(r, hosts)}`,
  ),
  kind('e-mail, spaced', any, (r) => `${pick(r, first)}.${pick(r, last)} @ ${pick(r, hosts)}`),
  kind(
    'e-mail, spoken',
    [...any, 'my email is {} if you want it'],
    (r) =>
      `${pick(r, first)}${pick(r, [' dot ', ' underscore ', '', ' dash '])}${pick(r, last)}${r(3) ? '' : digits(r, 2)} at ${pick(r, hosts).replace(/\./g, ' dot ')}`,
  ),
  kind(
    'e-mail, digits spoken',
    ['my email is {} if you want it'],
    (r) =>
      `${pick(r, first)} ${pick(r, last)} ${speak(r, digits(r, 2))} at ${pick(r, hosts).replace(/\./g, ' dot ')}`,
  ),
  kind(
    'e-mail, spelled',
    ['my email is {} if you want it'],
    (r) => `${spell(pick(r, last))} at ${pick(r, hosts).replace(/\./g, ' dot ')}`,
  ),
  kind(
    'web address',
    any,
    (r) =>
      pick(r, ['https://', 'www.', 'http://www.', '']) +
      `${pick(r, first).replace('â', 'a')}${pick(r, last)}.${pick(r, ['co.uk', 'com', 'org.uk', 'scot', 'blog'])}/${pick(r, first).replace('â', 'a')}`,
  ),
  kind(
    'web address, spoken',
    ['It is on {} somewhere.'],
    (r) =>
      `${pick(r, ['www dot ', 'w w w dot ', 'triple w dot ', ''])}${pick(r, last)}${pick(r, first).replace('â', 'a')} dot ${pick(r, ['co dot uk', 'com', 'org dot uk'])}`,
  ),
  kind(
    'handle',
    any,
    (r) => `@${pick(r, first)}${pick(r, ['_', '', '.'])}${pick(r, last)}${r(2) ? digits(r, 2) : ''}`,
  ),
  kind(
    'handle with a cue',
    ['my insta is {} by the way', 'add me on snapchat, {}', 'My TikTok name is {}.', 'her username is {}'],
    (r) => `${pick(r, first).replace('â', 'a')}${pick(r, ['_', '.', ''])}${pick(r, last)}${digits(r, 2)}`,
  ),
  kind('postcode', any, (r) => outward(r) + pick(r, tight) + inward(r)),
  kind('postcode, small letters', ['We live in {} still.', 'my postcode is {} ok'], (r) =>
    `${outward(r)}${pick(r, [' ', ''])}${digits(r, 1)}${letters(r, 2, 'ABDEFGHJLNPQ')}`.toLowerCase(),
  ),
  kind(
    'postcode, invalid',
    any,
    (r) => `${letters(r, 2)}${digits(r, 2)} ${digits(r, 1)}${letters(r, 2, 'CIKMOV')}`,
  ),
  kind('postcode, spelled', any, (r) => spell(`${outward(r)}${inward(r)}`)),
  kind('postcode, spoken', ['My postcode is {}.', 'postcode {}', 'the postcode was {} I think'], (r) => {
    const [out, inner] = [outward(r), inward(r)]
    return `${spell(out.replace(/\d/g, ''))} ${speak(r, out.replace(/\D/g, ''))} ${speak(r, inner.slice(0, 1))} ${spell(inner.slice(1))}`
  }),
  kind(
    'outward postcode with a cue',
    [
      'My postcode starts {}.',
      'the {} postcode',
      'somewhere in the {} area',
      'We moved to {} after that.',
      'I live in {} near the park',
    ],
    (r) => outward(r),
  ),
  kind('National Insurance', any, (r) => cut(r, ni(r), [2, 2, 2, 2, 1])),
  kind('National Insurance, dotted', any, (r) => grouped(r, [2, 2, 2, 2, 1], ni(r), ['.'])),
  kind('National Insurance, small letters', any, (r) => ni(r).toLowerCase()),
  kind('National Insurance, invalid', any, (r) => cut(r, niInvalid(r), [2, 2, 2, 2, 1])),
  kind(
    'National Insurance, spoken',
    ['My national insurance number is {}.', 'NI number {}', 'my NI is {} ok'],
    (r) => {
      const code = ni(r)
      return `${spell(code.slice(0, 2))} ${speak(r, code.slice(2, 8))} ${code.slice(8)}`
    },
  ),
  kind('NHS number', any, (r) => grouped(r, [3, 3, 4], nhs(r, true))),
  kind('NHS number, invalid', any, (r) => grouped(r, [3, 3, 4], nhs(r, false))),
  kind('NHS number, spoken', ['My NHS number is {}.', 'nhs number {} they said', ...any], (r) =>
    speak(r, nhs(r, true)),
  ),
  kind('sort code', ['My sort code is {}.', 'sort code {}', 'sort code: {}'], (r) =>
    grouped(r, [2, 2, 2], digits(r, 6)),
  ),
  kind('sort code, spoken', ['My sort code is {}.', 'sort code {} please'], (r) => speak(r, digits(r, 6))),
  kind(
    'account',
    ['My account number is {}.', 'account no {}', 'the acc number was {}', 'bank account: {}'],
    (r) => grouped(r, pick(r, [[8], [4, 4]]), `${1 + r(9)}${digits(r, 7)}`, [' ', '', '-', '\n']),
  ),
  kind('account, spoken', ['My account number is {}.', 'account {}'], (r) => speak(r, digits(r, 8))),
  kind(
    'sort code and account',
    any,
    (r) =>
      grouped(r, [2, 2, 2], digits(r, 6), ['-', ' ']) +
      pick(r, [' ', '\n', ', ', ' / ']) +
      `${1 + r(9)}${digits(r, 7)}`,
  ),
  kind('card', any, (r) => grouped(r, [4, 4, 4, 4], card(r, true))),
  kind('card, invalid', any, (r) => grouped(r, [4, 4, 4, 4], card(r, false))),
  kind('card, spoken', any, (r) => speak(r, card(r, true))),
  kind('IBAN', any, (r) =>
    grouped(r, [4, 4, 4, 4, 4, 2], `GB${digits(r, 2)}${letters(r, 4)}${digits(r, 14)}`, ['', ' ', '\n', '-']),
  ),
  kind('IBAN, foreign', any, (r) =>
    grouped(r, [4, 4, 4, 4, 4, 2], `${pick(r, ['DE', 'RO', 'PL'])}${digits(r, 20)}`, ['', ' ', '\n']),
  ),
  kind('plate', any, (r) => letters(r, 2) + digits(r, 2) + pick(r, ['', ' ', '\n', '-']) + letters(r, 3)),
  kind(
    'plate, older',
    any,
    (r) => `${letters(r, 1)}${1 + r(9)}${digits(r, 2)} ${letters(r, 3, 'BCDFGHJKLMN')}`,
  ),
  kind('plate, small letters with a cue', ['her reg was {} I saw it', 'the car was a red one, {}'], (r) =>
    `${letters(r, 2)}${digits(r, 2)} ${letters(r, 3)}`.toLowerCase(),
  ),
  kind(
    'plate, spoken',
    ['His reg is {}.', 'number plate {}'],
    (r) => `${spell(letters(r, 2))} ${speak(r, digits(r, 2))} ${spell(letters(r, 3))}`,
  ),
  kind(
    'case number',
    ['case number {}', 'My ref is {}.', 'crime reference number {}', 'The case ref was {}, I wrote it down.'],
    (r) =>
      pick(r, [
        digits(r, 5),
        `${letters(r, 2)}/${digits(r, 5)}`,
        `${letters(r, 3)}-${digits(r, 4)}`,
        `${digits(r, 2)}/${digits(r, 6)}/${digits(r, 2)}`,
        `${letters(r, 2)}${digits(r, 6)}`,
        `${digits(r, 4)} ${digits(r, 4)}`,
      ]),
  ),
  kind('case number, spoken', ['My case number is {}.', 'reference number {} it was'], (r) =>
    speak(r, digits(r, 6)),
  ),
  kind('court case', any, (r) =>
    pick(r, [
      `${letters(r, 2)}${digits(r, 2)}P${digits(r, 5)}`,
      `${letters(r, 1)}${digits(r, 2)}YX${digits(r, 3)}`,
    ]),
  ),
  kind('prison number', any, (r) => `A${digits(r, 4)}${letters(r, 2)}`),
  kind(
    'passport',
    ['My passport number is {}.', 'passport: {}', 'passport no. {}', 'the number on my passport was {}'],
    (r) => grouped(r, pick(r, [[9], [3, 3, 3]]), `${1 + r(9)}${digits(r, 8)}`, [' ', '', '-', '\n']),
  ),
  kind('passport, spoken', ['My passport number is {}.', 'passport {}'], (r) => speak(r, digits(r, 9))),
  kind('driving licence', any, (r) => cut(r, licence(r), [5, 6, 2, 3])),
  kind('driving licence, small letters', ['my driving licence number is {} ok', 'licence no {}'], (r) =>
    pick(r, [licence(r), cut(r, licence(r), [5, 6, 2, 3])]).toLowerCase(),
  ),
  kind(
    'street address',
    any,
    (r) =>
      `${1 + r(199)}${r(4) ? '' : 'a'}${pick(r, [' ', ', '])}${pick(r, streets)} ${pick(r, streetTypes)}`,
  ),
  kind('street address, small letters', ['I live at {} now'], (r) =>
    `${1 + r(199)} ${pick(r, streets)} ${pick(r, ['road', 'street', 'avenue', 'lane', 'terrace'])}`.toLowerCase(),
  ),
  kind(
    'street address, spoken number',
    any,
    (r) =>
      `${pick(r, ['twelve', 'forty-two', 'seven', 'one hundred and six', 'thirty three'])} ${pick(r, streets)} ${pick(r, ['Road', 'Street', 'Avenue', 'Terrace'])}`,
  ),
  kind(
    'flat',
    any,
    (r) =>
      `${pick(r, ['Flat', 'flat', 'Room'])} ${1 + r(40)}${pick(r, ['', 'b'])}, ${pick(r, streets)} ${pick(r, ['House', 'Court', 'Tower', 'Lodge'])}`,
  ),
  kind(
    'address over lines',
    any,
    (r) =>
      `${1 + r(199)} ${pick(r, streets)} ${pick(r, ['Road', 'Street', 'Avenue'])}\n${cap(pick(r, ['oldham', 'leeds']))}\n${outward(r)} ${inward(r)}`,
  ),
]
