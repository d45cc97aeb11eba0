import { broaderPersonWords } from './broader.words.ts'
import { articleBefore, followsDeterminer } from './fit-words.ts'
import { foldWord, textBefore } from './folding.ts'
import { ownerOfName } from './introduced-names.ts'
import type { Proposal } from './proposal.ts'
import { startAfterTitle } from './titles.ts'

const words = broaderPersonWords['en-GB']

const relatives = {
  his: 'son|brother|dad|daddy|father|stepdad|stepfather|stepson|grandad|grandpa|grandfather|grandson|uncle|nephew|husband|boyfriend|boy|lad|little boy|half-brother|father-in-law|brother-in-law|son-in-law|bloke|fella',
  her: 'daughter|sister|mum|mam|mummy|mother|stepmum|stepmother|stepdaughter|nan|nana|nanny|gran|granny|grandma|grandmother|granddaughter|aunt|auntie|aunty|niece|wife|girlfriend|girl|lass|little girl|half-sister|mother-in-law|sister-in-law|daughter-in-law|missus',
  their:
    'friend|mate|best friend|best mate|partner|ex|cousin|neighbour|landlord|landlady|boss|manager|coach|key ?worker|support worker|social worker|outreach worker|youth worker|housing officer|case ?worker|personal adviser|\\bPA\\b|mentor|probation officer|offender manager|solicitor|doctor|GP|nurse|midwife|health visitor|counsellor|therapist|teacher|tutor|sponsor|housemate|flatmate|room ?mate|cell ?mate|pad ?mate|baby|kid|eldest|oldest|youngest|middle one|little one|twin|carer|foster mum|foster dad|colleague|vicar|imam|pastor|interpreter|dog|cat',
} as const
const adjectives =
  '(?:old|new|best|older|younger|big|bigger|little|late|eldest|youngest|oldest|dear|lovely|good|poor|former|first|then|own|only)\\s'
const anyRelative = Object.values(relatives).join('|')

const hisBefore = new RegExp(`\\b(?:${relatives.his}),?\\s$`, 'i')
const herBefore = new RegExp(`\\b(?:${relatives.her}),?\\s$`, 'i')
const roleBefore = new RegExp(`\\b((?:my|our)\\s(?:${adjectives})?(?:${anyRelative})),?\\s$`, 'i')
const roleAfter = new RegExp(
  `^(?:,|\\s(?:is|was|are|were)|'s|,?\\swho\\s(?:is|was))\\s((?:my|our)\\s(?:${adjectives})?(?:${anyRelative}))\\b`,
  'i',
)
/** A greeting, or a word that goes before a name and tells less than it. */
const greeting =
  /(?:\b(?:hi|hiya|hello|hey|dear|thanks|cheers|thank you|called|named|morning|evening|bye|night),?\s|@)$/i
const title =
  /\b(?:[Mm]rs?|[Mm]s|[Dd]r|Miss|Mx|Auntie|Aunty|Aunt|Uncle|Nana?|Nurse|Sister|Brother|Father|PC|DC|DS|Sgt|Judge|Coach|Officer|Cllr|Councillor|Professor|Prof|Sir|Lady|Lord|Big|Little|Old|Pastor|Imam|Rev|Canon)\.?\s$/

const isNamed =
  /\b(?:name(?:'s|s| is| was)|i'm|i am|im|it's|its|this is|call(?:s|ed)? (?:me|him|her|them))\s(?:just\s)?$/i

/** The pronouns a listener reads: "he" and the like soon after a name, when no others stand there. */
function pronounAfter(text: string, end: number): 'his' | 'her' | null {
  const after = text.slice(end, end + 60).split(/[.!?\n]/)[0] ?? ''
  const isHe = /\b(?:he|him|his|himself)\b/i.test(after)
  const isShe = /\b(?:she|her|hers|herself)\b/i.test(after)
  return isHe === isShe ? null : isHe ? 'his' : 'her'
}

/** Whose name stands here, told by the word before it: "my son [his name]", "my friend [her name], she". */
function ownerByRelative(text: string, start: number, end: number): 'his' | 'her' | null {
  const before = textBefore(text, start, 48)
  if (!new RegExp(`\\b(?:my|our|your|his|her|their|the|a|[’']s)\\s[^.,;!?]{0,30}$`, 'i').test(before))
    return null
  if (hisBefore.test(before)) return 'his'
  if (herBefore.test(before)) return 'her'
  const isOther = new RegExp(`\\b(?:${relatives.their}),?\\s$`, 'i').test(before)
  return isOther ? pronounAfter(text, end) : null
}

/** Whether this is the name at the foot of a letter. */
function isSigned(text: string, start: number, end: number): boolean {
  const isFoot = /^[ \t]*(?:x+|[\p{Extended_Pictographic}\s])*$/iu.test(text.slice(end))
  const before = textBefore(text, start, 60)
  if (!isFoot || start === 0) return false
  const isAlone = /(?:[.!?…]|\n)\s*$/.test(before) && start > 40
  return isAlone || closing.test(before)
}

const closing =
  /\b(?:thanks|thank you|cheers|love|regards|best|wishes|sincerely|faithfully|yours|take care|ta|bless|xx+|from)[^\n]{0,24}[,.!]?\s*$/i

/** What is known of the people of one text: by entity, how they are called when their name may not stand. */
export type PeopleOfText = {
  speaker: string | null
  roles: ReadonlyMap<string, string>
  places: ReadonlyMap<string, number>
}

/** Fewest chance from which somebody counts when people are told apart. */
const leastToCount = 0.3

/** Reads who is who in a text; `proposals` are all of it. */
export function readPeople(text: string, proposals: readonly Proposal[]): PeopleOfText {
  const people = proposals.filter(({ type, confidence }) => type === 'PERSON' && confidence >= leastToCount)
  const roles = new Map<string, string>()
  const taken = new Map<string, number>()
  let speaker: string | null = null
  for (const { start, end, entity } of people) {
    if (ownerOfName(text, start) === 'my' || isSigned(text, start, end)) speaker ??= entity
    if (roles.has(entity)) continue
    const said =
      roleBefore.exec(textBefore(text, start, 48))?.[1] ?? roleAfter.exec(text.slice(end, end + 48))?.[1]
    if (!said) continue
    const role = said.toLowerCase().replace(/\s+/g, ' ')
    const count = taken.get(role) ?? 0
    taken.set(role, count + 1)
    // Of three friends, two could not be told apart.
    if (count < 2) roles.set(entity, count === 0 ? role : words.other(role))
  }
  const places = new Map<string, number>()
  for (const { entity } of people) {
    if (entity === speaker || roles.has(entity) || places.has(entity)) continue
    places.set(entity, places.size)
  }
  return { speaker, roles, places }
}

/** What may stand for somebody's name, without brackets. */
export function broadenPerson(text: string, proposal: Proposal, people: PeopleOfText): string {
  const { start, end, entity } = proposal
  const said = text.slice(start, end)
  const isOfThem = /s$/i.test(said) && isPlural(said, entity)
  if (isOfThem && /\bthe\s$/i.test(textBefore(text, start, 5))) return words.family
  const label = labelFor(text, proposal, people)
  return isOfThem ? words.of(label) : label
}

function labelFor(text: string, proposal: Proposal, people: PeopleOfText): string {
  const { end, entity } = proposal
  const start = startAfterTitle(text, proposal.start, end)
  const before = textBefore(text, start, 48).replace(/’/g, "'")
  // "My name is [name]" reads better than "my name is [my name]".
  if (isNamed.test(before)) return words.name
  if (isSigned(text, start, end)) return `my ${words.name}`
  const relative = ownerByRelative(text, start, end)
  if (relative) return `${relative} ${words.name}`
  const isIntroduced = roleBefore.test(before) || roleAfter.test(text.slice(end, end + 48))
  const isTitled = greeting.test(before) || title.test(before)
  const role = people.roles.get(entity)
  if (role && !isIntroduced && !isTitled) return role
  if (entity === people.speaker) return `my ${words.name}`
  if (isTitled || isIntroduced || followsDeterminer(text, start) || articleBefore(text, start))
    return words.name
  const place = people.places.size > 1 ? (people.places.get(entity) ?? 0) : 0
  return words.another[Math.min(place, words.another.length - 1)]!
}

/** "sams" of Sam, "Okafors" of Okafor. */
function isPlural(said: string, entity: string): boolean {
  const folded = foldWord(said)
  return !entity.split(' ').includes(folded) && entity.split(' ').includes(folded.slice(0, -1))
}
