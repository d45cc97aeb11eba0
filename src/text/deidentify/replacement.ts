import { broadenAge, broadenDate } from './broader-times.ts'
import {
  broadenCode,
  broadenDemographic,
  broadenOrganisation,
  broadenOther,
  broadenQuantity,
} from './broader-things.ts'
import { broaderPlaceWords } from './broader.words.ts'
import { replacementWords } from './deidentify.words.ts'
import { fitPhrase } from './fit-words.ts'
import { broadenPerson, readPeople, type PeopleOfText } from './people-in-a-text.ts'
import { broadenPlace, usualFloor } from './places/broader-place.ts'
import type { Proposal } from './proposal.ts'

export type ReplacementOptions = {
  /** Fewest people of a bigger place that may be named for a smaller one. Default: 100,000. */
  floor?: number
}

const words = replacementWords['en-GB']

/**
 * What could stand in place of each proposal of a text, in square brackets: "[a town in the North West]", "[my sister]". The same
 * person has one label in all of the text, and two people have two where nothing else tells them apart. English. Nothing of it
 * leads back to what was there.
 */
export function suggestReplacements(
  text: string,
  proposals: readonly Proposal[],
  { floor = usualFloor }: ReplacementOptions = {},
): string[] {
  const people = readPeople(text, proposals)
  const firstOf = new Map<string, string>()
  return proposals.map((proposal) => {
    const phrase = broaden(text, proposal, people, floor)
    return `[${tellApart(phrase, proposal, firstOf)}]`
  })
}

/** Of two towns in Wales the second is "another town in Wales", wherever it is mentioned. */
function tellApart(phrase: string, { type, entity }: Proposal, firstOf: Map<string, string>): string {
  if ((type !== 'PLACE' && type !== 'ORGANISATION') || !/^an? /.test(phrase)) return phrase
  const first = firstOf.get(phrase)
  if (first === undefined) firstOf.set(phrase, entity)
  return first === undefined || first === entity ? phrase : broaderPlaceWords['en-GB'].second(phrase)
}

function broaden(text: string, proposal: Proposal, people: PeopleOfText, floor: number): string {
  const { type, reason, entity } = proposal
  if (reason === 'known-contact') return words[entity.includes('@') ? 'e-mail-address' : 'phone-number']
  const usual = fitPhrase(words[reason], text, proposal.start)
  if (type === 'PERSON') return broadenPerson(text, proposal, people)
  if (type === 'DATE') return broadenDate(proposal, text)
  if (type === 'AGE') return broadenAge(proposal, text)
  if (type === 'PLACE')
    return reason === 'street-address' || reason === 'street-name'
      ? usual
      : broadenPlace(text, proposal, floor)
  if (type === 'ORGANISATION')
    return (
      broadenOrganisation(text, proposal) ?? fitPhrase(words['likely-organisation'], text, proposal.start)
    )
  if (type === 'DEMOGRAPHIC') return broadenDemographic(text, proposal)
  if (type === 'QUANTITY') return broadenQuantity(text, proposal)
  if (reason === 'likely-code') return fitPhrase(broadenCode(text, proposal.start), text, proposal.start)
  return type === 'OTHER' ? broadenOther(text, proposal) : usual
}
