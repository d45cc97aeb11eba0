import {
  backgroundWords,
  broaderPersonWords,
  faithWords,
  kindsOfHealth,
  kindsOfOrganisation,
  kindsOfWork,
  loveWords,
  statusWords,
} from './broader.words.ts'
import { articleBefore, beginsWithVowel, fitPhrase, followsDeterminer, precedesNoun } from './fit-words.ts'
import { textBefore } from './folding.ts'
import { illnesses } from './illnesses.ts'
import { languages, peoples, type Country } from './places/countries.ts'
import type { Proposal } from './proposal.ts'

const words = broaderPersonWords['en-GB']

const compile = (list: readonly (readonly [string, string])[]) =>
  list.map(([phrase, pattern]) => ({
    phrase,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})`, 'iu'),
  }))
const organisations = compile(kindsOfOrganisation)
const work = compile(kindsOfWork)
const health = kindsOfHealth.map(([thing, being, pattern]) => ({
  thing,
  being,
  pattern: new RegExp(`\\b(?:${pattern})`, 'i'),
}))
const anyIllness = new RegExp(`\\b${illnesses}`, 'i')
const longIllness = health.find(({ pattern }) => pattern.test('diabetes'))
const faith = new RegExp(`\\b(?:${faithWords})`, 'i')
const love = new RegExp(`\\b(?:${loveWords})`, 'i')
const status = new RegExp(`\\b(?:${statusWords})`, 'i')
const background = new RegExp(`\\b(?:${backgroundWords})`, 'i')

type Place = Pick<Proposal, 'start' | 'end'>

/** What may stand for an organisation, without brackets; null when its name does not tell of what kind it is. */
export function broadenOrganisation(text: string, { start, end }: Place): string | null {
  const name = text.slice(start, end).replace(/’/g, "'")
  const kind = organisations.find(({ pattern }) => pattern.test(name))
  return kind ? fitPhrase(kind.phrase, text, start) : null
}

/** What may stand for what somebody is: where they are from, what they live with, believe or work as. */
export function broadenDemographic(text: string, { start, end }: Place): string {
  const said = text.slice(start, end).replace(/’/g, "'")
  const country = countryIn(said)
  if (country) return broadenOrigin(text, { start, end }, country)
  const illness =
    health.find(({ pattern }) => pattern.test(said)) ?? (anyIllness.test(said) ? longIllness : undefined)
  if (illness) return fitHealth(text, { start, end }, illness)
  if (status.test(said))
    return /seekers?$|refugees?$/i.test(said)
      ? fitPhrase(words.newcomer, text, start)
      : fitPhrase(words.status, text, start)
  const job = work.find(({ pattern }) => pattern.test(said))
  if (job) {
    if (/ing$/i.test(said)) return words.job
    return fitPhrase(job.phrase, text, start)
  }
  if (faith.test(said)) return fitFaith(text, { start, end })
  if (love.test(said)) {
    const isPerson = articleBefore(text, start) !== null && !precedesNoun(text, end)
    return isPerson ? words.lgbtPerson : words.lgbt
  }
  const isNoun = articleBefore(text, start) !== null || followsDeterminer(text, start)
  if (background.test(said)) {
    return isNoun && !precedesNoun(text, end)
      ? fitPhrase(words.personOfBackground, text, start)
      : words.background
  }
  return isNoun
    ? fitPhrase(precedesNoun(text, end) ? words.certain : words.person, text, start)
    : words.something
}

/** What may stand for a sum, a number of people or a length of time. */
export function broadenQuantity(text: string, { start, end }: Place): string {
  const said = text.slice(start, end)
  const phrase = /[£$€]|\b(?:pounds?|quid|euros?|dollars?|pence|grand)\b|\d\s?[kp]$/i.test(said)
    ? words.money
    : /child|kids?\b|sons?\b|daughters?\b|boys|girls|grandchildren/i.test(said)
      ? words.children
      : /year|decade/i.test(said)
        ? words.years
        : /people|men\b|women|families|residents|members/i.test(said)
          ? words.people
          : /mile|\bkm\b|kilomet/i.test(said)
            ? words.distance
            : words.amount
  return fitPhrase(phrase, text, start)
}

/** What may stand for a number somebody could be looked up by. */
export function broadenCode(text: string, start: number): string {
  const isNumbered = /\b(?:room|cell|wing|ward|flat|unit|bay|bed|block|platform|gate|no\.?|number)\s$/i.test(
    textBefore(text, start, 12),
  )
  return isNumbered ? words.bareNumber : words.number
}

/** What may stand for anything else that marks somebody out. */
export function broadenOther(text: string, { start, end }: Place): string {
  const said = text.slice(start, end)
  if (/^[\d\s-]+$/.test(said)) return fitPhrase(broadenCode(text, start), text, start)
  const isPet =
    /\b(?:dog|cat|pup|puppy|kitten|horse|budgie|rabbit|hamster|staffie|lurcher)\b[^.!?]{0,16}$/i.test(
      textBefore(text, start, 40),
    )
  if (isPet && /^\p{L}+$/u.test(said)) return words.pet
  return fitPhrase(words.detail, text, start)
}

function countryIn(said: string): Country | undefined {
  const key = said
    .toLowerCase()
    .replace(/[- ](?:man|woman|lad|lads|girl|guy|people|speaking|speaker|born|british)$/, '')
  return peoples.get(key) ?? peoples.get(key.replace(/s$/, ''))
}

function broadenOrigin(text: string, { start, end }: Place, country: Country): string {
  const said = text.slice(start, end)
  const before = textBefore(text, start, 24)
  const isLanguage =
    languages.has(said.toLowerCase()) ||
    /\b(?:speaks?|spoke|speaking|spoken|language|in|only|understand|learn(?:ed|t|ing)?|into)\s(?:\w+\s)?$/i.test(
      before,
    ) ||
    /^[ -]?(?:speak|language|interpreter|translator)/i.test(text.slice(end, end + 14))
  if (isLanguage)
    return precedesNoun(text, end) || text.startsWith('-', end) ? words.languageBefore : words.language
  const world = words.world[country.world] ?? country.world
  const article = articleBefore(text, start)
  const people = /s$/i.test(said) && !peoples.has(said.toLowerCase()) ? `${world}s` : world
  if (article === null || (article === 'an') === beginsWithVowel(people)) return people
  if (country.world === 'Britain') return words.otherBritish
  return article === 'an' ? words.overseas : words.foreign
}

function fitFaith(text: string, { start, end }: Place): string {
  const article = articleBefore(text, start)
  if (article === null) return words.religious
  if (!precedesNoun(text, end)) return article === 'a' ? words.believer : words.observant
  return article === 'a' ? words.religious : words.observant
}

/** "I have [a long illness]", "I am [disabled]", "my [disabled] son". */
function fitHealth(
  text: string,
  { start, end }: Place,
  { thing, being }: { thing: string; being: string },
): string {
  const before = textBefore(text, start, 24)
  const isBeing =
    /\b(?:am|is|are|was|were|be|been|being|[’']m|[’']s|[’']re|im|hes|shes|became|very|severely|so|not|partially|registered)\s$/i.test(
      before,
    )
  if (isBeing && !/^(?:an?\s)/i.test(text.slice(start, end))) return being
  const article = articleBefore(text, start)
  // "My autistic son", but "my asthma nurse" has an illness in front of a person.
  const isAdjective = /(?:ic|ed|al|ar|blind|deaf|positive|dependent|pregnant)$/i.test(text.slice(start, end))
  const isOwned = article !== null || /\b(?:my|his|her|our|their|the)\s$/i.test(before)
  if (isAdjective && isOwned && precedesNoun(text, end)) {
    return article === null || (article === 'an') === beginsWithVowel(being)
      ? being
      : article === 'an'
        ? words.unwell
        : words.certain
  }
  return fitPhrase(thing, text, start)
}
