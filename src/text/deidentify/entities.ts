import { nationalDigits } from './labels.ts'
import { splitWords, type NameBook } from './name-book.ts'
import type { Proposal } from './proposal.ts'
import { withoutTitles } from './titles.ts'

/**
 * The same proposals, each with one entity for all ways its person or thing is written in this text. `hits` are the names of
 * `books` found in it, in order.
 */
export function nameEntities(
  settled: readonly Proposal[],
  text: string,
  books: readonly NameBook[],
  hits: readonly Proposal[],
): Proposal[] {
  let at = 0
  return settled.map((proposal) => {
    const { type, start, end, entity } = proposal
    if (type === 'CONTACT') return { ...proposal, entity: contactEntity(entity) }
    if (type !== 'PERSON' && type !== 'PLACE' && type !== 'ORGANISATION') return proposal
    if (proposal.reason === 'street-address' || proposal.reason === 'street-name') return proposal
    while (at < hits.length && hits[at]!.end <= start) at += 1
    const inside = new Set<string>()
    for (let next = at; next < hits.length && hits[next]!.start < end; next += 1)
      inside.add(hits[next]!.entity)
    const [only] = inside
    if (inside.size === 1 && only !== undefined) return { ...proposal, entity: only }
    return { ...proposal, entity: entityOf(text.slice(start, end), books) }
  })
}

/** The entity of words of which nothing else is known. */
export function entityOfWords(written: string): string {
  if (/^[A-Za-z]+$/.test(written)) return written.toLowerCase()
  return withoutTitles(splitWords(written.replace(/['’]s?$/i, ''))).join(' ')
}

function entityOf(written: string, books: readonly NameBook[]): string {
  const own = entityOfWords(written)
  const words = own.split(' ')
  for (const { writings } of books) {
    const known = writings.get(words[0] ?? '')?.find((one) => one.words.join(' ') === own)
    if (known) return known.entity
  }
  return own || written
}

function contactEntity(entity: string): string {
  return /^[+\d\s()]{7,}$/.test(entity) ? nationalDigits(entity) : entity.replace(/^@/, '')
}
