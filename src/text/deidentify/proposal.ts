import type { Stretch } from '../edits/reading.ts'

export type ProposalType =
  | 'PERSON'
  | 'PLACE'
  | 'ORGANISATION'
  | 'CONTACT'
  | 'CODE'
  | 'DATE'
  | 'AGE'
  | 'DEMOGRAPHIC'
  | 'QUANTITY'
  | 'OTHER'

/** Why a stretch is proposed. The sentence for each stands in `deidentify.words.ts`. */
export type ReasonCode =
  | 'known-contact'
  | 'known-name'
  | 'known-name-part'
  | 'known-initials'
  | 'known-nickname'
  | 'known-name-misspelt'
  | 'known-name-or-word'
  | 'named-here'
  | 'named-elsewhere'
  | 'introduced-name'
  | 'spelt-name'
  | 'titled-name'
  | 'mentioned-name'
  | 'likely-person'
  | 'likely-place'
  | 'likely-organisation'
  | 'likely-date'
  | 'likely-age'
  | 'likely-code'
  | 'likely-demographic'
  | 'likely-quantity'
  | 'likely-other'
  | 'phone-number'
  | 'spoken-number'
  | 'e-mail-address'
  | 'spoken-e-mail-address'
  | 'web-address'
  | 'handle'
  | 'street-address'
  | 'street-name'
  | 'postcode'
  | 'national-insurance-number'
  | 'nhs-number'
  | 'bank-account'
  | 'payment-card'
  | 'iban'
  | 'vehicle-plate'
  | 'passport-number'
  | 'driving-licence-number'
  | 'reference-number'
  | 'room-number'
  | 'long-number'
  | 'full-date'
  | 'birth-date'
  | 'day-and-month'
  | 'month'
  | 'year'
  | 'weekday'
  | 'festival'
  | 'relative-date'
  | 'life-event'
  | 'age'
  | 'sum-of-money'
  | 'amount'
  | 'length-of-time'
  | 'background'

/**
 * A stretch of verbatim somebody should look at. `confidence` runs from 0 to 1: a chance where the tagger gives it, a judgement
 * of ours where a rule does.
 * `entity` is the same for all mentions of one person or thing; it is made of their words, so it is
 * to be treated as verbatim: never logged, never stored in the clear.
 */
export type Proposal = Stretch & {
  type: ProposalType
  confidence: number
  reason: ReasonCode
  entity: string
}

/**
 * Proposals in order and without overlaps. Where some overlap, one takes their place: it covers all of
 * them, so that nothing proposed is ever left standing, and is of the longest one's kind (of two as long,
 * the one that does more harm when it stays, then a known one, then the surer one).
 */
export function settleProposals(proposals: readonly Proposal[]): Proposal[] {
  const sorted = proposals
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const settled: Proposal[] = []
  let leader: Proposal | undefined
  for (const next of sorted) {
    const last = settled.at(-1)
    if (!last || !leader || next.start >= last.end) {
      settled.push({ ...next })
      leader = next
      continue
    }
    if (comesBefore(next, leader)) leader = next
    const { type, reason, entity, confidence } = leader
    const also = next.type === type ? next.confidence : 0
    settled[settled.length - 1] = {
      start: last.start,
      end: Math.max(last.end, next.end),
      type,
      confidence: Math.max(confidence, last.confidence, also),
      reason,
      entity,
    }
  }
  return settled
}

/** How much harm each kind does when it stays where it stood, from 9 down to 0: an order, not a measure. */
export const harm: Readonly<Record<ProposalType, number>> = {
  CODE: 9,
  CONTACT: 8,
  PERSON: 7,
  PLACE: 6,
  ORGANISATION: 5,
  DATE: 4,
  AGE: 3,
  DEMOGRAPHIC: 2,
  QUANTITY: 1,
  OTHER: 0,
}

function comesBefore(a: Proposal, b: Proposal): boolean {
  // A number or a known name inside a time stays what it is: what may never be published is told by its kind.
  if (isTime(a) && holdsAgainstTimes(b)) return false
  if (isTime(b) && holdsAgainstTimes(a)) return true
  // A rule says what it is; what only looks like a code or a date gives way to it.
  if (isLikelyFact(a) !== isLikelyFact(b)) {
    const [fact, other] = isLikelyFact(a) ? [a, b] : [b, a]
    const wins = other.reason.startsWith('likely-') && fact.confidence > other.confidence
    return wins === (fact === a)
  }
  const longer = a.end - a.start - (b.end - b.start)
  if (longer !== 0) return longer > 0
  // What a name is elsewhere in the text tells its kind better than one place alone; why it is proposed, the place itself.
  const isAgain = Number(isFoundAgain(a)) - Number(isFoundAgain(b))
  if (isAgain !== 0 && a.type !== b.type && isName(a) && isName(b)) return a.confidence > b.confidence
  const harder = harm[a.type] - harm[b.type]
  if (harder !== 0) return harder > 0
  // What a label told keeps its entity, so that all mentions of one person stay together.
  const isKnown = Number(a.reason.startsWith('known-')) - Number(b.reason.startsWith('known-'))
  return (isKnown || -isAgain || a.confidence - b.confidence) > 0
}

function isLikelyFact({ type, reason }: Proposal): boolean {
  return reason.startsWith('likely-') && !isName({ type })
}

function isFoundAgain({ reason }: Proposal): boolean {
  return reason === 'named-here' || reason === 'named-elsewhere'
}

function isName({ type }: Pick<Proposal, 'type'>): boolean {
  return type === 'PERSON' || type === 'PLACE' || type === 'ORGANISATION'
}

function isTime({ type }: Proposal): boolean {
  return type === 'DATE' || type === 'AGE'
}

function holdsAgainstTimes({ type, reason }: Proposal): boolean {
  return type === 'CONTACT' || type === 'CODE' || reason.startsWith('known-')
}
