import { readFileSync } from 'node:fs'
import { randomFrom, type Random } from './made-up-identifiers.ts'
import { plantKinds, type PlantKind } from './leak-plants.ts'

/** An identifier where it was planted: offsets in the words of its passage. */
export type Plant = { kind: PlantKind; origin: string | null; words: string; start: number; end: number }
/** What one person says through one door. */
export type Planted = { text: string; plants: Plant[] }

const carriers = readFileSync(new URL('leak-carriers.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

/**
 * All identifiers in sentences around them, in an order from the seed; every fourth passage is two answers run into
 * one. `oneIn`: of each kind only so many, at least one.
 */
export function plantAll(seed: number, oneIn = 1): Planted[] {
  const random = randomFrom(seed)
  const passages = shuffle(
    random,
    plantKinds.flatMap((kind) => plantKind(random, kind, Math.ceil(kind.planted / oneIn))),
  )
  const joined: Planted[] = []
  for (const passage of passages) {
    const last = joined.at(-1)
    const isNext = joined.length % 4 === 0 && last?.plants.length === 1 && mayJoin(last, passage)
    if (isNext) joined[joined.length - 1] = join(last, passage)
    else joined.push(passage)
  }
  return joined
}

function plantKind(random: Random, kind: PlantKind, count: number): Planted[] {
  const gap = `{${kind.slot}}`
  const own = carriers.filter((carrier) => carrier.includes(gap))
  const planted: Planted[] = []
  for (let made = 0, turn = 0; made < count; turn += 1) {
    const carrier = own[turn % own.length]!
    const pieces = carrier.split(gap)
    if (pieces.length - 1 > count - made) continue
    let text = pieces[0]!
    const plants = pieces.slice(1).map((piece): Plant => {
      const { words, origin } = kind.make(random, made)
      made += 1
      const start = text.length
      text += words + piece
      return { kind, origin, words, start, end: start + words.length }
    })
    const [first] = text
    const isLower = /^\p{Ll}/u.test(carrier) || /^\p{Ll}/u.test(plants[0]!.words)
    if (plants[0]!.start === 0 && !isLower) text = first!.toUpperCase() + text.slice(1)
    planted.push({ text, plants: plants.map((one) => ({ ...one, words: text.slice(one.start, one.end) })) })
  }
  for (const passage of planted) assertApart(passage)
  return planted
}

/** What is found of a plant later must not be a word of the sentence around it. */
function assertApart({ text, plants }: Planted): void {
  const around = new Set(tellingIn(without(text, plants)).map((word) => word.toLowerCase()))
  const twice = plants
    .flatMap((plant) => tellingIn(plant.words))
    .find((word) => around.has(word.toLowerCase()))
  if (twice) throw new Error(`"${twice}" stands around its gap too: ${text}`)
}

function without(text: string, plants: readonly Plant[]): string {
  return plants
    .toReversed()
    .reduce((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text)
}

function mayJoin(one: Planted, other: Planted): boolean {
  if (/^\p{Ll}/u.test(one.text) !== /^\p{Ll}/u.test(other.text)) return false
  const words = (passage: Planted) => new Set(tellingIn(passage.text).map((word) => word.toLowerCase()))
  const isApart = (passage: Planted, around: Set<string>) =>
    !passage.plants.some((plant) => tellingIn(plant.words).some((word) => around.has(word.toLowerCase())))
  return isApart(one, words(other)) && isApart(other, words(one))
}

function join(one: Planted, other: Planted): Planted {
  const before = `${one.text} `
  return {
    text: before + other.text,
    plants: [
      ...one.plants,
      ...other.plants.map((plant) => ({
        ...plant,
        start: plant.start + before.length,
        end: plant.end + before.length,
      })),
    ],
  }
}

/** Words that tell nothing by themselves when the rest of an identifier is gone. */
const telling = (word: string) => !generic.has(word.toLowerCase())
const generic = new Set(
  (
    'a an the of on at in and to my me i he she they we it is was dot com co uk org gmail hotmail outlook www https http ' +
    'example underscore sort code account flat room number street road avenue lane place court terrace rd st hill mount ' +
    'approach big our auntie uncle wee mad nana before after last next first second third day days week weeks month ' +
    'night morning only mail live youtu be facebook'
  ).split(' '),
)
const digit = /^(?:\d|oh|one|two|three|four|five|six|seven|eight|nine|double)$/i

/** `Huntington’s` is one word: an apostrophe that is left behind tells nothing. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+(?:[’']\p{L}+)*/gu) ?? []
}

/** The words of a text that tell something, single digits (typed or said) only where three or more are left. */
export function tellingIn(text: string): string[] {
  const words = wordsOf(text).filter(telling)
  const single = words.filter((word) => digit.test(word))
  return single.length >= 3 ? words : words.filter((word) => !digit.test(word))
}

function shuffle<T>(random: Random, from: readonly T[]): T[] {
  const left = [...from]
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = random(at + 1)
    ;[left[at], left[other]] = [left[other]!, left[at]!]
  }
  return left
}
