import { pick, type Random } from './made-up-identifiers.ts'
import { misspelt, nicknames, origins, speakers, wordNames } from './leak-names.ts'

/** What is planted in one gap: the words, and for a name where it comes from. */
export type Filling = { words: string; origin: string | null }

/** A kind of identifier. `isDirect`: it leads to one person by itself. `planted`: how many of 500. */
export type PlantKind = {
  slot: string
  name: string
  isDirect: boolean
  planted: number
  make: (random: Random, at: number) => Filling
}

/** `#` is a digit, `?` a capital letter, everything else stands as it is. */
const fill = (random: Random, shape: string) =>
  shape.replace(/[#?]/g, (sign) =>
    sign === '#' ? String(random(10)) : pick(random, [...'ABCEGHJKLMNPRSTWXYZ']),
  )
const shaped =
  (...shapes: string[]) =>
  (random: Random, at: number): Filling => ({
    words: fill(random, shapes[at % shapes.length]!),
    origin: null,
  })
const oneOf =
  (...words: string[]) =>
  (_: Random, at: number): Filling => ({ words: words[at % words.length]!, origin: null })

/** Every origin in turn, its names in turn, so that none comes twice before all have come. */
const named =
  (write: (given: string, family: string) => string, offset = 0) =>
  (_: Random, at: number): Filling => {
    const origin = origins[at % origins.length]!
    const round = Math.floor(at / origins.length) + offset
    const given = origin.given[round % origin.given.length]!
    const family = origin.family[(round * 3 + 1) % origin.family.length]!
    return { words: write(given, family), origin: origin.name }
  }

const said = ['oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
/** A number as people say it: two alike are "double", and there is a pause after the first five. */
function sayDigits(digits: string): string {
  const words: string[] = []
  for (let at = 0; at < digits.length; at += 1) {
    const word = said[Number(digits[at])]!
    const isDouble = digits[at + 1] === digits[at]
    words.push(isDouble ? `double ${word}` : word)
    if (isDouble) at += 1
    if (at === 4 && digits.length > 6) words[words.length - 1] += ','
  }
  return words.join(' ')
}

const spokenNumber = (random: Random, at: number): Filling => ({
  words: sayDigits(fill(random, ['07#########', '01#########', '07#########'][at % 3]!)),
  origin: null,
})

const address =
  (write: (given: string, family: string, random: Random) => string) =>
  (random: Random, at: number): Filling => {
    const { words } = named((given, family) => `${given} ${family}`, 5)(random, at)
    const [given, family] = words
      .normalize('NFD')
      .replace(/[^A-Za-z ]/g, '')
      .toLowerCase()
      .split(' ')
    return { words: write(given!, family!, random), origin: null }
  }

const town =
  'Todmorden,Stalybridge,Grimsby,Llandudno,Kilmarnock,Barrow-in-Furness,Leicester,Merthyr Tydfil,Basingstoke,Peterhead,Great Yarmouth,Coventry,Wisbech,Enniskillen,Redruth,Skelmersdale,Luton,Aberystwyth,Hartlepool,Whitehaven,Bexhill,Corby,Swindon,Paisley,Rotherham,Mablethorpe'
const estate =
  'the Byker Wall,Castle Vale,the Aylesbury,Easterhouse,Broadwater Farm,Moss Side,the Ford,Harehills,Seacroft,the Manor,Penrhys,Possilpark,Thamesmead,the Gurnos,Hulme Crescents,Whinmoor'
const org =
  'Kirkgate Night Shelter,St Cuthbert’s Hospice,Rowan House,the Salvation Army,Turn the Tide,Calder Valley Women’s Aid,HMP Styal,Bridgewater College,the Jobcentre on the ring road,Holy Rood Primary,Emmaus,Brackley Fields Surgery,Northmoor Housing,the Whitechapel Mission,Changing Lives,Pennine Care,the Feathers,Riverside Academy,Barnardo’s,Tesco,Asylum Link,Harbour Recovery,Unit 9 Boxing Club,the Bethel chapel,Pinderfields,Mind'
const relative =
  'the week my mum died,last Tuesday fortnight,two days before the trial,the night of the big flood,the day after Eid,three weeks before the baby came,the Friday before last,on my fiftieth birthday,the morning they evicted us,a month after the fire,the Sunday after the funeral,the summer the mill shut,on the second day of Ramadan,four days after my release'
const jobs =
  'a lighthouse keeper,a bell founder,a town crier,a zoo vet,a trapeze artist,a cathedral organist,a deep-sea welder,a puppeteer'
const diagnoses =
  'Huntington’s,sickle cell,narcolepsy,Ehlers-Danlos,bipolar disorder,lupus,cystic fibrosis,schizoaffective disorder'
const people = 'a trans man,Eritrean,a Plymouth Brother,the only Sikh,Roma,Kurdish'

const each = (text: string) => oneOf(...text.split(','))
const lower = (text: string) => each(text.toLowerCase())

const kind = (
  slot: string,
  name: string,
  planted: number,
  make: PlantKind['make'],
  isDirect = true,
): PlantKind => ({ slot, name, isDirect, planted, make })

export const plantKinds: readonly PlantKind[] = [
  kind(
    'full',
    'given and family name',
    36,
    named((given, family) => `${given} ${family}`),
  ),
  kind(
    'given',
    'given name',
    38,
    named((given) => given, 4),
  ),
  kind(
    'family',
    'family name behind a title',
    16,
    named((_, family) => family, 4),
  ),
  kind('nick', 'nickname', 14, oneOf(...nicknames)),
  kind(
    'givenLower',
    'given name, small letters',
    24,
    named((given) => given.toLowerCase(), 8),
  ),
  kind(
    'fullLower',
    'whole name, small letters',
    10,
    named((given, family) => `${given} ${family}`.toLowerCase(), 7),
  ),
  kind('misspelt', 'name, misspelt', 14, oneOf(...misspelt)),
  kind('wordName', 'name that is a word too', 14, oneOf(...wordNames)),
  kind('knownFull', 'speaker, whole name', 8, oneOf(...speakers)),
  kind('knownGiven', 'speaker, given name', 12, oneOf(...speakers.slice(6).map(givenOf))),
  kind(
    'knownLower',
    'speaker, small letters',
    8,
    oneOf(...speakers.slice(2).map((one) => givenOf(one).toLowerCase())),
  ),
  kind(
    'knownMisspelt',
    'speaker, misspelt',
    6,
    oneOf('Rosalynd', 'Chiamakka', 'Ravindar', 'Halimah', 'Leapold', 'Brender'),
  ),
  kind('town', 'town', 26, each(town), false),
  kind(
    'townLower',
    'town, small letters',
    10,
    lower('Accrington,Motherwell,Dagenham,Pontypridd,Scunthorpe,Bootle,Margate,Lurgan,Oldham,Worksop'),
    false,
  ),
  kind('estate', 'estate or neighbourhood', 16, each(estate), false),
  kind(
    'street',
    'street',
    12,
    each(
      'Cardigan Road,Infirmary Street,Salamanca Place,the Headrow,Bethune Avenue,Old Kent Road,Shakespeare Approach,Cinder Hill,Tanyard Lane,Maryhill Road,Spital Tongues,Wapping Wharf',
    ),
    false,
  ),
  kind('address', 'street address', 14, (random, at) => ({
    words: fill(
      random,
      [
        '#7 Larkspur Avenue',
        'Flat 1#, Attlee Court',
        '2## Stoney Rock Lane',
        '#3b Corporation St',
        'number 8#, Beulah Terrace',
        'forty-two Nowell Mount',
        '1#4 Gipton Wood Rd, Leeds',
      ][at % 7]!.replace(/^#/, String(1 + random(9))),
    ),
    origin: null,
  })),
  kind('abroad', 'place abroad', 6, each('Asmara,Gujranwala,Timişoara,Port Harcourt,Qamishli,Recife'), false),
  kind('org', 'organisation', 24, each(org), false),
  kind(
    'orgLower',
    'organisation, small letters',
    6,
    lower('Shelter,the Sally Army,Kirkgate Mission,Barnardos,Wetherspoons,St Annes'),
    false,
  ),
  kind(
    'phone',
    'phone number',
    12,
    shaped(
      '07### ######',
      '0113 4## ####',
      '07#########',
      '+44 7### ######',
      '(0161) 7## ####',
      '07## ### ####',
    ),
  ),
  kind(
    'phoneDotted',
    'phone number, dotted',
    6,
    shaped('07###.###.###', '07##-###-####', '0.7.#.#.#.#.#.#.#.#.#'),
  ),
  kind('phoneSpoken', 'phone number, said', 10, spokenNumber),
  kind(
    'email',
    'e-mail address',
    10,
    address(
      (given, family, random) =>
        `${given}${pick(random, ['.', '_', ''])}${family}${random(90) + 10}@${pick(random, ['post.example', 'mail.example.org', 'live.example'])}`,
    ),
  ),
  kind(
    'emailSpoken',
    'e-mail address, said',
    8,
    address(
      (given, family, random) =>
        `${given}${pick(random, [' dot ', ' underscore ', ' '])}${family} at ${pick(random, ['gmail dot com', 'hotmail dot co dot uk', 'outlook dot com'])}`,
    ),
  ),
  kind(
    'handle',
    'handle',
    10,
    address(
      (given, family, random) =>
        `@${given}${pick(random, ['_', '', '.'])}${family}${random(2) ? random(99) : ''}`,
    ),
  ),
  kind(
    'link',
    'link',
    8,
    address((given, family, random) =>
      pick(random, [
        `https://www.${family}-stories.example/${given}`,
        `www.${given}${family}.example`,
        `facebook.com/${given}.${family}.9`,
        `https://youtu.be/${given}X${family}`,
      ]),
    ),
  ),
  kind(
    'postcode',
    'postcode',
    12,
    shaped('LS# #EH', 'M#4 #WD', 'SE1# #PQ', 'bd# #ng', 'G#1 #XL', 'CF4# #TY'),
  ),
  kind('ni', 'National Insurance number', 6, shaped('JT ## ## ## C', 'PW######A', 'ne ## ## ## b')),
  kind('nhs', 'NHS number', 5, shaped('4## ### ####', '9#########', '6##-###-####')),
  kind(
    'bank',
    'sort code and account',
    6,
    shaped('##-##-## ########', 'sort code ## ## ## account ########', '##-##-##, ########'),
  ),
  kind('card', 'payment card', 4, shaped('4### #### #### ####', '5###############', '4###-####-####-####')),
  kind('plate', 'vehicle plate', 6, shaped('?E1# ???', '?K6# ???', 'yx5# rnb')),
  kind('ref', 'reference number', 8, shaped('HSG/####/##', 'C######', 'LC-##-####', '######/#')),
  kind('room', 'room or flat', 6, shaped('room 1#', 'flat #b', 'Room 2##')),
  kind(
    'date',
    'date',
    12,
    oneOf(
      '14 March 2019',
      'the 3rd of November',
      '22/07/21',
      'Christmas Eve 2017',
      'May the ninth',
      '6 Jan',
      'the twenty-first of June 2020',
      '2018-10-04',
      'Good Friday',
      'Tuesday 8th August',
      'the first of February',
      '11.12.2022',
    ),
    false,
  ),
  kind('relative', 'relative date', 14, each(relative), false),
  kind(
    'age',
    'age',
    14,
    oneOf(
      '17',
      'forty-three',
      '62',
      'nineteen',
      '81',
      '34',
      'fifty-eight',
      '26',
      'ninety',
      '51',
      'thirty-nine',
      '73',
      'twenty-two',
      '45',
    ),
    false,
  ),
  kind('job', 'rare job', 8, each(jobs), false),
  kind('diagnosis', 'diagnosis', 8, each(diagnoses), false),
  kind(
    'sum',
    'sum of money',
    7,
    oneOf(
      '£11,482.60',
      'four thousand two hundred pounds',
      '£640',
      '£87.35',
      'six hundred and ten quid',
      '£2,300',
      '£19k',
    ),
    false,
  ),
  kind('people', 'people or faith', 6, each(people), false),
]

function givenOf(name: string): string {
  return name.slice(0, name.indexOf(' '))
}
