import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { commonReasons } from '../../text/labels/likeness.ts'
import {
  afterSpeakingTogether,
  byStrength,
  proposePairs,
  sureness,
  widest,
  type Proposal,
} from '../../text/labels/proposals.ts'
import { describeLabel } from '../../text/sources/speaker-label.ts'
import { joinVoices, sayApart } from './joins.ts'
import { selectRoot } from './joins.queries.ts'
import { ensureLabels, openLabel } from './label-index.ts'
import { selectBlocks, selectLabels } from './label-index.queries.ts'
import { selectApart, selectStays, type Stay } from './proposals.queries.ts'
import { getVoice, listVoices, type Voice } from './voices.ts'

/** Two voices that may be one person, with what speaks for and against it. */
export type ProposalView = {
  /** The one whose number stays, and the one that would be joined to it. */
  kept: Voice
  other: Voice
  /** The labels that are alike, the kept one's first. */
  labels: readonly [string, string]
  likeness: Proposal['likeness']
  sureness: ReturnType<typeof sureness>
  /** How many voices share what these two have in common, these two among them. */
  sharedBy: number
  /** The door of a file in which both spoke by turns; null when they never did. */
  spokeTogether: string | null
  /** The label that names a device rather than a person; the voice whose label names several people. */
  device: string | null
  several: { id: string; number: number; label: string } | null
}

/** The proposal to show, its name for asking for the next, and how many there are with it; `isMore`: at least so many. */
export type ProposalPage = {
  proposal: ProposalView | null
  pair: string | null
  count: number
  isMore: boolean
}

/** More pairs than a team could look at are not looked for; those that show most come first. */
const mostBlocks = 2000
const mostPairs = 500

/**
 * The strongest proposal of an exercise that comes after `afterPair` (two ids with a dot, as `pairOf` makes), or the
 * strongest of all. Labels are opened only where a keyed fingerprint says that two voices share something.
 */
export async function findProposal(
  ctx: Ctx,
  exerciseId: string,
  afterPair: string | null,
): Promise<ProposalPage> {
  const proposals = await listPairs(ctx, exerciseId)
  const after = proposals.findIndex(({ proposal }) => pairOf(proposal.one, proposal.other) === afterPair)
  const next = proposals[after + 1]
  return {
    isMore: proposals.length >= mostPairs,
    proposal: next ? await showProposal(ctx, next) : null,
    pair: next ? pairOf(next.proposal.one, next.proposal.other) : null,
    count: proposals.length,
  }
}

/** Names a pair of voices in an address, whichever comes first. */
export function pairOf(one: string, other: string): string {
  return [one, other].sort().join('.')
}

/**
 * What a listener said of two voices of an exercise. Whoever else said so meanwhile, saying it again changes nothing:
 * two that are one already stay one. Throws not-found when one of them is gone or is of another exercise.
 */
export async function answerProposal(
  ctx: Ctx,
  input: { exerciseId: string; keptId: string; otherId: string; isSame: boolean },
): Promise<void> {
  const kept = await selectRoot(ctx, input.keptId)
  const other = await selectRoot(ctx, input.otherId)
  if (!kept || !other || (await getVoice(ctx, kept)).exerciseId !== input.exerciseId) {
    throw new Failure('not-found', '')
  }
  if (!input.isSame) return sayApart(ctx, kept, other)
  if (kept !== other) await joinVoices(ctx, kept, other)
}

type Weighed = { proposal: Proposal; spokeTogether: string | null }

async function listPairs(ctx: Ctx, exerciseId: string): Promise<Weighed[]> {
  await ensureLabels(ctx)
  const blocks = (await selectBlocks(ctx, exerciseId, widest, mostBlocks)).map((row) => ({
    kind: row.kind as keyof typeof widest,
    members: row.labelIds.map((labelId, index) => ({ labelId, voiceId: row.voiceIds[index]! })),
  }))
  const apart = new Set((await selectApart(ctx, exerciseId)).map(({ one, other }) => pairOf(one, other)))
  const labelIds = [...new Set(blocks.flatMap((block) => block.members.map((member) => member.labelId)))]
  const sealed = new Map((await selectLabels(ctx, labelIds)).map((row) => [row.id, row]))
  const open = (id: string) => {
    const row = sealed.get(id)
    return row && ctx.vault.isKept(id) ? openLabel(ctx, row) : null
  }
  const isApart = (one: string, other: string) => apart.has(pairOf(one, other))
  const pairs = await weigh(ctx, proposePairs(blocks, open, isApart).slice(0, mostPairs * 2))
  return pairs.slice(0, mostPairs)
}

/** Leaves out voices without words and no contributors; what was said by turns in one file counts against. */
async function weigh(ctx: Ctx, pairs: readonly Proposal[]): Promise<Weighed[]> {
  const stays = new Map<string, Stay[]>()
  for (const stay of await selectStays(ctx, [...new Set(pairs.flatMap((pair) => [pair.one, pair.other]))])) {
    stays.set(stay.voiceId, [...(stays.get(stay.voiceId) ?? []), stay])
  }
  return pairs
    .flatMap((pair): Weighed[] => {
      const [one, other] = [stays.get(pair.one), stays.get(pair.other)]
      if (!one || !other) return []
      const spokeTogether = findTogether(one, other)
      const proposal = spokeTogether === null ? pair : afterSpeakingTogether(pair)
      return proposal ? [{ proposal, spokeTogether }] : []
    })
    .sort((a, b) => byStrength(a.proposal, b.proposal))
}

/** The door of a file in which one spoke before the other had finished, both ways. */
function findTogether(one: readonly Stay[], other: readonly Stay[]): string | null {
  const shared = one.find((stay) =>
    other.some(
      (their) => their.sourceId === stay.sourceId && stay.first < their.last && their.first < stay.last,
    ),
  )
  return shared?.door ?? null
}

async function showProposal(ctx: Ctx, { proposal, spokeTogether }: Weighed): Promise<ProposalView | null> {
  const voices = await listVoices(ctx, { ids: [proposal.one, proposal.other] })
  const [first, second] = voices
  if (!first || !second) return null
  // Who ran the conversation stays who they are; of two alike the number that was there first stays.
  const isTurned = second.part === 'facilitator' && first.part === 'contributor'
  const [kept, other] = isTurned ? [second, first] : [first, second]
  const [oneLabel, otherLabel] = proposal.labels
  const labels =
    kept.id === proposal.one ? ([oneLabel, otherLabel] as const) : ([otherLabel, oneLabel] as const)
  const [kinds, pair] = [labels.map((label) => describeLabel(label).kind), [kept, other]]
  const at = kinds.indexOf('several')
  return {
    kept,
    other,
    labels,
    likeness: proposal.likeness,
    sureness: sureness(proposal.strength),
    sharedBy: commonReasons.has(proposal.likeness.reason) ? proposal.sharedBy : 2,
    spokeTogether,
    device: labels[kinds.indexOf('device')] ?? null,
    several: at < 0 ? null : { id: pair[at]!.id, number: pair[at]!.number, label: labels[at]! },
  }
}
