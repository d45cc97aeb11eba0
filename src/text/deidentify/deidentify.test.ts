import { describe, expect, it } from 'vitest'
import { makeChance } from '../../../test/chance.ts'
import { deidentify, prepareKnownNames, suggestReplacements } from './deidentify.ts'
import { reasonWords } from './deidentify.words.ts'
import { settleProposals } from './proposal.ts'
import type { Proposal } from './proposal.ts'
import { processorTime } from '../../../test/processor-time.ts'

const stretches = (text: string, names: string[] = []) =>
  deidentify(text, { known: { names } }).map(({ start, end }) => text.slice(start, end))
const reasons = (text: string, names: string[] = []) =>
  deidentify(text, { known: { names } }).map(({ reason }) => reason)

describe('contacts', () => {
  it.each([
    ['07700 900123', 'phone-number'],
    ['07700900123', 'phone-number'],
    ['07700.900.123', 'phone-number'],
    ['07700-900-123', 'phone-number'],
    ['0 7 7 0 0 9 0 0 1 2 3', 'phone-number'],
    ['077 00 90 01 23', 'phone-number'],
    ['07700\n900123', 'phone-number'],
    ['07700, 900, 123', 'phone-number'],
    ['O7700 900123', 'phone-number'],
    ['٠٧٧٠٠ ٩٠٠١٢٣', 'phone-number'],
    ['０７７００９００１２３', 'phone-number'],
    ['07700\u00a0900\u200b123', 'phone-number'],
    ['(0161) 496 0000', 'phone-number'],
    ['0161 496 0000 ext 12', 'phone-number'],
    ['01632 96012', 'phone-number'],
    ['+44 (0)20 7946 0958', 'phone-number'],
    ['+447700900123', 'phone-number'],
    ['0044 7700 900123', 'phone-number'],
    ['44 7700 900123', 'phone-number'],
    ['+1 (202) 555-0143', 'phone-number'],
    ['+353 20 915 5555', 'phone-number'],
    ['+33 1 99 00 12 34', 'phone-number'],
    ['oh seven seven double oh, nine double oh one two three', 'spoken-number'],
    ['Zero seven seven. Zero zero. Nine zero zero. One two three', 'spoken-number'],
    ['oh seven seven zero zero um nine hundred one two three', 'spoken-number'],
    ['oh 7 seven 0 zero nine hundred one two three', 'spoken-number'],
    ['sam.okafor+x@mail.example.org', 'e-mail-address'],
    ["o'brien_7@example.co.uk", 'e-mail-address'],
    ['sam @ gmail.com', 'e-mail-address'],
    ['séan@exämple.ie', 'e-mail-address'],
    ['sam dot okafor at gmail dot com', 'spoken-e-mail-address'],
    ['sam_okafor at hotmail.co.uk', 'spoken-e-mail-address'],
    ['sam (at) example (dot) org', 'spoken-e-mail-address'],
    ['https://example.org/sam?x=1', 'web-address'],
    ['www.example.org/~sam', 'web-address'],
    ['facebook.com/sam.okafor.7', 'web-address'],
    ['@sam_okafor', 'handle'],
    ['14 Moss Row', 'street-address'],
    ['Flat 3b, 14a Moss Side Lane', 'street-address'],
    ['22 acacia avenue', 'street-address'],
    ['Flat 3, Oak Tree House', 'street-address'],
    ['Wilmslow Road', 'street-name'],
    ['12 Nowell Mount', 'street-address'],
    ['forty-two Nowell Mount', 'street-address'],
    ['flat 5b', 'room-number'],
    ['Flat B', 'room-number'],
    ['ne 12 34 56 b', 'national-insurance-number'],
    ['yx51 rnb', 'vehicle-plate'],
  ])('finds %j', (written, reason) => {
    for (const text of [
      written,
      `It is ${written}, so there.`,
      `so (${written}) there`,
      `so\n${written}\nso`,
    ]) {
      const found = deidentify(text)
      expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([written])
      expect(found[0]?.reason).toBe(reason)
    }
  })

  it('finds a handle with a dot in it behind a comma, where it could be half an address', () => {
    const text = 'Her sister did, @sam.okafor7, and then Jo.'
    expect(deidentify(text)).toMatchObject([{ start: 16, end: 28, reason: 'handle' }])
  })

  it.each([
    'I counted one two three four five six seven eight nine ten.',
    'It was 12/03/2026 at 10.30, from 09.00-10.00 and 11.00-12.00.',
    'I had page 4417, 03/05/2022, and bed 07, 18/06/2021.',
    'In 2019-2020 there were 1,250,000 people and 100000 beds.',
    'I paid £1,200.50 for 3 nights in 2024 and 2025.',
    'We met @ 5pm, 2 miles down the road.',
    'There were 3 people in the street.',
    'He scored 10 20 30 and then 40.',
    'Look on 10 20 30 a time, on50 pls, from10 the m62 was shut for the car and it did 50mph.',
    'It was flat 20 quid, the flat I had, a flat 10% off.',
  ])('takes no number in %j for one of a person', (text) => {
    expect(deidentify(text).filter(({ type }) => type !== 'DATE' && type !== 'QUANTITY')).toEqual([])
  })
})

describe('UK numbers, made by the hundred: every one is found, whole', () => {
  const random = makeChance(20261121).below
  const digits = (count: number) => Array.from({ length: count }, () => random(10)).join('')
  const letters = (count: number, from = 'ABCDEFGHJKLMNPRSTWXYZ') =>
    Array.from({ length: count }, () => from[random(from.length)]).join('')
  const gaps = ['', ' ', '-', '\n', ' \n']
  const gap = () => gaps[random(gaps.length)] ?? ''

  const nhsCheck = (nine: string) => {
    const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
    return (11 - (sum % 11)) % 11
  }
  const luhn = (payload: string) => {
    for (let check = 0; check < 10; check++) {
      const sum = [...`${payload}${check}`].reverse().reduce((total, digit, at) => {
        const value = at % 2 === 1 ? Number(digit) * 2 : Number(digit)
        return total + (value > 9 ? value - 9 : value)
      }, 0)
      if (sum % 10 === 0) return String(check)
    }
    throw new Error('no check digit')
  }
  const makers: Record<string, () => string> = {
    postcode: () => {
      const outward = letters(1 + random(2)) + String(1 + random(9)) + (random(2) ? String(random(10)) : '')
      return `${outward}${gap()}${digits(1)}${letters(2, 'ABDEFGHJLNPQRSTUWXYZ')}`
    },
    'postcode in small letters': () => `m${1 + random(9)} ${4 + random(6)}${letters(2, 'abdefgjlnpq')}`,
    'invalid postcode': () => `${letters(2)}${digits(2)} ${digits(1)}${letters(2, 'CIKMOV')}`,
    'National Insurance': () =>
      `${letters(2)}${gap()}${digits(2)}${gap()}${digits(2)}${gap()}${digits(2)}${gap()}${letters(1, 'ABCD')}`,
    'National Insurance in small letters': () =>
      `${letters(2).toLowerCase()}${digits(6)}${letters(1, 'abcd')}`,
    'National Insurance without its last letter': () => `${letters(2)}${digits(2)} ${digits(2)} ${digits(2)}`,
    'valid NHS': () => {
      const nine = `4${digits(8)}`
      const check = nhsCheck(nine)
      const all = check === 10 ? '9434765919' : `${nine}${check}`
      const between = gap()
      return `${all.slice(0, 3)}${between}${all.slice(3, 6)}${between}${all.slice(6)}`
    },
    'invalid NHS': () => `9${digits(2)} ${digits(3)} ${digits(4)}`,
    'sort code and account': () => `${digits(2)}-${digits(2)}-${digits(2)} ${1 + random(9)}${digits(7)}`,
    'sort code and account over a line': () =>
      `${4 + random(5)}${digits(1)}-${digits(2)}-${digits(2)}\n${digits(7)}5`,
    'valid card': () => {
      const payload = `4${digits(14)}`
      const all = payload + luhn(payload)
      const between = gap()
      return [0, 4, 8, 12].map((at) => all.slice(at, at + 4)).join(between)
    },
    'invalid card': () => `5${digits(3)} ${digits(4)} ${digits(4)} ${digits(4)}`,
    IBAN: () => {
      const between = [' ', '', '\n'][random(3)] ?? ''
      return `GB${digits(2)}${between}${letters(4)}${between}${digits(4)}${between}${digits(4)}${between}${digits(4)}${between}${digits(2)}`
    },
    'foreign IBAN': () => `DE${digits(2)} ${digits(4)} ${digits(4)} ${digits(4)} ${digits(4)} ${digits(2)}`,
    plate: () => `${letters(2)}${digits(2)}${['', ' ', '\n'][random(3)]}${letters(3)}`,
    'older plate': () => `${letters(1)}${1 + random(9)}${digits(2)} ${letters(3, 'BCDFGHJKLMN')}`,
    'driving licence': () =>
      `${letters(5)}${gap()}${digits(6)}${gap()}${letters(2)}${gap()}${digits(1)}${letters(2)}`,
    'prison number': () => `${letters(1)}${digits(4)}${letters(2)}`,
    mobile: () => `07${digits(3)}${gap()}${digits(3)}${gap()}${digits(3)}`,
    landline: () => `01${digits(2)}1${gap()}${digits(3)}${gap()}${digits(4)}`,
    'long number': () => `6${digits(8)}7`,
  }
  const cued: Record<string, () => string> = {
    'My passport number is ': () => `${1 + random(9)}${digits(8)}`,
    'passport: ': () => `${letters(2)}${digits(7)}`,
    'case number ': () => digits(5),
    'Ref: ': () => `${letters(2)}/${digits(5)}`,
    'crime number ': () => `${letters(3)}-${digits(4)}`,
    'my account is ': () => digits(8),
    'sort code ': () => `${digits(2)} ${digits(2)} ${digits(2)}`,
    'my pin is ': () => digits(4),
    'my NHS number is ': () => `0${digits(9)}`,
    'her reg was ': () => `${letters(2).toLowerCase()}${digits(2)} ${letters(3).toLowerCase()}`,
    'ring me on ': () => `496 0${digits(3)}`,
  }

  it.each([
    ...Object.entries(makers).map(([kind, make]) => [kind, 'It says ', make] as const),
    ...Object.entries(cued).map(([cue, make]) => [cue.trim(), cue, make] as const),
  ])('%s', (_kind, cue, make) => {
    const missed: string[] = []
    for (let round = 0; round < 300; round++) {
      const written = make()
      const text = `${cue}${written}, I think.`
      const start = cue.length
      const end = start + written.length
      if (!deidentify(text).some((found) => found.start <= start && found.end >= end)) missed.push(written)
    }
    expect(missed).toEqual([])
  })

  it('is surer of a number whose check digits fit, and still proposes the other', () => {
    const [valid] = deidentify('943 476 5919')
    const [invalid] = deidentify('943 476 5918')
    expect(valid?.confidence).toBeGreaterThan(invalid?.confidence ?? 1)
    expect(invalid?.reason).toBe('nhs-number')
  })
})

describe('introduced names', () => {
  it.each([
    ['My name is Priya Nair and I came here.', ['Priya Nair']],
    ['my name is priya and i came', ['priya']],
    ["I'm Priya. This is Dewi.", ['Priya', 'Dewi']],
    ['I’m Priya, and a lad called Tomasz helped.', ['Priya', 'Tomasz']],
    ['My name is May.', ['May']],
    ['Mr Bello, Dr. Singh and Auntie Bev came.', ['Bello', 'Singh', 'Bev']],
    ['mr bello came', ['bello']],
    ['My sister Leanne and her friend Siân went.', ['Leanne', 'Siân']],
    ['Call me Al Amin', ['Al Amin']],
    ['thanks @\u2068Sam Okafor\u2069 for that', ['@\u2068Sam Okafor\u2069']],
    ["I'm British and I'm OK. I'm Muslim. This is The End. It's ok.", []],
    ['I am so tired, and this is it. My name was on the list.', []],
    ["I'M FINE. My mum And I left.", []],
    ['I miss you. Dr said no.', []],
  ])('%j', (text, expected) => {
    expect(stretches(text)).toEqual(expected)
  })
})

describe('ordinary prose', () => {
  it('gives at most one false proposal in 1,000 words', () => {
    const text = prose.join('\n')
    const words = text.split(/\s+/).length
    const names = [
      'Sam Okafor (she/her)',
      'Priya Nair',
      'Will Hope',
      'Mark Trust',
      'Grace May',
      'An Do',
      'iPhone',
    ]
    const found = stretches(text, names)
    expect(words).toBeGreaterThan(500)
    expect(found.length, found.join(' | ')).toBeLessThanOrEqual(Math.ceil(words / 1000))
  })
})

describe('the proposals themselves', () => {
  const at = (start: number, end: number, type: Proposal['type'], confidence = 0.5): Proposal => ({
    start,
    end,
    type,
    confidence,
    reason: 'long-number',
    entity: `${start}`,
  })

  it('never leave a proposed character standing when some overlap', () => {
    const settled = settleProposals([
      at(5, 15, 'PERSON'),
      at(0, 8, 'CODE', 0.9),
      at(20, 22, 'PLACE'),
      at(3, 3, 'CODE'),
    ])
    expect(settled).toEqual([{ ...at(5, 15, 'PERSON', 0.9), start: 0 }, at(20, 22, 'PLACE')])
  })

  it('take the kind that does more harm of two as long', () => {
    expect(settleProposals([at(0, 4, 'PLACE', 0.9), at(0, 4, 'CODE')])[0]?.type).toBe('CODE')
  })

  it('are in order, apart, inside the text and never one character', () => {
    const random = makeChance(7).below
    const pieces = [
      '07700 900123',
      ' sam',
      '@',
      '.',
      ' M1 1AE',
      ' at gmail dot com',
      ' Mr ',
      'Sam ',
      ' 12',
      '\n',
      '😀',
      ' oh',
      ' seven',
      'é',
    ]
    const known = prepareKnownNames(['Sam Okafor', 'sam@gmail.com'])
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join('')
      let reached = 0
      for (const { start, end, confidence } of deidentify(text, { known })) {
        expect(start).toBeGreaterThanOrEqual(reached)
        expect(end).toBeGreaterThan(start + 1)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(confidence > 0 && confidence <= 1).toBe(true)
        reached = end
      }
    }
  })

  it('leaves what is said aloud alone in a record', () => {
    expect(
      deidentify('oh seven seven double oh nine double oh one two three', { profile: 'record' }),
    ).toEqual([])
  })

  it.each([
    ['My name is Priya.', ['[name]']],
    ['My son Dewi left.', ['[his name]']],
    ['Mr Bello of M14 5RT', ['[name]', '[a postcode]']],
    ['07700 900123 or a@example.org', ['[phone number]', '[e-mail address]']],
  ])('suggests what could stand in %j', (text, expected) => {
    expect(suggestReplacements(text, deidentify(text))).toEqual(expected)
  })

  it('have a sentence for every reason', () => {
    for (const reason of reasons('07700 900123 M1 1AE @sam a@b.org Mr Bello', ['+44 7700 900123'])) {
      expect(reasonWords['en-GB'][reason]).toMatch(/\.$/)
    }
  })
})

describe('speed', () => {
  it.each(['a', '1', ' ', '@', 'A', '.', '\n', 'a@', '1-', 'A1', 'Mr ', 'oh ', '1 Aa ', 'a.'])(
    'reads 1 MB of %j without delay',
    (piece) => {
      const known = prepareKnownNames(
        Array.from({ length: 200 }, (_, at) => `Aaaaaa${'b'.repeat(at % 9)} A1`),
      )
      const long = piece.repeat(Math.ceil(1_000_000 / piece.length))
      expect(processorTime(() => deidentify(long, { known }))).toBeLessThan(6000)
    },
  )
})

const prose = [
  'When I first came here I did not know anybody at all. I slept on floors for about six weeks, sometimes seven nights in one place, and then I had to move on again. People say you get used to it, but you never do. You carry everything you own in two bags and you hope that nobody asks you to open them.',
  'The thing that changed it was small. A woman at the library let me sit by the heater and charge my phone, and she never asked me why. Every morning she said hello. After about a month I told her the whole story, and she did not look shocked, she just made tea. That is what I mean when I say that somebody listened.',
  'What would have helped? Not another form. I must have filled in that form twelve times in 2024, and each time it wanted the worst day of my life in a box two inches wide. If they had kept it, and trusted me, I would have had the room by Christmas. Instead it was April before anyone rang back, and by then the place was gone.',
  'It is hard to explain to people with a home. You are tired in a way that sleep does not mend. You are cold at 5 in the morning and you are cold at noon. You learn which doors open at 8.30 and which ones close at ten to four. You learn who will share and who will not. I may be wrong, but I think most people would share if they were asked the right way.',
  "My coach does it differently. We walk. We don't sit in an office with a desk between us, we go round the park and we talk about what I want to do, and sometimes we don't talk. She'll say what she thinks, and then it's up to me. Nobody had ever said that before: it's up to you. I didn't believe it for the first three or four months.",
  'I want to cook. That is my goal, written in my own words on the first page. I used to cook for nine people on a Sunday, rice and beans and chicken, with the radio on. Now I cook at the centre on Thursdays, and last week there were 40 of us, and not one plate came back with anything on it. You should have seen them. It was the best day I have had in years.',
  'If I could tell the council one thing it would be this. Come and stand in the queue. Do not send a survey, do not send a leaflet, come and stand in the queue for two hours in the rain with your bags and your papers, and then tell me it works. It costs them more to keep me out than to let me in. I have done the sums, 365 nights at whatever a night costs. It does not add up. And nobody has ever been able to show me where I went wrong.',
]
