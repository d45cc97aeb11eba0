import {
  deidentify,
  findNamesIn,
  type PreparedNames,
  type Proposal,
} from '../../text/deidentify/deidentify.ts'

/** A name, contact or code in a text. `clearAs` is the folded word when it is a single one that could be ordinary. */
export type Hit = {
  kind: 'label' | 'contact' | 'code'
  words: string
  clearAs: string | null
  isOrdinary: boolean
}

export function findHits(text: string, known: PreparedNames): Hit[] {
  // Names are looked for by themselves as well: settled among other proposals, one could hide inside an address.
  const names = findNamesIn(text, known).filter(isKnownName)
  const others = deidentify(text, { known }).filter(
    (proposal) => proposal.type === 'CONTACT' || proposal.type === 'CODE' || isKnownName(proposal),
  )
  const hits = new Map<string, Hit>()
  for (const proposal of [...names, ...others]) {
    const said = text.slice(proposal.start, proposal.end)
    const kind = proposal.type === 'CONTACT' ? 'contact' : proposal.type === 'CODE' ? 'code' : 'label'
    const isOneWord = kind === 'label' && /^[\p{L}\p{M}]+$/u.test(said)
    const key = `${kind}/${said}`
    const isOrdinary = proposal.reason === 'known-name-or-word'
    if (hits.has(key)) continue
    hits.set(key, { kind, words: said, clearAs: isOneWord ? fold(said) : null, isOrdinary })
  }
  return [...hits.values()]
}

/** A name a label holds, whole or in part. A near miss or a short form of one is a guess, and guesses are for review. */
function isKnownName({ reason }: Proposal): boolean {
  return reason.startsWith('known-') && reason !== 'known-name-misspelt' && reason !== 'known-nickname'
}

/** A word without case and accents: "MAY" and "May" are one. */
export function fold(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase()
}
