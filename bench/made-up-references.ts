import {
  digits,
  first,
  grouped,
  kind,
  last,
  letters,
  pick,
  speak,
  spell,
  type Kind,
  type Random,
} from './made-up-identifiers.ts'

/**
 * More of what people are known by: rooms and wards, numbers of landlords, courts and the Home Office, cards for buses
 * and trains, links to a person, postcodes and numbers of Wales, Northern Ireland and Ireland; and every kind over lines.
 */
const any = [
  'I wrote {} on the back of my hand.',
  'It says {}, I think.',
  '{} is what they gave me',
  'They kept asking and I kept saying ({}) until they stopped.',
]
const inward = (r: Random) => `${r(10)}${letters(r, 2, 'ABDEFGHJLNPQRSTUWXYZ')}`
const words = 'table lamp river apple stone cloud paper green quick happy sugar music plant horse'.split(' ')
const overLines = (r: Random, code: string, sizes: readonly number[]) =>
  grouped(r, sizes, code, ['\n', ' \n', '-\n'])

export const references: readonly Kind[] = [
  kind('room', ['I was in {} then.', 'They put me in {}, top floor.', 'Ask for me at {}.'], (r) =>
    pick(r, [`room ${1 + r(400)}`, `Room ${1 + r(60)}B`, `rm ${1 + r(60)}`, `room no. ${1 + r(60)}`]),
  ),
  kind('room, spoken', ['He is in room {}, top floor.', 'I was in cell {} then'], (r) =>
    speak(r, digits(r, 3)),
  ),
  kind('cell', ['I was in {} then.', 'They moved me to {}.'], (r) =>
    pick(r, [
      `cell ${letters(r, 1, 'ABCDE')}${1 + r(4)}-${10 + r(20)}`,
      `Cell ${1 + r(40)}`,
      `cell ${letters(r, 1, 'ABCD')}-${1 + r(4)}-${10 + r(20)}`,
    ]),
  ),
  kind('wing', ['I was on {} then.', 'the lads from {} know me', 'They moved me to {}.'], (r) =>
    pick(r, [
      `${letters(r, 1, 'BCDEFGH')} wing`,
      `${letters(r, 1, 'ABCDEFGH')} Wing`,
      `${letters(r, 1, 'ABCDEFGH')}-Wing`,
    ]),
  ),
  kind('ward', ['I was on {} then.', 'visiting is on {} after two'], (r) =>
    pick(r, [
      `Ward ${1 + r(60)}`,
      `ward ${1 + r(9)}${letters(r, 1, 'ABCD')}`,
      `Ward ${letters(r, 1, 'ABCDEF')}${1 + r(30)}`,
    ]),
  ),
  kind(
    'collar number',
    ['It was PC {} who stopped.', 'Ask for officer {} there.', 'PC {} wrote it down'],
    (r) => `${1 + r(9)}${digits(r, 2 + r(3))}`,
  ),
  kind('collar number, spoken', ['It was PC {} who stopped.'], (r) => speak(r, `${1 + r(9)}${digits(r, 3)}`)),
  kind(
    'tenancy and rent',
    [
      'My tenancy reference is {}.',
      'rent account {} it says',
      'tenancy ref: {}',
      'My rent account number is {}.',
      'the rent ref was {} I think',
    ],
    (r) =>
      pick(r, [
        digits(r, 8),
        `${1 + r(9)}${digits(r, 6)}`,
        `${letters(r, 2)}${digits(r, 6)}`,
        `${digits(r, 6)}/${digits(r, 2)}`,
        `T${digits(r, 7)}`,
        `${letters(r, 3)}-${digits(r, 5)}`,
      ]),
  ),
  kind(
    'housing application',
    ['My housing register number is {}.', 'bidding number {}', 'homeless application {} they said'],
    (r) => pick(r, [digits(r, 7), `${letters(r, 2)}${digits(r, 6)}`, `HA/${digits(r, 5)}`]),
  ),
  kind('council tax', ['My council tax account is {}.', 'council tax ref {}'], (r) =>
    pick(r, [digits(r, 8), digits(r, 9), `${digits(r, 8)}${letters(r, 1)}`]),
  ),
  kind(
    'bus and rail card',
    [
      'My bus pass number is {}.',
      'railcard {}',
      'Oyster card number {}',
      'my railcard number was {}',
      'bus pass no. {}',
    ],
    (r) =>
      pick(r, [
        `${letters(r, 3)}${digits(r, 8)}`,
        grouped(r, [4, 4, 4], digits(r, 12), ['', ' ']),
        grouped(r, [6, 4, 4, 4], `633597${digits(r, 12)}`, ['', ' ']),
        `${1 + r(9)}${digits(r, 9)}`,
      ]),
  ),
  kind('Home Office reference', any, (r) => `${letters(r, 1)}${digits(r, 7)}${pick(r, ['', '/001', '/2'])}`),
  kind(
    'Home Office reference with a cue',
    ['My Home Office ref is {}.', 'Home Office reference: {}', 'HO ref {}'],
    (r) =>
      pick(r, [
        `${letters(r, 1)}${digits(r, 7)}`,
        `${letters(r, 1)} ${digits(r, 7)}`,
        grouped(r, [4, 4, 4, 4], digits(r, 16), ['-']),
      ]),
  ),
  kind(
    'residence permit',
    any,
    (r) =>
      `${pick(r, ['ZU', 'ZX', 'RZ', 'ZW', 'RU'])}${pick(r, ['', ' '])}${pick(r, ['', 'X'])}${digits(r, 7)}`,
  ),
  kind(
    'residence permit, small letters',
    ['my BRP number is {} ok', 'brp {}', 'biometric card {} it says'],
    (r) => `zu${digits(r, 7)}`,
  ),
  kind('asylum card', ['My ARC number is {}.', 'ARC: {}', 'port reference {}'], (r) =>
    pick(r, [
      `ASC/${digits(r, 7)}`,
      `${letters(r, 3)}${digits(r, 7)}`,
      `${letters(r, 3)}/${digits(r, 6)}`,
      `ACD${digits(r, 4)}/${digits(r, 5)}`,
    ]),
  ),
  kind(
    'eVisa share code',
    ['My share code is {}.', 'share code {} for the landlord', 'the eVisa code: {}'],
    (r) =>
      grouped(
        r,
        [3, 3, 3],
        `${letters(r, 1)}${digits(r, 1)}${letters(r, 1)}${digits(r, 2)}${letters(r, 2)}${digits(r, 2)}`,
        [' ', '', '-'],
      ),
  ),
  kind('court claim', any, (r) =>
    pick(r, [
      `${letters(r, 1)}${digits(r, 2)}${letters(r, 2)}${digits(r, 3)}`,
      `${digits(r, 3)}${letters(r, 2)}${digits(r, 3)}`,
      `CO/${digits(r, 4)}/20${10 + r(15)}`,
    ]),
  ),
  kind('family court', any, (r) => `${letters(r, 2)}${10 + r(15)}${pick(r, ['P', 'C', 'D'])}${digits(r, 5)}`),
  kind('Crown Court', ['The case was {}.', 'case number {}', 'indictment {}'], (r) =>
    pick(r, [`T20${10 + r(15)}${digits(r, 4)}`, `${digits(r, 2)}${letters(r, 2)}${digits(r, 7)}`]),
  ),
  kind('three words', any, (r) => `///${pick(r, words)}.${pick(r, words)}.${pick(r, words)}`),
  kind(
    'three words with a cue',
    ['my what3words is {}', 'what three words: {}', 'w3w {} by the canal'],
    (r) => `${pick(r, words)}.${pick(r, words)}.${pick(r, words)}`,
  ),
  kind('link to a person', any, (r) => {
    const name = `${pick(r, first).replace('â', 'a')}${pick(r, ['_', '.', ''])}${pick(r, last)}`
    return pick(r, [
      `instagram.com/${name}`,
      `https://www.tiktok.com/@${name}`,
      `fb.com/${name}`,
      `linkedin.com/in/${name}`,
      `t.me/${name}`,
      `https://x.com/${name}`,
      `snapchat.com/add/${name}`,
      `vm.tiktok.com/${letters(r, 8)}`,
      `youtu.be/${letters(r, 8)}`,
    ])
  }),
  kind('link to a chat', any, (r) =>
    pick(r, [
      `https://wa.me/447700${digits(r, 6)}`,
      `wa.me/447700${digits(r, 6)}`,
      `chat.whatsapp.com/${letters(r, 12)}`,
      `discord.gg/${letters(r, 7)}`,
    ]),
  ),
  kind('Discord', any, (r) => `${pick(r, first).replace('â', 'a')}${pick(r, last)}#${digits(r, 4)}`),
  kind('Discord with a cue', ['My discord is {}.', 'discord: {}', 'add me on Discord, {}'], (r) =>
    pick(r, [`${pick(r, first).replace('â', 'a')}_${pick(r, last)}`, `${pick(r, last)}${digits(r, 2)}`]),
  ),
  kind(
    'Welsh postcode',
    any,
    (r) =>
      `${pick(r, ['CF', 'LL', 'SA', 'NP', 'LD', 'SY'])}${1 + r(60)}${pick(r, [' ', '', '\n'])}${inward(r)}`,
  ),
  kind('Northern Irish postcode', any, (r) => `BT${1 + r(94)}${pick(r, [' ', '', '\n'])}${inward(r)}`),
  kind(
    'Northern Irish postcode, spoken',
    ['My postcode is {}.'],
    (r) =>
      `B T ${speak(r, String(11 + r(80)))} ${speak(r, String(1 + r(9)))} ${spell(letters(r, 2, 'ABDEFGHJLN'))}`,
  ),
  kind(
    'eircode',
    any,
    (r) =>
      `${pick(r, ['A', 'C', 'D', 'E', 'F', 'H', 'K', 'N', 'P', 'R', 'T', 'V', 'W', 'X', 'Y'])}${digits(r, 2)}${pick(r, [' ', ''])}${letters(r, 1, 'ACDEFHKNPRTVWXY')}${letters(r, 1, 'ACDEFHKNPRTVWXY')}${digits(r, 2)}`,
  ),
  kind(
    'Irish mobile',
    any,
    (r) =>
      `${pick(r, ['+353 8', '00353 8', '+353 (0)8'])}${pick(r, ['3', '5', '6', '7', '9'])} ${grouped(r, [3, 4], digits(r, 7), [' ', '', '-'])}`,
  ),
  kind('Irish mobile at home', ['Ring me on {}.', 'my number is {} ok'], (r) =>
    grouped(r, [3, 3, 4], `08${pick(r, ['3', '5', '6', '7', '9'])}${digits(r, 7)}`, [' ', '', '-']),
  ),
  kind('Northern Irish landline', any, (r) =>
    grouped(
      r,
      pick(r, [
        [3, 4, 4],
        [5, 6],
      ]),
      `028${pick(r, ['90', '71', '37', '66'])}${digits(r, 6)}`,
      [' ', '', '-'],
    ),
  ),
  kind(
    'extension',
    ['Ring {} and ask.', 'Safer Custody, {}'],
    (r) => `${pick(r, ['ext', 'ext.', 'extension', 'Ext'])} ${1 + r(9)}${digits(r, 3)}`,
  ),
  kind(
    'plot and pitch',
    ['I live on {} now.', 'Send it to {}.'],
    (r) =>
      `${pick(r, ['Plot', 'pitch', 'Caravan', 'berth'])} ${1 + r(80)}, ${pick(r, ['Moss', 'Canal', 'Old Mill'])} ${pick(r, ['Lane', 'Road'])}`,
  ),
  kind(
    'house number alone',
    ['I live at {}, the blue door.', 'She is at {} still'],
    (r) => `number ${1 + r(99)}${pick(r, ['', 'a'])}`,
  ),
  kind(
    'end of a card',
    ['My card ends {}.', 'the card ending in {} was stopped', 'last four digits {}'],
    (r) => digits(r, 4),
  ),
  kind('incident', ['It is incident {} they said.', 'CAD {} of that day', 'log number {}'], (r) =>
    digits(r, 4),
  ),
  kind('foreign passport', any, (r) => `${letters(r, 2)}${digits(r, 7)}`),
  kind('benefit reference', ['My PIP reference is {}.', 'UC claim {}', 'Universal Credit account {}'], (r) =>
    pick(r, [
      `${letters(r, 2)}${digits(r, 6)}${letters(r, 1)}`,
      `UC${digits(r, 8)}`,
      grouped(r, [4, 4, 4, 4], digits(r, 16), ['-', ' ']),
    ]),
  ),

  kind('mobile over lines', any, (r) =>
    overLines(
      r,
      `07${digits(r, 9)}`,
      pick(r, [
        [5, 6],
        [5, 3, 3],
      ]),
    ),
  ),
  kind(
    'e-mail over lines',
    any,
    (r) =>
      `${pick(r, first).replace('â', 'a')}.${pick(r, last)}@${pick(r, ['\n', ''])}${pick(r, ['gmail.com', 'outlook.com'])}`,
  ),
  kind('NHS number over lines', any, (r) => overLines(r, `4${digits(r, 9)}`, [3, 3, 4])),
  kind('card over lines', any, (r) => overLines(r, `4${digits(r, 15)}`, [4, 4, 4, 4])),
  kind(
    'sort code and account over lines',
    any,
    (r) => `${grouped(r, [2, 2, 2], digits(r, 6), ['-'])}\n${1 + r(9)}${digits(r, 7)}`,
  ),
  kind('licence over lines', any, (r) =>
    overLines(r, letters(r, 5) + digits(r, 6) + letters(r, 2) + digits(r, 1) + letters(r, 2), [5, 6, 5]),
  ),
  kind('plate over lines', any, (r) => `${letters(r, 2)}${digits(r, 2)}\n${letters(r, 3)}`),
  kind('case number over lines', ['case number\n{}', 'My ref is\n{}.', 'crime reference number:\n{}'], (r) =>
    pick(r, [digits(r, 6), `${letters(r, 2)}/${digits(r, 5)}`, `${letters(r, 3)}-${digits(r, 4)}`]),
  ),
  kind('passport over lines', ['My passport number is\n{}.', 'passport:\n{}'], (r) =>
    overLines(r, `${1 + r(9)}${digits(r, 8)}`, [3, 3, 3]),
  ),
  kind('spoken mobile over lines', any, (r) => speak(r, `07${digits(r, 9)}`).replaceAll(' ', '\n')),
  kind(
    'street over lines',
    any,
    (r) => `${1 + r(99)}\n${pick(r, ['Acacia', 'Moss', 'Station'])} ${pick(r, ['Road', 'Street', 'Avenue'])}`,
  ),
]
