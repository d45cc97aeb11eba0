import { deidentify, type ProposalType, type Tagger } from '../deidentify/deidentify.ts'
import type { Stretch } from '../edits/reading.ts'
import { rareWords, relations, roles, usedWithOthers } from './clue-words.ts'

/**
 * What a stretch gives somebody who wants to find out who said it: a name that is still there, another person, a time, an
 * age, a place or organisation, what somebody does or is, something that happens to few.
 */
export type ClueKind = 'name' | 'person' | 'time' | 'age' | 'place' | 'role' | 'rare'
export type Clue = Stretch & { kind: ClueKind }

export type ClueOptions = {
  /** Names, places and organisations are also looked for by how they are written. */
  tagger?: Tagger | undefined
}

/**
 * Clues in a text as it will be read, in order, without overlaps; offsets in UTF-16 code units. What the team put in
 * square brackets is a place or a person generalised already: its brackets are looked at like other words, since "a town
 * by the sea" and a job together may still tell. English. More are found than tell anybody: a person judges.
 */
export function findClues(text: string, { tagger }: ClueOptions = {}): Clue[] {
  const proposed = deidentify(text, { tagger, least: 0.2 }).flatMap(({ start, end, type }): Clue[] => {
    const kind = kindOf[type]
    return kind && !isBracketed(text, start) ? [{ start, end, kind }] : []
  })
  const said = patterns.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map((match): Clue => {
      const start = match.index + (match.groups?.['before']?.length ?? 0)
      return { start, end: match.index + match[0].length, kind }
    }),
  )
  return withoutOverlaps([...proposed, ...said])
}

const kindOf: Partial<Record<ProposalType, ClueKind>> = {
  PERSON: 'name',
  CONTACT: 'name',
  CODE: 'name',
  PLACE: 'place',
  ORGANISATION: 'place',
  DATE: 'time',
  AGE: 'age',
  DEMOGRAPHIC: 'role',
  QUANTITY: 'rare',
  OTHER: 'rare',
}

const either = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length).join('|')
const owner = "(?:my|our|his|her|their|your|me|the|[\\p{L}]+['’]s)"
const which =
  '(?:(?:own|old|new|late|ex|step|foster|adoptive|real|birth|older|younger|eldest|youngest|little|big|baby|twin|half|best|one|two|three|first|last)[\\s-]+){0,3}'
const place =
  '(?:house|home|flat|hotel|hospital|prison|jail|hostel|refuge|school|church|mosque|college|city|town|village|street|road|estate|island|country|court|pub|shop|market|park|station)'

const patterns: readonly { kind: ClueKind; pattern: RegExp }[] = [
  {
    kind: 'person',
    pattern: new RegExp(
      `(?<![\\p{L}])${owner}\\s+${which}(?:ex-?\\s?)?(?:${either(relations)})(?![\\p{L}])`,
      'giu',
    ),
  },
  {
    kind: 'person',
    pattern: new RegExp(
      `(?<![\\p{L}])(?:a|an|this|that|another)\\s+${which}(?:${either(usedWithOthers)})(?![\\p{L}])`,
      'giu',
    ),
  },
  {
    kind: 'role',
    pattern: new RegExp(
      `(?<before>(?<![\\p{L}])(?:a|an|the|as|was|am|i'm|i’m|were|being|became|only|former|ex|head|chief|night|trained as|worked as)[\\s-]+(?:[\\p{L}-]+\\s)?)(?:${either(roles)})(?![\\p{L}])`,
      'giu',
    ),
  },
  {
    kind: 'role',
    pattern:
      /(?<![\p{L}])i (?:work|worked|volunteer|volunteered|teach|taught|drive|drove|study|studied|served) (?:at|in|for|on|with|as)?\s?(?:[\p{L}'’-]+\s?){1,3}/giu,
  },
  { kind: 'place', pattern: new RegExp(`\\[[^\\]\\n]*${place}[^\\]\\n]*\\]`, 'giu') },
  {
    kind: 'rare',
    pattern:
      /(?<![\p{L}])(?:the|their|our|my|his|her) (?:only|first ever|last ever|very first|youngest|oldest|longest|biggest)(?:\s[\p{L}'’-]+){1,4}/giu,
  },
  {
    kind: 'rare',
    pattern:
      /(?<![\p{L}])(?:nobody|no one|no-one) else (?:has|had|did|does|was|could|in)(?:\s[\p{L}'’-]+){0,3}/giu,
  },
  {
    kind: 'rare',
    pattern:
      /(?<![\p{L}])(?:in|on|from) (?:the (?:paper|papers|news|telly|tv|radio|front page)|telly|tv|youtube|tiktok|facebook)(?![\p{L}])/giu,
  },
  { kind: 'rare', pattern: new RegExp(`(?<![\\p{L}])(?:${either(rareWords)})(?![\\p{L}])`, 'giu') },
]

/** In whose brackets a place lies: the team's own words are no name of anybody. */
function isBracketed(text: string, at: number): boolean {
  const open = text.lastIndexOf('[', at)
  return open >= 0 && text.indexOf(']', open) >= at && !text.slice(open, at).includes('\n')
}

/** Of clues that overlap the one that begins first stays, of two at one place the longer. */
function withoutOverlaps(clues: readonly Clue[]): Clue[] {
  const kept: Clue[] = []
  for (const clue of clues.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (clue.start >= (kept.at(-1)?.end ?? 0)) kept.push(clue)
  }
  return kept
}
