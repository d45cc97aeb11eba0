import { broaderPlaceWords, kindsOfPlace } from '../broader.words.ts'
import { articleBefore, beginsWithVowel, fitPhrase, followsDeterminer, precedesNoun } from '../fit-words.ts'
import { foldWord } from '../folding.ts'
import { areasByRegion, partsOf, placesByRegion } from './british-places.ts'
import { citiesAbroad, countries, type Country } from './countries.ts'

const words = broaderPlaceWords['en-GB']

/** Fewest people of a bigger place that may be named for a smaller one, unless somebody chooses another. */
export const usualFloor = 100_000

/** People of each region in thousands: censuses of 2021 (Scotland: 2022). */
const regions: Readonly<Record<string, number>> = {
  'the North East': 2647,
  'the North West': 7417,
  Yorkshire: 5481,
  'the East Midlands': 4880,
  'the West Midlands': 5951,
  'the East of England': 6335,
  London: 8800,
  'the South East': 9278,
  'the South West': 5701,
  Wales: 3107,
  Scotland: 5440,
  'Northern Ireland': 1903,
}

type Known =
  | { kind: 'settlement'; region: string; thousands: number; isCity: boolean }
  | { kind: 'area'; region: string }
  | { kind: 'part'; bigger: string }

const known = new Map<string, Known>()
for (const [region, list] of Object.entries(areasByRegion)) {
  for (const name of readList(list)) known.set(keyOf(name), { kind: 'area', region })
}
for (const [bigger, list] of Object.entries(partsOf)) {
  for (const name of readList(list)) known.set(keyOf(name), { kind: 'part', bigger })
}
for (const [region, list] of Object.entries(placesByRegion)) {
  for (const entry of readList(list)) {
    const [, name, thousands, city] = /^(.+) (\d+)(!?)$/u.exec(entry)!
    known.set(keyOf(name!), {
      kind: 'settlement',
      region,
      thousands: Number(thousands),
      isCity: city === '!',
    })
  }
}

/** What may stand for a place, without brackets, as its sentence needs it: "a town in the North West", "a part of Manchester". */
export function broadenPlace(
  text: string,
  { start, end }: { start: number; end: number },
  floor: number,
): string {
  const key = keyOf(text.slice(start, end).replace(/['’]s?$/, ''))
  const place = known.get(key) ?? known.get(key.replace(/^the /, ''))
  const isBeforeNoun = precedesNoun(text, end) && isDetermined(text, start)
  if (place) {
    const region = place.kind === 'part' ? regionOf(place.bigger) : place.region
    if (isBeforeNoun) return fitBeforeNoun(words.before[region] ?? words.local, text, start)
    return fitPhrase(describe(place, region, floor), text, start)
  }
  const abroad = citiesAbroad.get(key)
  const country = countries.get(key.replace(/^the /, ''))
  if ((abroad ?? country) && isBeforeNoun) return fitBeforeNoun(words.foreign, text, start)
  if (country) return fitPhrase(describeCountry(country), text, start)
  if (abroad) return fitPhrase(words.cityAbroad(abroad.name), text, start)
  return fitPhrase(kindOf(key) ?? words.place, text, start)
}

function describe(place: Known, region: string, floor: number): string {
  if (place.kind === 'part' && peopleOf(place.bigger) >= floor) return words.partOf(place.bigger)
  const around = (regions[region] ?? 0) * 1000 >= floor ? region : words.britain
  if (place.kind === 'area')
    return words.partOf(around === region && region !== 'Yorkshire' ? region : words.england)
  if (place.kind === 'part') return words.kindIn(words.city, around)
  if (place.region === 'London') return place.thousands > 1000 ? words.bigCity : words.partOf(words.london)
  const kind = place.isCity ? words.city : place.thousands >= 10 ? words.town : words.smallTown
  return words.kindIn(kind, around)
}

function describeCountry({ world }: Country): string {
  return world === words.britain ? words.partOf(world) : words.country(world)
}

function regionOf(bigger: string): string {
  const place = known.get(keyOf(bigger))
  return place && place.kind !== 'part' ? place.region : 'London'
}

function peopleOf(bigger: string): number {
  const place = known.get(keyOf(bigger))
  return place?.kind === 'settlement' ? place.thousands * 1000 : 0
}

function isDetermined(text: string, start: number): boolean {
  return articleBefore(text, start) !== null || followsDeterminer(text, start)
}

/** "the [North West] office", "an [out-of-town] lad". */
function fitBeforeNoun(word: string, text: string, start: number): string {
  const article = articleBefore(text, start)
  if (article === null || (article === 'an') === beginsWithVowel(word)) return word
  return article === 'an' ? words.outOfTown : words.local
}

function kindOf(key: string): string | null {
  const last = key.split(' ').at(-1) ?? ''
  if (/^(?:the )?(?:river|afon)\b/.test(key)) return 'a river'
  if (!key.includes(' ')) return null
  for (const [phrase, list] of Object.entries(kindsOfPlace)) if (list.split(' ').includes(last)) return phrase
  return null
}

function readList(list: string): string[] {
  return list.split(',').map((name) => name.replace(/\s+/g, ' ').trim())
}

function keyOf(name: string): string {
  return name.replace(/[’‘]/g, "'").split(/\s+/).map(foldWord).join(' ').replace(/[.]/g, '')
}
