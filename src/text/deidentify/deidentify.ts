import { findAddresses } from './addresses.ts'
import { findAges } from './ages.ts'
import { findAmounts } from './amounts.ts'
import { findBackgrounds } from './backgrounds.ts'
import { findCodes } from './codes.ts'
import { findContacts, findSpokenEmails } from './contacts.ts'
import { readCues } from './cues.ts'
import { findDates } from './dates.ts'
import { findDigitRuns } from './digit-runs.ts'
import { foldSigns } from './folding.ts'
import { findIntroducedNames } from './introduced-names.ts'
import { nameEntities } from './entities.ts'
import { findKnownNames, hasNewNames, prepareKnownNames } from './known-names.ts'
import type { PreparedNames } from './known-names.ts'
import { findLikely } from './likely.ts'
import { buildNameBook, type NameToFind } from './name-book.ts'
import { settleProposals } from './proposal.ts'
import type { Proposal } from './proposal.ts'
import { suggestReplacements, type ReplacementOptions } from './replacement.ts'
import { findSpokenCodes } from './spoken-codes.ts'
import { findSpokenNumbers } from './spoken-numbers.ts'
import { dictionaryOf, listSureNames } from './sure-names.ts'
import { openTagger, type Tagger } from './tagger/tagger.ts'

// This file is the whole of the door: what callers need stands here, the rest of the folder may change.
export { hasNewNames, openTagger, prepareKnownNames, suggestReplacements }
export type { NameToFind, PreparedNames, Proposal, ReplacementOptions, Tagger }
export { entityOfWords } from './entities.ts'
export { harm } from './proposal.ts'
export { placesOfWords, wordsToGlance, type WordToGlance } from './unproposed.ts'
export type { ProposalType, ReasonCode } from './proposal.ts'

/** Labels as they came: "Sam Okafor (she/her)", "+44 7700 900123", "sam.okafor@x.org", "~ Sam". */
export type KnownNames = { names: readonly string[] }

export type DeidentifyOptions = {
  /** Names to find again. For many passages, prepare them once with `prepareKnownNames`. */
  known?: KnownNames | PreparedNames
  /** 'record' is for typed tables and forms: what is only said aloud is not looked for. Default: 'conversation'. */
  profile?: 'conversation' | 'record'
  /** Names are also looked for by how they are written; without it only rules and known names find anything. */
  tagger?: Tagger | undefined
  /** The least chance, 0 to 1, of what is proposed. Default: `usualLeast`. */
  least?: number
  /** Whether a name that is sure once is found again in the whole text, however it is written there. Default: true. */
  again?: boolean
}

/** The least chance at which what is found is worth a person's look, unless somebody chooses another. */
export const usualLeast = 0.05

/** The least chance that is ever worth a look: below it nearly all is noise. */
export const faintest = 0.02

/**
 * Stretches of a text that may tell who somebody is, in order, without overlaps. Offsets are UTF-16 code
 * units. Proposals only: it finds more than is needed rather than less, and a person decides. One
 * character alone is proposed only where it stands as a name does: "T: on my way", "Love, S."
 */
export function deidentify(text: string, options: DeidentifyOptions = {}): Proposal[] {
  const { known, profile = 'conversation', tagger, least = usualLeast, again = true } = options
  const names = known === undefined ? noNames : isPrepared(known) ? known : prepareKnownNames(known.names)
  const folded = foldSigns(text)
  const hasDigits = /\d/.test(folded)
  const cues = readCues(folded)
  const isAloud = profile === 'conversation'
  const found: Proposal[] = [
    ...findContacts(folded, cues, names.emails),
    ...findIntroducedNames(folded, cues),
    ...(hasDigits ? findDigitRuns(folded, names.phones) : []),
    ...findCodes(folded, cues),
    ...findAddresses(folded, cues),
    ...findDates(folded, cues, profile),
    ...findAges(folded, cues),
    ...findAmounts(folded, cues, profile),
    ...findBackgrounds(folded, cues, profile),
    ...(tagger ? findLikely(folded, tagger, least, profile) : []),
    ...(isAloud ? findSpokenEmails(folded, cues, names.emails) : []),
    ...(isAloud ? findSpokenNumbers(folded, cues, names.phones) : []),
    ...(isAloud ? findSpokenCodes(folded, cues) : []),
  ]
  const dictionary = tagger ? dictionaryOf(tagger) : null
  const sure = again ? listSureNames(folded, found, dictionary) : []
  const books = [names.book, ...(sure.length > 0 ? [buildNameBook('here', sure, dictionary)] : [])]
  if (names.elsewhere) books.push(names.elsewhere)
  const hits = findKnownNames(folded, books, dictionary)
  const settled = nameEntities(settleProposals([...found, ...hits]), folded, books, hits)
  return settled.filter(({ start, end, reason, confidence }) => {
    const words = text.slice(start, end)
    const isAlone = reason === 'likely-person' && confidence >= 0.12 && /^\p{Lu}\.?$/u.test(words)
    return confidence >= least && (isAlone || manySigns.test(words))
  })
}

const manySigns = /[\p{L}\p{N}].*[\p{L}\p{N}]|\p{Lo}/su

/**
 * The names among proposals for a text that are sure enough to be looked for in other passages of its exercise. Whoever gathers
 * them adds up `weight`, and lets pass only what a label, a person or a second passage bears out.
 */
export function gatherNames(
  text: string,
  proposals: readonly Omit<Proposal, 'entity'>[],
  tagger?: Tagger,
): NameToFind[] {
  const named = proposals.filter(({ type }) => type !== 'CONTACT').map((one) => ({ ...one, entity: '' }))
  return listSureNames(foldSigns(text), named, tagger ? dictionaryOf(tagger) : null)
}

/** Every known name in a text and nothing else, none of them joined with what stands beside or around it. */
export function findNamesIn(text: string, known: PreparedNames): Proposal[] {
  return findKnownNames(foldSigns(text), [known.book]).filter(({ reason }) => reason !== 'known-nickname')
}

const noNames = prepareKnownNames([])

function isPrepared(known: KnownNames | PreparedNames): known is PreparedNames {
  return 'book' in known
}
