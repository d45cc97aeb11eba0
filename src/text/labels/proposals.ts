import { keysOfLabel, type KeyKind } from './keys.ts'
import { commonReasons, compareRead, haveOtherFamilyNames, type Likeness } from './likeness.ts'
import { readLabel, type ReadLabel } from './names.ts'

/** A label and whose it is. Ids only: what the label says is asked for when it is compared. */
export type Member = { labelId: string; voiceId: string }

/** Labels that share a key. */
export type Block = { kind: KeyKind; members: readonly Member[] }

/** Two voices that may be one person, by the labels that show it most. `one` < `other`. */
export type Proposal = {
  one: string
  other: string
  labels: readonly [one: string, other: string]
  likeness: Likeness
  /** How many voices share what these two have in common, these two among them. */
  sharedBy: number
  strength: number
}

/** So many voices with one key are still compared with each other; more share it by chance. */
export const widest: Readonly<Record<KeyKind, number>> = {
  number: 60,
  address: 60,
  name: 60,
  written: 6,
  sound: 12,
  short: 8,
  initial: 8,
  part: 6,
  initials: 5,
}

/** Below it nothing is proposed. */
const weakest = 30

/** Up to so many voices of a block every pair is compared; beyond, each with the first. */
const allPairs = 12

/** The blocks of labels held in memory: what the keyed index gives without opening any. */
export function blocksOf(labels: readonly (Member & { label: string })[]): Block[] {
  const blocks = new Map<string, { kind: KeyKind; members: Member[] }>()
  for (const { label, ...member } of labels) {
    for (const { kind, key } of keysOfLabel(label)) {
      const name = `${kind}/${key}`
      const block = blocks.get(name)
      if (block) block.members.push(member)
      else blocks.set(name, { kind, members: [member] })
    }
  }
  return [...blocks.values()].filter((block) => {
    const voices = countVoices(block)
    return voices > 1 && voices <= widest[block.kind]
  })
}

/**
 * Which voices may be one person, the strongest first. `open` gives what a label says, null when it is gone;
 * `isApart` knows the pairs somebody said are two people. Labels are opened once each, and only those of `blocks`.
 */
export function proposePairs(
  blocks: readonly Block[],
  open: (labelId: string) => string | null,
  isApart: (one: string, other: string) => boolean = () => false,
): Proposal[] {
  const read = new Map<string, ReadLabel | null>()
  const readOnce = (labelId: string): ReadLabel | null => {
    const known = read.get(labelId)
    if (known !== undefined) return known
    const label = open(labelId)
    const fresh = label === null ? null : readLabel(label)
    read.set(labelId, fresh)
    return fresh
  }
  const labelsOf = new Map<string, Set<string>>()
  for (const block of blocks) {
    for (const { voiceId, labelId } of block.members) {
      labelsOf.set(voiceId, (labelsOf.get(voiceId) ?? new Set()).add(labelId))
    }
  }
  const best = new Map<string, Proposal>()
  for (const block of blocks) {
    for (const [a, b] of pairsOf(block)) {
      const [one, other] = a.voiceId < b.voiceId ? [a, b] : [b, a]
      if (isApart(one.voiceId, other.voiceId)) continue
      const [left, right] = [readOnce(one.labelId), readOnce(other.labelId)]
      const likeness = left && right ? compareRead(left, right) : null
      if (!likeness) continue
      const pair = `${one.voiceId} ${other.voiceId}`
      const sharedBy = countVoices(block)
      const strength = likeness.strength - (commonReasons.has(likeness.reason) ? crowding(sharedBy) : 0)
      const known = best.get(pair)
      if (known && known.strength >= strength) continue
      best.set(pair, {
        one: one.voiceId,
        other: other.voiceId,
        labels: [left!.label, right!.label],
        likeness,
        sharedBy,
        strength,
      })
    }
  }
  const readAll = (voiceId: string) => [...(labelsOf.get(voiceId) ?? [])].flatMap((id) => readOnce(id) ?? [])
  return [...best.values()]
    .filter(
      (proposal) =>
        !commonReasons.has(proposal.likeness.reason) ||
        !contradict(readAll(proposal.one), readAll(proposal.other)),
    )
    .filter((proposal) => proposal.strength >= weakest)
    .sort(byStrength)
}

/**
 * The same proposal when both spoke by turns in one file: usually two people, or one who came in twice. Null when it
 * is then too weak to be shown.
 */
export function afterSpeakingTogether(proposal: Proposal): Proposal | null {
  const strength = proposal.strength - (proposal.strength >= 85 ? 25 : 30)
  return strength >= weakest ? { ...proposal, strength } : null
}

/** How sure a proposal sounds in words. */
export function sureness(strength: number): 'very-likely' | 'likely' | 'perhaps' {
  if (strength >= 80) return 'very-likely'
  return strength >= 50 ? 'likely' : 'perhaps'
}

export function byStrength(a: Proposal, b: Proposal): number {
  return b.strength - a.strength || (a.one + a.other < b.one + b.other ? -1 : 1)
}

function countVoices(block: Block): number {
  return new Set(block.members.map((member) => member.voiceId)).size
}

function crowding(voices: number): number {
  if (voices <= 2) return 0
  return voices <= 4 ? 10 : 18
}

/** One voice calls itself by one family name, the other by another. */
function contradict(one: readonly ReadLabel[], other: readonly ReadLabel[]): boolean {
  return one.some((a) => other.some((b) => haveOtherFamilyNames(a, b)))
}

function* pairsOf(block: Block): Generator<[Member, Member]> {
  const { members } = block
  const isSmall = countVoices(block) <= allPairs
  for (const [at, member] of members.entries()) {
    if (!isSmall && at > 0) return
    for (const next of members.slice(at + 1)) {
      if (next.voiceId !== member.voiceId) yield [member, next]
    }
  }
}
