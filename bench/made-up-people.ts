import { makeRandom } from '../test/chance.ts'

/** A label of a made-up person, as a voice of its own. */
export type MadeUp = { voiceId: string; labelId: string; label: string; person: string }

const given =
  'Sam Ada Ben Cleo Josie Tunde Ffion Amira Leroy Ewa Norman Shabnam Craig Malik Yusuf Siân Zoë Łukasz Kateryna Олена Сергій Marta João Aoife Seán Nia Rhys Mohammed Fatima Elizabeth William Robert Margaret Thomas Katherine Alexander Samantha Michael Patricia Christopher Deborah Anthony Abena Kwame Wei Priya Arjun Sofia Mateo Ingrid'.split(
    ' ',
  )
const family =
  'Jones Lane Cole Dunn Pell Bakare Rees Haddad Campbell Zielińska Birtles Iqbal Thackray Aziz Warsame Probert Müller Nowak Kovalenko Шевченко García Silva O’Brien Murphy Davies Evans Khan Begum Smith Brown Taylor Wilson Mensah Boateng Chen Patel Sharma Rossi Hernández Larsen Ash Vale Hill Hughes Walker Hussain Osei Yilmaz Kaya Ali Green King Wright Lopez Clarke Young Allen Scott Baker Adams Nelson Carter Mitchell Roberts Turner Phillips Parker Edwards Collins Stewart Morris Rogers Reed Cook Morgan Bell Cooper Bailey Howard Ward Cox Gray James Watson Brooks Kelly Price Bennett Wood Barnes Ross Henderson Coleman Jenkins Perry Powell Long'.split(
    ' ',
  )
const short: Readonly<Record<string, string>> = {
  Elizabeth: 'Liz',
  William: 'Bill',
  Robert: 'Bob',
  Margaret: 'Peggy',
  Thomas: 'Tom',
  Katherine: 'Kate',
  Alexander: 'Sasha',
  Samantha: 'Sam',
  Michael: 'Mick',
  Patricia: 'Trish',
  Christopher: 'Chris',
  Deborah: 'Debs',
  Anthony: 'Tony',
}

/**
 * So many labels from a seed: half of them of people who came by one door, the rest of people who came by two or three
 * and were written another way each time, with an ordinary share of what nobody can see through (a device, a number
 * here and a name there, first names only).
 */
export function makePeople(count: number, seed: number): MadeUp[] {
  const random = makeRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const people: MadeUp[] = []
  for (let person = 0; people.length < count; person += 1) {
    // As in a country: some names are very common, most are rare.
    const first = random() < 0.6 ? pick(given) : makeUp(random, 2)
    const surname = () => (random() < 0.25 ? pick(family) : makeUp(random, 3))
    const last = random() < 0.1 ? `${surname()}-${surname()}` : surname()
    const number = `07${String(700_900_000 + person).slice(0, 9)}`
    const doors = random() < 0.65 ? 1 : random() < 0.7 ? 2 : 3
    for (let door = 0; door < doors && people.length < count; door += 1) {
      const label = write(first, last, number, random(), pick)
      const id = `${String(people.length).padStart(6, '0')}`
      people.push({ voiceId: id, labelId: id, label, person: String(person) })
    }
  }
  return people
}

/** A name nobody else is likely to have. */
function makeUp(random: () => number, syllables: number): string {
  const pick = (letters: string) => letters[Math.floor(random() * letters.length)]!
  const text = Array.from(
    { length: syllables },
    () => pick('bdfghklmnprstvwz') + pick('aeiou') + pick('nrlst '),
  ).join('')
  const plain = text.replaceAll(' ', '')
  return plain[0]!.toUpperCase() + plain.slice(1)
}

/** One writing of a person. `at`, 0 to 1, chooses which, the usual ones more often. */
function write(
  first: string,
  last: string,
  number: string,
  at: number,
  pick: <T>(list: readonly T[]) => T,
): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[\p{M}’]/gu, '')
      .replace(/Ł/g, 'L')
  const writings: [upTo: number, () => string][] = [
    [0.3, () => `${first} ${last}`],
    [
      0.38,
      () => `${first} ${last} (${pick(['she/her', 'he/him', 'they/them', 'Frontline', 'Lantern Street'])})`,
    ],
    [0.42, () => `~\u202f${first} ${last}`],
    [0.46, () => plain(`${first} ${last}`)],
    [0.5, () => `${last}, ${first}`],
    [0.54, () => `${first} ${last[0]}.`],
    [0.58, () => `${first[0]}. ${last}`],
    [0.63, () => `${plain(first)}.${plain(last)}@post.example`.toLowerCase()],
    [0.66, () => `${plain(first)[0]}${plain(last)}@post.example`.toLowerCase()],
    [0.7, () => `${short[first] ?? first} ${last}`],
    [0.76, () => number.replace(/^(\d{5})/, '$1 ')],
    [0.82, () => number.replace(/^0(\d{4})/, '+44 $1 ')],
    [0.88, () => first],
    [0.9, () => `${first}’s iPhone`],
    [0.93, () => pick(['iPhone', 'Galaxy A12', 'admin', 'Room 2'])],
    [0.95, () => `${first} + ${pick(given)}`],
    [0.97, () => `${first[0]}${last[0]}`],
    [1, () => `${first} ${last}`.toLowerCase()],
  ]
  return writings.find(([upTo]) => at < upTo)![1]()
}
